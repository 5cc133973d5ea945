/** Help while a cell is written: what Tab offers in it, what Shift+Tab shows of it. */
package serlab.notebook.assist;
