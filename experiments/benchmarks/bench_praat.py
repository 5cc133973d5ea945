"""Agreement of the true voice descriptors with Praat's, by praat-parselmouth 0.4.7 (Praat 6.1.38).

    python3 -m venv .venv && .venv/bin/pip install -r experiments/benchmarks/requirements.txt
    ./ser features egemaps FILES --set like=truth --set level=descriptors --out voice
    .venv/bin/python experiments/benchmarks/bench_praat.py voice

Reads the index of the folder, the descriptors and the recordings that it names, measures these with Praat and prints a table. Praat's
settings: pitch by autocorrelation, 55 to 1000 Hz, every 10 ms; jitter (local) and shimmer (local, dB) from its pulses over the whole
recording, 0.0001 to 0.02 s, period factor 1.3, amplitude factor 1.6; harmonicity (cc), 55 Hz; formants by Burg's method, five below
5500 Hz.
"""
import csv
import math
import pathlib
import sys

import numpy as np
import parselmouth
from parselmouth.praat import call

LOWEST, HIGHEST = 55, 1000
HOP, LONG_FRAME_MIDDLE = 0.01, 0.03
ROWS = {"pitch": 10, "jitter": 11, "shimmer": 12, "HNR": 13, "F1": 16, "F2": 19, "F3": 22}


def praat(path, frames):
    """Contours at the middles of our frames, and jitter and shimmer of the whole recording."""
    sound = parselmouth.Sound(path).convert_to_mono()
    times = np.arange(frames) * HOP + LONG_FRAME_MIDDLE
    pitch = sound.to_pitch_ac(HOP, LOWEST, 15, False, 0.03, 0.45, 0.01, 0.35, 0.14, HIGHEST)
    harmonicity = sound.to_harmonicity_cc(HOP, LOWEST, 0.1, 1.0)
    formants = sound.to_formant_burg(HOP, 5, 5500, 0.025, 50)
    hnr = np.array([harmonicity.get_value(t) for t in times])
    contours = {"pitch": np.array([pitch.get_value_at_time(t) for t in times]), "HNR": np.where(hnr > -150, hnr, np.nan)}
    for k in (1, 2, 3):
        contours[f"F{k}"] = np.array([formants.get_value_at_time(k, t) for t in times])
    pulses = call([sound, pitch], "To PointProcess (cc)")
    jitter = call(pulses, "Get jitter (local)", 0, 0, 0.0001, 0.02, 1.3)
    shimmer = call([sound, pulses], "Get shimmer (local_dB)", 0, 0, 0.0001, 0.02, 1.3, 1.6)
    return contours, {"jitter": jitter, "shimmer": shimmer}


def ranks(values):
    order = np.argsort(values, kind="stable")
    result = np.empty(len(values))
    result[order] = np.arange(len(values))
    for value in np.unique(values):
        same = values == value
        result[same] = result[same].mean()
    return result


def spearman(pairs):
    pairs = np.array([pair for pair in pairs if np.all(np.isfinite(pair))])
    return len(pairs), np.corrcoef(ranks(pairs[:, 0]), ranks(pairs[:, 1]))[0, 1]


def main():
    folder = pathlib.Path(sys.argv[1])
    with open(folder / "index.csv", newline="", encoding="utf-8") as index:
        clips = list(csv.DictReader(index))
    frames = {name: [] for name in ROWS}
    means = {name: [] for name in ROWS}
    voicing = []
    for clip in clips:
        ours = np.load(folder / clip["file"])
        theirs, whole = praat(clip["source"], ours.shape[1])
        mine = {name: ours[row].astype(float) for name, row in ROWS.items()}
        mine["pitch"] = 27.5 * 2 ** (mine["pitch"] / 12)
        both = np.isfinite(mine["pitch"]) & np.isfinite(theirs["pitch"])
        voicing.append(np.isfinite(mine["pitch"]) == np.isfinite(theirs["pitch"]))
        for name in ROWS:
            if name in whole:
                means[name].append((np.nanmean(mine[name]), whole[name]))
                continue
            pairs = np.column_stack([mine[name], theirs[name]])[both & np.isfinite(mine[name]) & np.isfinite(theirs[name])]
            frames[name].append(pairs)
            summary = np.mean if name == "HNR" else np.median
            if len(pairs):
                means[name].append(tuple(summary(pairs, axis=0)))
    print(f"{len(clips)} recordings, Praat {parselmouth.PRAAT_VERSION}; {100 * np.concatenate(voicing).mean():.1f} % of frames "
          "voiced alike")
    print("| | frames | near | median difference | rank correlation over recordings | medians over recordings, ours and Praat's |")
    print("|---|---|---|---|---|---|")
    for name in ROWS:
        count, correlation = spearman(means[name])
        middle = np.nanmedian(np.array(means[name]), axis=0)
        line = ["", "", ""]
        if frames[name]:
            pairs = np.concatenate(frames[name])
            difference = pairs[:, 0] - pairs[:, 1]
            if name == "pitch":
                semitones = 12 * np.log2(pairs[:, 0] / pairs[:, 1])
                near, shown = np.abs(semitones) < 0.5, f"{np.median(semitones):+.3f} semitones"
                what = "within 0.5 semitones"
            elif name == "HNR":
                near, shown, what = np.abs(difference) < 3, f"{np.median(difference):+.1f} dB", "within 3 dB"
            else:
                near, shown, what = np.abs(difference) < 0.1 * pairs[:, 1], f"{np.median(difference):+.0f} Hz", "within 10 %"
            line = [str(len(pairs)), f"{100 * near.mean():.1f} % {what}", shown]
        print(f"| {name} | " + " | ".join(line) + f" | {correlation:.3f} ({count}) | {middle[0]:.4g}, {middle[1]:.4g} |")


if __name__ == "__main__":
    main()
