package serlab.feature;

import java.util.LinkedHashMap;
import java.util.Map;
import serlab.InvalidInputException;
import serlab.Settings;

/**
 * Fundamental frequency and voicing, {@code [2][frames]}: first the frequency in Hz, not defined where a frame is unvoiced;
 * then how periodic the frame is, 0 to 1: 1 minus the cumulative mean normalised difference at the period chosen. A frame is voiced
 * where that difference has a trough below {@code threshold}.
 *
 * <p>Source: A. de Cheveigné and H. Kawahara, "YIN, a fundamental frequency estimator for speech and music", JASA 111, 2002;
 * on voiced frames the frequency is that of {@code librosa.yin} 0.11.
 *
 * @param frame  how the recording is cut into frames
 * @param fMinHz    lowest frequency looked for, with a period shorter than a frame
 * @param fMaxHz    highest frequency looked for, above {@code fMinHz}, at most half the sampling rate
 * @param threshold how deep a trough must be, above 0 and at most 1
 * @param length columns of {@link #extract}
 * @param undefined what a frame holds that is not voiced
 */
public record FundamentalFrequencySpec(FrameSettings frame, double fMinHz, double fMaxHz, double threshold, FixedLength length, Undefined undefined)
        implements PartialFeature {
    /** The name in experiment files. */
    public static final String TYPE = "f0";

    public FundamentalFrequencySpec {
        if (!(fMinHz > 0 && fMinHz < fMaxHz && fMaxHz <= frame.sampleRate() / 2.0)) {
            throw new InvalidInputException("fMinHz " + fMinHz + " and fMaxHz " + fMaxHz + ": expected 0 < fMinHz < fMaxHz <= "
                    + frame.sampleRate() / 2.0 + " (half of sampleRate " + frame.sampleRate() + ")");
        }
        if (frame.sampleRate() / fMinHz >= frame.frameLength() - 1) {
            throw new InvalidInputException("fMinHz " + fMinHz + ": its period is longer than a frame; expected above "
                    + frame.sampleRate() / (frame.frameLength() - 1.0) + ", or a larger frameLength");
        }
        if (!(threshold > 0 && threshold <= 1)) {
            throw new InvalidInputException("threshold " + threshold + ": expected above 0, at most 1");
        }
    }

    /** 60 to 700 Hz, the range of emotional speech; 174 frames. */
    public static FundamentalFrequencySpec defaults() {
        return new FundamentalFrequencySpec(FrameSettings.defaults(), 60, 700, 0.1, FixedLength.defaults(),
                Undefined.MISSING);
    }

    static FeatureSpec read(Settings settings) {
        return new FundamentalFrequencySpec(FrameSettings.read(settings, FrameSettings.FRAME_LENGTH), settings.number("fMinHz", 60, 0, 96_000),
                settings.number("fMaxHz", 700, 0, 96_000), settings.number("threshold", 0.1, 0, 1), FixedLength.read(settings),
                settings.choice(Undefined.KEY, Undefined.MISSING));
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public int bands() {
        return 2;
    }

    /** Hz, and a ratio. */
    @Override
    public int[] units() {
        return new int[] {0, 1};
    }

    @Override
    public String frameLengthKey() {
        return FrameSettings.FRAME_LENGTH;
    }

    @Override
    public Map<String, Object> ownSettings() {
        Map<String, Object> own = new LinkedHashMap<>();
        own.put("fMinHz", fMinHz);
        own.put("fMaxHz", fMaxHz);
        own.put("threshold", threshold);
        return own;
    }

    @Override
    public float[][] full(Analysis analysis) {
        float[] samples = analysis.samples(grid());
        Yin yin = new Yin(frame, fMinHz, fMaxHz, threshold);
        float[][] result = new float[2][analysis.frames(frame)];
        for (int t = 0; t < result[0].length; t++) {
            Yin.Estimate estimate = yin.estimate(samples, t);
            result[0][t] = estimate.voiced() ? (float) estimate.hz() : undefined.value(0);
            result[1][t] = (float) estimate.periodicity();
        }
        return result;
    }
}
