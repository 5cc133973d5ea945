package serlab.feature.encoder;

import serlab.InvalidInputException;
import serlab.audio.Stft;
import serlab.feature.dsp.MelFilterBank;

/**
 * The log-mel spectrogram that Whisper's encoder takes: power spectra of 25 ms every 10 ms of 16 kHz, reflected at the ends of the
 * recording; Slaney's mel bands; logarithm to base 10, at most 8 below its largest value; (x + 4) / 4.
 *
 * <p>Source: {@code whisper/audio.py} of OpenAI's Whisper, without padding to 30 s.
 */
public final class WhisperMel {
    /** Samples per second that it takes. */
    public static final int SAMPLE_RATE = 16_000;
    /** Samples from one frame to the next. */
    public static final int HOP = 160;
    private static final int FFT = 400;
    private static final int HALF = FFT / 2;
    /** Zeros before the reflected samples, so that the frames lie on the transform's grid, and the frames that see them. */
    private static final int LEAD = 120;
    private static final int LEAD_FRAMES = (LEAD + HALF) / HOP;
    private static final double LEAST_POWER = 1e-10;
    private static final float RANGE = 8;

    private WhisperMel() {
    }

    /**
     * Of some samples.
     *
     * @param bands mel bands: 80, or 128 for the newest large models
     * @param from  the first sample
     * @param to    the sample after the last
     * @return {@code float[(to - from) / 160][bands]}
     * @throws InvalidInputException if there are fewer samples than a frame has
     */
    public static float[][] of(float[] samples, int from, int to, int bands) {
        int length = to - from;
        if (length < FFT) {
            throw new InvalidInputException("recording of " + 1000 * length / SAMPLE_RATE + " ms: an encoder needs at least "
                    + 1000 * FFT / SAMPLE_RATE + " ms; leave it out or record it again");
        }
        float[] padded = new float[LEAD + HALF + length + HALF];
        System.arraycopy(samples, from, padded, LEAD + HALF, length);
        for (int i = 1; i <= HALF; i++) {
            padded[LEAD + HALF - i] = samples[from + i];
            padded[LEAD + HALF + length - 1 + i] = samples[to - 1 - i];
        }
        float[][] mel = new float[length / HOP][bands];
        MelFilterBank bank = MelFilterBank.of(SAMPLE_RATE, FFT, bands, 0, SAMPLE_RATE / 2.0);
        Stft.of(FFT, HOP).forEachBlock(padded, (first, count, power) -> {
            double[] energy = new double[count];
            for (int band = 0; band < bands; band++) {
                bank.apply(band, power, energy);
                for (int i = 0; i < count; i++) {
                    int frame = first + i - LEAD_FRAMES;
                    if (frame >= 0 && frame < mel.length) {
                        mel[frame][band] = (float) Math.log10(Math.max(energy[i], LEAST_POWER));
                    }
                }
            }
        });
        limit(mel);
        return mel;
    }

    private static void limit(float[][] mel) {
        float largest = Float.NEGATIVE_INFINITY;
        for (float[] frame : mel) {
            for (float value : frame) {
                largest = Math.max(largest, value);
            }
        }
        for (float[] frame : mel) {
            for (int band = 0; band < frame.length; band++) {
                frame[band] = (Math.max(frame[band], largest - RANGE) + 4) / 4;
            }
        }
    }
}
