package serlab.feature;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import serlab.InvalidInputException;
import serlab.audio.Waveform;
import serlab.feature.dsp.FrameGrid;
import serlab.feature.dsp.FrameSettings;
import serlab.feature.dsp.MelSettings;
import serlab.feature.dsp.SignalAnalysis;
import serlab.part.Declaration;

/**
 * A feature whose extractor is written where it is used, in a notebook for instance. Experiment files cannot name it, and
 * a model trained on it can only be used where the extractor is at hand.
 *
 * @param name      what tables, runs and the feature cache call it
 * @param version   raised by its author whenever the extractor begins to give other numbers, so that none is taken from
 *                  the cache
 * @param bands     rows of the feature matrix
 * @param frame     sampling rate that recordings are brought to, and which moments the columns stand for
 * @param length    columns of {@link #extract}
 * @param mayLackValues whether the extractor may give NaN, which stands for no value; else it is refused
 * @param extractor gets the recording at {@code frame.sampleRate()}, gives {@code float[bands][any number of frames]}
 */
public record CustomFeature(String name, int version, int bands, FrameSettings frame, FixedLength length,
                            boolean mayLackValues, Function<Waveform, float[][]> extractor) implements FeatureSpec {
    /** What runs and bundles say; no file can be read with it. */
    static final String TYPE = "custom";

    public CustomFeature {
        if (name.isBlank()) {
            throw new InvalidInputException("a custom feature has no name; give it one that no other feature has");
        }
        MelSettings.within("bands", bands, 1, 65_536);
    }

    /** At 22050 Hz with a hop of 512, padded with zeros and trimmed at the end to {@code frames} columns. */
    public static CustomFeature of(String name, int version, int bands, int frames, Function<Waveform, float[][]> extractor) {
        return new CustomFeature(name, version, bands, FrameSettings.defaults(),
                new FixedLength(frames, Align.START, Padding.ZERO), false, extractor);
    }

    /** The same, with an extractor that gives NaN where it has no value. */
    public CustomFeature lackingValues() {
        return new CustomFeature(name, version, bands, frame, length, true, extractor);
    }

    /** What is said to someone who has the settings but not the extractor. */
    static InvalidInputException unknown(Object name) {
        return new InvalidInputException("feature '" + name + "' was written in a program, such as a notebook; it can only be "
                + "used there, with its extractor at hand");
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public int frames() {
        return length.frames();
    }

    @Override
    public FrameGrid grid() {
        return frame.grid();
    }

    @Override
    public int[] units() {
        return IntStream.range(0, FeatureSpec.super.units().length).toArray();
    }

    @Override
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("type", TYPE);
        settings.put("name", name);
        settings.put("version", version);
        settings.put("bands", bands);
        settings.putAll(Declaration.of(FrameSettings.class).settings(frame));
        settings.putAll(Declaration.of(FixedLength.class).settings(length));
        if (mayLackValues) {
            settings.put("mayLackValues", true);
        }
        return Collections.unmodifiableMap(settings);
    }

    @Override
    public float[][] full(SignalAnalysis analysis) {
        float[][] values = extracted(new Waveform(analysis.samples(grid()), frame.sampleRate()));
        if (values.length != bands) {
            throw new InvalidInputException("feature '" + name + "' gave " + values.length + " bands; it was said to have "
                    + bands);
        }
        for (float[] band : values) {
            requireUsable(band, values[0].length);
        }
        return values;
    }

    private float[][] extracted(Waveform sound) {
        try {
            float[][] values = extractor.apply(sound);
            if (values == null) {
                throw new InvalidInputException("feature '" + name + "' gave null; expected float[bands][frames]");
            }
            return values;
        } catch (InvalidInputException e) {
            throw e;
        } catch (RuntimeException e) { // the extractor is the user's
            throw new InvalidInputException("feature '" + name + "' failed on a sound of " + sound.samples().length + " samples: "
                    + e.getClass().getSimpleName() + ": " + e.getMessage() + "; mend its extractor", e);
        }
    }

    private void requireUsable(float[] band, int frames) {
        if (band.length != frames || frames == 0) {
            throw new InvalidInputException("feature '" + name + "' gave bands of " + frames + " and " + band.length
                    + " frames; expected as many in all, and at least 1");
        }
        for (float value : band) {
            if (!Float.isFinite(value) && !(mayLackValues && Float.isNaN(value))) {
                throw new InvalidInputException("feature '" + name + "' gave the value " + value
                        + "; expected finite numbers, so mind divisions by zero and logarithms of silence, or say with"
                        + " lackingValues() that NaN means no value");
            }
        }
    }

    @Override
    public float[][] fit(float[][] full, int frames) {
        return length.fit(full, frames, mayLackValues ? Float.NaN : 0);
    }
}
