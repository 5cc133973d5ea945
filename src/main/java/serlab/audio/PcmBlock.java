package serlab.audio;

import serlab.InvalidInputException;

/**
 * A run of interleaved samples inside a file.
 *
 * @param encoding   how a sample is written
 * @param bigEndian  most significant byte first
 * @param channels   samples per frame, at least 1
 * @param frameBytes distance between frames in bytes; each sample takes {@code frameBytes / channels}
 */
record PcmBlock(SampleEncoding encoding, boolean bigEndian, int channels, int frameBytes) {

    /**
     * Mean of the channels per frame; a last frame that is cut off is dropped.
     *
     * @param data file content
     * @param from first byte of the samples
     * @param to   byte after the last one
     * @throws InvalidInputException if there are none, or more than the limits allow
     */
    float[] mono(byte[] data, int from, int to, String location, int sampleRate, AudioLimits limits) {
        int frames = Math.max(0, to - from) / frameBytes;
        if (frames == 0) {
            throw new InvalidInputException(location + ": holds no audio frames; record or export it again");
        }
        limits.check(frames, sampleRate, location);
        int step = frameBytes / channels;
        int at = from;
        float[] mono = new float[frames];
        for (int frame = 0; frame < frames; frame++) {
            float sum = 0;
            for (int channel = 0; channel < channels; channel++) {
                sum += encoding.amplitude(data, at, bigEndian);
                at += step;
            }
            mono[frame] = channels == 1 ? sum : sum / channels;
        }
        return mono;
    }
}
