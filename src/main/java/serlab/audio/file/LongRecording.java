package serlab.audio.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.ObjIntConsumer;
import serlab.InvalidInputException;
import serlab.IoReason;
import serlab.audio.Waveform;
import serlab.audio.ffmpeg.SoundBlocks;
import serlab.audio.ffmpeg.SoundTrack;
import serlab.audio.ffmpeg.TrackException;

/**
 * A recording that may last hours, heard from its beginning to its end as often as wanted: a file is decoded block by block, by
 * FFmpeg, and never in memory as a whole. Where FFmpeg's library does not run, one of an hour or less is decoded at once.
 */
public interface LongRecording {
    /** Longest recording, in seconds. */
    double MOST_SECONDS = 4 * 3600;

    /**
     * Hands over the samples.
     *
     * @param sink takes blocks of samples, channels averaged, in order, its own to keep, and their rate in Hz
     * @throws InvalidInputException if it is no recording that is read, is damaged, or lasts longer than {@link #MOST_SECONDS}
     */
    void hear(ObjIntConsumer<float[]> sink);

    /** What messages call it. */
    String location();

    /**
     * Looks whether it is there and may be one that is read; nothing is decoded.
     *
     * @throws InvalidInputException if not
     */
    void requirePresent();

    /** What the file has lost, a short sentence; empty if it is whole, or nothing is known. */
    String damage();

    /** One in memory. */
    static LongRecording of(Waveform waveform, String location) {
        return new LongRecording() {
            @Override
            public void hear(ObjIntConsumer<float[]> sink) {
                sink.accept(waveform.samples(), waveform.sampleRate());
            }

            @Override
            public String location() {
                return location;
            }

            @Override
            public void requirePresent() {
                // it is
            }

            @Override
            public String damage() {
                return waveform.damage();
            }
        };
    }

    /** One on disk. */
    static LongRecording of(Path file) {
        return new OnDisk(file);
    }

    /** A recording on disk. */
    record OnDisk(Path file) implements LongRecording {
        private static final int HEAD_BYTES = 4096;

        @Override
        public String location() {
            return file.toString();
        }

        @Override
        public void requirePresent() {
            try (SeekableByteChannel channel = Files.newByteChannel(file)) {
                AudioDecoder.demuxer(head(channel), location());
            } catch (IOException e) {
                throw unreadable(e);
            }
        }

        @Override
        public String damage() {
            try {
                return FileEnds.damage(file);
            } catch (IOException e) {
                throw unreadable(e);
            }
        }

        @Override
        public void hear(ObjIntConsumer<float[]> sink) {
            try (SeekableByteChannel channel = Files.newByteChannel(file)) {
                hear(channel, AudioDecoder.demuxer(head(channel), location()), sink);
            } catch (IOException e) {
                throw unreadable(e);
            }
        }

        private InvalidInputException unreadable(IOException e) {
            return new InvalidInputException(e instanceof NoSuchFileException ? AudioDecoder.missing(file)
                    : Files.isDirectory(file) ? file + ": is a folder; name one recording, such as clip.wav" : file + ": cannot be read (" + IoReason.of(e) + "); check that it is a file and that its permissions allow it", e);
        }

        private static byte[] head(SeekableByteChannel channel) throws IOException {
            ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES);
            while (head.hasRemaining() && channel.read(head) >= 0) {
                continue;
            }
            channel.position(0);
            return Arrays.copyOf(head.array(), head.position());
        }

        private void hear(SeekableByteChannel channel, String demuxer, ObjIntConsumer<float[]> sink) {
            AudioLimits limits = new AudioLimits(MOST_SECONDS, Long.MAX_VALUE);
            long samples = 0;
            try (SoundBlocks blocks = SoundTrack.open(channel, demuxer)) {
                for (float[] block = blocks.next(); block != null; block = blocks.next()) {
                    samples += block.length;
                    limits.check(samples, blocks.sampleRate(), location());
                    requireFinite(block, samples);
                    sink.accept(block, blocks.sampleRate());
                }
                if (samples == 0) {
                    throw new TrackException("holds no sound that can be decoded; record or export it again");
                }
            } catch (TrackException e) {
                if (!(e.getCause() instanceof LinkageError)) {
                    throw new InvalidInputException(location() + ": " + demuxer.toUpperCase(Locale.ROOT) + " file "
                            + e.getMessage(), e);
                }
                Waveform whole = AudioDecoder.read(file);
                sink.accept(whole.samples(), whole.sampleRate());
            }
        }

        private void requireFinite(float[] block, long end) {
            int at = new Waveform(block, 1).firstNotFinite();
            if (at >= 0) {
                throw new InvalidInputException(location() + ": sample " + (end - block.length + at) + " is " + block[at]
                        + ", expected a finite amplitude; export the file again");
            }
        }
    }
}
