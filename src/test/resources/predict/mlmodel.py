"""Reads a model of an MLflow server with MLflow's own library: python mlmodel.py SERVER MODEL_URI.

Prints a JSON object: names of inputs and outputs of the signature, and columns and length of the input example.
"""
import json
import sys

import mlflow
from mlflow.models import Model, get_model_info

mlflow.set_tracking_uri(sys.argv[1])
uri = sys.argv[2]
info = get_model_info(uri)
folder = mlflow.artifacts.download_artifacts(uri)
model = Model.load(folder)
with open(f"{folder}/{model.saved_input_example_info['artifact_path']}", encoding="utf-8") as file:
    example = json.load(file)
print(json.dumps({
    "inputs": info.signature.inputs.input_names(),
    "outputs": info.signature.outputs.input_names(),
    "flavors": sorted(model.flavors),
    "columns": example["columns"],
    "rows": len(example["data"]),
}))
