package serlab.audio;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.Mixer;
import javax.sound.sampled.TargetDataLine;
import org.slf4j.LoggerFactory;
import serlab.InvalidInputException;
import serlab.NearestName;

/** Line from a microphone of this machine, open, 16 bits and one channel. */
public final class MicrophoneLine implements AutoCloseable {
    private static final List<Integer> RATES = List.of(48_000, 44_100, 16_000);

    private static final String NONE = "no microphone can be used here; connect one and allow it in the system's settings, "
            + "or record "
            + "to a file and give that";

    private final TargetDataLine line;
    private final int sampleRate;

    private MicrophoneLine(TargetDataLine line, int sampleRate) {
        this.line = line;
        this.sampleRate = sampleRate;
    }

    /** Names of the devices that sound can be taken from, as the system has them. */
    public static List<String> names() {
        return mixers().stream().map(Mixer.Info::getName).distinct().toList();
    }

    private static List<Mixer.Info> mixers() {
        DataLine.Info wanted = new DataLine.Info(TargetDataLine.class, format(RATES.get(0)));
        return Arrays.stream(AudioSystem.getMixerInfo()).filter(info -> AudioSystem.getMixer(info).isLineSupported(wanted))
                .toList();
    }

    /**
     * Looks whether there is a microphone; none is opened.
     *
     * @param device as for {@link #open}
     * @throws InvalidInputException if there is none of that name, or none at all
     */
    public static void requirePresent(Optional<String> device) {
        if (names().isEmpty()) {
            throw new InvalidInputException(NONE);
        }
        device.ifPresent(MicrophoneLine::find);
    }

    /**
     * Opens a line; sound comes once {@link #sound} is listened to.
     *
     * @param device one of {@link #names}, or a part that only one has; empty for the system's default
     * @param rate   the only sampling rate that will do, in Hz; empty for the highest of the usual ones
     * @throws InvalidInputException if there is no such microphone, or another program holds it
     */
    public static MicrophoneLine open(Optional<String> device, OptionalInt rate) {
        Optional<Mixer.Info> mixer = device.map(MicrophoneLine::find);
        for (int each : rate.isPresent() ? List.of(rate.getAsInt()) : RATES) {
            AudioFormat format = format(each);
            try {
                TargetDataLine line = mixer.isPresent() ? AudioSystem.getTargetDataLine(format, mixer.get())
                        : AudioSystem.getTargetDataLine(format);
                line.open(format);
                line.start();
                return new MicrophoneLine(line, each);
            } catch (LineUnavailableException | IllegalArgumentException e) {
                // the next rate may be one that the device has
                LoggerFactory.getLogger(MicrophoneLine.class).debug("no sound at {} Hz", each, e);
            }
        }
        throw new InvalidInputException(device.map(name -> "microphone '" + name
                + "' cannot be used; another program may hold it")
                .orElse(NONE));
    }

    private static Mixer.Info find(String name) {
        List<Mixer.Info> all = mixers();
        List<Mixer.Info> found = new ArrayList<>();
        for (Mixer.Info each : all) {
            if (each.getName().equals(name)) {
                return each;
            }
            if (each.getName().toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT))) {
                found.add(each);
            }
        }
        if (found.size() != 1) {
            throw new InvalidInputException(found.isEmpty() ? NearestName.suggest("microphone", name, names())
                    : "'" + name + "' is part of the names of several microphones; give one of them whole: "
                            + String.join(", ", found.stream().map(Mixer.Info::getName).toList()));
        }
        return found.get(0);
    }

    private static AudioFormat format(int rate) {
        return new AudioFormat(rate, 16, 1, true, false);
    }

    /** Its sampling rate in Hz. */
    public int sampleRate() {
        return sampleRate;
    }

    /** Its sound, in blocks of so many samples; listened to once. */
    public LiveSound sound(int block) {
        return new LiveSound(new AudioInputStream(line), block);
    }

    /** Ends the sound, if somebody listens to it. */
    @Override
    public void close() {
        line.stop();
        line.close();
    }
}
