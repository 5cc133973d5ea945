package serlab.feature;

import java.util.Arrays;
import serlab.feature.dsp.AreaMean;

/** How a feature of any length is brought to a fixed number of frames. */
public enum Align {
    /** Padded and trimmed at the end. Source: {@code librosa.util.fix_length}. */
    START,
    /** Padded and trimmed at both ends, the odd frame at the end. Source: {@code librosa.util.pad_center}. */
    CENTER,
    /**
     * Stretched or squeezed as a picture is: the whole clip is there, whatever its length. Source: the pictures of published
     * systems, saved clip by clip and loaded at one size; OpenCV's {@code INTER_AREA}.
     */
    RESIZE;

    /** Whether columns are as far apart in time as the frames that they were made of. */
    boolean keepsTime() {
        return this != RESIZE;
    }

    /**
     * Copies a matrix to a fixed number of frames.
     *
     * @param matrix  {@code [bands][any]}
     * @param frames  columns of the result
     * @param padding value of the columns that the matrix does not reach
     * @return {@code float[bands][frames]}
     */
    public float[][] fit(float[][] matrix, int frames, float padding) {
        if (this == RESIZE) {
            return AreaMean.columns(matrix, frames);
        }
        float[][] result = new float[matrix.length][frames];
        for (int band = 0; band < matrix.length; band++) {
            int length = matrix[band].length;
            int kept = Math.min(length, frames);
            int from = this == CENTER ? (length - kept) / 2 : 0;
            int to = this == CENTER ? (frames - kept) / 2 : 0;
            Arrays.fill(result[band], padding);
            System.arraycopy(matrix[band], from, result[band], to, kept);
        }
        return result;
    }

    /** As {@link #fit}, padding with the first frame at the start and the last frame at the end. */
    float[][] fitRepeating(float[][] matrix, int frames) {
        float[][] result = fit(matrix, frames, 0);
        if (this == RESIZE) {
            return result;
        }
        for (int band = 0; band < matrix.length; band++) {
            int length = matrix[band].length;
            if (length < frames) {
                int to = this == CENTER ? (frames - length) / 2 : 0;
                Arrays.fill(result[band], 0, to, matrix[band][0]);
                Arrays.fill(result[band], to + length, frames, matrix[band][length - 1]);
            }
        }
        return result;
    }
}
