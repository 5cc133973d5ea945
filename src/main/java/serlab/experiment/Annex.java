package serlab.experiment;

import java.nio.file.Path;
import java.util.Map;
import serlab.evaluation.ClassificationReport;
import serlab.evaluation.ConfusionMatrix;
import serlab.tracking.Run;

/** Addition to the record of a comparison, made once all is trained and while its runs are open. */
@FunctionalInterface
public interface Annex {
    /** Adds to what was found and tracked. */
    void add(ComparisonResult result, Runs runs);

    /** The run of a comparison, and those that are opened below it; they end with it. */
    final class Runs {
        private final Recorder recorder;
        private final Run top;
        private final PreparedCorpus data;
        private final Provenance provenance;

        Runs(Recorder recorder, Run top, PreparedCorpus data, Provenance provenance) {
            this.recorder = recorder;
            this.top = top;
            this.data = data;
            this.provenance = provenance;
        }

        /** What the comparison has trained and tested on. */
        PreparedCorpus data() {
            return data;
        }

        /** What the comparison was run with. */
        Provenance provenance() {
            return provenance;
        }

        /** Logs the model card of a bundle. */
        void card(Path bundle) {
            recorder.card(top, bundle);
        }

        /** The run of the comparison, or of its only variant. */
        public Run top() {
            return top;
        }

        /** Opens a run below it, with the tags that all runs of the comparison share and the settings of a variant. */
        public Run below(String name, Map<String, String> tags, ExperimentSpec spec) {
            return recorder.open(name, top, tags, spec.settings());
        }

        /** Logs a report and a confusion matrix, as files and as tables of a run's page. */
        public void tables(Run run, ConfusionMatrix confusion) {
            recorder.tables(run, confusion, ClassificationReport.of(confusion));
        }

        /** Puts a text in Markdown at the head of a run's page. */
        public void note(Run run, String text) {
            run.tags(Map.of(Notes.TAG, text));
        }
    }
}
