/** The terminal: tables, progress, prompts and JSON as the commands print them. */
package serlab.cli.terminal;
