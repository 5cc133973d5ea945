"""Golden values of the extractors in serlab.feature from librosa 0.11 and scipy (pip install 'librosa==0.11.*').

Run in this folder after ../features.py; reads ../features.wav and writes *.f32: little-endian, int32 rows, int32 columns,
float32 values row by row. Names ending in -other have a frame of 1024 and a hop of 300 samples.
"""
import struct

import librosa
import numpy as np

OTHER = {"hop_length": 300}


def store(name, matrix):
    matrix = np.atleast_2d(matrix)
    with open(name + ".f32", "wb") as f:
        f.write(struct.pack("<ii", *matrix.shape))
        f.write(np.ascontiguousarray(matrix, dtype="<f4").tobytes())


def main():
    assert librosa.__version__.startswith("0.11"), librosa.__version__
    y, rate = librosa.load("../features.wav", sr=None)
    assert rate == 22050
    feature = librosa.feature
    store("mel-spectrogram", feature.melspectrogram(y=y, sr=rate))
    store("zcr", feature.zero_crossing_rate(y))
    store("zcr-other", feature.zero_crossing_rate(y, frame_length=1024, **OTHER))
    store("rms", feature.rms(y=y))
    store("rms-other", feature.rms(y=y, frame_length=1024, **OTHER))
    store("spectral-centroid", feature.spectral_centroid(y=y, sr=rate))
    store("spectral-bandwidth", feature.spectral_bandwidth(y=y, sr=rate))
    store("spectral-bandwidth-3", feature.spectral_bandwidth(y=y, sr=rate, p=3))
    store("spectral-rolloff", feature.spectral_rolloff(y=y, sr=rate))
    store("spectral-rolloff-other", feature.spectral_rolloff(y=y, sr=rate, n_fft=1024, roll_percent=0.5, **OTHER))
    store("spectral-flatness", feature.spectral_flatness(y=y))
    store("spectral-contrast", feature.spectral_contrast(y=y, sr=rate))
    store("spectral-contrast-other",
          feature.spectral_contrast(y=y, sr=rate, n_fft=1024, fmin=300, n_bands=4, quantile=0.1, **OTHER))
    store("chroma", feature.chroma_stft(y=y, sr=rate))
    store("chroma-other", feature.chroma_stft(y=y, sr=rate, n_fft=1024, **OTHER))
    store("yin", librosa.yin(y, fmin=60, fmax=700, sr=rate, trough_threshold=0.6))
    mfcc = feature.mfcc(y=y, sr=rate, n_mfcc=13)
    store("delta", feature.delta(mfcc))
    store("delta-2", feature.delta(mfcc, order=2, width=7))
    store("mfcc-statistics", np.hstack([mfcc.mean(1), mfcc.std(1), np.median(mfcc, 1)])[:, None])
    part, rate = librosa.load("../features.wav", sr=16000, offset=0.2, duration=0.5)
    store("window-16000", feature.zero_crossing_rate(part))
    store("one-sample", np.vstack([feature.rms(y=y[9000:9001]), feature.spectral_centroid(y=y[9000:9001], sr=22050)]))
    silence = np.zeros(22050, np.float32)
    store("silence", np.vstack([f for f in (
        feature.zero_crossing_rate(silence), feature.rms(y=silence), feature.spectral_centroid(y=silence, sr=22050),
        feature.spectral_bandwidth(y=silence, sr=22050), feature.spectral_rolloff(y=silence, sr=22050),
        feature.spectral_flatness(y=silence), feature.spectral_contrast(y=silence, sr=22050),
        feature.chroma_stft(y=silence, sr=22050),
        librosa.power_to_db(feature.melspectrogram(y=silence, sr=22050), ref=np.max)[:1])]))


if __name__ == "__main__":
    main()
