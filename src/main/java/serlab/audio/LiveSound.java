package serlab.audio;

import be.tarsos.dsp.AudioDispatcher;
import be.tarsos.dsp.AudioEvent;
import be.tarsos.dsp.AudioProcessor;
import be.tarsos.dsp.io.TarsosDSPAudioFormat;
import be.tarsos.dsp.io.TarsosDSPAudioInputStream;
import be.tarsos.dsp.io.jvm.JVMAudioInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;

/**
 * Sound as it comes, in blocks: a microphone's, or any stream's of 16-bit samples of one channel.
 *
 * <p>The blocks are read by {@link AudioDispatcher} of TarsosDSP 2.4.1. Differences from what the library gives: it divides
 * samples by 32767, here full scale is 32768 as in a WAV file, bit for bit; its last block is filled up with zeros, here it
 * is as long as the sound; a stream that gives nothing keeps it busy for ever, here that is the end; a fault in reading is
 * an {@link Error} there and an {@link UncheckedIOException} here. Of stereo it would take every second block of frames for
 * the other channel, so it is refused here.
 */
public final class LiveSound {
    private static final int FULL_SCALE = 32768;
    private static final float TARSOS_SCALE = 32767;

    private final AudioInputStream stream;
    private final int block;

    /**
     * @param stream signed 16-bit samples of one channel; {@link #listen} closes it
     * @param block  samples handed over at once, at least 1
     * @throws IllegalArgumentException if the stream is of another kind, or {@code block} is below 1
     */
    public LiveSound(AudioInputStream stream, int block) {
        AudioFormat format = stream.getFormat();
        if (format.getChannels() != 1 || format.getSampleSizeInBits() != 16
                || format.getEncoding() != AudioFormat.Encoding.PCM_SIGNED) {
            throw new IllegalArgumentException("live sound is '" + format + "'; expected signed 16 bits of one channel");
        }
        if (block < 1) {
            throw new IllegalArgumentException("blocks of " + block + " samples; expected at least 1");
        }
        this.stream = stream;
        this.block = block;
    }

    /**
     * Hands over block after block, in this thread, until told to stop or until the sound ends.
     *
     * @param listener takes samples from -1 to below 1, its own to keep: as many as a block has, or at the end those that
     *                 are left; says whether to go on
     * @throws UncheckedIOException if the stream cannot be read
     */
    public void listen(Predicate<float[]> listener) {
        AudioDispatcher dispatcher = new AudioDispatcher(new Input(stream), block, 0);
        dispatcher.setZeroPadLastBuffer(false);
        dispatcher.addAudioProcessor(new AudioProcessor() {
            @Override
            public boolean process(AudioEvent event) {
                float[] samples = event.getFloatBuffer().clone();
                for (int i = 0; i < samples.length; i++) {
                    samples[i] = (float) Math.rint(samples[i] * TARSOS_SCALE) / FULL_SCALE;
                }
                if (!listener.test(samples)) {
                    dispatcher.stop();
                }
                return true;
            }

            @Override
            public void processingFinished() {
                // nothing is held
            }
        });
        dispatcher.run();
    }

    /**
     * The sound until told to end.
     *
     * @param most  samples after which the block at hand is the last
     * @param ended says when to end; asked before every block
     * @throws UncheckedIOException if the stream cannot be read
     */
    public Waveform take(int most, BooleanSupplier ended) {
        SampleBuilder samples = new SampleBuilder(block);
        if (!ended.getAsBoolean()) {
            listen(part -> {
                samples.add(part);
                return !ended.getAsBoolean() && samples.size() < most;
            });
        }
        return new Waveform(samples.slice(0, samples.size()), (int) stream.getFormat().getSampleRate());
    }

    /** A stream of Java Sound as TarsosDSP takes one. */
    private record Input(AudioInputStream stream) implements TarsosDSPAudioInputStream {
        @Override
        public int read(byte[] bytes, int offset, int length) {
            try {
                int read = stream.read(bytes, offset, length);
                return read == 0 ? -1 : read;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public long skip(long bytes) throws IOException {
            return stream.skip(bytes);
        }

        @Override
        public void close() throws IOException {
            stream.close();
        }

        @Override
        public TarsosDSPAudioFormat getFormat() {
            return JVMAudioInputStream.toTarsosDSPFormat(stream.getFormat());
        }

        @Override
        public long getFrameLength() {
            return stream.getFrameLength();
        }
    }
}
