package serlab.audio.ffmpeg;

import org.bytedeco.ffmpeg.avformat.AVIOContext;

/** Bytes of a file as FFmpeg reads them. */
interface TrackInput extends AutoCloseable {
    AVIOContext context();

    @Override
    void close();
}
