package serlab.model.layer;

/** What holds memory outside of Java's heap. */
interface NativeMemory extends AutoCloseable {
    /** Gives it back; whatever held it cannot be used any more. */
    @Override
    void close();
}
