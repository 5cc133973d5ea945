package serlab.notebook;

import java.util.ArrayList;
import java.util.List;
import serlab.InvalidInputException;
import serlab.experiment.ExperimentFile;
import serlab.experiment.TakenFolder;
import serlab.lab.SweepRun;
import serlab.sweep.Judgment;
import serlab.sweep.SweepSpec;
import serlab.sweep.SweepStatus;
import serlab.sweep.engine.Job;
import serlab.sweep.engine.Outcome;
import serlab.sweep.search.Configuration;

/** Sweep run from a cell, with worker processes like those of the command line. */
record CellSweep(CellTraining training) {
    private static final List<String> SHORT = List.of("sampler.trials=3", "sampler.startup=3", "finalists.count=2",
            "finalists.seeds=[1]");

    SweepResult run(ExperimentFile file, List<String> overrides) throws InterruptedException {
        List<String> all = new ArrayList<>(overrides);
        if (training.smoke()) {
            all.addAll(SHORT);
            CellTraining.smokeNotes(SHORT).forEach(new LiveCell()::say);
        }
        SweepRun sweeps = new SweepRun(training.workspace(), training.settings(all), CellTraining.TAGS);
        SweepSpec asked = sweeps.read(file);
        LiveCell cell = new LiveCell();
        SweepRun.Result result;
        try (TakenFolder folder = TakenFolder.of(training.folder(asked.name()))) {
            result = sweeps.run(sweeps.open(file, asked), folder,
                    SweepRun.EngineSource.local(Runtime.getRuntime().availableProcessors()), 1, false, new Bar(cell));
        }
        Judgment judgment = result.judgment().orElseThrow(() -> new InvalidInputException("no trial could be tested; see "
                + result.out().resolve("state/workers.out")));
        judgment.failed().forEach(failed -> cell.say("failed: " + failed.text()));
        return new SweepResult(training, result.corpus(), result.found(), judgment, result.output().orElseThrow());
    }

    /** Shows how many trials are done. */
    private record Bar(LiveCell cell) implements SweepRun.Display {
        @Override
        public void moved(SweepStatus status) {
            cell.progress("Sweep, " + status.phase(), status.done(), status.total());
        }

        @Override
        public void jobDone(Job job, Configuration point, Outcome outcome, SweepStatus status) {
            moved(status);
        }

        @Override
        public void notice(String message) {
            cell.say(message);
        }
    }
}
