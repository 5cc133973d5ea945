package serlab.audio;

import java.util.Arrays;
import serlab.InvalidInputException;

/**
 * Phase vocoder: another tempo of a signal at the same pitch: the spectrogram is read at another pace, and the phase of
 * every bin goes on as its frequency asks.
 *
 * <p>In: samples, any length. Out: {@code round(n / rate)} samples. Hann window of 2048 samples, hop 512. Instances are
 * immutable and may be shared between threads.
 *
 * <p>Source: {@code librosa.effects.time_stretch} of librosa 0.11, that is {@code stft}, {@code phase_vocoder} and
 * {@code istft}; D. Ellis, "A phase vocoder in Matlab", 2002. The phase goes on in single
 * precision, as there for samples of single precision, but as a unit vector, which keeps it exact where an angle does not.
 */
public final class PhaseVocoder {
    private static final int SIZE = 2048;
    private static final int HOP = 512;
    private static final int BINS = SIZE / 2 + 1;
    /** Frames that are copied between rows and spectra at once, so that what is read and written stays in the nearest cache. */
    private static final int TILE = 16;
    private static final Stft STFT = new Stft(SIZE, HOP);
    private static final ThreadLocal<Room> ROOM = ThreadLocal.withInitial(Room::new);

    private final double rate;

    /**
     * @param rate tempo: 2 for twice as fast and half as long
     * @throws InvalidInputException unless 0.1 ≤ rate ≤ 10
     */
    public PhaseVocoder(double rate) {
        if (!(rate >= 0.1 && rate <= 10)) {
            throw new InvalidInputException("tempo factor " + rate + " is not between 0.1 and 10");
        }
        this.rate = rate;
    }

    /** The signal at the new tempo. */
    public float[] stretch(float[] samples) {
        int frames = STFT.frames(samples.length);
        Walk walk = new Walk(ROOM.get(), (int) Math.ceil(frames / rate));
        STFT.forEachSpectrum(samples, (first, count, spectrum) -> walk.along(spectrum, count));
        walk.end();
        return walk.overlap.signal((int) Math.rint(samples.length / rate));
    }

    /** Memory of a thread. */
    private static final class Room {
        Frame left = new Frame();
        Frame right = new Frame();
        final float[] phaseCosine = new float[BINS];
        final float[] phaseSine = new float[BINS];
        final float[] turnCosine = new float[BINS];
        final float[] turnSine = new float[BINS];
        /** Spectra that are read, and spectra that are written. */
        final float[][] realIn = new float[TILE][BINS];
        final float[][] imaginaryIn = new float[TILE][BINS];
        final float[][] realOut = new float[TILE][BINS];
        final float[][] imaginaryOut = new float[TILE][BINS];
        final OverlapAdd.Room overlap = new OverlapAdd.Room(SIZE);
    }

    /** A spectrum as magnitudes and unit vectors; the vector of 0 is (1, 0). */
    private static final class Frame {
        /** Added to real parts, of which it changes none that can be heard, so that 0 has a direction. */
        private static final float NOTHING = 1e-18f;

        final float[] magnitude = new float[BINS];
        final float[] cosine = new float[BINS];
        final float[] sine = new float[BINS];

        void set(float[] real, float[] imaginary) {
            lengths(real, imaginary, magnitude);
            directions(real, imaginary, cosine, sine);
        }

        private static void lengths(float[] real, float[] imaginary, float[] magnitude) {
            for (int bin = 0; bin < BINS; bin++) {
                magnitude[bin] = (float) Math.sqrt(real[bin] * real[bin] + imaginary[bin] * imaginary[bin]);
            }
        }

        private static void directions(float[] real, float[] imaginary, float[] cosine, float[] sine) {
            for (int bin = 0; bin < BINS; bin++) {
                float x = real[bin] + NOTHING;
                float y = imaginary[bin];
                float inverse = 1 / Math.max(Float.MIN_NORMAL, (float) Math.sqrt(x * x + y * y));
                cosine[bin] = x * inverse;
                sine[bin] = y * inverse;
            }
        }
    }

    /** The way through the spectrogram: at each step one spectrum, between those of two frames. */
    private final class Walk {
        private final Room room;
        private final int steps;
        private final OverlapAdd overlap;
        private int frame;
        private int step;
        /** Spectra in the room's tile. */
        private int tiled;

        Walk(Room room, int steps) {
            this.room = room;
            this.steps = steps;
            this.overlap = new OverlapAdd(room.overlap, HOP, steps);
        }

        void along(BatchedRealFft.Rows spectrum, int count) {
            for (int from = 0; from < count; from += TILE) {
                int some = Math.min(TILE, count - from);
                columns(spectrum.real(), from, some, room.realIn);
                columns(spectrum.imaginary(), from, some, room.imaginaryIn);
                for (int i = 0; i < some; i++) {
                    next(room.realIn[i], room.imaginaryIn[i]);
                }
            }
        }

        /** One frame of silence follows the last. */
        void end() {
            Arrays.fill(room.realIn[0], 0);
            Arrays.fill(room.imaginaryIn[0], 0);
            while (step < steps) {
                next(room.realIn[0], room.imaginaryIn[0]);
            }
            if (tiled > 0) {
                flush();
            }
        }

        /** Takes a frame, and all steps between it and the one before. */
        private void next(float[] real, float[] imaginary) {
            Frame before = room.left;
            room.left = room.right;
            room.right = before;
            room.right.set(real, imaginary);
            if (frame == 0) {
                System.arraycopy(room.right.cosine, 0, room.phaseCosine, 0, BINS);
                System.arraycopy(room.right.sine, 0, room.phaseSine, 0, BINS);
            } else {
                turn(room.left, room.right, room.turnCosine, room.turnSine);
                while (step < steps && (int) (step * rate) < frame) {
                    step();
                }
            }
            frame++;
        }

        private void step() {
            float share = (float) (step * rate - (frame - 1));
            between(room.left.magnitude, room.right.magnitude, share, room.phaseCosine, room.realOut[tiled]);
            between(room.left.magnitude, room.right.magnitude, share, room.phaseSine, room.imaginaryOut[tiled]);
            advance(room.phaseCosine, room.phaseSine, room.turnCosine, room.turnSine);
            step++;
            tiled++;
            if (tiled == TILE) {
                flush();
            }
        }

        private void flush() {
            overlap.add(room.realOut, room.imaginaryOut, tiled);
            tiled = 0;
        }
    }

    /** Some columns of a spectrum's rows, each as an array. */
    private static void columns(double[][] rows, int from, int count, float[][] to) {
        for (int tile = 0; tile < BINS; tile += TILE) {
            int end = Math.min(BINS, tile + TILE);
            for (int i = 0; i < count; i++) {
                float[] column = to[i];
                for (int bin = tile; bin < end; bin++) {
                    column[bin] = (float) rows[bin][from + i];
                }
            }
        }
    }

    /** Magnitude between two frames, in the direction of the running phase. */
    private static void between(float[] left, float[] right, float share, float[] phase, float[] to) {
        for (int bin = 0; bin < BINS; bin++) {
            to[bin] = ((1 - share) * left[bin] + share * right[bin]) * phase[bin];
        }
    }

    /**
     * The angles between two frames, by which the running phase turns. Source: the phase advance that {@code phase_vocoder} adds
     * and takes away is a whole number of turns, so the product of unit vectors is the same.
     */
    private static void turn(Frame left, Frame right, float[] cosine, float[] sine) {
        turn(left.cosine, left.sine, right.cosine, right.sine, cosine, sine);
    }

    private static void turn(float[] fromCosine, float[] fromSine, float[] toCosine, float[] toSine, float[] cosine, float[] sine) {
        for (int bin = 0; bin < BINS; bin++) {
            cosine[bin] = toCosine[bin] * fromCosine[bin] + toSine[bin] * fromSine[bin];
            sine[bin] = toSine[bin] * fromCosine[bin] - toCosine[bin] * fromSine[bin];
        }
    }

    /** Turns the running phase, and brings its length back to 1 by a step of Newton's method. */
    private static void advance(float[] cosine, float[] sine, float[] turnCosine, float[] turnSine) {
        for (int bin = 0; bin < BINS; bin++) {
            float real = cosine[bin] * turnCosine[bin] - sine[bin] * turnSine[bin];
            float imaginary = cosine[bin] * turnSine[bin] + sine[bin] * turnCosine[bin];
            float scale = 1.5f - 0.5f * (real * real + imaginary * imaginary);
            cosine[bin] = real * scale;
            sine[bin] = imaginary * scale;
        }
    }
}
