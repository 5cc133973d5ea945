package serlab.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import serlab.Counted;
import serlab.InvalidInputException;
import serlab.cli.terminal.Json;
import serlab.cli.terminal.Stoppable;
import serlab.cli.terminal.WorkProgress;
import serlab.experiment.TakenFolder;
import serlab.explore.SpectrogramFolders;
import serlab.feature.FeatureSpec;
import serlab.feature.LogMelSpec;
import serlab.plot.ColorMap;
import serlab.plot.SpectrogramImage;

/** {@code ./ser spectrograms}: the corpus as labeled folders of images. */
@Command(name = "spectrograms", mixinStandardHelpOptions = true,
        description = {"Writes the corpus as labeled folders of spectrogram images: a folder per emotion.",
            "Images that are there already are kept. The folder is a corpus itself: ./ser compare --data DIR "
            + "--set features.type=image trains on it."})
final class SpectrogramsCommand implements Callable<Integer> {
    /** What an image shows at every size: 128 frames at the default hop, 2.97 s. */
    private static final int SAMPLES = 128 * 512;
    private static final int LEAST = 32;
    private static final int MOST = 1024;

    /** Of the pictures. */
    enum Colors { GRAY, RGB }

    @Option(names = "--size", defaultValue = "128", paramLabel = "N",
            description = "width and height in pixels, 32 to 1024 (default 128); the time shown, 2.97 s, is the same for all")
    private int size;

    @Option(names = "--color", defaultValue = "gray", paramLabel = "gray|rgb",
            description = "gray (default), or rgb: the perceptual color map magma")
    private Colors colors;

    @Option(names = "--format", defaultValue = "png", paramLabel = "png|jpg", description = "png (default) or jpg")
    private SpectrogramImage.Format format;

    @Mixin
    private CommonOptions options;

    @Override
    public Integer call() throws InterruptedException {
        if (options.out == null) {
            throw new InvalidInputException("--out is missing; name the folder for the images");
        }
        if (size < LEAST || size > MOST) {
            throw new InvalidInputException("--size " + size + " is outside " + LEAST + " to " + MOST
                    + "; choose a number of pixels in that range");
        }
        try (TakenFolder out = TakenFolder.of(options.out)) {
            return written(out);
        }
    }

    private int written(TakenFolder folder) throws InterruptedException {
        CorpusVisit visit = new CorpusVisit(options, settings());
        folder.requireApartFrom(visit.corpus());
        SpectrogramFolders folders = new SpectrogramFolders(logMel(visit.features()),
                colors == Colors.RGB ? ColorMap.MAGMA : null, format);
        visit.announce();
        Path out = folder.path();
        SpectrogramFolders.Outcome outcome;
        try (Stoppable stoppable = new Stoppable();
                WorkProgress progress = new WorkProgress("Spectrograms", "clips", 1, options.quiet)) {
            outcome = folders.write(visit.corpus(), folder, visit.pipeline(progress::step));
        }
        visit.report(outcome.skipped());
        System.out.println(Counted.of(outcome.written(), "image") + " written" + (outcome.kept() == 0 ? "" : ", " + outcome.kept()
                + (outcome.kept() == 1 ? " was" : " were") + " there already") + ": " + out);
        if (options.json.asked()) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("out", out.toString());
            all.put("written", outcome.written());
            all.put("kept", outcome.kept());
            all.put("skipped", outcome.skipped().size());
            System.out.println(Json.line(all));
        }
        return 0;
    }

    private Map<String, Object> settings() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("type", "log-mel");
        all.put("bands", size);
        all.put("frames", size);
        all.put("hopLength", Math.round(SAMPLES / (float) size));
        all.put("fftSize", Math.max(2048, Integer.highestOneBit(8 * size - 1) * 2));
        return Map.of("features", all);
    }

    private static LogMelSpec logMel(FeatureSpec features) {
        if (features instanceof LogMelSpec mel) {
            return mel;
        }
        throw new InvalidInputException("features.type is '" + features.type() + "'; images are made of log-mel alone");
    }
}
