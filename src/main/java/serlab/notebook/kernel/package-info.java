/** The Java kernel as Jupyter sees it: what is answered when a cell fails, and to the cells behind it. */
package serlab.notebook.kernel;
