/** The command line: one class per command, nothing but arguments, calls and printing. Only here are exit codes chosen. */
package serlab.cli;
