package serlab.predict.live;

import java.util.OptionalInt;
import java.util.function.Predicate;
import serlab.InvalidInputException;

/** Source of live sound, which may be lost and come back. */
@FunctionalInterface
public interface LiveSource {
    /**
     * Opens it.
     *
     * @param rate the only sampling rate that will do, in Hz; empty for any
     * @throws InvalidInputException if it is not there now
     */
    Flow open(OptionalInt rate);

    /** Whether it may be lost and come back, as a microphone; else it is waited for. */
    default boolean mayBeLost() {
        return true;
    }

    /** Sound that flows. */
    interface Flow extends AutoCloseable {
        /** Its sampling rate in Hz. */
        int sampleRate();

        /**
         * Hands over blocks in this thread as they come.
         *
         * @param listener takes samples, its own to keep; says whether to go on
         * @return whether the sound is over for good; else it was lost, or the listener had enough
         */
        boolean listen(Predicate<float[]> listener);

        /** Ends it, also while another thread listens. */
        @Override
        void close();
    }
}
