/**
 * The laboratory in Jupyter: starts JupyterLab with the Java kernel, and lets notebook cells read like the experiment they
 * do. In go clips, settings and runs; out come tables, pictures and sound that Jupyter shows. Computes nothing itself.
 */
package serlab.notebook;
