"""Writes heads.json beside this file: what scikit-learn's heads answer to rows they were not fitted on.

Needs numpy and scikit-learn (made with 2.4 and 1.9.1). Two tables: more rows than numbers, and more numbers than rows.
"""
import json
import os
import warnings

import numpy as np
from sklearn.kernel_ridge import KernelRidge
from sklearn.linear_model import LogisticRegression
from sklearn.svm import SVC, LinearSVC
from sklearn.utils.class_weight import compute_sample_weight

warnings.simplefilter('ignore')
CLASSES = 3


def table(seed, rows, numbers):
    chance = np.random.default_rng(seed)
    labels = np.arange(rows) % CLASSES
    labels[chance.random(rows) < 0.2] = 0
    centres = chance.normal(0, 0.7, (CLASSES, numbers))
    values = (centres[labels] + chance.normal(0, 1, (rows, numbers))).astype(np.float32)
    return values, labels


def expected(values, labels, others):
    x, z, length = values.astype(float), others.astype(float), values.shape[1]
    answers = {}
    for name, weights in (('plain', np.ones(len(labels))), ('balanced', compute_sample_weight('balanced', labels))):
        own = {}
        for cost in (0.01, 1.0):
            logistic = LogisticRegression(C=cost, tol=1e-12, max_iter=100000).fit(x, labels, weights)
            own['logistic %s' % cost] = logistic.predict_proba(z)
            linear = LinearSVC(C=cost, tol=1e-12, dual=False, max_iter=1000000).fit(x, labels, weights)
            own['linear-svm %s' % cost] = linear.decision_function(z)
        for cost, gamma in ((1.0, 0.3), (10.0, 1.0)):
            svm = SVC(C=cost, gamma=gamma / length, tol=1e-10, decision_function_shape='ovr', break_ties=True,
                      class_weight=None if name == 'plain' else 'balanced').fit(x, labels)
            own['rbf-svm %s %s' % (cost, gamma)] = svm.decision_function(z)
        targets = np.eye(CLASSES)[labels] - 1 / CLASSES
        for ridge in (0.03, 1.0):
            linear = KernelRidge(alpha=ridge, kernel='linear').fit(x / np.sqrt(length), targets, sample_weight=weights)
            own['ridge %s' % ridge] = linear.predict(z / np.sqrt(length))
            rbf = KernelRidge(alpha=ridge, kernel='rbf', gamma=0.3 / length).fit(x, targets, sample_weight=weights)
            own['rbf-ridge %s' % ridge] = rbf.predict(z)
        answers[name] = {key: np.round(value, 9).tolist() for key, value in own.items()}
    return answers


tables = []
for seed, rows, numbers in ((1, 60, 5), (2, 30, 50)):
    values, labels = table(seed, rows + 12, numbers)
    fitted = slice(0, rows)
    tables.append({
        'values': values[fitted].tolist(), 'labels': labels[fitted].tolist(),
        'weights': compute_sample_weight('balanced', labels[fitted]).tolist(), 'others': values[rows:].tolist(),
        'expected': expected(values[fitted], labels[fitted], values[rows:])})

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), 'heads.json'), 'w') as out:
    json.dump({'classes': CLASSES, 'tables': tables}, out)
    out.write('\n')
