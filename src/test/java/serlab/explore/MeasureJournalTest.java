package serlab.explore;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.explore.MeasureJournal.Measured;
import serlab.feature.recording.RecordingTraits;
import serlab.feature.recording.Trait;

class MeasureJournalTest {
    private static final Measured VOICED = new Measured(new ClipMeasures(1.5, 48000, -3.25, -20.1, -23.7, 2,
            new SilenceProfile(0.1, 0.2, 1 / 3.0, -18), new Pitch(210.7, 4.2, 0.6)), new double[] {1, Math.PI},
            new RecordingTraits(Map.of(Trait.SAMPLE_RATE, 48_000.0, Trait.NOISE, -1 / 3.0)));
    private static final Measured UNVOICED = new Measured(new ClipMeasures(1, 16000, -3, -20, Double.NaN, 0,
            new SilenceProfile(0, 0, 0, -18), new Pitch(Double.NaN, Double.NaN, 0)), new double[] {0},
            RecordingTraits.NONE);

    @TempDir
    private Path folder;

    @Test
    void whatWasMeasuredIsThereAgainToTheLastBit() {
        try (MeasureJournal journal = MeasureJournal.open(folder)) {
            journal.keep("a", VOICED);
            journal.keep("b", UNVOICED);
        }
        try (MeasureJournal journal = MeasureJournal.open(folder)) {
            assertEquals(VOICED.measures(), journal.earlier("a").orElseThrow().measures());
            assertArrayEquals(VOICED.vector(), journal.earlier("a").orElseThrow().vector());
            assertEquals(VOICED.traits(), journal.earlier("a").orElseThrow().traits());
            assertEquals(UNVOICED.measures(), journal.earlier("b").orElseThrow().measures());
            assertEquals(Optional.empty(), journal.earlier("c"));
        }
    }

    @Test
    void aLineThatWasCutOffCostsThatClipAlone() throws Exception {
        try (MeasureJournal journal = MeasureJournal.open(folder)) {
            journal.keep("a", VOICED);
        }
        Files.writeString(file(), "{\"sha256\":\"b\",\"measured\":{\"mea", StandardOpenOption.APPEND);
        try (MeasureJournal journal = MeasureJournal.open(folder)) {
            assertTrue(journal.earlier("a").isPresent());
            assertTrue(journal.earlier("b").isEmpty());
            journal.keep("b", UNVOICED);
        }
        try (MeasureJournal journal = MeasureJournal.open(folder)) {
            assertTrue(journal.earlier("b").isPresent());
        }
    }

    @Test
    void nothingStaysAtTheEnd() throws Exception {
        try (MeasureJournal journal = MeasureJournal.open(folder)) {
            journal.keep("a", VOICED);
            journal.remove();
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(0, files.count());
        }
    }

    private Path file() throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().orElseThrow();
        }
    }
}
