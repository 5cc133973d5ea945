package serlab.feature.export;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import serlab.corpus.Clip;
import serlab.corpus.ClipFields;
import serlab.corpus.Corpus;
import serlab.corpus.locate.CorpusLocator;
import serlab.corpus.synthetic.SyntheticSpec;
import serlab.corpus.table.CsvSpec;
import serlab.corpus.table.RowSource;
import serlab.feature.FeatureSpec;
import serlab.feature.cache.ClipPipeline;
import serlab.feature.cache.ProgressListener;

/** A table of features that was written is a corpus of the same clips. */
class TableReadBackTest {
    private static final List<Clip> VOICES = new SyntheticSpec(1, 1, 1).open(null).clips().subList(0, 2);
    private static final FeatureSpec MEANS = FeatureSpec.of(Map.of("type", "statistics", "of", Map.of("type", "mfcc",
            "coefficients", 2), "statistics", List.of("mean")));

    @TempDir
    private Path folder;

    private static List<Clip> clips(Map<String, String> fields) {
        return VOICES.stream().map(clip -> new Clip(clip.id(), clip.label(), clip.speaker(), fields, clip.source())).toList();
    }

    private ExportResult written(ExportSettings.Format format, List<Clip> clips) throws InterruptedException {
        return new FeatureExport(new ExportSettings(MEANS, false, format), folder).run(clips,
                new ClipPipeline(1, false, ProgressListener.NONE));
    }

    private static List<String> told(List<Clip> clips) {
        List<String> told = new ArrayList<>();
        clips.forEach(clip -> told.add(clip.id() + " " + clip.label() + " " + clip.speaker() + " " + new TreeMap<>(clip.fields())));
        return told;
    }

    private static void assertTwoValues(Corpus corpus) {
        corpus.clips().forEach(clip -> assertEquals(2, ((RowSource) clip.source()).values().length, clip.id()));
    }

    /** Texts and numbers alike: a field whose values are numbers is no feature either. */
    @ParameterizedTest
    @EnumSource(value = ExportSettings.Format.class, names = "NPY", mode = EnumSource.Mode.EXCLUDE)
    void everyFieldOfACorpusIsReadAsOne(ExportSettings.Format format) throws InterruptedException {
        Map<String, String> fields = new TreeMap<>();
        ClipFields.NAMES.forEach(name -> fields.put(name, name.length() % 2 == 0 ? "3" : "some " + name));
        List<Clip> clips = clips(fields);
        ExportResult result = written(format, clips);
        assertEquals(List.of(), result.notes());
        Corpus read = CorpusLocator.detect(result.result()).open(result.result());
        assertEquals(told(clips), told(read.clips()));
        assertTwoValues(read);
    }

    @Test
    void fieldsOfAManifestAreNamedForReading() throws InterruptedException {
        List<Clip> clips = clips(Map.of("mood", "good", "take", "1", "language", "German"));
        ExportResult result = written(ExportSettings.Format.CSV, clips);
        assertEquals(List.of("the table has columns that are no features: read it with --set corpus.type=csv --set "
                + "corpus.fields=[mood,take]"), result.notes());
        Corpus read = new CsvSpec("label", List.of("mood", "take")).open(result.result());
        assertEquals(told(clips), told(read.clips()));
        assertTwoValues(read);
    }
}
