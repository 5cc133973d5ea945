package serlab.audio.ffmpeg;

import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_SIZE;
import static org.bytedeco.ffmpeg.global.avformat.avio_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avio_context_free;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EXIT;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_malloc;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.Read_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.avformat.Seek_Pointer_long_int;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/** A file on disk as FFmpeg reads it, a buffer at a time. JavaCPP has room for ten pairs of functions, so for ten of these. */
final class FileInput implements TrackInput {
    private static final int BUFFER_BYTES = 1 << 16;
    /** EIO, the same number on all systems. */
    private static final int BROKEN = -5;
    private static final int FROM_START = 0;
    private static final int FROM_HERE = 1;
    private static final int FROM_END = 2;
    /** A flag beside these. */
    private static final int FORCED = 0x20000;

    private final Read read;
    private final Seek seek;
    private final AVIOContext context;

    FileInput(SeekableByteChannel file) {
        read = new Read(file);
        seek = new Seek(file);
        context = avio_alloc_context(new BytePointer(av_malloc(BUFFER_BYTES)), BUFFER_BYTES, 0, null, read, null, seek);
    }

    @Override
    public AVIOContext context() {
        return context;
    }

    @Override
    public void close() {
        av_free(context.buffer());
        avio_context_free(context);
        read.close();
        seek.close();
    }

    /** Reads what comes next; stops where the thread is asked to. */
    private static final class Read extends Read_packet_Pointer_BytePointer_int {
        private final SeekableByteChannel file;

        Read(SeekableByteChannel file) {
            this.file = file;
        }

        @Override
        public int call(Pointer opaque, BytePointer target, int most) {
            if (Thread.currentThread().isInterrupted()) {
                return AVERROR_EXIT;
            }
            try {
                int count = file.read(target.capacity(most).asByteBuffer());
                return count <= 0 ? AVERROR_EOF : count;
            } catch (IOException e) {
                return BROKEN;
            }
        }
    }

    /** Moves the place, or tells the size. */
    private static final class Seek extends Seek_Pointer_long_int {
        private final SeekableByteChannel file;

        Seek(SeekableByteChannel file) {
            this.file = file;
        }

        @Override
        public long call(Pointer opaque, long offset, int whence) {
            try {
                long size = file.size();
                if ((whence & AVSEEK_SIZE) != 0) {
                    return size;
                }
                long target = switch (whence & ~FORCED) {
                    case FROM_START -> offset;
                    case FROM_HERE -> file.position() + offset;
                    case FROM_END -> size + offset;
                    default -> -1;
                };
                if (target < 0 || target > size) {
                    return -1;
                }
                file.position(target);
                return target;
            } catch (IOException e) {
                return BROKEN;
            }
        }
    }
}
