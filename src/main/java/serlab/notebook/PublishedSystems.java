package serlab.notebook;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import serlab.corpus.Corpus;
import serlab.corpus.split.SplitProtocols;
import serlab.experiment.ComparisonResult;
import serlab.experiment.ExperimentFile;
import serlab.experiment.Suite;
import serlab.experiment.SuiteRow;
import serlab.lab.OpenedExperiment;
import serlab.lab.SuiteRun;
import serlab.notebook.table.TableBuilder;
import tech.tablesaw.api.Table;

/** The published systems, run from a cell; those that are finished stay finished. */
record PublishedSystems(CellTraining training) {
    Table run(Corpus corpus, String protocol, List<String> changes) throws InterruptedException {
        Suite all = Suite.of(ExperimentFile.read(training.workspace().experiments().resolve("published-systems.yaml")),
                training.workspace().experiments());
        Suite suite = under(all, protocol);
        LiveCell cell = new LiveCell();
        Set<String> notes = new HashSet<>();
        SuiteRun run = new SuiteRun(file -> {
            OpenedExperiment row = CellTraining.fitted(training.asked(file, changes, corpus));
            row.notes().stream().filter(notes::add).forEach(cell::say);
            return row;
        }, training::run, new Rows(new LiveCell()));
        List<SuiteRow> finished = run.run(suite, training.folder(suite.name() + " " + corpus.name() + " "
                + corpus.clips().size())).table().rows();
        TableBuilder table = new TableBuilder("Published systems on " + CellCorpora.line(corpus) + "; split "
                + named(suite, corpus), "system",
                "printed accuracy", "printed macro F1", "accuracy", "macro F1", "UAR");
        for (Suite.SystemFile system : suite.systems()) {
            double accuracy = system.published().getOrDefault("accuracy", Double.NaN);
            double macroF1 = system.published().getOrDefault("macro_f1", Double.NaN);
            finished.stream().filter(row -> row.system().equals(system.name())).findFirst().ifPresentOrElse(row -> table.add(
                    system.name() + (row.failed() == 0 ? "" : " (" + row.failed() + " failed)"), accuracy, macroF1,
                    row.accuracy(), row.macroF1(), row.uar()), () -> table.add(system.name() + " (failed)", accuracy, macroF1,
                            Double.NaN, Double.NaN, Double.NaN));
        }
        return table.percentages("printed accuracy", "printed macro F1", "accuracy", "macro F1", "UAR");
    }

    /** The suite under one of its protocols, or under a split protocol without the leaks of the authors. */
    private static Suite under(Suite all, String protocol) {
        if (all.protocols().stream().anyMatch(known -> known.name().equals(protocol))) {
            return all.under(protocol);
        }
        String split = SplitProtocols.named(protocol).name();
        return new Suite(all.name(), all.systems(), List.of(new Suite.Protocol(split, Map.of("split", Map.of("protocol", split),
                "leaks", List.of()))));
    }

    private static String named(Suite suite, Corpus corpus) {
        Suite.Protocol protocol = suite.protocols().get(0);
        return protocol.over().get("split") instanceof Map<?, ?> split
                ? SplitProtocols.named(String.valueOf(split.get("protocol"))).on(corpus).name() : protocol.name();
    }

    /** Says which system it is at. */
    private record Rows(LiveCell cell) implements SuiteRun.Listener {
        @Override
        public void rowStarts(int number, int of, OpenedExperiment experiment) {
            cell.progress(experiment.spec().variants().get(0).name(), number, of);
        }

        @Override
        public void rowTrained(ComparisonResult result) {
            // its curves were drawn
        }

        @Override
        public void rowKnown(String protocol) {
            cell.say("the same settings as '" + protocol + "': not trained again");
        }

        @Override
        public void rowFailed(String reason) {
            cell.say("failed: " + reason);
        }

        @Override
        public void systemsRemoved(List<String> folders) {
            cell.say("removed the results of systems that the suite has no more: " + String.join(", ", folders));
        }
    }
}
