/**
 * The web page and MLflow's scoring protocol over one or more models. Recordings come in, predictions go out; nothing of
 * a recording is kept. What a model hears is decided in {@code serlab.predict}, never here.
 */
package serlab.serve;
