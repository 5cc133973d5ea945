package serlab.audio.file;

import com.jcraft.jogg.Packet;
import com.jcraft.jogg.Page;
import com.jcraft.jogg.StreamState;
import com.jcraft.jogg.SyncState;
import com.jcraft.jorbis.Block;
import com.jcraft.jorbis.Comment;
import com.jcraft.jorbis.DspState;
import com.jcraft.jorbis.Info;
import java.util.Locale;
import serlab.InvalidInputException;
import serlab.audio.SampleBuilder;
import serlab.audio.Waveform;

/**
 * Decoder of Ogg Vorbis files with one logical stream; the position on the last page decides the length. Of a file that is
 * cut off the whole pages are read.
 */
final class VorbisDecoder {
    private static final int HEADERS = 3;

    private final String location;
    private final AudioLimits limits;
    private final SyncState sync = new SyncState();
    private final StreamState stream = new StreamState();
    private final Info info = new Info();
    private final Comment comment = new Comment();
    private final DspState synthesis = new DspState();
    private final Block block = new Block(synthesis);
    private final SampleBuilder mono;
    private int headersRead;
    private long endPosition = -1;

    private VorbisDecoder(byte[] data, String location, AudioLimits limits) {
        this.location = location;
        this.limits = limits;
        sync.init();
        int at = sync.buffer(data.length);
        System.arraycopy(data, 0, sync.data, at, data.length);
        sync.wrote(data.length);
        mono = new SampleBuilder(data.length);
    }

    static boolean recognizes(byte[] data) {
        return ByteReader.has(data, 0, "OggS") && ByteReader.has(data, 28, "\u0001vorbis");
    }

    static Waveform decode(byte[] data, String location, AudioLimits limits) {
        return new VorbisDecoder(data, location, limits).decode();
    }

    private Waveform decode() {
        info.init();
        comment.init();
        Page page = new Page();
        boolean first = true;
        boolean ended = false;
        int serial = 0;
        int result = sync.pageout(page);
        while (result != 0 && !ended) {
            if (result < 0) {
                throw damaged();
            }
            if (first) {
                serial = page.serialno();
                stream.init(serial);
                stream.reset();
                first = false;
            } else if (page.serialno() != serial) {
                throw new InvalidInputException(location + ": Ogg file holds several streams, expected one; "
                        + "convert the one you want to WAV or FLAC");
            }
            ended = page.eos() != 0;
            endPosition = page.granulepos();
            stream.pagein(page);
            readPackets();
            result = sync.pageout(page);
        }
        if (headersRead < HEADERS) {
            throw new InvalidInputException(location + ": Ogg Vorbis header is truncated; copy or export the file again");
        }
        return waveform(ended);
    }

    private void readPackets() {
        Packet packet = new Packet();
        for (int result = stream.packetout(packet); result != 0; result = stream.packetout(packet)) {
            if (result < 0) {
                throw damaged();
            }
            if (headersRead < HEADERS) {
                readHeader(packet);
            } else if (block.synthesis(packet) == 0) {
                synthesis.synthesis_blockin(block);
                takeSamples();
            } else {
                throw damaged();
            }
        }
    }

    private void readHeader(Packet packet) {
        if (!VorbisHeaders.plausible(packet.packet_base, packet.packet, packet.bytes)
                || info.synthesis_headerin(comment, packet) < 0) {
            throw damaged();
        }
        headersRead++;
        if (headersRead == HEADERS) {
            synthesis.synthesis_init(info);
            block.init(synthesis);
        }
    }

    private void takeSamples() {
        float[][][] sound = new float[1][][];
        int[] starts = new int[info.channels];
        for (int count = synthesis.synthesis_pcmout(sound, starts); count > 0;
                count = synthesis.synthesis_pcmout(sound, starts)) {
            limits.check(mono.size() + (long) count, info.rate, location);
            for (int i = 0; i < count; i++) {
                float sum = 0;
                for (int channel = 0; channel < info.channels; channel++) {
                    sum += sound[0][channel][starts[channel] + i];
                }
                mono.add(info.channels == 1 ? sum : sum / info.channels);
            }
            synthesis.synthesis_read(count);
        }
    }

    private Waveform waveform(boolean ended) {
        int length = ended && endPosition > 0 ? (int) Math.min(mono.size(), endPosition) : mono.size();
        if (length == 0) {
            throw new InvalidInputException(location + ": holds no audio frames; record or export it again");
        }
        return new Waveform(mono.slice(0, length), info.rate, ended ? "" : String.format(Locale.ROOT,
                "the file is cut off after %.2f s: its last page is missing", length / (double) info.rate));
    }

    private InvalidInputException damaged() {
        return new InvalidInputException(location + ": Ogg Vorbis data is damaged after sample " + mono.size()
                + "; copy or export the file again");
    }
}
