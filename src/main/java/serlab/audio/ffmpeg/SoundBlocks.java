package serlab.audio.ffmpeg;

/** The sound of a file, block by block. Used by one thread. */
public interface SoundBlocks extends AutoCloseable {
    /** Opens a file in memory. */
    @FunctionalInterface
    interface Opener {
        /**
         * Opens the sound track of a file.
         *
         * @param file    the whole file
         * @param demuxer FFmpeg's short name of the container's reader, such as {@code mov}
         * @throws TrackException if the file holds no sound that is read
         */
        SoundBlocks open(byte[] file, String demuxer) throws TrackException;
    }

    /**
     * The next samples, channels averaged, in [-1, 1] by convention; null after the last.
     *
     * @throws TrackException if the sound cannot be read further
     */
    float[] next() throws TrackException;

    /** Samples per second, in Hz; known once there was a block. */
    int sampleRate();

    /** What there is to say of the whole track; known after the last block. */
    Summary summary();

    @Override
    void close();

    /**
     * What a container and its decoder tell of a track.
     *
     * @param stated  samples that the container says there are, at the track's rate; -1 where it does not say
     * @param packets packets that were decoded or should have been
     * @param damaged packets that could not be decoded
     * @param broken  whether the container ends in something else than its end
     */
    record Summary(long stated, long packets, long damaged, boolean broken) {
    }
}
