package serlab.corpus.named;

import java.util.List;
import java.util.function.Function;

/**
 * What names and label files say of the recordings of a known corpus in one place.
 *
 * @param meanings   what lies behind a path below the corpus root: one recording, several parts of it, or nothing of this corpus
 * @param labels     the emotions, in the order of tables
 * @param labelFiles paths of the files that the labels come from; empty where names tell them
 * @param notes      what was odd in the label files, one line each
 */
record CorpusReading(Function<String, List<Meaning>> meanings, List<String> labels, List<String> labelFiles,
                     List<String> notes) {
    CorpusReading {
        labels = List.copyOf(labels);
        labelFiles = List.copyOf(labelFiles);
        notes = List.copyOf(notes);
    }

    List<Meaning> of(String path) {
        return meanings.apply(path);
    }
}
