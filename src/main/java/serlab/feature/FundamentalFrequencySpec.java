package serlab.feature;

import java.util.LinkedHashMap;
import java.util.Map;
import serlab.InvalidInputException;
import serlab.Settings;
import serlab.feature.dsp.FrameSettings;
import serlab.feature.dsp.PitchMethod;
import serlab.feature.dsp.PitchTracker;
import serlab.feature.dsp.SignalAnalysis;

/**
 * Fundamental frequency and voicing, {@code [2][frames]}: first the frequency in Hz, not defined where a frame is unvoiced;
 * then how periodic the frame is, 0 to 1. A frame is voiced where it is more periodic than 1 minus {@code threshold}. What
 * is measured is the {@code tracker}'s: see {@link PitchMethod}.
 *
 * @param frame  how the recording is cut into frames
 * @param fMinHz    lowest frequency looked for, with a period shorter than a frame
 * @param fMaxHz    highest frequency looked for, above {@code fMinHz}, at most half the sampling rate
 * @param threshold how deep a trough must be, above 0 and at most 1
 * @param tracker how the period is looked for
 * @param length columns of {@link #extract}
 * @param undefined what a frame holds that is not voiced
 */
public record FundamentalFrequencySpec(FrameSettings frame, double fMinHz, double fMaxHz, double threshold,
        PitchMethod tracker, FixedLength length, Undefined undefined)
        implements PartialFeature {
    /** The name in experiment files. */
    public static final String TYPE = "f0";
    private static final String TRACKER = "tracker";

    public FundamentalFrequencySpec {
        if (!(fMinHz > 0 && fMinHz < fMaxHz && fMaxHz <= frame.sampleRate() / 2.0)) {
            throw new InvalidInputException("fMinHz " + fMinHz + " and fMaxHz " + fMaxHz
                    + ": expected 0 < fMinHz < fMaxHz <= " + frame.sampleRate() / 2.0
                    + " (half of sampleRate " + frame.sampleRate() + ")");
        }
        int longest = tracker.longestPeriod(frame.frameLength());
        if (frame.sampleRate() / fMinHz >= longest) {
            throw new InvalidInputException("fMinHz " + fMinHz + ": its period is longer than a frame; expected above "
                    + frame.sampleRate() / (double) longest + " for the tracker " + Settings.word(tracker)
                    + ", or a larger frameLength");
        }
        if (!(threshold > 0 && threshold <= 1)) {
            throw new InvalidInputException("threshold " + threshold + ": expected above 0, at most 1");
        }
    }

    /** 60 to 700 Hz, the range of emotional speech; 174 frames. */
    public static FundamentalFrequencySpec defaults() {
        return new FundamentalFrequencySpec(FrameSettings.defaults(), 60, 700, 0.1, PitchMethod.YIN,
                FixedLength.defaults(), Undefined.MISSING);
    }

    static FeatureSpec read(Settings settings) {
        return new FundamentalFrequencySpec(FrameSettings.read(settings, FrameSettings.FRAME_LENGTH),
                settings.number("fMinHz", 60, 0, 96_000), settings.number("fMaxHz", 700, 0, 96_000),
                settings.number("threshold", 0.1, 0, 1), settings.choice(TRACKER, PitchMethod.YIN),
                FixedLength.read(settings), settings.choice(Undefined.KEY, Undefined.MISSING));
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
        if (tracker != PitchMethod.YIN) {
            own.put(TRACKER, Settings.word(tracker));
        }
        return own;
    }

    @Override
    public float[][] full(SignalAnalysis analysis) {
        float[] samples = analysis.samples(grid());
        PitchTracker pitch = tracker.create(frame, fMinHz, fMaxHz, threshold);
        float[][] result = new float[2][analysis.frames(frame)];
        for (int t = 0; t < result[0].length; t++) {
            PitchTracker.Estimate estimate = pitch.estimate(samples, t);
            result[0][t] = estimate.voiced() ? (float) estimate.hz() : undefined.value(0);
            result[1][t] = (float) estimate.periodicity();
        }
        return result;
    }
}
