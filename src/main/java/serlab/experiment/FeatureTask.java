package serlab.experiment;

import java.util.List;
import java.util.Map;
import serlab.augment.Augmentation;
import serlab.augment.Augmentations;
import serlab.augment.ChangedCopy;
import serlab.augment.WaveformAugmentation;
import serlab.feature.WaveformChange;

/**
 * Features that a worker is asked to compute into the cache, and what it answers; each is a line of JSON.
 *
 * @param kind     {@value #KIND}
 * @param version  of the library that asks
 * @param commit   of its working tree, empty if it is none
 * @param corpus   settings of the corpus
 * @param features settings of the features
 * @param change   what is done to the recordings before, or {@code null} for nothing
 * @param whole    whether features keep the recording's own length
 * @param export   whether the durations of the recordings are kept too, as an export needs them
 * @param clips    ids of the clips
 */
record FeatureTask(String kind, String version, String commit, Map<String, Object> corpus, Map<String, Object> features,
                   Change change, boolean whole, boolean export, List<String> clips) {
    static final String KIND = "features";

    /**
     * A changed copy.
     *
     * @param id           names all that decides it
     * @param augmentation settings of the kind of change
     * @param number       which of several copies
     * @param seed         of the experiment
     */
    record Change(String id, Map<String, Object> augmentation, int number, long seed) {
        static Change of(WaveformChange change) {
            return change instanceof ChangedCopy copy
                    ? new Change(copy.id(), copy.augmentation().settings(), copy.number(), copy.seed()) : null;
        }

        /** The change; it bears the same id, or is none that settings describe. */
        WaveformChange made() {
            Augmentation read = Augmentations.of(List.of(augmentation)).all().get(0);
            ChangedCopy copy = new ChangedCopy((WaveformAugmentation) read, number, seed);
            if (!copy.id().equals(id)) {
                throw new IllegalStateException("changed copy '" + id + "' is read as '" + copy.id() + "'");
            }
            return copy;
        }
    }

    /**
     * What became of it.
     *
     * @param outcome its parts
     */
    record Answer(Outcome outcome) {
    }

    /**
     * Parts of an answer.
     *
     * @param host  name of the machine
     * @param done  clips that the cache now has; the others cannot be used
     * @param unfit why the machine cannot do it, or {@code null}
     */
    record Outcome(String host, int done, String unfit) {
    }

    /** What is done to the recordings. */
    WaveformChange changed() {
        return change == null ? WaveformChange.NONE : change.made();
    }
}
