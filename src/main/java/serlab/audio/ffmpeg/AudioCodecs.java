package serlab.audio.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AMR_NB;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AMR_WB;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MP1;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MP2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder_by_name;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.bytedeco.ffmpeg.avcodec.AVCodec;

/** The decoders that files may ask for, by FFmpeg's names: what speech is recorded and sent with, and no pictures. */
final class AudioCodecs {
    private static final Set<String> NAMES = new TreeSet<>(Set.of("aac", "aac_latm", "ac3", "g722", "g726", "g726le",
            "adpcm_ima_qt", "adpcm_ima_wav", "adpcm_ms", "adpcm_swf", "adpcm_yamaha", "alac", "eac3", "flac", "gsm", "gsm_ms",
            "libopencore_amrnb", "libopencore_amrwb", "mp1float", "mp2float", "mp3float", "nellymoser", "opus", "pcm_alaw",
            "pcm_bluray", "pcm_f32be", "pcm_f32le", "pcm_f64be", "pcm_f64le", "pcm_mulaw", "pcm_s16be", "pcm_s16le", "pcm_s24be",
            "pcm_s24le", "pcm_s32be", "pcm_s32le", "pcm_s8", "pcm_u8", "shorten", "speex", "truespeech", "vorbis", "wavpack",
            "wmalossless", "wmapro", "wmav1", "wmav2", "wmavoice"));
    /** Of two decoders of a codec the one that keeps pauses, where FFmpeg's own leaves comfort noise out, and does not round. */
    private static final Map<Integer, String> PREFERRED = Map.of(AV_CODEC_ID_AMR_NB, "libopencore_amrnb",
            AV_CODEC_ID_AMR_WB, "libopencore_amrwb", AV_CODEC_ID_MP1, "mp1float", AV_CODEC_ID_MP2, "mp2float");

    private AudioCodecs() {
    }

    /** As FFmpeg takes lists: with commas. */
    static String names() {
        return String.join(",", NAMES);
    }

    /** The decoder of a codec; empty if files may not ask for it. */
    static Optional<AVCodec> decoder(int codec) {
        String preferred = PREFERRED.get(codec);
        AVCodec found = preferred == null ? avcodec_find_decoder(codec) : avcodec_find_decoder_by_name(preferred);
        return Optional.ofNullable(found).filter(decoder -> NAMES.contains(decoder.name().getString()));
    }
}
