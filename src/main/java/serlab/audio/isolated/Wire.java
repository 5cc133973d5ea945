package serlab.audio.isolated;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import serlab.audio.ffmpeg.SoundBlocks;
import serlab.audio.ffmpeg.TrackException;

/**
 * What a helper process writes: blocks of sound, and after the last a summary or a fault. The reader believes nothing, since
 * the writer may have been taken over by a file.
 */
final class Wire {
    static final byte READY = 0;
    static final byte BLOCK = 1;
    static final byte SUMMARY = 2;
    static final byte FAULT = 3;
    /** More samples than any packet of any codec has. */
    private static final int MOST_SAMPLES = 1 << 22;

    private Wire() {
    }

    /** Samples at their rate. */
    record Block(float[] samples, int sampleRate) {
    }

    static void write(float[] block, int sampleRate, DataOutputStream out) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * block.length);
        bytes.asFloatBuffer().put(block);
        out.writeByte(BLOCK);
        out.writeInt(sampleRate);
        out.writeInt(block.length);
        out.write(bytes.array());
    }

    static void write(SoundBlocks.Summary summary, DataOutputStream out) throws IOException {
        out.writeByte(SUMMARY);
        out.writeLong(summary.stated());
        out.writeLong(summary.packets());
        out.writeLong(summary.damaged());
        out.writeBoolean(summary.broken());
    }

    static void write(TrackException fault, DataOutputStream out) throws IOException {
        out.writeByte(FAULT);
        out.writeUTF(fault.getMessage());
    }

    /** What follows {@link #BLOCK}. */
    static Block block(DataInputStream in) throws IOException {
        int sampleRate = in.readInt();
        int length = in.readInt();
        if (sampleRate <= 0 || length <= 0 || length > MOST_SAMPLES) {
            throw new IOException("a block of " + length + " samples at " + sampleRate + " Hz");
        }
        byte[] bytes = new byte[Float.BYTES * length];
        in.readFully(bytes);
        float[] samples = new float[length];
        ByteBuffer.wrap(bytes).asFloatBuffer().get(samples);
        return new Block(samples, sampleRate);
    }

    /** What follows {@link #SUMMARY}. */
    static SoundBlocks.Summary summary(DataInputStream in) throws IOException {
        return new SoundBlocks.Summary(in.readLong(), in.readLong(), in.readLong(), in.readBoolean());
    }

    /** What follows {@link #FAULT}; one line. */
    static TrackException fault(DataInputStream in) throws IOException {
        return new TrackException(in.readUTF().replaceAll("\\s+", " "));
    }
}
