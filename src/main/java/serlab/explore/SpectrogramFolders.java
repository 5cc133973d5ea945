package serlab.explore;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import serlab.InvalidInputException;
import serlab.IoReason;
import serlab.audio.file.AudioDecoder;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.evaluation.Csv;
import serlab.experiment.OutputFolder;
import serlab.experiment.TakenFolder;
import serlab.feature.ClipCheck;
import serlab.feature.LogMelSpec;
import serlab.feature.cache.ClipPipeline;
import serlab.feature.cache.Features;
import serlab.feature.dsp.Reference;
import serlab.plot.ColorMap;
import serlab.plot.SpectrogramImage;

/**
 * A corpus as labeled folders of images: {@code label/clip.png}, the clip's log-mel spectrogram with the lowest band in
 * the lowest row, from {@code -topDb} dB (black) to 0 dB. Beside them stand {@code index.csv}, which is a manifest of the
 * images with everything known of the clips, and {@code spectrograms.txt}, which holds the settings.
 *
 * <p>Images that are there already are kept, so that an interrupted run goes on where it stopped.
 *
 * @param spec    width ({@code frames}) and height ({@code bands}) of the images, in pixels, and all that leads to them;
 *                0 dB is the largest power of the clip
 * @param colors the colors, or null for gray
 * @param format  of the files
 */
public record SpectrogramFolders(LogMelSpec spec, ColorMap colors, SpectrogramImage.Format format) {
    private static final String SETTINGS = "spectrograms.txt";
    private static final String INDEX = "index.csv";

    public SpectrogramFolders {
        if (spec.reference() != Reference.MAX) {
            throw new InvalidInputException("features.reference is 'one'; images need 'max', which makes 0 dB the brightest");
        }
    }

    /**
     * What a run did.
     *
     * @param written images made now
     * @param kept    images that were there already
     * @param skipped clips that could not be used
     */
    public record Outcome(int written, int kept, List<Features.Skipped> skipped) {
    }

    /**
     * Writes the images.
     *
     * @throws InvalidInputException if the folder cannot be written, lies in that of the corpus, or holds images of other settings,
     *                               or if no clip can be used
     * @throws InterruptedException  if the thread is interrupted; no file is left half-written
     */
    public Outcome write(Corpus corpus, TakenFolder out, ClipPipeline pipeline) throws InterruptedException {
        out.requireApartFrom(corpus);
        OutputFolder folder = new OutputFolder(out.path());
        claim(corpus, folder);
        Map<String, String> names = ClipFileNames.of(corpus.clips());
        int[] made = new int[2];
        List<Features.Skipped> skipped = pipeline.run(corpus.clips(), clip -> image(clip, path(names, clip), folder),
                (clip, isNew) -> made[isNew ? 0 : 1]++);
        if (made[0] + made[1] == 0) {
            throw new InvalidInputException(skipped.isEmpty() ? corpus.name() + " has no clips"
                    : (skipped.size() == 1 ? "the only clip of " + corpus.name() + " cannot be used: "
                    : "none of the " + skipped.size() + " clips of " + corpus.name() + " can be used; the first: ")
                    + skipped.get(0).reason());
        }
        folder.write(INDEX, index(corpus, names, skipped).getBytes(StandardCharsets.UTF_8));
        return new Outcome(made[0], made[1], skipped);
    }

    private String path(Map<String, String> names, Clip clip) {
        return names.get(clip.id()) + "." + format.name().toLowerCase(Locale.ROOT);
    }

    /** Whether the image had to be made. */
    private boolean image(Clip clip, String path, OutputFolder folder) {
        if (Files.exists(folder.root().resolve(path))) {
            return false;
        }
        String location = clip.source().location();
        float[][] mel = spec.extract(ClipCheck.usable(AudioDecoder.decode(ClipPipeline.bytes(clip), location), location));
        folder.write(path, SpectrogramImage.encode(picture(mel), format));
        return true;
    }

    BufferedImage picture(float[][] mel) {
        return colors == null ? SpectrogramImage.gray(mel, -spec.topDb(), 0)
                : SpectrogramImage.rgb(mel, -spec.topDb(), 0, colors);
    }

    /** Refuses a folder that another corpus or other settings have filled. */
    private void claim(Corpus corpus, OutputFolder folder) {
        String mine = "corpus: " + corpus.name() + "\ncolors: " + (colors == null ? "gray" : colors)
                + "\nformat: " + format + "\nspectrogram: " + spec.id() + "\n";
        Path file = folder.root().resolve(SETTINGS);
        try {
            if (Files.exists(file) && !Files.readString(file).equals(mine)) {
                throw new InvalidInputException("'" + folder.root() + "' holds images of another corpus or of other settings, "
                        + "as " + SETTINGS + " in it says; name another folder with --out or remove it");
            }
        } catch (IOException e) {
            throw new InvalidInputException("'" + file + "' cannot be read (" + IoReason.of(e) + "); name another folder with --out", e);
        }
        folder.write(SETTINGS, mine.getBytes(StandardCharsets.UTF_8));
    }

    private String index(Corpus corpus, Map<String, String> names, List<Features.Skipped> skipped) {
        Set<String> unusable = new HashSet<>();
        skipped.forEach(one -> unusable.add(one.clip().id()));
        Set<String> fields = new TreeSet<>();
        corpus.clips().forEach(clip -> fields.addAll(clip.fields().keySet()));
        List<String> header = new ArrayList<>(List.of("file", "label", "speaker"));
        header.addAll(fields);
        StringBuilder csv = new StringBuilder(Csv.line(header));
        for (Clip clip : corpus.clips()) {
            if (!unusable.contains(clip.id())) {
                List<String> row = new ArrayList<>(List.of(path(names, clip), clip.label(), clip.speaker()));
                fields.forEach(field -> row.add(clip.fields().getOrDefault(field, "")));
                csv.append(Csv.line(row));
            }
        }
        return csv.toString();
    }
}
