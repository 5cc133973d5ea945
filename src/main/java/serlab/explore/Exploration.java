package serlab.explore;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import serlab.ContentHash;
import serlab.InvalidInputException;
import serlab.audio.Resampler;
import serlab.audio.Waveform;
import serlab.audio.file.AudioDecoder;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.explore.MeasureJournal.Measured;
import serlab.feature.ClipCheck;
import serlab.feature.FeatureSpec;
import serlab.feature.MfccSpec;
import serlab.feature.cache.ClipPipeline;
import serlab.feature.cache.Features;
import serlab.feature.recording.RecordingTraits;
import serlab.feature.recording.RevealingTrait;

/**
 * What there is to know of a corpus before anything is trained.
 *
 * @param corpus   what was explored
 * @param rows     every clip that could be used, in the corpus's order
 * @param explained share of the variance that each axis of the map explains, 0 to 1
 * @param examples one clip per emotion, in the corpus's order of emotions
 * @param skipped  the clips that could not be used
 */
public record Exploration(Corpus corpus, List<Row> rows, double[] explained, Map<String, Example> examples,
                          List<Features.Skipped> skipped) {
    static final FeatureSpec MFCC = MfccSpec.defaults().with(Map.of("coefficients", 20, "trimDb", 40));

    /**
     * A clip and what was measured of it.
     *
     * @param x first principal component of its MFCC statistics
     * @param y second one
     * @param traits how it was recorded
     */
    public record Row(Clip clip, ClipMeasures measures, double x, double y, RecordingTraits traits) {
    }

    /** A clip to show, decoded. */
    public record Example(Clip clip, Waveform waveform) {
    }

    /** What was measured of a recording, and what it was measured of. */
    private record Hashed(String sha256, Measured measured) {
    }

    /**
     * Reads and measures every clip.
     *
     * @param folder where finished clips are noted until all are, so that an interrupted exploration goes on
     * @throws InvalidInputException if no clip can be used
     * @throws InterruptedException  if the thread is interrupted
     */
    public static Exploration of(Corpus corpus, ClipPipeline pipeline, Path folder) throws InterruptedException {
        List<Clip> clips = new ArrayList<>();
        List<Measured> measured = new ArrayList<>();
        List<Features.Skipped> skipped;
        try (MeasureJournal journal = MeasureJournal.open(folder)) {
            skipped = pipeline.run(corpus.clips(), clip -> measure(clip, journal), (clip, result) -> {
                journal.keep(result.sha256, result.measured);
                clips.add(clip);
                measured.add(result.measured);
            });
            journal.remove();
        }
        if (clips.isEmpty()) {
            throw new InvalidInputException(skipped.isEmpty() ? corpus.name() + " has no clips"
                    : (skipped.size() == 1 ? "the only clip of " + corpus.name() + " cannot be used: "
                    : "none of the " + skipped.size() + " clips of " + corpus.name() + " can be used; the first: ")
                    + skipped.get(0).reason());
        }
        ClipMap map = ClipMap.of(measured.stream().map(Measured::vector).toArray(double[][]::new));
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < clips.size(); i++) {
            rows.add(new Row(clips.get(i), measured.get(i).measures(), map.points()[i][0], map.points()[i][1],
                    measured.get(i).traits()));
        }
        return new Exploration(corpus, rows, map.explained(), examples(corpus, clips), skipped);
    }

    /** The traits of the recordings that alone tell their emotions, in words, the most telling first. */
    public List<String> telltales() {
        return RevealingTrait.among(rows.stream().map(Row::traits).toList(), rows.stream().map(row -> row.clip().label()).toList())
                .stream().map(RevealingTrait::words).toList();
    }

    private static Hashed measure(Clip clip, MeasureJournal journal) {
        byte[] content = ClipPipeline.bytes(clip);
        String sha256 = ContentHash.of(content);
        return new Hashed(sha256, journal.earlier(sha256).orElseGet(() -> measure(decode(clip, content), content)));
    }

    private static Measured measure(Waveform recording, byte[] content) {
        Waveform slow = Resampler.resample(recording, MFCC.sampleRate());
        return new Measured(ClipMeasures.of(recording, slow), statistics(MFCC.full(slow)),
                RecordingTraits.of(content, recording));
    }

    private static Waveform decode(Clip clip, byte[] content) {
        String location = clip.source().location();
        return ClipCheck.usable(AudioDecoder.decode(content, location), location);
    }

    /** Means, then standard deviations over time of every coefficient. */
    private static double[] statistics(float[][] matrix) {
        double[] vector = new double[2 * matrix.length];
        for (int i = 0; i < matrix.length; i++) {
            double[] moments = moments(matrix[i]);
            vector[i] = moments[0];
            vector[matrix.length + i] = moments[1];
        }
        return vector;
    }

    /** Mean and standard deviation. */
    static double[] moments(float[] values) {
        double mean = 0;
        double square = 0;
        for (float value : values) {
            mean += value / values.length;
        }
        for (float value : values) {
            square += (value - mean) * (value - mean) / values.length;
        }
        return new double[] {mean, Math.sqrt(square)};
    }

    /** Of every emotion the first clip of the first speaker, strong rather than normal. */
    private static Map<String, Example> examples(Corpus corpus, List<Clip> clips) {
        String speaker = clips.stream().map(Clip::speaker).sorted().findFirst().orElse("");
        Map<String, Example> examples = new LinkedHashMap<>();
        for (String label : corpus.labels()) {
            clips.stream().filter(clip -> clip.label().equals(label)).min((a, b) -> Integer.compare(rank(a, speaker),
                    rank(b, speaker))).ifPresent(clip -> examples.put(label, new Example(clip,
                    decode(clip, ClipPipeline.bytes(clip)))));
        }
        return examples;
    }

    private static int rank(Clip clip, String speaker) {
        return (clip.speaker().equals(speaker) ? 0 : 2) + ("strong".equals(clip.fields().get("intensity")) ? 0 : 1);
    }
}
