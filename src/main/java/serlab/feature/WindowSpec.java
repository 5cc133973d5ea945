package serlab.feature;

import java.util.List;
import java.util.Optional;
import serlab.InvalidInputException;
import serlab.feature.dsp.FrameGrid;
import serlab.feature.dsp.SignalAnalysis;
import serlab.part.Declaration;
import serlab.part.Option;
import serlab.part.Part;

/**
 * A feature of a fixed part of the recording, {@code [bands][1 + duration * sampleRate / hopLength]}. The part is cut out
 * before the recording is resampled; where the recording ends too early, the feature is padded in its own way.
 *
 * <p>Source: {@code librosa.load(path, offset=0.6, duration=2.5)} 0.11.
 */
@Part(name = "window", does = "a feature of a fixed part of the recording")
public record WindowSpec(
        @Option(value = "stack", meaning = "the feature") FeatureSpec of,
        @Option(key = "offset", value = "0.6", min = 0, max = 3600, unit = "s", meaning = "where the part begins")
        double offsetSeconds,
        @Option(key = "duration", value = "2.5", min = ClipCheck.MIN_SECONDS, max = 3600, unit = "s",
                meaning = "how long it is")
        double durationSeconds)
        implements FeatureSpec {
    public WindowSpec {
        Declaration.check(WindowSpec.class, of, offsetSeconds, durationSeconds);
        if (!of.grid().part().equals(FrameGrid.Part.WHOLE)) {
            throw new InvalidInputException("window of " + of.type() + ": expected a feature without a window of its own");
        }
        if (of.isSequence() && columns(of, durationSeconds) > FixedLength.MAX_FRAMES) {
            throw new InvalidInputException("durationSeconds " + durationSeconds + ": gives " + columns(of, durationSeconds)
                    + " frames; expected at most " + FixedLength.MAX_FRAMES);
        }
    }

    private FrameGrid.Part part() {
        return new FrameGrid.Part(offsetSeconds, durationSeconds);
    }

    private static int columns(FeatureSpec of, double seconds) {
        return 1 + (int) Math.ceil(seconds * of.sampleRate() - 1e-6) / of.hopLength();
    }

    /** Zero-crossing rate, RMS and 20 MFCCs of 2.5 s from 0.6 s on: 22 x 108. */
    public static WindowSpec defaults() {
        return Declaration.of(WindowSpec.class).standard();
    }

    @Override
    public int bands() {
        return of.bands();
    }

    @Override
    public int channels() {
        return of.channels();
    }

    @Override
    public Optional<String> cutting(double seconds) {
        return of.cutting(Math.min(seconds, durationSeconds));
    }

    @Override
    public int encoderLayers() {
        return of.encoderLayers();
    }

    @Override
    public int frames() {
        return of.isSequence() ? columns(of, durationSeconds) : of.frames();
    }

    @Override
    public FrameGrid grid() {
        FrameGrid whole = of.grid();
        return new FrameGrid(whole.sampleRate(), whole.hopLength(), whole.trimDb(), part());
    }

    @Override
    public boolean isSequence() {
        return of.isSequence();
    }

    /** Those of the feature; the window is the same for all. */
    @Override
    public List<String> valueNames() {
        return of.valueNames();
    }

    @Override
    public List<String> valueUnits() {
        return of.valueUnits();
    }

    @Override
    public boolean mayLackValues() {
        return of.mayLackValues();
    }

    @Override
    public int[] units() {
        return of.units();
    }

    @Override
    public float[][] full(SignalAnalysis analysis) {
        return of.full(analysis.part(part()));
    }

    @Override
    public float[][] fit(float[][] full, int columns) {
        return of.fit(full, columns);
    }
}
