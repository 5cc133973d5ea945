package serlab.audio.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import serlab.InvalidInputException;
import serlab.NearestFile;
import serlab.audio.Waveform;
import serlab.audio.ffmpeg.SoundBlocks;
import serlab.audio.ffmpeg.SoundTrack;

/**
 * Decoder of a recording of any format read here into a mono waveform at its own rate. The content decides the format, never
 * the name of the file.
 *
 * <p>Channels are averaged. Integers are divided by 2^(bits - 1), as in librosa, so a 16-bit sample s becomes s / 32768.
 * WAV, FLAC, MP3, AIFF, AIFF-C and Ogg Vorbis are decoded here. FFmpeg's library reads what phones, browsers, messengers
 * and cameras write: AAC and ALAC in MP4, M4A, MOV and 3GP, raw AAC, Opus, Speex and FLAC in Ogg, WebM and Matroska, AMR,
 * Windows Media, Core Audio, AC-3, Sun AU, WavPack, NIST SPHERE, Wave64, the other codecs of WAV, and the sound of AVI, MPEG
 * and Flash video.
 *
 * <p>Source: {@code librosa.load(path, sr=None, mono=True)} of librosa 0.11.
 */
public final class AudioDecoder {
    /** What is read, in words. */
    public static final String FORMATS = "WAV, FLAC, MP3, AIFF, Ogg and Opus, M4A, MP4, MOV and 3GP, WebM and Matroska, AAC, AMR, "
            + "Windows Media, Core Audio, AC-3, AU, WavPack, NIST SPHERE, Wave64, and the sound of AVI, MPEG and Flash video";
    private static final int TEXT_PROBE_BYTES = 512;
    private static final Pattern TABLE = Pattern.compile("(?i)\\.(csv|tsv|tab|parquet|pq)$");
    private static final long LARGEST_FILE = 512L << 20;

    private AudioDecoder() {
    }

    /** What is said of a file that is not there. */
    static String missing(Path file) {
        return file + ": no such file; " + NearestFile.question(file) + "give a recording such as clip.wav";
    }

    /**
     * Reads a file, within the {@linkplain AudioLimits#standard() standard limits}.
     *
     * @throws InvalidInputException if the file is missing, unreadable or not a whole recording of a known format
     */
    public static Waveform read(Path file) {
        return decode(bytes(file), file.toString());
    }

    /**
     * A whole file, not decoded.
     *
     * @throws InvalidInputException if it is missing, unreadable or larger than 512 MiB
     */
    public static byte[] bytes(Path file) {
        try {
            long size = Files.size(file);
            if (size > LARGEST_FILE) {
                throw new InvalidInputException(file + ": has " + (size >> 20) + " MiB, at most " + (LARGEST_FILE >> 20)
                        + " are read; cut it into shorter recordings");
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new InvalidInputException(missing(file), e);
        } catch (IOException e) {
            throw new InvalidInputException(file + ": cannot be read (" + e.getClass().getSimpleName()
                    + "); check that it is a file and that its permissions allow it", e);
        }
    }

    /** Decodes the bytes of a whole file, within the {@linkplain AudioLimits#standard() standard limits}. */
    public static Waveform decode(byte[] bytes, String location) {
        return decode(bytes, location, AudioLimits.standard());
    }

    /**
     * Decodes the bytes of a whole file.
     *
     * @param bytes    content of the file
     * @param location what messages call the file
     * @param limits   largest recording to be given out
     * @throws InvalidInputException if the bytes are not a whole recording of a known format, a sample is not finite, or
     *                               the recording is larger than the limits
     */
    public static Waveform decode(byte[] bytes, String location, AudioLimits limits) {
        return decode(bytes, location, limits, SoundTrack::open);
    }

    /**
     * As {@link #decode(byte[], String, AudioLimits)}.
     *
     * @param foreign opens what is not decoded here
     */
    public static Waveform decode(byte[] bytes, String location, AudioLimits limits, SoundBlocks.Opener foreign) {
        if (bytes.length == 0) {
            throw empty(location);
        }
        Waveform waveform;
        try {
            waveform = decodeByContent(bytes, location, limits, foreign);
        } catch (InvalidInputException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new InvalidInputException(location + ": audio data is damaged (" + e.getClass().getSimpleName()
                    + "); copy or export the file again", e);
        }
        requireFinite(waveform, location);
        return waveform;
    }

    private static Waveform decodeByContent(byte[] bytes, String location, AudioLimits limits, SoundBlocks.Opener foreign) {
        if (WavDecoder.recognizes(bytes)) {
            return WavDecoder.hasForeignCodec(bytes) ? new ForeignDecoder(bytes, "WAV", "wav", location).decode(limits, foreign)
                    : WavDecoder.decode(bytes, location, limits);
        }
        if (FlacDecoder.recognizes(bytes)) {
            return FlacDecoder.decode(bytes, location, limits);
        }
        if (AiffDecoder.recognizes(bytes)) {
            return AiffDecoder.decode(bytes, location, limits);
        }
        if (VorbisDecoder.recognizes(bytes)) {
            return VorbisDecoder.decode(bytes, location, limits);
        }
        if (Mp3Decoder.recognizes(bytes)) {
            return Mp3Decoder.decode(bytes, location, limits);
        }
        ForeignFormat format = ForeignFormat.of(bytes);
        if (format != null && format.demuxer() != null) {
            return new ForeignDecoder(bytes, format.title(), format.demuxer(), location).decode(limits, foreign);
        }
        throw unknown(bytes, format, location);
    }

    /**
     * FFmpeg's name of what reads the container of a recording, whatever decodes it here.
     *
     * @param head     the first bytes of the file, 4096 or as many as there are
     * @param location what messages call it
     * @throws InvalidInputException if it is no recording that is read
     */
    static String demuxer(byte[] head, String location) {
        if (head.length == 0) {
            throw empty(location);
        }
        if (WavDecoder.recognizes(head)) {
            return "wav";
        }
        if (FlacDecoder.recognizes(head)) {
            return "flac";
        }
        if (AiffDecoder.recognizes(head)) {
            return "aiff";
        }
        if (VorbisDecoder.recognizes(head)) {
            return "ogg";
        }
        if (Mp3Decoder.recognizes(head)) {
            return "mp3";
        }
        ForeignFormat format = ForeignFormat.of(head);
        if (format != null && format.demuxer() != null) {
            return format.demuxer();
        }
        throw unknown(head, format, location);
    }

    private static InvalidInputException empty(String location) {
        return new InvalidInputException(location + ": file is empty, expected a recording; copy it again");
    }

    private static InvalidInputException unknown(byte[] bytes, ForeignFormat format, String location) {
        OtherContent other = OtherContent.of(bytes);
        if (other != null) {
            return new InvalidInputException(location + ": is " + other.title() + ", not a recording; " + other.advice());
        }
        if (isText(bytes) && TABLE.matcher(location).find()) {
            return new InvalidInputException(location + ": is a table, not a recording; " + OtherContent.PARQUET.advice());
        }
        if (format != null) {
            return new InvalidInputException(location + ": is " + format.title()
                    + ", which is not read; convert it to WAV or FLAC, such "
                    + "as with: " + Conversion.command(location, "wav"));
        }
        if (isText(bytes)) {
            return new InvalidInputException(location
                    + ": contains text, not audio, as a page with an error does; download or export the recording again");
        }
        return new InvalidInputException(location + ": is of no known audio format; expected a recording such as WAV, FLAC, "
                + "MP3, M4A or Ogg, convert it to WAV or FLAC, such as with: " + Conversion.command(location, "wav"));
    }

    /**
     * What a file holds, if its first bytes tell that it is no recording that is read: {@code MIDI},
     * {@code text}, {@code nothing}. Empty if it may be one.
     *
     * @param head the first 64 bytes, or as many as there are
     */
    public static Optional<String> foreign(byte[] head) {
        if (head.length == 0) {
            return Optional.of("nothing");
        }
        if (WavDecoder.recognizes(head) || FlacDecoder.recognizes(head) || AiffDecoder.recognizes(head)
                || VorbisDecoder.recognizes(head) || Mp3Decoder.recognizes(head)) {
            return Optional.empty();
        }
        ForeignFormat format = ForeignFormat.of(head);
        if (format != null) {
            return format.demuxer() == null ? Optional.of(format.title()) : Optional.empty();
        }
        OtherContent other = OtherContent.of(head);
        if (other != null) {
            return Optional.of(other.title());
        }
        return isText(head) ? Optional.of("text") : Optional.empty();
    }

    /** Whether what {@link #foreign} names is sound, which another program converts. */
    public static boolean convertible(String foreign) {
        return Arrays.stream(ForeignFormat.values()).anyMatch(format -> format.title().equals(foreign));
    }

    private static boolean isText(byte[] bytes) {
        for (int i = 0; i < Math.min(bytes.length, TEXT_PROBE_BYTES); i++) {
            int value = bytes[i] & 0xFF;
            if (value < ' ' && value != '\n' && value != '\r' && value != '\t' || value == 0x7F) {
                return false;
            }
        }
        return true;
    }

    private static void requireFinite(Waveform waveform, String location) {
        int at = waveform.firstNotFinite();
        if (at >= 0) {
            throw new InvalidInputException(location + ": sample " + at + " is " + waveform.samples()[at]
                    + ", expected a finite amplitude; export the file again");
        }
    }
}
