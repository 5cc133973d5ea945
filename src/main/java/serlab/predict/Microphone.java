package serlab.predict;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.function.BooleanSupplier;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.TargetDataLine;
import org.slf4j.LoggerFactory;
import serlab.InvalidInputException;
import serlab.audio.Waveform;

/** Records from the system's default microphone. */
public final class Microphone {
    private static final List<Integer> RATES = List.of(48_000, 44_100, 16_000);
    private static final int LONGEST_SECONDS = 600;
    private static final int PARTS_PER_SECOND = 20;

    private Microphone() {
    }

    /**
     * Records until told to end, at most ten minutes.
     *
     * @param begun is run once sound is being taken
     * @param ended says when to end; asked twenty times a second
     * @throws InvalidInputException if there is no microphone, or another program holds it
     */
    public static Waveform record(Runnable begun, BooleanSupplier ended) {
        for (int rate : RATES) {
            AudioFormat format = new AudioFormat(rate, 16, 1, true, false);
            try (TargetDataLine line = AudioSystem.getTargetDataLine(format)) {
                line.open(format);
                line.start();
                begun.run();
                return take(line, rate, ended);
            } catch (LineUnavailableException | IllegalArgumentException e) {
                // the next rate may be one that the device has
                LoggerFactory.getLogger(Microphone.class).debug("no recording at {} Hz", rate, e);
            }
        }
        throw new InvalidInputException("no microphone can be used here; connect one, or record to a file and give that");
    }

    private static Waveform take(TargetDataLine line, int rate, BooleanSupplier ended) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] part = new byte[rate / PARTS_PER_SECOND * 2];
        while (!ended.getAsBoolean() && bytes.size() < LONGEST_SECONDS * rate * 2) {
            bytes.write(part, 0, line.read(part, 0, part.length));
        }
        byte[] all = bytes.toByteArray();
        float[] samples = new float[all.length / 2];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (all[2 * i] & 0xFF | all[2 * i + 1] << 8) / 32768f;
        }
        return new Waveform(samples, rate);
    }
}
