"""Writes the encoder of a Hugging Face model as encoder.onnx with encoder.yaml beside it: onnx_export.py FOLDER TO

Outputs are layer_0 (what enters the first layer) to layer_N, float32 [batch, positions, width], as transformers gives hidden
states. The file is run by ONNX Runtime and compared with PyTorch before it is kept.
"""
import json
import os
import sys
import tempfile

import numpy as np
import onnxruntime
import torch
from transformers import AutoConfig, AutoModel

RATE, SECONDS, WHISPER_FRAMES = 16000, 2, 3000
CLOSE = 1e-3


class Layers(torch.nn.Module):
    """The hidden states of an encoder, one after another."""

    def __init__(self, encoder):
        super().__init__()
        self.encoder = encoder

    def forward(self, heard):
        return tuple(self.encoder(heard, output_hidden_states=True, return_dict=True).hidden_states)


def setting(folder, key, otherwise):
    """A key of the preprocessor's settings, which say whether samples are normalized."""
    path = os.path.join(folder, 'preprocessor_config.json')
    if not os.path.exists(path):
        return otherwise
    with open(path, encoding='utf-8') as file:
        return json.load(file).get(key, otherwise)


def main(folder, to):
    config = AutoConfig.from_pretrained(folder, local_files_only=True)
    # other ways to attend are not exported
    model = AutoModel.from_pretrained(folder, local_files_only=True, attn_implementation='eager').eval().float()
    whisper = config.model_type == 'whisper'
    depth = config.encoder_layers if whisper else config.num_hidden_layers
    if whisper:
        heard, name, described = torch.randn(1, config.num_mel_bins, WHISPER_FRAMES), 'input_features', [
            'signal: log-mel', 'bands: %d' % config.num_mel_bins, 'window: %d' % WHISPER_FRAMES]
        axes = {}
    else:
        heard, name, described = torch.randn(1, RATE * SECONDS), 'input_values', [
            'signal: waveform', 'sampleRate: %d' % setting(folder, 'sampling_rate', RATE),
            'normalize: %s' % str(setting(folder, 'do_normalize', True)).lower()]
        axes = {name: {0: 'batch', 1: 'samples'}}
    # torch.onnx.export puts all parts of it back into the mode that the whole was in
    layers = Layers(model.encoder if whisper else model).eval()
    outputs = ['layer_%d' % i for i in range(depth + 1)]
    axes.update({} if whisper else {output: {0: 'batch', 1: 'positions'} for output in outputs})
    os.makedirs(to, exist_ok=True)
    with torch.no_grad(), tempfile.TemporaryDirectory(dir=to) as new:
        path = os.path.join(new, 'encoder.onnx')
        torch.onnx.export(layers, (heard,), path, input_names=[name], output_names=outputs, dynamic_axes=axes or None,
                          opset_version=17, dynamo=False)
        heard = heard if whisper else torch.randn(1, RATE * SECONDS + 4321)
        expected = [output.numpy() for output in layers(heard)]
        actual = onnxruntime.InferenceSession(path, providers=['CPUExecutionProvider']).run(outputs, {name: heard.numpy()})
        apart = max(float(np.abs(a - b).max() / max(1, np.abs(a).max())) for a, b in zip(expected, actual))
        if not apart < CLOSE:
            sys.exit('environment: failed: the ONNX file gives other numbers than PyTorch, %.2g apart' % apart)
        with open(os.path.join(new, 'encoder.yaml'), 'w', encoding='utf-8') as out:
            out.write('# %s, %d layers of width %d\n' % (config.model_type, depth, expected[-1].shape[-1]))
            out.write('\n'.join(described + ['input: ' + name, 'output: layer_*', 'layers: %s' % list(range(1, depth + 1))]) + '\n')
        for file in sorted(os.listdir(new)):
            os.replace(os.path.join(new, file), os.path.join(to, file))
    print('environment: %s with %d layers, %.1g from PyTorch' % (os.path.join(to, 'encoder.onnx'), depth, apart))


if __name__ == '__main__':
    main(*sys.argv[1:])
