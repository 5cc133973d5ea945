package serlab.feature.voice;

import java.util.Arrays;
import java.util.List;
import serlab.audio.RealFft;
import serlab.audio.Resampler;
import serlab.audio.Waveform;
import serlab.feature.dsp.FrameGrid;
import serlab.feature.dsp.SignalAnalysis;

/** Computation of voice descriptors of one recording after another. Immutable; may be shared between threads. */
public final class VoiceAnalysis {
    /** A frame whose windowed samples have a root mean square below this is not voiced. */
    private static final double LEAST_RMS = 0.001;
    static final double SEMITONE_ZERO_HZ = 27.5;
    private static final double SHORTEST_SECONDS = 0.08;

    /** Columns from the one that a frame begins in to the one that it is centered on. */
    private static final int SHORT_LEAD = 1;
    private static final int LONG_LEAD = 3;

    private final VoiceGrid grid;
    private final VoiceLike like;
    private final boolean extended;

    /**
     * @param sampleRate samples per second that recordings come at
     * @param like       whose numbers
     * @param extended   whether functionals are the 88 of eGeMAPS, else the 62 of GeMAPS
     */
    public VoiceAnalysis(int sampleRate, VoiceLike like, boolean extended) {
        this.grid = new VoiceGrid(sampleRate);
        this.like = like;
        this.extended = extended;
    }

    /** openSMILE's names of the descriptors. */
    public static List<String> descriptorNames() {
        return VoiceTrack.NAMES;
    }

    /** openSMILE's names of the functionals. */
    public static List<String> functionalNames(boolean extended) {
        return VoiceFunctionals.names(extended);
    }

    /** The descriptors, {@code [25][frames]}. */
    public float[][] descriptors(float[] samples) {
        return track(samples).descriptors();
    }

    /** The functionals, one column {@code [88 or 62][1]}. */
    public float[][] functionals(float[] samples) {
        return VoiceFunctionals.of(track(samples), extended);
    }

    private record Shared(int sampleRate, VoiceLike like, boolean voice) {
    }

    /**
     * One descriptor, in columns that are centered as those of other features are: {@code [its values][1 + samples / hop]}. The ends
     * of what short frames tell, for which there is no whole frame, are as their neighbors. What several descriptors of a recording
     * need is computed once.
     *
     * @param filled whether there is what openSMILE says where there is no value (0; -201 for levels of formants), else NaN
     */
    public static float[][] centered(VoiceDescriptor descriptor, VoiceLike like, boolean filled, SignalAnalysis analysis,
            FrameGrid columns) {
        float[] samples = analysis.samples(columns);
        boolean ofVoice = !descriptor.ofShortFrames();
        VoiceTrack track = analysis.once(new Shared(columns.sampleRate(), like, ofVoice), VoiceTrack.class, () -> {
            VoiceAnalysis voice = new VoiceAnalysis(columns.sampleRate(), like, true);
            return ofVoice ? voice.track(samples) : voice.spectrum(samples);
        });
        int lead = ofVoice ? LONG_LEAD : SHORT_LEAD;
        return descriptor.rows().mapToObj(row -> {
            double[] values = track.row(row, filled);
            float none = filled ? (float) VoiceTrack.filler(row) : Float.NaN;
            float[] centered = new float[1 + samples.length / columns.hopLength()];
            for (int t = 0; t < centered.length; t++) {
                int from = Math.max(0, Math.min(values.length - 1, t - lead));
                centered[t] = ofVoice && from != t - lead ? none : (float) values[from];
            }
            return centered;
        }).toArray(float[][]::new);
    }

    /** The descriptors of short frames alone, not smoothed. */
    private VoiceTrack spectrum(float[] given) {
        double[][] spectral = new ShortFrames(grid, like).of(prepared(given), (t, spectrum) -> { });
        return new VoiceTrack(like, spectral, new double[VoiceTrack.VOICE][0], new boolean[0], 0);
    }

    /** The descriptors, not smoothed. */
    VoiceTrack track(float[] given) {
        return track(given, true);
    }

    /** Pitch, formants and what short frames tell alone, not smoothed; the other descriptors are NaN. */
    VoiceTrack contours(float[] given) {
        return track(given, false);
    }

    private VoiceTrack track(float[] given, boolean whole) {
        double[] samples = prepared(given);
        int frames = grid.frames(samples.length);
        double[] pitch = pitch(samples, frames);
        double[][] voice = new double[VoiceTrack.VOICE][frames];
        for (double[] row : voice) {
            Arrays.fill(row, Double.NaN);
        }
        Formants.Flipped flipped = new Formants.Flipped(grid);
        double[][] spectral = new ShortFrames(grid, like).of(samples, (t, spectrum) -> {
            if (like == VoiceLike.OPENSMILE && t < frames) {
                put(voice, t, flipped.of(spectrum));
            }
        });
        if (like == VoiceLike.TRUTH) {
            formants(given, voice, pitch);
        }
        voicedFrames(samples, pitch, voice, whole);
        boolean[] voiced = new boolean[frames];
        for (int t = 0; t < frames; t++) {
            voiced[t] = !Double.isNaN(pitch[t]);
        }
        return new VoiceTrack(like, spectral, voice, voiced, meanPower(samples));
    }

    /** In steps of 16 bits, as openSMILE's Python package hands samples over; or without their mean. Short ones get silence behind. */
    private double[] prepared(float[] given) {
        double[] samples = new double[Math.max(given.length, (int) Math.ceil(SHORTEST_SECONDS * grid.sampleRate()))];
        double mean = 0;
        for (float sample : given) {
            mean += sample / given.length;
        }
        for (int i = 0; i < given.length; i++) {
            samples[i] = like == VoiceLike.OPENSMILE ? (int) (given[i] * 32768.0) / 32768.0 : given[i] - mean;
        }
        return samples;
    }

    private double[] pitch(double[] samples, int frames) {
        double[] window = VoiceGrid.gauss(grid.longLength());
        RealFft fft = new RealFft(VoiceGrid.fftSize(grid.longLength()));
        SubharmonicSum sum = new SubharmonicSum(grid.sampleRate(), fft.size());
        double[][] hz = new double[frames][SubharmonicSum.CANDIDATES];
        double[][] voicing = new double[frames][SubharmonicSum.CANDIDATES];
        double[] spectrum = new double[fft.size()];
        double[] magnitudes = new double[fft.size() / 2 + 1];
        boolean[] silent = new boolean[frames];
        for (int t = 0; t < frames; t++) {
            double energy = spectrum(samples, t, window, spectrum);
            silent[t] = Math.sqrt(energy / window.length) <= LEAST_RMS;
            if (energy > 0 && t < grid.longFrames(samples.length)) {
                fft.forward(spectrum);
                fft.magnitudes(spectrum, magnitudes);
                sum.candidates(magnitudes, hz[t], voicing[t]);
            } else {
                Arrays.fill(voicing[t], Double.NEGATIVE_INFINITY);
            }
        }
        double[] path = PitchPath.choose(hz, voicing);
        for (int t = 0; t < frames; t++) {
            path[t] = silent[t] ? Double.NaN : path[t];
        }
        return path;
    }

    /** The windowed long frame, zeros beyond it and beyond the recording; its energy. */
    private double spectrum(double[] samples, int frame, double[] window, double[] to) {
        int from = frame * grid.hop();
        double energy = 0;
        Arrays.fill(to, 0);
        for (int i = 0; i < window.length && from + i < samples.length; i++) {
            to[i] = samples[from + i] * window[i];
            energy += to[i] * to[i];
        }
        return energy;
    }

    private static void put(double[][] voice, int t, FormantPoles poles) {
        if (poles != null) {
            for (int formant = 0; formant < FormantPoles.COUNT; formant++) {
                voice[VoiceTrack.FORMANTS + 3 * formant][t] = poles.hz(formant);
                voice[VoiceTrack.FORMANTS + 3 * formant + 1][t] = poles.bandwidth(formant);
            }
        }
    }

    private void formants(float[] given, double[][] voice, double[] pitch) {
        Formants.Robust robust = new Formants.Robust(Resampler.resample(new Waveform(given, grid.sampleRate()), Formants.RATE).samples());
        for (int t = 0; t < pitch.length; t++) {
            if (!Double.isNaN(pitch[t])) {
                put(voice, t, robust.at(t * VoiceGrid.HOP_SECONDS + grid.longLength() / 2.0 / grid.sampleRate()));
            }
        }
    }

    /** What is measured of voiced long frames: all of it, or pitch alone. */
    private void voicedFrames(double[] samples, double[] pitch, double[][] voice, boolean whole) {
        boolean open = like == VoiceLike.OPENSMILE;
        double[] window = VoiceGrid.gauss(grid.longLength());
        RealFft fft = new RealFft(VoiceGrid.fftSize(grid.longLength()) * (open ? 1 : 4));
        double[] spectrum = new double[fft.size()];
        double[] magnitudes = new double[fft.size() / 2 + 1];
        Harmonics harmonics = new Harmonics((double) grid.sampleRate() / fft.size(), magnitudes);
        Periods periods = open ? null : new Periods(samples);
        PeriodSequence sequence = open ? new PeriodSequence(samples, grid.hop()) : null;
        Periodicity periodicity = open ? null : new Periodicity(grid);
        for (int t = 0; t < pitch.length; t++) {
            if (Double.isNaN(pitch[t])) {
                if (open) {
                    sequence.skip();
                }
                continue;
            }
            double hz = pitch[t];
            if (!open) {
                periodicity.measure(samples, t * grid.hop(), hz);
                hz = periodicity.hz();
                voice[VoiceTrack.NOISE][t] = periodicity.ratio();
            }
            voice[VoiceTrack.PITCH][t] = 12 * Math.log(hz / SEMITONE_ZERO_HZ) / Math.log(2);
            if (!whole) {
                continue;
            }
            if (open) {
                sequence.measure(t, grid.sampleRate() / hz);
                voice[VoiceTrack.JITTER][t] = present(sequence.jitter());
                voice[VoiceTrack.SHIMMER][t] = present(sequence.shimmer());
            } else {
                periods.measure(t * grid.hop(), t * grid.hop() + grid.longLength(), grid.sampleRate() / hz);
                voice[VoiceTrack.JITTER][t] = periods.jitter();
                voice[VoiceTrack.SHIMMER][t] = periods.shimmer();
            }
            spectrum(samples, t, window, spectrum);
            fft.forward(spectrum);
            fft.magnitudes(spectrum, magnitudes);
            harmonics.at(hz);
            levels(harmonics, voice, t);
            if (open) {
                voice[VoiceTrack.NOISE][t] = CircularRatio.of(fft, spectrum, magnitudes, grid.sampleRate() / hz);
            }
        }
    }

    /** openSMILE's 0 is no value. */
    private static double present(double value) {
        return value == 0 ? Double.NaN : value;
    }

    /** openSMILE's "H1" is the second harmonic and its "H2" the third. */
    private void levels(Harmonics harmonics, double[][] voice, int t) {
        double fundamental = like == VoiceLike.OPENSMILE ? harmonics.binLevel(1) : harmonics.level(1);
        int first = like == VoiceLike.OPENSMILE ? 2 : 1;
        double level = harmonics.level(first);
        voice[VoiceTrack.H1_H2][t] = level - harmonics.level(first + 1);
        for (int formant = 0; formant < FormantPoles.COUNT; formant++) {
            int row = VoiceTrack.FORMANTS + 3 * formant;
            double strongest = Double.isNaN(voice[row][t]) ? Double.NaN : harmonics.strongestNear(voice[row][t], first);
            voice[row + 2][t] = strongest - fundamental;
            if (formant == FormantPoles.COUNT - 1) {
                voice[VoiceTrack.H1_A3][t] = level - strongest;
            }
        }
    }

    private double meanPower(double[] samples) {
        int frames = grid.shortFrames(samples.length);
        double sum = 0;
        for (int t = 0; t < frames; t++) {
            for (int i = 0; i < grid.shortLength(); i++) {
                double sample = samples[t * grid.hop() + i];
                sum += sample * sample;
            }
        }
        return sum / frames / grid.shortLength();
    }
}
