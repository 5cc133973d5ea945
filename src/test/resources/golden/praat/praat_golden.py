"""Golden values of voices from Praat 6.1.38 (pip install praat-parselmouth==0.4.7 numpy==2.4.6).

Run in this folder; makes signals whose values are known, writes them as NAME.wav (0.7 s, 16 kHz) and what Praat measures as praat.json:
median pitch in Hz, jitter (local), shimmer (local, dB), mean harmonicity (cc) in dB, medians of F1 to F3 in Hz (Burg, five below
5500 Hz). What a signal is not made for is not measured of it.
"""
import json
import wave

import numpy as np
import parselmouth
from parselmouth.praat import call

RATE, SAMPLES = 16000, 11200
rng = np.random.default_rng(61)


def pulses(times, heights):
    at = np.arange(SAMPLES)
    return sum(h * np.exp(-0.5 * ((at - t) / 4) ** 2) for t, h in zip(times, heights))


def times(periods):
    return np.cumsum(np.concatenate([[20], periods]))


def vowel(f0, formants, bandwidths):
    phase = np.arange(SAMPLES) * f0 / RATE
    source = (np.diff(np.floor(phase), prepend=0) > 0).astype(float)
    sound = np.zeros(SAMPLES)
    for i in range(1, SAMPLES):
        sound[i] = source[i] + np.exp(-2 * np.pi * 50 / RATE) * sound[i - 1]
    for f, b in zip(formants, bandwidths):
        r = np.exp(-np.pi * b / RATE)
        a = 2 * r * np.cos(2 * np.pi * f / RATE)
        for i in range(2, SAMPLES):
            sound[i] += a * sound[i - 1] - r * r * sound[i - 2]
    return sound


def noisy(f0, below):
    at = np.arange(SAMPLES) / RATE
    voice = sum(np.cos(2 * np.pi * k * f0 * at + k * k) for k in range(1, 21))
    return voice + rng.standard_normal(SAMPLES) * np.sqrt(10) * 10 ** (-below / 20)


BANDWIDTHS = (60, 90, 120, 180, 220)
REGULAR = np.full(100, RATE / 120)
SIGNALS = {
    "jitter": (pulses(times(REGULAR * (1 + 0.01 * rng.standard_normal(100))), np.ones(101)), ["jitter"]),
    "shimmer": (pulses(times(REGULAR), 1 - 0.08 * np.clip(rng.standard_normal(101), -3, 3)), ["shimmer", "pitch"]),
    "noise-20": (noisy(120, 20), ["harmonicity", "pitch"]),
    "noise-10": (noisy(250, 10), ["harmonicity", "pitch"]),
    "a-120": (vowel(120, (750, 1250, 2500, 3600, 4500), BANDWIDTHS), ["pitch", "formants"]),
    "i-210": (vowel(210, (280, 2250, 2900, 3600, 4500), BANDWIDTHS), ["pitch", "formants"]),
    "u-120": (vowel(120, (310, 870, 2250, 3600, 4500), BANDWIDTHS), ["pitch", "formants"]),
}


def measured(sound, wanted):
    pitch = sound.to_pitch_ac(0.01, 55, 15, False, 0.03, 0.45, 0.01, 0.35, 0.14, 1000)
    points = call([sound, pitch], "To PointProcess (cc)")
    result = {}
    for what in wanted:
        if what == "pitch":
            result[what] = call(pitch, "Get quantile", 0, 0, 0.5, "Hertz")
        elif what == "jitter":
            result[what] = call(points, "Get jitter (local)", 0, 0, 0.0001, 0.02, 1.3)
        elif what == "shimmer":
            result[what] = call([sound, points], "Get shimmer (local_dB)", 0, 0, 0.0001, 0.02, 1.3, 1.6)
        elif what == "harmonicity":
            result[what] = call(sound.to_harmonicity_cc(0.01, 55, 0.1, 1.0), "Get mean", 0.05, 0.65)
        else:
            burg = sound.to_formant_burg(0.01, 5, 5500, 0.025, 50)
            result[what] = [call(burg, "Get quantile", k, 0, 0, "Hertz", 0.5) for k in (1, 2, 3)]
    return result


def main():
    values = {"version": parselmouth.PRAAT_VERSION}
    for name, (samples, wanted) in SIGNALS.items():
        whole = np.round(samples / np.abs(samples).max() * 0.5 * 32767).astype("<i2")
        with wave.open(name + ".wav", "wb") as out:
            out.setnchannels(1)
            out.setsampwidth(2)
            out.setframerate(RATE)
            out.writeframes(whole.tobytes())
        values[name] = measured(parselmouth.Sound(whole / 32768, RATE), wanted)
    with open("praat.json", "w", encoding="utf-8") as out:
        json.dump(values, out, indent=1)


if __name__ == "__main__":
    main()
