package serlab.predict;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import serlab.InvalidInputException;
import serlab.audio.MicrophoneLine;
import serlab.audio.Waveform;

/** Recorder from the system's default microphone. */
public final class Microphone {
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
        try (MicrophoneLine line = MicrophoneLine.open(Optional.empty(), OptionalInt.empty())) {
            begun.run();
            return line.sound(line.sampleRate() / PARTS_PER_SECOND).take(LONGEST_SECONDS * line.sampleRate(), ended);
        }
    }
}
