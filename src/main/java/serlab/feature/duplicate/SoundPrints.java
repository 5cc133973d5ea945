package serlab.feature.duplicate;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import serlab.ContentHash;
import serlab.audio.Resampler;
import serlab.audio.Waveform;
import serlab.audio.file.AudioDecoder;
import serlab.corpus.Clip;
import serlab.feature.cache.ClipPipeline;
import serlab.feature.cache.FeatureCache;
import serlab.feature.recording.RecordingTraits;

/** Prints of recordings, made or read from the cache. */
public final class SoundPrints {
    private static final String PRINT = "sound prints 1";
    private static final String TRAITS = "recording traits 1";
    private static final String DETAIL = "sound details 1";

    private final FeatureCache cache;

    public SoundPrints(FeatureCache cache) {
        this.cache = cache;
    }

    /**
     * The print of a recording.
     *
     * @param contentHash hash of its bytes
     * @throws serlab.InvalidInputException if it cannot be read
     */
    public SoundPrint of(Clip clip, String contentHash) {
        return SoundPrint.decode(cache.kept(key(contentHash), PRINT, () -> {
            byte[] bytes = ClipPipeline.bytes(clip);
            Waveform waveform = AudioDecoder.decode(bytes, clip.source().location());
            cache.kept(key(contentHash), TRAITS, () -> RecordingTraits.of(bytes, waveform).encode());
            return made(waveform, contentHash).encode();
        }));
    }

    /** As {@link #of(Clip, String)}, of a recording that has been decoded for other reasons. */
    public SoundPrint of(Waveform waveform, String contentHash) {
        return SoundPrint.decode(cache.kept(key(contentHash), PRINT, () -> made(waveform, contentHash).encode()));
    }

    private SoundPrint made(Waveform waveform, String contentHash) {
        String samples = hash(waveform);
        if (waveform.samples().length == 0) {
            return SoundPrint.none(samples);
        }
        float[] slow = slow(waveform);
        LogSpectrogram spectrogram = LogSpectrogram.of(slow);
        cache.kept(key(contentHash), DETAIL, () -> Detail.of(spectrogram).encode());
        return new SoundPrint(samples, Fingerprint.of(slow), BandCourse.of(spectrogram));
    }

    /** How a recording was made. */
    RecordingTraits traits(Clip clip, String contentHash) {
        return RecordingTraits.decode(cache.kept(key(contentHash), TRAITS, () -> {
            byte[] bytes = ClipPipeline.bytes(clip);
            return RecordingTraits.of(bytes, AudioDecoder.decode(bytes, clip.source().location())).encode();
        }));
    }

    Detail detail(Clip clip, String contentHash) {
        return Detail.decode(cache.kept(key(contentHash), DETAIL, () ->
                Detail.of(LogSpectrogram.of(slow(decode(clip)))).encode()));
    }

    private static byte[] key(String contentHash) {
        return contentHash.getBytes(StandardCharsets.US_ASCII);
    }

    private static float[] slow(Waveform waveform) {
        return Resampler.resample(waveform, Fingerprint.SAMPLE_RATE).samples();
    }

    static Waveform decode(Clip clip) {
        return AudioDecoder.decode(ClipPipeline.bytes(clip), clip.source().location());
    }

    private static String hash(Waveform waveform) {
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + Float.BYTES * waveform.samples().length);
        bytes.putInt(waveform.sampleRate());
        bytes.asFloatBuffer().put(waveform.samples());
        return ContentHash.of(bytes.array());
    }
}
