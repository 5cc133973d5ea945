package serlab.audio.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_DBL;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLT;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S32;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S64;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_U8;
import static org.bytedeco.ffmpeg.global.avutil.av_get_bytes_per_sample;
import static org.bytedeco.ffmpeg.global.avutil.av_get_packed_sample_fmt;
import static org.bytedeco.ffmpeg.global.avutil.av_sample_fmt_is_planar;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Averages of the channels of decoded frames; integers are divided by 2^(bits - 1). */
final class FrameMixer {
    private FrameMixer() {
    }

    /** Mono samples: {@code float[frame.nb_samples()]}. */
    static float[] mono(AVFrame frame) throws TrackException {
        int samples = frame.nb_samples();
        int channels = frame.channels();
        int format = frame.format();
        int bytes = av_get_bytes_per_sample(format);
        if (channels < 1 || bytes < 1) {
            throw new TrackException("holds a block of " + channels + " channels in sample format " + format
                    + "; convert it to WAV or FLAC");
        }
        boolean planar = av_sample_fmt_is_planar(format) != 0;
        int packed = av_get_packed_sample_fmt(format);
        float[] mono = new float[samples];
        for (int channel = 0; channel < channels; channel++) {
            ByteBuffer plane = planar ? plane(frame, channel, samples * bytes) : plane(frame, 0, samples * bytes * channels);
            int step = planar ? bytes : bytes * channels;
            int from = planar ? 0 : channel * bytes;
            for (int i = 0; i < samples; i++) {
                mono[i] += sample(plane, from + i * step, packed);
            }
        }
        for (int i = 0; channels > 1 && i < samples; i++) {
            mono[i] /= channels;
        }
        return mono;
    }

    private static ByteBuffer plane(AVFrame frame, int index, long bytes) {
        return frame.extended_data(index).capacity(bytes).asByteBuffer().order(ByteOrder.nativeOrder());
    }

    private static float sample(ByteBuffer plane, int at, int format) throws TrackException {
        return switch (format) {
            case AV_SAMPLE_FMT_FLT -> plane.getFloat(at);
            case AV_SAMPLE_FMT_S16 -> plane.getShort(at) / 0x1p15f;
            case AV_SAMPLE_FMT_S32 -> plane.getInt(at) / 0x1p31f;
            case AV_SAMPLE_FMT_U8 -> ((plane.get(at) & 0xFF) - 128) / 0x1p7f;
            case AV_SAMPLE_FMT_DBL -> (float) plane.getDouble(at);
            case AV_SAMPLE_FMT_S64 -> plane.getLong(at) / 0x1p63f;
            default -> throw new TrackException("holds samples of format " + format + "; convert it to WAV or FLAC");
        };
    }
}
