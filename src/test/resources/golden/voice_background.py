"""Writes voice-background.json of serlab.predict.turns, and voice-print.json, the reference values of its VoicePrint.

Mean and deviation of each number of a voice print over 144 sentences by artificial voices. Needs espeak-ng 1.51, librosa 0.11
and numpy; run in this folder: python voice_background.py
"""
import json
import pathlib
import subprocess
import tempfile

import librosa
import numpy as np

VARIANTS = ("m1 m2 m3 m4 m5 m6 m7 f1 f2 f3 f4 f5 croak klatt klatt2 klatt3 klatt4 Andy Annie Alex Denis Gene Jacky Lee Michael Mr_serious "
            "Steph Storm Tweaky belinda linda max michel robert victor zac").split()
LANGUAGES = ["en-us", "de", "fr", "es", "it", "pl"]
TEXTS = ["Kids talk by the door while the rain falls on the roof of the old house.",
         "She said that nobody would come today, but he had already left the station.",
         "Please bring me a glass of water and open the window, it is too warm in here.",
         "They bought seven yellow flowers at the market and gave them to their mother."]
SIZE = 12


def voice_print(samples):
    cepstra = librosa.feature.mfcc(y=samples, sr=16000, n_mfcc=SIZE + 1, n_fft=400, hop_length=160, n_mels=40)
    spoken = cepstra[1:, cepstra[0] >= cepstra[0].max() - 40 * np.sqrt(40)].astype(float)
    values, vectors = np.linalg.eigh(np.cov(spoken, bias=True) + 0.02 * np.eye(SIZE))
    logarithm = vectors * np.log(values) @ vectors.T
    rows, columns = np.triu_indices(SIZE)
    return np.concatenate([spoken.mean(1), logarithm[rows, columns] * np.where(rows == columns, 1, np.sqrt(2))])


prints = []
with tempfile.TemporaryDirectory() as folder:
    file, number = str(pathlib.Path(folder, "voice.wav")), 0
    for variant in VARIANTS:
        for i, text in enumerate(TEXTS):
            language = LANGUAGES[number % len(LANGUAGES)] if i % 2 else "en-us"
            number += 1
            subprocess.run(["espeak-ng", "-v", f"{language}+{variant}", "-p", str([30, 50, 75][number % 3]), "-s",
                            str(130 + 15 * (number % 4)), "-w", file, text], check=True, stderr=subprocess.DEVNULL)
            prints.append(voice_print(librosa.load(file, sr=16000)[0][:32000]))

values = np.array(prints)
with open("../../../main/resources/serlab/predict/turns/voice-background.json", "w") as out:
    json.dump({"mean": values.mean(0).round(4).tolist(), "deviation": values.std(0).round(4).tolist()}, out)
    out.write("\n")
with open("voice-print.json", "w") as out:
    json.dump({"made with": {"librosa": librosa.__version__, "numpy": np.__version__},
               "print of ../audio/voice.wav": voice_print(librosa.load("../audio/voice.wav", sr=16000)[0]).tolist()}, out)
    out.write("\n")
print(len(prints), "voices")
