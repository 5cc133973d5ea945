/** The feature cache and what fills it: one file per clip and setting, checked when it is read. */
package serlab.feature.cache;
