package serlab.notebook;

import java.nio.file.Path;
import java.util.List;
import serlab.InvalidInputException;
import serlab.NearestName;
import serlab.corpus.Corpus;
import serlab.experiment.ComparisonResult;
import serlab.experiment.ExperimentFile;
import serlab.experiment.Suite;
import serlab.experiment.TrainingsFailedException;
import serlab.experiment.VariantResult;
import tech.tablesaw.api.Table;

/**
 * The published systems, run from a cell.
 *
 * @param experiments folder of {@code published-systems.yaml}
 */
record PublishedSystems(CellTraining training, Path experiments) {
    Table run(Corpus corpus, String protocolName, List<String> changes) throws InterruptedException {
        Suite suite = Suite.of(ExperimentFile.read(experiments.resolve("published-systems.yaml")), experiments);
        Suite.Protocol protocol = suite.protocols().stream().filter(known -> known.name().equals(protocolName)).findFirst()
                .orElseThrow(() -> new InvalidInputException(NearestName.suggest("protocol", protocolName,
                        suite.protocols().stream().map(Suite.Protocol::name).toList())));
        TableBuilder rows = new TableBuilder("Published systems on " + corpus.name() + ", " + protocolName, "system", "printed accuracy",
                "printed macro F1", "accuracy", "macro F1", "UAR");
        for (Suite.SystemFile system : suite.systems()) {
            double accuracy = system.published().getOrDefault("accuracy", Double.NaN);
            double macroF1 = system.published().getOrDefault("macro_f1", Double.NaN);
            try {
                ComparisonResult result = training.run(training.spec(suite.file(system, protocol), changes, corpus), corpus);
                VariantResult only = result.variants().get(0);
                rows.add(system.name() + (result.failed().isEmpty() ? "" : " (" + result.failed().size() + " failed)"), accuracy,
                        macroF1, only.accuracy().mean(), only.macroF1().mean(), only.uar().mean());
            } catch (TrainingsFailedException e) {
                rows.add(system.name() + " (failed)", accuracy, macroF1, Double.NaN, Double.NaN, Double.NaN);
            }
        }
        return rows.table();
    }
}
