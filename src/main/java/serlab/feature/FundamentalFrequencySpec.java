package serlab.feature;

import serlab.InvalidInputException;
import serlab.Settings;
import serlab.feature.dsp.FrameSettings;
import serlab.feature.dsp.PitchMethod;
import serlab.feature.dsp.PitchTracker;
import serlab.feature.dsp.SignalAnalysis;
import serlab.part.Declaration;
import serlab.part.Option;
import serlab.part.Options;
import serlab.part.Part;

/**
 * Fundamental frequency and voicing, {@code [2][frames]}: first the frequency in Hz, not defined where a frame is unvoiced;
 * then how periodic the frame is, 0 to 1. A frame is voiced where it is more periodic than 1 minus {@code threshold}. What
 * is measured is the {@code tracker}'s: see {@link PitchMethod}.
 */
@Part(name = "f0", does = "fundamental frequency in Hz and how periodic each frame is")
public record FundamentalFrequencySpec(
        @Options FrameSettings frame,
        @Option(value = "60", above = 0, max = 96_000, unit = "Hz",
                meaning = "lowest frequency looked for, its period within a frame")
        double fMinHz,
        @Option(value = "700", above = 0, max = 96_000, unit = "Hz", meaning = "highest frequency looked for") double fMaxHz,
        @Option(value = "0.1", above = 0, max = 1, meaning = "how deep the trough of a voiced frame is") double threshold,
        @Option(value = "yin", quiet = true, meaning = "how the period is looked for") PitchMethod tracker,
        @Options FixedLength length,
        @Option(value = "missing", meaning = "what a frame holds for which the feature is not defined") Undefined undefined)
        implements PartialFeature {
    public FundamentalFrequencySpec {
        Declaration.check(FundamentalFrequencySpec.class, frame, fMinHz, fMaxHz, threshold, tracker, length, undefined);
        if (!(fMinHz < fMaxHz && fMaxHz <= frame.sampleRate() / 2.0)) {
            throw new InvalidInputException("fMinHz " + fMinHz + " and fMaxHz " + fMaxHz + ": expected 0 < fMinHz < fMaxHz <= "
                    + frame.sampleRate() / 2.0 + " (half of sampleRate " + frame.sampleRate() + ")");
        }
        int longest = tracker.longestPeriod(frame.frameLength());
        if (frame.sampleRate() / fMinHz >= longest) {
            throw new InvalidInputException("fMinHz " + fMinHz + ": its period is longer than a frame; expected above "
                    + frame.sampleRate() / (double) longest + " for the tracker " + Settings.word(tracker)
                    + ", or a larger frameLength");
        }
    }

    /** 60 to 700 Hz, the range of emotional speech; 174 frames. */
    public static FundamentalFrequencySpec defaults() {
        return Declaration.of(FundamentalFrequencySpec.class).standard();
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
