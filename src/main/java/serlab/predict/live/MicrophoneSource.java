package serlab.predict.live;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import serlab.audio.MicrophoneLine;

/**
 * Microphone of this machine, read by TarsosDSP's dispatcher.
 *
 * @param device as {@link MicrophoneLine#open} finds it; empty for the system's default
 */
public record MicrophoneSource(Optional<String> device) implements LiveSource {
    private static final int BLOCKS_PER_SECOND = 50;

    @Override
    public Flow open(OptionalInt rate) {
        MicrophoneLine line = MicrophoneLine.open(device, rate);
        return new Flow() {
            @Override
            public int sampleRate() {
                return line.sampleRate();
            }

            @Override
            public boolean listen(Predicate<float[]> listener) {
                line.sound(line.sampleRate() / BLOCKS_PER_SECOND).listen(listener);
                return false;
            }

            @Override
            public void close() {
                line.close();
            }
        };
    }
}
