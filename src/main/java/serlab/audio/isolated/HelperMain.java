package serlab.audio.isolated;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import serlab.audio.ffmpeg.SoundBlocks;
import serlab.audio.ffmpeg.SoundTrack;
import serlab.audio.ffmpeg.TrackException;

/** Program of a helper process: reads files from its standard input, one after the other, and writes their sound. */
public final class HelperMain {
    private static final int BUFFER_BYTES = 1 << 16;
    /** The largest piece of memory that FFmpeg may ask for at a time. */
    private static final long MOST_AT_ONCE = 64L << 20;

    private HelperMain() {
    }

    /** Works until its input ends, or the process that started it. */
    public static void main(String[] arguments) throws IOException {
        ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().thenRun(() -> Runtime.getRuntime().halt(0)));
        SoundTrack.limitMemory(MOST_AT_ONCE);
        DataInputStream in = new DataInputStream(new BufferedInputStream(new FileInputStream(FileDescriptor.in), BUFFER_BYTES));
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out),
                BUFFER_BYTES));
        try {
            while (true) {
                String demuxer = in.readUTF();
                if (demuxer.isEmpty()) {
                    out.writeByte(Wire.READY);
                    out.flush();
                    continue;
                }
                byte[] file = new byte[in.readInt()];
                in.readFully(file);
                answer(file, demuxer, out);
                out.flush();
            }
        } catch (EOFException inputEnded) {
            out.flush();
        }
    }

    private static void answer(byte[] file, String demuxer, DataOutputStream out) throws IOException {
        try (SoundBlocks track = SoundTrack.open(file, demuxer)) {
            for (float[] block = track.next(); block != null; block = track.next()) {
                Wire.write(block, track.sampleRate(), out);
            }
            Wire.write(track.summary(), out);
        } catch (TrackException e) {
            Wire.write(e, out);
        } catch (OutOfMemoryError e) {
            Wire.write(new TrackException("takes more memory to decode than recordings do; convert it to WAV or FLAC"), out);
        }
    }
}
