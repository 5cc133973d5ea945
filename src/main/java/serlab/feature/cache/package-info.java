/** The feature cache and what fills it: small entries many to a file, checked when they are read. */
package serlab.feature.cache;
