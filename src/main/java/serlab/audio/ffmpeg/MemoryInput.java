package serlab.audio.ffmpeg;

import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_SIZE;
import static org.bytedeco.ffmpeg.global.avformat.avio_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avio_context_free;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EXIT;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_malloc;

import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.Read_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.avformat.Seek_Pointer_long_int;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * A file in memory as FFmpeg reads it. Its bytes lie outside the heap behind two numbers, the place where reading goes on and
 * the size, so that one pair of functions serves every file: JavaCPP has room for ten of a kind.
 */
final class MemoryInput implements TrackInput {
    private static final int SIZE_AT = Long.BYTES;
    private static final int FILE_AT = 2 * Long.BYTES;
    private static final int BUFFER_BYTES = 1 << 16;
    private static final Read READ = new Read();
    private static final Seek SEEK = new Seek();

    private final BytePointer block;
    private final AVIOContext context;

    MemoryInput(byte[] file) {
        block = new BytePointer(FILE_AT + (long) file.length);
        block.putLong(0, 0);
        block.putLong(SIZE_AT, file.length);
        block.position(FILE_AT).put(file, 0, file.length).position(0);
        context = avio_alloc_context(new BytePointer(av_malloc(BUFFER_BYTES)), BUFFER_BYTES, 0, block, READ, null, SEEK);
    }

    @Override
    public AVIOContext context() {
        return context;
    }

    @Override
    public void close() {
        av_free(context.buffer());
        avio_context_free(context);
        block.close();
    }

    /** Copies what comes next; stops where the thread is asked to. */
    private static final class Read extends Read_packet_Pointer_BytePointer_int {
        @Override
        public int call(Pointer opaque, BytePointer target, int most) {
            BytePointer block = new BytePointer(opaque);
            long at = block.getLong(0);
            long count = Math.min(most, block.getLong(SIZE_AT) - at);
            if (Thread.currentThread().isInterrupted()) {
                return AVERROR_EXIT;
            }
            if (count <= 0) {
                return AVERROR_EOF;
            }
            Pointer.memcpy(target, block.position(FILE_AT + at), count);
            block.position(0).putLong(0, at + count);
            return (int) count;
        }
    }

    /** Moves the place, or tells the size. */
    private static final class Seek extends Seek_Pointer_long_int {
        @Override
        public long call(Pointer opaque, long offset, int whence) {
            BytePointer block = new BytePointer(opaque);
            long size = block.getLong(SIZE_AT);
            if ((whence & AVSEEK_SIZE) != 0) {
                return size;
            }
            long target = Whence.place(whence, offset, block.getLong(0), size);
            if (target >= 0) {
                block.putLong(0, target);
            }
            return target;
        }
    }
}
