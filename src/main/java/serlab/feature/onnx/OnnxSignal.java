package serlab.feature.onnx;

/** What an ONNX file hears. */
public enum OnnxSignal {
    /** Samples. */
    WAVEFORM,
    /** The log-mel spectrogram of Whisper, 100 frames per second. */
    LOG_MEL,
    /** Frames of another feature. */
    FEATURE
}
