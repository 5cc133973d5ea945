/** Benchmarks: the library's own speed beside that of a yardstick, for the command line's {@code bench}. */
package serlab.bench;
