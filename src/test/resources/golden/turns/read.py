"""Reads the files of this folder, which serlab.predict.turns writes, by libraries of their formats.

Needs praat-parselmouth 0.4.7 (Praat itself), textgrid 1.6.1 and webvtt-py 0.6.0; run in this folder: python read.py
"""
import csv

import parselmouth
import textgrid
import webvtt

praat = parselmouth.read("talk.TextGrid")
assert parselmouth.praat.call(praat, "Get number of tiers") == 3
assert parselmouth.praat.call(praat, "Get total duration") == 3725.5
assert parselmouth.praat.call(praat, "Get label of interval", 1, 2) == 'sad "so-so"'
assert parselmouth.praat.call(praat, "Get start time of interval", 1, 4) == 3600.0625

tiers = textgrid.TextGrid.fromFile("talk.TextGrid")
assert [tier.name for tier in tiers.tiers] == ["speaker 1", "speaker 2", "nobody"]
assert [(i.minTime, i.maxTime, i.mark) for i in tiers[1]] == [(0, 3.5, ""), (3.5, 4, "calm & <quiet>"), (4, 3725.5, "")]

cues = webvtt.read("talk.vtt")
assert [(cue.start, cue.end, cue.voice) for cue in cues] == [
    ("00:00:01.250", "00:00:03.500", "speaker 1"), ("00:00:03.500", "00:00:04.000", "speaker 2"),
    ("01:00:00.063", "01:02:05.500", "speaker 1")]

labels = [line.rstrip("\n").split("\t") for line in open("talk.labels.txt", encoding="utf-8")]
assert [(float(a), float(b)) for a, b, _ in labels] == [(0, 1.25), (1.25, 3.5), (3.5, 4), (4, 3600.0625), (3600.0625, 3725.5)]
rows = list(csv.DictReader(open("talk.csv", encoding="utf-8", newline="")))
assert [row["emotion"] for row in rows] == ["silence", 'sad "so-so"', "calm & <quiet>", "no voice found", "calm & <quiet>"]
assert float(rows[2]['sad "so-so"']) == 0.125 and rows[0]["confidence"] == ""
print("all read")
