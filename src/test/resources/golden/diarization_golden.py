"""Writes diarization.json, reference values of serlab.evaluation's diarization error.

Needs numpy and pyannote.metrics; run in this folder: python diarization_golden.py
Truth and answer differ in their numbers of speakers, and some voices overlap.
"""
import json

import numpy as np
import pyannote.metrics
from pyannote.core import Annotation, Segment, Timeline
from pyannote.metrics.diarization import DiarizationErrorRate

rng = np.random.default_rng(20060524)


def spans(speakers, turns, overlap):
    at, found = 0.0, []
    for _ in range(turns):
        start = max(0.0, round(at + rng.uniform(-0.8 if overlap else 0.1, 1.5), 3))
        at = round(start + rng.uniform(0.4, 4.0), 3)
        busy = {name for begun, end, name in found if end > start}
        found.append([start, at, rng.choice(sorted({f"s{i}" for i in range(speakers)} - busy))])
    return found


def annotation(rows):
    result = Annotation()
    for i, (start, end, name) in enumerate(rows):
        result[Segment(start, end), i] = name
    return result


cases = []
for speakers, names, overlap in [(1, 1, False), (2, 2, False), (3, 5, False), (4, 2, False), (3, 3, True), (5, 6, True)]:
    truth, found = spans(speakers, 12, overlap), spans(names, 14, overlap)
    end = max(row[1] for row in truth + found) + 1
    case = {"truth": truth, "found": found, "scores": []}
    for collar in [0.0, 0.25]:
        metric = DiarizationErrorRate(collar=2 * collar)
        parts = metric(annotation(truth), annotation(found), uem=Timeline([Segment(0, end)]), detailed=True)
        case["scores"].append({"collar": collar, "missed": parts["missed detection"], "falseAlarm": parts["false alarm"],
                               "confusion": parts["confusion"], "speech": parts["total"],
                               "rate": parts["diarization error rate"]})
    cases.append(case)

with open("diarization.json", "w") as file:
    json.dump({"made with": {"pyannote.metrics": pyannote.metrics.__version__, "numpy": np.__version__}, "cases": cases}, file,
              indent=1)
    file.write("\n")
