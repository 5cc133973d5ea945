"""Golden values of serlab.audio.PhaseVocoder from librosa 0.11 (pip install 'librosa==0.11.*').

Run in this folder after features.py. Writes stretch-slow.f32 and stretch-fast.f32: little-endian, int32 rows (1), int32
columns, every seventh sample as float32. Double precision in, so that librosa works in double precision.
"""
import librosa
import soundfile

from features import store


def main():
    assert librosa.__version__.startswith("0.11"), librosa.__version__
    y, _ = soundfile.read("features.wav", dtype="float64")
    store("stretch-slow", librosa.effects.time_stretch(y, rate=0.8)[None, ::7])
    store("stretch-fast", librosa.effects.time_stretch(y, rate=1.3)[None, ::7])


if __name__ == "__main__":
    main()
