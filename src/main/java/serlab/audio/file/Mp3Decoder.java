package serlab.audio.file;

import java.io.ByteArrayInputStream;
import javazoom.jl.decoder.Bitstream;
import javazoom.jl.decoder.BitstreamException;
import javazoom.jl.decoder.Decoder;
import javazoom.jl.decoder.DecoderException;
import javazoom.jl.decoder.Header;
import javazoom.jl.decoder.Obuffer;
import serlab.InvalidInputException;
import serlab.audio.SampleBuilder;
import serlab.audio.Waveform;

/**
 * Decoder of MPEG audio, layers I to III. Where the encoder states its delay and padding (the LAME header), both are cut off
 * together with the decoder's own delay of 529 samples, so that the length is that of the signal before encoding, as in
 * ffmpeg and libsndfile; other files come out whole. A last frame that is cut off is left out, zeros before the first are
 * passed over.
 *
 * <p>Source: Xing and LAME header layout, "Mp3 Info Tag revision 1" (LAME project).
 */
final class Mp3Decoder {
    private static final int DECODER_DELAY = 529;
    /** The library's full scale. */
    private static final float FULL_SCALE = 32700f;

    private Mp3Decoder() {
    }

    static boolean recognizes(byte[] data) {
        return Mp3Frames.recognizes(data);
    }

    static Waveform decode(byte[] data, String location, AudioLimits limits) {
        Mp3Frames frames = Mp3Frames.find(data, location);
        limits.checkSamples((long) frames.count() * frames.samplesPerFrame(), location);
        Bitstream stream = new Bitstream(new ByteArrayInputStream(data, frames.from(), frames.to() - frames.from()));
        MonoBuffer sound = new MonoBuffer(frames.count() * frames.samplesPerFrame());
        Decoder decoder = new Decoder();
        decoder.setOutputBuffer(sound);
        int sampleRate = 0;
        int decoded = 0;
        try {
            for (Header header = stream.readFrame(); header != null; header = stream.readFrame()) {
                sampleRate = header.frequency();
                limits.check(sound.mono.size() + (long) frames.samplesPerFrame(), sampleRate, location);
                decoder.decodeFrame(header, stream);
                stream.closeFrame();
                decoded++;
                sound.endFrame(header.mode() == Header.SINGLE_CHANNEL ? 1 : 2, frames.samplesPerFrame());
            }
        } catch (BitstreamException | DecoderException e) {
            throw new InvalidInputException(location + ": MP3 data is damaged in frame " + decoded
                    + "; copy or export the file again", e);
        }
        if (decoded < frames.count()) {
            throw new InvalidInputException(location + ": MP3 data is damaged, " + decoded + " of " + frames.count()
                    + " frames were decoded; copy or export the file again");
        }
        return new Waveform(trimmed(sound.mono, frames, location), sampleRate, frames.damage(sampleRate));
    }

    private static float[] trimmed(SampleBuilder mono, Mp3Frames frames, String location) {
        if (!frames.gapless()) {
            return mono.slice(0, mono.size());
        }
        int from = frames.encoderDelay() + DECODER_DELAY;
        int to = mono.size() - Math.max(0, frames.encoderPadding() - DECODER_DELAY);
        if (from >= to) {
            throw new InvalidInputException(location + ": holds no audio frames besides the encoder's padding; "
                    + "record or export it again");
        }
        return mono.slice(from, to);
    }

    /** Takes the decoder's samples before they are rounded to 16 bits, and averages the channels. */
    private static final class MonoBuffer extends Obuffer {
        private final SampleBuilder mono;
        private final float[][] frame = new float[MAXCHANNELS][OBUFFERSIZE];
        private final int[] filled = new int[MAXCHANNELS];

        MonoBuffer(int expected) {
            mono = new SampleBuilder(expected);
        }

        @Override
        public void append(int channel, short value) {
            frame[channel][filled[channel]++] = value;
        }

        @Override
        public void appendSamples(int channel, float[] values) {
            System.arraycopy(values, 0, frame[channel], filled[channel], 32);
            filled[channel] += 32;
        }

        /** Moves one frame on; a frame whose bits lie before the start of the stream is silent. */
        void endFrame(int channels, int samples) {
            for (int i = 0; i < samples; i++) {
                float sum = frame[0][i];
                for (int channel = 1; channel < channels; channel++) {
                    sum += frame[channel][i];
                }
                boolean present = i < filled[0];
                mono.add(present ? sum / (channels * FULL_SCALE) : 0f);
            }
            clear_buffer();
        }

        @Override
        public void write_buffer(int value) {
            // a frame is taken over in endFrame
        }

        @Override
        public void close() {
            // nothing is held open
        }

        @Override
        public void clear_buffer() {
            filled[0] = 0;
            filled[1] = 0;
        }

        @Override
        public void set_stop_flag() {
            // decoding is not stopped half-way
        }
    }
}
