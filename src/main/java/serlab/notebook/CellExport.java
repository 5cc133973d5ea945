package serlab.notebook;

import java.nio.file.Path;
import java.util.Set;
import serlab.InvalidInputException;
import serlab.corpus.Corpus;
import serlab.experiment.TakenFolder;
import serlab.explore.SpectrogramFolders;
import serlab.feature.FeatureSpec;
import serlab.feature.LogMelSpec;
import serlab.feature.cache.ClipPipeline;
import serlab.feature.export.ExportSettings;
import serlab.feature.export.FeatureExport;
import serlab.notebook.assist.Takes;
import serlab.notebook.assist.TextKind;
import serlab.notebook.table.TypedCsv;
import serlab.plot.SpectrogramImage;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Table;

/** Export of a corpus below {@code out/notebooks} in forms that other programs read; what is there already is kept. */
public final class CellExport {
    private final Corpus corpus;
    private final CellTraining training;
    private final int threads;

    CellExport(Corpus corpus, CellTraining training, int threads) {
        this.corpus = corpus;
        this.training = training;
        this.threads = threads;
    }

    /** A table of a feature, a row per frame, or a row per clip for features such as {@code statistics}; its first rows. */
    public Table csv(@Takes(TextKind.FEATURE) String feature, String folder) throws InterruptedException {
        ExportSettings settings = new ExportSettings(FeatureSpec.of(CellSettings.of(feature)), false, ExportSettings.Format.CSV);
        LiveCell cell = new LiveCell();
        Path table = new FeatureExport(settings, training.folder("").resolve(folder))
                .run(corpus.clips(), new ClipPipeline(threads, false, (done, total) -> cell.progress("Clips", done, total))).result();
        Set<String> values = Set.copyOf(settings.spec().valueNames());
        return TypedCsv.read(table, column -> column.equals("frame") ? ColumnType.INTEGER
                : column.equals("time") || values.contains(column) ? ColumnType.DOUBLE : null).setName(folder);
    }

    /** A folder of log-mel spectrograms per emotion, in shades of gray; the table of images. */
    public Table images(@Takes(TextKind.FEATURE) String logMel, String folder) throws InterruptedException {
        if (!(FeatureSpec.of(CellSettings.of(logMel)) instanceof LogMelSpec spec)) {
            throw new InvalidInputException("feature '" + logMel + "': images are made of log-mel alone");
        }
        LiveCell cell = new LiveCell();
        Path out = training.folder("").resolve(folder);
        try (TakenFolder taken = TakenFolder.of(out)) {
            new SpectrogramFolders(spec, null, SpectrogramImage.Format.PNG).write(corpus, taken,
                    new ClipPipeline(threads, false, (done, total) -> cell.progress("Clips", done, total)));
        }
        return TypedCsv.read(out.resolve("index.csv"), column -> null).setName(folder);
    }

    /** A folder per emotion with the recordings as 16-bit WAV files, and a manifest beside them; the manifest. */
    public Table recordings(String folder) {
        Path out = training.folder("").resolve(folder);
        try (TakenFolder taken = TakenFolder.of(out)) {
            return RecordingFolders.write(corpus, out);
        }
    }

    @Override
    public String toString() {
        return "export of " + corpus.name() + "; try .csv(feature, folder) or .images(feature, folder)";
    }
}
