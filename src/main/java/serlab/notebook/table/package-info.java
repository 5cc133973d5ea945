/**
 * Tables of cells: built row by row, read from CSV with the types of their columns, shown as HTML with their numbers aligned.
 * In go values, out come Tablesaw's tables and their HTML. Knows nothing of what the values are.
 */
package serlab.notebook.table;
