package serlab.corpus;

import java.io.IOException;
import java.util.Arrays;
import serlab.InvalidInputException;
import serlab.audio.Waveform;
import serlab.audio.file.AudioDecoder;
import serlab.audio.file.WavEncoder;

/**
 * A part of a recording.
 *
 * @param start seconds from its beginning, at least 0
 * @param end   seconds from its beginning, after the start; infinite for its end
 */
public record ClipSpan(double start, double end) {
    public ClipSpan {
        if (!(start >= 0) || !(end > start)) {
            throw new InvalidInputException("part from " + start + " to " + end + " s: expected a start of at least 0 and a "
                    + "later end");
        }
    }

    /** That part of a recording, cut out when it is read: 16 bits, one channel, samples round(start rate) to round(end rate). */
    public ClipSource of(ClipSource whole) {
        return new Part(whole, this);
    }

    private record Part(ClipSource whole, ClipSpan span) implements ClipSource {
        @Override
        public byte[] bytes() throws IOException {
            Waveform all = AudioDecoder.decode(whole.bytes(), whole.location());
            int length = all.samples().length;
            int from = (int) Math.min(length, Math.round(span.start() * all.sampleRate()));
            int to = (int) Math.min(length, Math.round(span.end() * all.sampleRate()));
            if (from >= to) {
                throw new InvalidInputException(location() + ": the recording ends before, at "
                        + (double) length / all.sampleRate() + " s");
            }
            return WavEncoder.encode16(new Waveform(Arrays.copyOfRange(all.samples(), from, to), all.sampleRate()));
        }

        @Override
        public String location() {
            return whole.location() + " from " + span.start() + (Double.isInfinite(span.end()) ? " s" : " to " + span.end() + " s");
        }

        @Override
        public boolean isImage() {
            return false;
        }
    }
}
