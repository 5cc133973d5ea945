package serlab.feature.onnx;

/** The order of the sides of a matrix. */
public enum OnnxAxes {
    /** A row per band. */
    BANDS_FRAMES,
    /** A row per frame. */
    FRAMES_BANDS
}
