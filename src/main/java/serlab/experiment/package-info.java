/**
 * Experiments: what an experiment file says, its folds and seeds trained and tested, variants compared, and all of it
 * recorded. In go experiment files and a corpus, out come results, plots, model bundles and tracked runs. The only place
 * where corpora, features, models, training and tracking meet; knows nothing of terminals.
 */
package serlab.experiment;
