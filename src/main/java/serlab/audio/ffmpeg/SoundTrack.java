package serlab.audio.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_DURATION_FROM_BITRATE;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.AV_TIME_BASE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_max_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale;

import java.nio.channels.SeekableByteChannel;
import java.util.function.Supplier;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * The sound track of a file in memory or on disk, decoded by FFmpeg in this process. The container's reader is named and not
 * guessed, every protocol is forbidden, and no decoder is opened but those of {@link AudioCodecs}. FFmpeg drops what encoders
 * put in front by itself, and the padding at the end where a packet says so.
 */
public final class SoundTrack implements SoundBlocks {
    /** EAGAIN, which numbers of systems differ in. */
    private static final int AGAIN = System.getProperty("os.name").startsWith("Mac") ? -35 : -11;

    private final TrackInput input;
    private final AVFormatContext container;
    private final AVFrame frame = av_frame_alloc();
    private final AVPacket packet = av_packet_alloc();
    private AVStream stream;
    private AVCodecContext codec;
    private int sampleRate;
    private long packets;
    private long damaged;
    private long lastDamaged;
    private boolean broken;
    private boolean ended;

    static {
        av_log_set_level(AV_LOG_QUIET);
    }

    private SoundTrack(TrackInput input) {
        this.input = input;
        container = avformat_alloc_context();
        container.pb(input.context());
    }

    /**
     * Opens a file; as {@link SoundBlocks.Opener}.
     *
     * @throws TrackException if it holds no sound that is read
     */
    public static SoundTrack open(byte[] file, String demuxer) throws TrackException {
        return open(() -> new MemoryInput(file), demuxer);
    }

    /**
     * Opens a file that stays on disk: of a long recording no more than a block is in memory. At most five at once.
     *
     * @param file    read while the track is open, closed by whoever opened it
     * @param demuxer as of {@link SoundBlocks.Opener}
     * @throws TrackException if it holds no sound that is read
     */
    public static SoundTrack open(SeekableByteChannel file, String demuxer) throws TrackException {
        return open(() -> new FileInput(file), demuxer);
    }

    private static SoundTrack open(Supplier<TrackInput> input, String demuxer) throws TrackException {
        SoundTrack track;
        try {
            track = new SoundTrack(input.get());
        } catch (LinkageError e) {
            throw new TrackException("is read by FFmpeg's library, which does not run on this system (" + e.getMessage()
                    + "); convert the file to WAV or FLAC", e);
        }
        try {
            track.openContainer(demuxer);
            track.openCodec();
            return track;
        } catch (TrackException | RuntimeException e) {
            track.close();
            throw e;
        }
    }

    /** Sets the largest piece of memory that FFmpeg may ask for at a time, in this whole process. */
    public static void limitMemory(long bytes) {
        av_max_alloc(bytes);
    }

    private void openContainer(String demuxer) throws TrackException {
        AVInputFormat format = av_find_input_format(demuxer);
        if (format == null) {
            throw new IllegalArgumentException("no demuxer " + demuxer);
        }
        AVDictionary options = new AVDictionary(null);
        av_dict_set(options, "format_whitelist", demuxer, 0);
        av_dict_set(options, "protocol_whitelist", "", 0);
        av_dict_set(options, "codec_whitelist", AudioCodecs.names(), 0);
        int opened = avformat_open_input(container, (String) null, format, options);
        av_dict_free(options);
        if (opened < 0) {
            container.setNull();
            throw new TrackException("has no header that can be read"
                    + (demuxer.equals("mov") ? "; its index may be missing, which cut files lack: " : "; ")
                    + "copy or export the file again");
        }
        for (int i = 0; i < container.nb_streams(); i++) {
            if (container.streams(i).codecpar().codec_type() != AVMEDIA_TYPE_AUDIO) {
                container.streams(i).discard(AVDISCARD_ALL);
            }
        }
        avformat_find_stream_info(container, (AVDictionary) null);
    }

    private void openCodec() throws TrackException {
        int index = av_find_best_stream(container, AVMEDIA_TYPE_AUDIO, -1, -1, (AVCodec) null, 0);
        if (index < 0) {
            throw new TrackException("holds no sound");
        }
        stream = container.streams(index);
        int id = stream.codecpar().codec_id();
        AVCodec decoder = AudioCodecs.decoder(id).orElseThrow(() -> new TrackException("holds sound of codec "
                + avcodec_get_name(id).getString() + ", which is not read"));
        codec = avcodec_alloc_context3(decoder);
        boolean opened = avcodec_parameters_to_context(codec, stream.codecpar()) >= 0;
        codec.pkt_timebase(stream.time_base());
        codec.thread_count(1);
        if (!opened || avcodec_open2(codec, decoder, (AVDictionary) null) < 0) {
            throw new TrackException("has a damaged description of its sound (" + decoder.name().getString()
                    + "); copy or export the file again");
        }
    }

    @Override
    public float[] next() throws TrackException {
        while (true) {
            int received = avcodec_receive_frame(codec, frame);
            if (received >= 0 && frame.nb_samples() > 0) {
                return block();
            }
            if (received == AVERROR_EOF || ended && received < 0) {
                return null;
            }
            if (received < 0) {
                damage(received != AGAIN);
                feed();
            }
        }
    }

    private float[] block() throws TrackException {
        int rate = frame.sample_rate();
        if (rate <= 0 || sampleRate > 0 && rate != sampleRate) {
            throw new TrackException("changes from " + sampleRate + " to " + rate + " Hz on the way; convert it to WAV or FLAC");
        }
        sampleRate = rate;
        float[] mono = FrameMixer.mono(frame);
        av_frame_unref(frame);
        return mono;
    }

    /** Gives the decoder the next packet of the track, or tells it that there are no more. */
    private void feed() {
        while (true) {
            int read = av_read_frame(container, packet);
            if (read < 0) {
                broken = read != AVERROR_EOF;
                ended = true;
                avcodec_send_packet(codec, null);
                return;
            }
            boolean ours = packet.stream_index() == stream.index();
            int sent = ours ? avcodec_send_packet(codec, packet) : 0;
            av_packet_unref(packet);
            if (ours) {
                packets++;
                damage(sent < 0);
                return;
            }
        }
    }

    @Override
    public int sampleRate() {
        return sampleRate;
    }

    private void damage(boolean failed) {
        damaged += failed ? 1 : 0;
        lastDamaged = failed ? packets : lastDamaged;
    }

    /** A damaged packet at the very end is what is left of one that was cut off. */
    @Override
    public Summary summary() {
        boolean cut = damaged > 0 && lastDamaged == packets;
        return new Summary(stated(), packets, damaged - (cut ? 1 : 0), broken || cut);
    }

    private long stated() {
        if (container.duration_estimation_method() == AVFMT_DURATION_FROM_BITRATE || sampleRate <= 0) {
            return -1;
        }
        long ticks = stream.duration();
        if (ticks > 0 && stream.time_base().den() > 0) {
            return av_rescale(ticks, (long) sampleRate * stream.time_base().num(), stream.time_base().den());
        }
        return container.duration() > 0 ? av_rescale(container.duration(), sampleRate, AV_TIME_BASE) : -1;
    }

    @Override
    public void close() {
        if (codec != null) {
            avcodec_free_context(codec);
        }
        if (!container.isNull()) {
            avformat_close_input(container);
        }
        av_frame_free(frame);
        av_packet_free(packet);
        input.close();
    }
}
