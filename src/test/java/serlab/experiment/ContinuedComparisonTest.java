package serlab.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;
import static serlab.ContentAssertions.assertLacks;
import static serlab.experiment.SmallComparison.SMALL;
import static serlab.experiment.SmallComparison.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import serlab.model.ModelBundle;
import serlab.training.Epoch;

/** A comparison that is started again goes on where it stopped, and comes to the same. */
@Tag("slow")
class ContinuedComparisonTest {
    @TempDir
    private Path folder;

    @AfterEach
    void noInterruptionIsLeft() {
        Thread.interrupted();
    }

    @Test
    void anInterruptedComparisonGoesOnWhereItStopped() throws Exception {
        SmallComparison.Listener whole = new SmallComparison.Listener(-1);
        ComparisonResult expected = run(folder, SMALL, "whole", whole);
        assertEquals(4, whole.epochs);
        assertFalse(Files.exists(folder.resolve("whole/unfinished")));

        assertThrows(InterruptedException.class, () -> run(folder, SMALL, "broken", new SmallComparison.Listener(1)));
        Thread.interrupted();
        assertTrue(Files.exists(folder.resolve("broken/unfinished")));
        SmallComparison.Listener second = new SmallComparison.Listener(-1);
        ComparisonResult resumed = run(folder, SMALL, "broken", second);
        assertContains(second.notices, "going on where the last run stopped: 1 of 2 trainings are done");
        assertFalse(Files.exists(folder.resolve("broken/unfinished")));
        assertArrayEquals(uars(expected), uars(resumed));
        for (int i = 0; i < 2; i++) {
            TrainingResult one = expected.variants().get(0).trainings().get(i);
            TrainingResult other = resumed.variants().get(0).trainings().get(i);
            assertEquals(one.confusion(), other.confusion());
            assertEquals(one.validation().temperature(), other.validation().temperature());
            for (int clip = 0; clip < one.answers().size(); clip++) {
                assertEquals(one.answers().get(clip).clip(), other.answers().get(clip).clip());
                assertArrayEquals(one.answers().get(clip).probabilities(),
                        other.answers().get(clip).probabilities());
            }
            assertEquals(ModelBundle.load(one.bundle()).network().params(),
                    ModelBundle.load(other.bundle()).network().params());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "with-validation"})
    void anInterruptedTrainingGoesOnBehindItsLastEpoch(String refit) throws Exception {
        String six = SMALL.replace("epochs: 2", "keep: last, epochs: 6, refit: " + refit).replace("[0, 1]", "[0]");
        TrainingResult expected = run(folder, six, "whole", new SmallComparison.Listener(-1)).variants().get(0).trainings().get(0);
        Path state = folder.resolve("broken/unfinished/small-fold-0-seed-1.state");
        assertThrows(InterruptedException.class, () -> run(folder, six, "broken", new SmallComparison.Listener(-1) {
            @Override
            public void epochDone(TrainingKey training, Epoch epoch, int plannedEpochs) {
                if (epoch.number() == 4) {
                    Thread.currentThread().interrupt();
                }
            }
        }));
        Thread.interrupted();
        assertTrue(Files.exists(state), "no state");
        SmallComparison.Listener second = new SmallComparison.Listener(-1);
        TrainingResult resumed = run(folder, six, "broken", second).variants().get(0).trainings().get(0);
        assertContains(second.notices, "small, fold 0, seed 1 goes on behind epoch 4");
        assertEquals(6, second.epochs);
        assertFalse(Files.exists(folder.resolve("broken/unfinished")));
        try (Stream<Path> files = Files.walk(folder.resolve("broken"))) {
            assertEquals(List.of(), files.filter(file -> file.toString().endsWith(".state")).toList());
        }
        assertEquals(expected.curve().bestEpoch(), resumed.curve().bestEpoch());
        assertEquals(expected.validation().temperature(), resumed.validation().temperature());
        assertEquals(ModelBundle.load(expected.bundle()).network().params(), ModelBundle.load(resumed.bundle()).network().params());
        assertTrue(resumed.seconds() > 0, resumed.seconds() + " s");
    }

    @Test
    void moreSeedsAndFoldsTrainWhatIsNew() throws Exception {
        ComparisonResult expected = run(folder, SMALL + "seeds: [1, 2]\n", "whole", new SmallComparison.Listener(-1));
        run(folder, SMALL.replace("[0, 1]", "[1]"), "grown", new SmallComparison.Listener(-1));
        SmallComparison.Listener grown = new SmallComparison.Listener(-1);
        ComparisonResult result = run(folder, SMALL + "seeds: [1, 2]\n", "grown", grown);
        assertContains(grown.notices, "going on where the last run stopped: 1 of 4 trainings are done");
        assertArrayEquals(uars(expected), uars(result));
        assertFalse(Files.exists(folder.resolve("grown/unfinished")));

        SmallComparison.Listener again = new SmallComparison.Listener(-1);
        run(folder, SMALL + "seeds: [1, 2]\n", "grown", again);
        assertEquals(1, again.notices.stream().filter(notice -> notice.startsWith("finished before, with the same settings on the same "
                + "clips: nothing is trained or tracked anew")).count(), again.notices.toString());
        SmallComparison.Listener other = new SmallComparison.Listener(-1);
        run(folder, SMALL.replace("dense: 16", "dense: 8"), "grown", other);
        SmallComparison.Listener back = new SmallComparison.Listener(-1);
        assertArrayEquals(uars(run(folder, SMALL + "seeds: [1, 3]\n", "whole", back)), uars(run(folder, SMALL + "seeds: [1, 3]\n", "grown", other)));
        assertContains(back.notices.toString(), "2 of 4 trainings are done");
        assertTrue(other.notices.stream().noneMatch(notice -> notice.contains("going on")), "another's trainings were used");
    }

    @Test
    void aFinishedComparisonIsShownAndNeitherTrainedNorTrackedAgain() throws Exception {
        ComparisonResult first = run(folder, SMALL, "out", new SmallComparison.Listener(-1));
        byte[] table = Files.readAllBytes(folder.resolve("out/results.csv"));
        SmallComparison.Listener second = new SmallComparison.Listener(-1);
        ComparisonResult shown = run(folder, SMALL, "out", second);
        assertContains(second.notices.toString(), "finished before, with the same settings on the same clips");
        assertTrue(second.finishedBefore);
        assertEquals(first.variants().get(0).runId(), shown.variants().get(0).runId());
        assertEquals(first.page(), shown.page());
        assertArrayEquals(uars(first), uars(shown));
        assertArrayEquals(table, Files.readAllBytes(folder.resolve("out/results.csv")));
        assertTrue(Files.isRegularFile(folder.resolve("out/trainings/tracked")));

        SmallComparison.Listener fewer = new SmallComparison.Listener(-1);
        ComparisonResult one = run(folder, SMALL.replace("[0, 1]", "[0]"), "out", fewer);
        assertContains(fewer.notices.toString(), "going on where the last run stopped: 1 of 1 training is done");
        assertNotEquals(first.variants().get(0).runId(), one.variants().get(0).runId(), "other trainings are another result");
        SmallComparison.Listener changed = new SmallComparison.Listener(-1);
        run(folder, SMALL.replace("epochs: 2", "epochs: 1"), "out", changed);
        assertEquals(2, changed.epochs);
        assertContains(changed.notices, "replaces the results of 'small' in '" + folder.resolve("out") + "', which had other settings, clips "
                + "or another version of this program; what else they left there goes at the end");
        assertLacks(second.notices.toString() + fewer.notices, "replaces");
        assertLacks(changed.notices.toString(), "before");
    }

    @Test
    void aGrownComparisonThatIsInterruptedLosesNothing() throws Exception {
        run(folder, SMALL, "out", new SmallComparison.Listener(-1));
        assertThrows(InterruptedException.class, () -> run(folder, SMALL + "seeds: [1, 2]\n", "out", new SmallComparison.Listener(3)));
        Thread.interrupted();
        SmallComparison.Listener last = new SmallComparison.Listener(-1);
        run(folder, SMALL + "seeds: [1, 2]\n", "out", last);
        assertContains(last.notices.toString(), "of 4 trainings are done");
        int kept = Integer.parseInt(last.notices.toString().replaceAll("(?s).*stopped: (\\d) of 4.*", "$1"));
        assertTrue(kept >= 3, "kept " + kept);
    }

    @Test
    void anotherExperimentStartsAfresh() throws Exception {
        assertThrows(InterruptedException.class, () -> run(folder, SMALL, "out", new SmallComparison.Listener(1)));
        Thread.interrupted();
        SmallComparison.Listener changed = new SmallComparison.Listener(-1);
        run(folder, SMALL.replace("dense: 16", "dense: 8"), "out", changed);
        assertTrue(changed.notices.stream().noneMatch(n -> n.contains("going on")), changed.notices.toString());
        assertContains(changed.notices.toString(), "replaces what was unfinished in '" + folder.resolve("out") + "', which had other settings");
    }

    private static double[] uars(ComparisonResult result) {
        return result.variants().get(0).scores().values(report -> report.uar());
    }
}
