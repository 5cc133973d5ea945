package serlab.audio.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.jflac.ChannelData;
import org.jflac.FLACDecoder;
import org.jflac.FrameListener;
import org.jflac.frame.Frame;
import org.jflac.metadata.Metadata;
import org.jflac.metadata.StreamInfo;
import serlab.InvalidInputException;
import serlab.StandIn;
import serlab.audio.SampleBuilder;
import serlab.audio.Waveform;

/**
 * Decoder of FLAC files of any bit depth; a frame that fails its checksum is an error, never silence. Where the file is cut
 * off, the frames before the last one are read. Whole files are decoded by {@link WholeFlac}, all others by jflac.
 */
final class FlacDecoder {
    private static final int STREAM_INFO_BYTES = 34;
    /** Mark, head of the block, stream information. */
    private static final int HEADER_BYTES = 8 + STREAM_INFO_BYTES;

    static {
        new StandIn("org.jflac.frame.EntropyPartitionedRice", "jflac prints lines while it decodes FLAC").check();
    }

    private FlacDecoder() {
    }

    static boolean recognizes(byte[] data) {
        return ByteReader.has(data, Mp3Frames.tagBytes(data), "fLaC");
    }

    static Waveform decode(byte[] data, String location, AudioLimits limits) {
        byte[] plain = withoutTags(data, location);
        WholeFlac whole = new WholeFlac(plain, HEADER_BYTES - STREAM_INFO_BYTES, HEADER_BYTES);
        limits.check(whole.total(), Math.max(1, whole.rate()), location);
        Optional<float[]> samples = whole.mono();
        return samples.isPresent() ? new Waveform(samples.get(), whole.rate()) : decodeDamaged(plain, data, location, limits);
    }

    /** Decodes what may be damaged or out of the ordinary, and says what is wrong. */
    static Waveform decodeDamaged(byte[] data, String location, AudioLimits limits) {
        return decodeDamaged(withoutTags(data, location), data, location, limits);
    }

    private static Waveform decodeDamaged(byte[] plain, byte[] data, String location, AudioLimits limits) {
        FLACDecoder decoder = new FLACDecoder(new EndingStream(plain));
        FirstFault fault = new FirstFault();
        decoder.addFrameListener(fault);
        try {
            decoder.readMetadata();
        } catch (IOException e) {
            throw new InvalidInputException(location + ": FLAC header is truncated; copy or export the file again", e);
        }
        StreamInfo info = decoder.getStreamInfo();
        if (info == null) {
            throw new InvalidInputException(location + ": FLAC header has no stream information; export the file again");
        }
        limits.check(info.getTotalSamples(), info.getSampleRate(), location);
        float[] mono = frames(decoder, info, fault, data, limits, location);
        return new Waveform(mono, info.getSampleRate(), LostEnd.missing(info.getTotalSamples() - mono.length, mono.length,
                info.getSampleRate()));
    }

    /** The same file with its stream information as the only metadata: tags and pictures do not bear on the sound. */
    static byte[] withoutTags(byte[] data, String location) {
        int start = Mp3Frames.tagBytes(data);
        int at = start + 4;
        boolean last = false;
        while (!last && at + 4 <= data.length) {
            last = data[at] < 0;
            at += 4 + ((data[at + 1] & 0xFF) << 16 | (data[at + 2] & 0xFF) << 8 | data[at + 3] & 0xFF);
        }
        if (!last || at > data.length || at < start + HEADER_BYTES || (data[start + 4] & 0x7F) != 0
                || data[start + 7] != STREAM_INFO_BYTES) {
            throw new InvalidInputException(location + ": FLAC header is truncated or damaged; copy or export the file "
                    + "again");
        }
        byte[] plain = new byte[HEADER_BYTES + data.length - at];
        System.arraycopy(data, start, plain, 0, HEADER_BYTES);
        System.arraycopy(data, at, plain, HEADER_BYTES, data.length - at);
        plain[4] |= (byte) 0x80;
        return plain;
    }

    private static float[] frames(FLACDecoder decoder, StreamInfo info, FirstFault fault, byte[] data,
                                  AudioLimits limits, String location) {
        long total = info.getTotalSamples();
        SampleBuilder mono = new SampleBuilder((int) Math.min(total, data.length));
        try {
            while (total == 0 || mono.size() < total) {
                Frame frame = decoder.readNextFrame();
                if (frame == null || fault.message != null) {
                    break;
                }
                limits.check(mono.size() + (long) frame.header.blockSize, info.getSampleRate(), location);
                append(decoder.getChannelData(), frame, mono);
            }
        } catch (IOException | IllegalStateException | IndexOutOfBoundsException e) {
            fault.processError(e.getClass().getSimpleName());
        }
        boolean damaged = fault.message != null && (total != 0 || !fault.message.startsWith("FindSync"))
                || mono.size() < total;
        if (damaged && (mono.size() == 0 || FlacFrames.lastStart(data, info.getMaxBlockSize(), total) > mono.size())) {
            throw new InvalidInputException(location + ": FLAC data is truncated or damaged after sample " + mono.size()
                    + " of " + total + (fault.message == null ? "" : " (" + fault.message + ")")
                    + "; copy or export the file again");
        }
        if (mono.size() == 0) {
            throw new InvalidInputException(location + ": holds no audio frames; record or export it again");
        }
        return mono.slice(0, mono.size());
    }

    private static void append(ChannelData[] data, Frame frame, SampleBuilder mono) {
        int[][] channels = new int[frame.header.channels][];
        Arrays.setAll(channels, channel -> data[channel].getOutput());
        float scale = (float) Math.scalb(1.0, 1 - frame.header.bitsPerSample);
        float[] block = new float[frame.header.blockSize];
        for (int[] channel : channels) {
            for (int i = 0; i < block.length; i++) {
                block[i] += channel[i] * scale;
            }
        }
        if (channels.length > 1) {
            for (int i = 0; i < block.length; i++) {
                block[i] /= channels.length;
            }
        }
        mono.add(block);
    }

    /** Ends for good: the library may look for a next frame behind the end without ever giving up. */
    private static final class EndingStream extends ByteArrayInputStream {
        private static final int PATIENCE = 64;
        private int ends;

        EndingStream(byte[] bytes) {
            super(bytes);
        }

        @Override
        public synchronized int read(byte[] into, int from, int length) {
            int count = super.read(into, from, length);
            if (count < 0 && ++ends > PATIENCE) {
                throw new IllegalStateException("read beyond the end");
            }
            return count;
        }
    }

    /** Keeps the first fault that the library would otherwise pass over. */
    private static final class FirstFault implements FrameListener {
        private String message;

        @Override
        public void processMetadata(Metadata metadata) {
            // nothing in the metadata bears on the samples
        }

        @Override
        public void processFrame(Frame frame) {
            // frames are taken from the decoder itself
        }

        @Override
        public void processError(String text) {
            if (message == null) {
                message = text;
            }
        }
    }
}
