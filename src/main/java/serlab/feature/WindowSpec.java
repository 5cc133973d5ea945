package serlab.feature;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import serlab.InvalidInputException;
import serlab.Settings;
import serlab.feature.dsp.FrameGrid;
import serlab.feature.dsp.MelSettings;
import serlab.feature.dsp.SignalAnalysis;

/**
 * A feature of a fixed part of the recording, {@code [bands][1 + duration * sampleRate / hopLength]}. The part is cut out
 * before the recording is resampled; where the recording ends too early, the feature is padded in its own way.
 *
 * <p>Source: {@code librosa.load(path, offset=0.6, duration=2.5)} 0.11.
 *
 * @param of              the feature
 * @param offsetSeconds   where the part begins, 0 to 3600
 * @param durationSeconds how long it is, 0.05 to 3600
 */
public record WindowSpec(FeatureSpec of, double offsetSeconds, double durationSeconds) implements FeatureSpec {
    /** The name in experiment files. */
    public static final String TYPE = "window";
    private static final double DEFAULT_OFFSET = 0.6;
    private static final double DEFAULT_DURATION = 2.5;
    private static final double MAX_SECONDS = 3600;

    public WindowSpec {
        MelSettings.within("offset", offsetSeconds, 0, MAX_SECONDS);
        MelSettings.within("duration", durationSeconds, ClipCheck.MIN_SECONDS, MAX_SECONDS);
        if (!of.grid().part().equals(FrameGrid.Part.WHOLE)) {
            throw new InvalidInputException(TYPE + " of " + of.type() + ": expected a feature without a window of its own");
        }
        if (of.isSequence() && columns(of, durationSeconds) > FixedLength.MAX_FRAMES) {
            throw new InvalidInputException("duration " + durationSeconds + ": gives " + columns(of, durationSeconds)
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
        return new WindowSpec(StackSpec.defaults(), DEFAULT_OFFSET, DEFAULT_DURATION);
    }

    static FeatureSpec read(Settings settings) {
        return new WindowSpec(FeatureTypes.readOf(settings, StackSpec.defaults()),
                settings.number("offset", DEFAULT_OFFSET, 0, MAX_SECONDS),
                settings.number("duration", DEFAULT_DURATION, ClipCheck.MIN_SECONDS, MAX_SECONDS));
    }

    @Override
    public String type() {
        return TYPE;
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

    @Override
    public boolean mayLackValues() {
        return of.mayLackValues();
    }

    @Override
    public int[] units() {
        return of.units();
    }

    @Override
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("type", TYPE);
        settings.put("of", of.settings());
        settings.put("offset", offsetSeconds);
        settings.put("duration", durationSeconds);
        return Collections.unmodifiableMap(settings);
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
