package serlab.predict;

import java.util.List;
import java.util.function.BooleanSupplier;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.TargetDataLine;
import org.slf4j.LoggerFactory;
import serlab.InvalidInputException;
import serlab.audio.LiveSound;
import serlab.audio.Waveform;

/** Recorder from the system's default microphone. */
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
                return new LiveSound(new AudioInputStream(line), rate / PARTS_PER_SECOND)
                        .take(LONGEST_SECONDS * rate, ended);
            } catch (LineUnavailableException | IllegalArgumentException e) {
                // the next rate may be one that the device has
                LoggerFactory.getLogger(Microphone.class).debug("no recording at {} Hz", rate, e);
            }
        }
        throw new InvalidInputException("no microphone can be used here; connect one, or record to a file and give that");
    }
}
