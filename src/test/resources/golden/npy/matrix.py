"""Writes matrix.npy with NumPy 2.4; run in this folder."""
import numpy as np

np.save("matrix.npy", np.array([[1, -2.5, 3e-20], [0, np.finfo("f4").max, -0.1]], dtype="<f4"))
