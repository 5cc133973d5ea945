package serlab.cli;

import java.util.List;
import serlab.experiment.ComparisonResult;
import serlab.lab.OpenedExperiment;
import serlab.lab.SuiteRun;

/** A suite on the terminal, row by row. */
final class SuiteDisplay implements SuiteRun.Listener {
    @Override
    public void rowStarts(int number, int of, OpenedExperiment experiment) {
        System.out.println("[" + number + "/" + of + "] " + experiment.spec().variants().get(0).name() + ": "
                + Execution.heading(experiment.corpus()));
    }

    @Override
    public void rowTrained(ComparisonResult result) {
        System.out.print(ResultTable.of(result));
    }

    @Override
    public void rowKnown(String protocol) {
        System.out.println("the same settings as '" + protocol + "': not trained again");
    }

    @Override
    public void rowFailed(String reason) {
        System.out.println("failed: " + reason);
    }

    @Override
    public void systemsRemoved(List<String> folders) {
        System.err.println("note: removed the results of systems that the suite has no more: " + String.join(", ", folders));
    }
}
