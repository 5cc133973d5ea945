/**
 * ND4J's CPU backend with a fault of 1.0.0-M2.1 mended: an operation whose last use in Java lies before its native call could
 * be collected while that call ran, and its memory freed under it, which ended the process once in some days of training.
 */
package serlab.model.backend;
