package serlab.audio;

import java.util.Arrays;
import java.util.List;
import serlab.audio.VoiceFrames.Frame;

/**
 * Whether somebody is heard in a recording, everywhere: in it frames follow each other that have a pitch, the pitch moves as
 * only a voice's does, between {@value #STILL} and {@value #LEAP} of an octave's natural logarithm in 16 ms, and the shape of
 * the spectrum moves with it; and over the whole, level and shape change as they do in speech. Noise has no pitch; hum, tones,
 * chords and most instruments have one that stands still or leaps; a siren has one level; an engine has one shape.
 *
 * <p>It asks for a voice, not for words: singing is heard as one, and so is laughter. A whisper has no pitch and is not found.
 * The limits were set by hand so that of human speech next to nothing is refused; they hold nothing of any recording.
 */
public final class VoiceGate {
    /** Recordings are listened to in parts of this length until one has a voice. */
    private static final double PART_SECONDS = 10;
    /** How far below the loudest frame a frame counts, in dB. */
    private static final double RANGE_DB = 30;
    /** Frames below this level in dB are the dither of 16 bits or less. */
    private static final double NOTHING_DB = -120;
    /** Harmonicity from which a frame has a pitch; white noise stays below 0.1. */
    private static final double PERIODIC = 0.18;
    private static final double STILL = 0.001;
    private static final double LEAP = 0.08;
    /** Root mean square by which a spectrum's bands move in 16 ms, in dB. */
    private static final double SHAPE_MOVES = 0.8;
    /** Moving frames that a voice has at least, or in a short recording one of so many frames. */
    private static final int MOVING_FRAMES = 8;
    private static final int SHORT_SHARE = 8;
    private static final int FEWEST = 2;
    /** Share of the frames with a steady pitch that move. */
    private static final double MOVING_SHARE = 0.4;
    /** Standard deviation over time of the bands, in their mean, and of the level, in dB. */
    private static final double SHAPE_VARIES = 2.5;
    private static final double LEVEL_VARIES = 3;

    private VoiceGate() {
    }

    /**
     * What is heard of a voice in some seconds of sound.
     *
     * @param heard   whether there is one
     * @param pitchHz median fundamental frequency of the frames at its end that have one, in Hz; NaN if none has
     */
    public record Voice(boolean heard, double pitchHz) {
    }

    /**
     * Whether there is a voice in a short piece of sound, and its pitch at the end.
     *
     * @param endSeconds how much of the end the pitch is of
     */
    public static Voice listen(Waveform waveform, double endSeconds) {
        if (Silence.throughout(waveform.samples())) {
            return new Voice(false, Double.NaN);
        }
        List<Frame> frames = VoiceFrames.of(waveform, VoiceGate::least);
        double least = least(frames);
        int last = (int) Math.ceil(frames.size() * Math.min(1, endSeconds / waveform.durationSeconds()));
        double[] pitches = frames.subList(frames.size() - last, frames.size()).stream().filter(frame -> pitched(frame, least))
                .mapToDouble(Frame::pitch).sorted().toArray();
        return new Voice(found(frames), pitches.length == 0 ? Double.NaN : pitches[pitches.length / 2]);
    }

    /** Whether there is a voice in it. */
    public static boolean hears(Waveform waveform) {
        int part = (int) (PART_SECONDS * waveform.sampleRate());
        int length = waveform.samples().length;
        if (length <= 2 * part) {
            return found(waveform);
        }
        for (int from = 0; from + part <= length; from += part) {
            int to = length - from < 2 * part ? length : from + part;
            if (found(new Waveform(Arrays.copyOfRange(waveform.samples(), from, to), waveform.sampleRate()))) {
                return true;
            }
        }
        return false;
    }

    private static boolean found(Waveform waveform) {
        if (Silence.throughout(waveform.samples())) {
            return false;
        }
        return found(VoiceFrames.of(waveform, VoiceGate::least));
    }

    private static double least(List<Frame> frames) {
        return least(frames.stream().mapToDouble(Frame::level).max().orElse(NOTHING_DB));
    }

    private static boolean found(List<Frame> frames) {
        double least = least(frames);
        List<Frame> active = frames.stream().filter(frame -> frame.level() > least).toList();
        return !active.isEmpty() && moves(frames, least) && varies(active);
    }

    /** The level that a frame of a recording with such a loudest one has to be above. */
    private static double least(double loudest) {
        return Math.max(NOTHING_DB, loudest - RANGE_DB);
    }

    private static boolean moves(List<Frame> frames, double least) {
        int together = 0;
        int moving = 0;
        for (int i = 1; i < frames.size(); i++) {
            Frame before = frames.get(i - 1);
            Frame frame = frames.get(i);
            if (pitched(before, least) && pitched(frame, least)) {
                double step = Math.abs(Math.log(frame.pitch() / before.pitch()));
                together += step < LEAP ? 1 : 0;
                moving += step < LEAP && step > STILL && frame.distance(before) > SHAPE_MOVES ? 1 : 0;
            }
        }
        int enough = Math.max(FEWEST, Math.min(MOVING_FRAMES, frames.size() / SHORT_SHARE));
        return moving >= enough && moving >= MOVING_SHARE * together;
    }

    private static boolean pitched(Frame frame, double least) {
        return frame.level() > least && frame.harmonicity() > PERIODIC && frame.pitch() > 0;
    }

    private static boolean varies(List<Frame> active) {
        int bands = active.get(0).shape().length;
        double shape = 0;
        for (int b = 0; b < bands; b++) {
            int band = b;
            shape += deviation(active.stream().mapToDouble(frame -> frame.shape()[band]).toArray()) / bands;
        }
        return shape > SHAPE_VARIES && deviation(active.stream().mapToDouble(Frame::level).toArray()) > LEVEL_VARIES;
    }

    private static double deviation(double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        return Math.sqrt(Arrays.stream(values).map(value -> (value - mean) * (value - mean)).average().orElse(0));
    }
}
