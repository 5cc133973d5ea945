package serlab.audio;

import org.jtransforms.fft.DoubleFFT_1D;

/** Fourier transform of one real frame after another, on the thread that asks for it. Immutable; threads may share one. */
public final class RealFft {
    private final int size;
    private final DoubleFFT_1D transform;

    /** @param size samples of a frame, even and at least 2 */
    public RealFft(int size) {
        if (size < 2 || size % 2 != 0) {
            throw new IllegalArgumentException("size " + size + ": expected an even number of at least 2");
        }
        this.size = size;
        this.transform = Transforms.of(size);
    }

    /** Samples of a frame. */
    public int size() {
        return size;
    }

    /**
     * The transform in place: real part of bin k at 2k, imaginary part at 2k + 1; the real part of the last bin, that of half
     * the sampling rate, stands at 1.
     *
     * @param frame {@code [size]}
     */
    public void forward(double[] frame) {
        transform.realForward(frame);
    }

    /** Undoes {@link #forward}, scaled so that the frame comes back. */
    public void inverse(double[] spectrum) {
        transform.realInverse(spectrum, true);
    }

    /** Magnitudes {@code [size / 2 + 1]} of a spectrum as {@link #forward} leaves it. */
    public void magnitudes(double[] spectrum, double[] to) {
        to[0] = Math.abs(spectrum[0]);
        to[size / 2] = Math.abs(spectrum[1]);
        for (int k = 1; k < size / 2; k++) {
            to[k] = Math.sqrt(spectrum[2 * k] * spectrum[2 * k] + spectrum[2 * k + 1] * spectrum[2 * k + 1]);
        }
    }
}
