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
                long target = Whence.place(whence, offset, file.position(), size);
                if (target >= 0) {
                    file.position(target);
                }
                return target;
            } catch (IOException e) {
                return BROKEN;
            }
        }
    }
}
