package serlab.feature.dsp;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import serlab.InvalidInputException;
import serlab.audio.Resampler;
import serlab.audio.SilenceTrim;
import serlab.audio.Stft;
import serlab.audio.Waveform;

/**
 * One recording while features are computed of it. What several features need (the resampled recording, its power spectra,
 * its mel spectrogram) is computed once. Power spectra of long recordings are not kept but computed again, so that memory
 * stays bounded; nor are mel spectrograms of very long ones. For one thread and one clip; not to be kept.
 */
public final class SignalAnalysis {
    /** Spectra of more values than this (64 MB) are not kept; at librosa's defaults, those of 3 minutes. */
    private static final int KEPT_VALUES = 1 << 23;

    private final Waveform waveform;
    private final Map<Preparation, Waveform> prepared = new HashMap<>();
    private final Map<FrameSettings, double[][]> spectra = new HashMap<>();
    private final Map<MelSettings, double[][]> mels = new HashMap<>();

    private final Map<MelSettings, double[][]> melDecibels = new HashMap<>();
    private final Map<FrameGrid.Part, SignalAnalysis> parts = new HashMap<>();
    private final Map<Object, Object> others = new HashMap<>();

    private record Preparation(int sampleRate, double trimDb) {
    }

    /**
     * @param waveform the recording, at any sampling rate
     * @throws InvalidInputException if it has no samples, or one that is not a finite number
     */
    public SignalAnalysis(Waveform waveform) {
        if (waveform.samples().length == 0) {
            throw new InvalidInputException("recording of 0 samples: at least 1 is needed for any feature");
        }
        int at = waveform.firstNotFinite();
        if (at >= 0) {
            throw new InvalidInputException("sample " + at + " is " + waveform.samples()[at] + ": expected a finite number");
        }
        this.waveform = waveform;
    }

    /**
     * A part of the recording, cut before it is resampled.
     *
     * @throws InvalidInputException if the recording ends before the part begins
     */
    public SignalAnalysis part(FrameGrid.Part part) {
        return parts.computeIfAbsent(part, key -> new SignalAnalysis(cut(key.offsetSeconds(), key.durationSeconds())));
    }

    private Waveform cut(double offsetSeconds, double durationSeconds) {
        int rate = waveform.sampleRate();
        long from = (long) (offsetSeconds * rate);
        int length = waveform.samples().length;
        if (from >= length) {
            throw new InvalidInputException("a window from " + offsetSeconds + " s needs a recording longer than that; this "
                    + "one has " + waveform.durationSeconds() + " s");
        }
        int to = (int) Math.min(length, from + Math.max(1, (long) (durationSeconds * rate)));
        return new Waveform(Arrays.copyOfRange(waveform.samples(), (int) from, to), rate);
    }

    /** The recording resampled, and its silent ends cut if asked for. */
    public float[] samples(FrameGrid grid) {
        return prepared.computeIfAbsent(new Preparation(grid.sampleRate(), grid.trimDb()), key -> {
            Waveform resampled = Resampler.resample(waveform, key.sampleRate());
            return key.trimDb() > 0 ? SilenceTrim.trim(resampled, key.trimDb(), MelSettings.TRIM_MARGIN_SECONDS) : resampled;
        }).samples();
    }

    /**
     * What several features of this recording need besides, computed once; shared, nobody writes to it.
     *
     * @param key what it is, with every setting of it; of a class of its own
     */
    public <T> T once(Object key, Class<T> type, Supplier<T> compute) {
        return type.cast(others.computeIfAbsent(key, absent -> compute.get()));
    }

    /** Number of frames. */
    public int frames(FrameSettings settings) {
        return settings.framesOf(samples(settings.grid()).length);
    }

    /** Hands over the power spectrum of one frame after another; the receiver must not write to it. */
    public void forEachFrame(FrameSettings settings, Stft.FrameConsumer consumer) {
        double[][] kept = spectra.get(settings);
        if (kept != null) {
            for (int frame = 0; frame < kept.length; frame++) {
                consumer.accept(frame, kept[frame]);
            }
            return;
        }
        float[] samples = samples(settings.grid());
        Stft stft = Stft.of(settings.frameLength(), settings.hopLength());
        if ((long) stft.frames(samples.length) * stft.bins() > KEPT_VALUES) {
            stft.forEachFrame(samples, consumer);
            return;
        }
        double[][] spectrum = new double[stft.frames(samples.length)][];
        stft.forEachFrame(samples, (frame, power) -> {
            spectrum[frame] = power.clone();
            consumer.accept(frame, power);
        });
        spectra.put(settings, spectrum);
    }

    /** Hands over the power spectra of several frames at a time, which are not kept. */
    void forEachBlock(FrameSettings settings, Stft.BlockConsumer consumer) {
        Stft.of(settings.frameLength(), settings.hopLength()).forEachBlock(samples(settings.grid()), consumer);
    }

    /** The mel power spectrogram in decibels re 1, without a limit to its range; shared, nobody writes to it. */
    public double[][] melDecibels(MelSettings settings) {
        if (isLong(settings)) {
            return Decibels.replace(MelSpectrogram.of(this, settings));
        }
        return melDecibels.computeIfAbsent(settings, key -> Decibels.of(mel(key)));
    }

    /** The mel power spectrogram, {@code [bands][frames]}; shared, nobody writes to it. */
    public double[][] mel(MelSettings settings) {
        return isLong(settings) ? MelSpectrogram.of(this, settings)
                : mels.computeIfAbsent(settings, key -> MelSpectrogram.of(this, key));
    }

    private boolean isLong(MelSettings settings) {
        return (long) frames(settings.frame()) * settings.bands() > KEPT_VALUES;
    }
}
