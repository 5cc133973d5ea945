package serlab.audio;

import org.jtransforms.fft.DoubleFFT_1D;
import org.jtransforms.utils.CommonUtils;

/** Fourier transforms that stay on the thread that asks for them; threads may share one. */
final class Transforms {
    static {
        CommonUtils.setThreadsBeginN_1D_FFT_2Threads(1L << 30);
        CommonUtils.setThreadsBeginN_1D_FFT_4Threads(1L << 30);
    }

    private Transforms() {
    }

    /** A transform of so many samples. */
    static DoubleFFT_1D of(int samples) {
        return new DoubleFFT_1D(samples);
    }
}
