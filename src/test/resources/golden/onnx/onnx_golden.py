"""The small ONNX files and the golden numbers beside this file, by ONNX Runtime in Python.

    python3 onnx_golden.py SITE_PACKAGES        needs numpy, scipy, soundfile, onnx (1.23), onnxruntime (1.32)

SITE_PACKAGES holds silero_vad 6.2.3 and livekit 0.3.0 (environment/setup models installs them). The clip is encoder/clip.wav,
0.61 s at 16 kHz, once or three times over. Written are
    tiny.onnx           input_values [batch, samples] -> layer_1, layer_2 [batch, positions, 8], summary [batch, 4]: a convolution
                        of 400 samples every 320, two dense layers; weights by chance
    tiny-beside.onnx    the same with its weights in tiny-beside.bin
    tiny.ort            the first one in ONNX Runtime's own format, as its version 1.24.1 writes it
    tiny-mel.onnx       input_features [1, 80, 100], attention_mask int64 [1, 100] -> last_hidden_state [1, 50, 6]
and the outputs as matrices: two int32, rows and columns, then float32; little-endian.
"""
import os
import struct
import sys

import numpy as np
import onnx
import onnxruntime
import soundfile
from onnx import TensorProto, helper, numpy_helper

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, '..', 'encoder'))
import reference_encoder as reference  # noqa: E402

RATE, LONGEST = 16000, 12800


def write(name, matrix):
    matrix = np.ascontiguousarray(matrix, '<f4')
    with open(os.path.join(HERE, name + '.f32'), 'wb') as out:
        out.write(struct.pack('<ii', *matrix.shape) + matrix.tobytes())


def save(name, inputs, outputs, nodes, weights, beside=None):
    graph = helper.make_graph(nodes, 'tiny', inputs, outputs, [numpy_helper.from_array(v, k) for k, v in weights.items()])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid('', 17)], ir_version=8, producer_name='onnx_golden.py')
    onnx.checker.check_model(model)
    path = os.path.join(HERE, name)
    if beside:
        if os.path.exists(os.path.join(HERE, beside)):
            os.remove(os.path.join(HERE, beside))
        onnx.save_model(model, path, save_as_external_data=True, location=beside, size_threshold=100)
    else:
        onnx.save_model(model, path)
    return path


def tiny(name, beside=None):
    chance = np.random.default_rng(23)
    weights = {n: chance.normal(0, s, shape).astype('f4') for n, s, shape in (
        ('conv', .3, (8, 1, 400)), ('one', .5, (8, 8)), ('two', .5, (8, 8)), ('sum', .5, (8, 4)))}
    weights['axis'] = np.array([1])
    nodes = [helper.make_node('Unsqueeze', ['input_values', 'axis'], ['channel']),
             helper.make_node('Conv', ['channel', 'conv'], ['bands'], strides=[320]),
             helper.make_node('Transpose', ['bands'], ['rows'], perm=[0, 2, 1]),
             helper.make_node('MatMul', ['rows', 'one'], ['first']), helper.make_node('Tanh', ['first'], ['layer_1']),
             helper.make_node('MatMul', ['layer_1', 'two'], ['second']), helper.make_node('Tanh', ['second'], ['layer_2']),
             helper.make_node('ReduceMean', ['layer_2'], ['mean'], axes=[1], keepdims=0),
             helper.make_node('MatMul', ['mean', 'sum'], ['summary'])]
    info = helper.make_tensor_value_info
    return save(name, [info('input_values', TensorProto.FLOAT, ['batch', 'samples'])],
                [info(n, TensorProto.FLOAT, ['batch', 'positions', 8]) for n in ('layer_1', 'layer_2')]
                + [info('summary', TensorProto.FLOAT, ['batch', 4])], nodes, weights, beside)


def tiny_mel(name):
    chance = np.random.default_rng(24)
    weights = {'conv': chance.normal(0, .1, (6, 80, 3)).astype('f4'), 'axis': np.array([1])}
    nodes = [helper.make_node('Cast', ['attention_mask'], ['numbers'], to=TensorProto.FLOAT),
             helper.make_node('Unsqueeze', ['numbers', 'axis'], ['mask']),
             helper.make_node('Mul', ['input_features', 'mask'], ['masked']),
             helper.make_node('Conv', ['masked', 'conv'], ['bands'], strides=[2], pads=[1, 1]),
             helper.make_node('Transpose', ['bands'], ['last_hidden_state'], perm=[0, 2, 1])]
    info = helper.make_tensor_value_info
    return save(name, [info('input_features', TensorProto.FLOAT, [1, 80, 100]), info('attention_mask', TensorProto.INT64, [1, 100])],
                [info('last_hidden_state', TensorProto.FLOAT, [1, 50, 6])], nodes, weights)


def of_runtime(path):
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    options.optimized_model_filepath = path.replace('.onnx', '.ort')
    options.add_session_config_entry('session.save_model_format', 'ORT')
    onnxruntime.InferenceSession(path, options, providers=['CPUExecutionProvider'])


def session(path):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(path, options, providers=['CPUExecutionProvider'])


def normalized(x):
    return ((x - x.mean()) / np.sqrt(x.var() + 1e-7)).astype('f4')


def main(packages):
    samples = soundfile.read(os.path.join(HERE, '..', 'encoder', 'clip.wav'), dtype='float32')[0]
    thrice = np.concatenate([samples] * 3)
    run = session(tiny('tiny.onnx')).run
    of_runtime(os.path.join(HERE, 'tiny.onnx'))
    tiny('tiny-beside.onnx', 'tiny-beside.bin')
    write('tiny-layers', np.concatenate(run(['layer_1', 'layer_2'], {'input_values': samples[None]}), 1)[0])
    write('tiny-summary', run(['summary'], {'input_values': normalized(samples.astype(float))[None]})[0].T)
    # three parts of equal length
    whole = normalized(thrice.astype(float))
    count = -(-len(whole) // LONGEST)
    bounds = [len(whole) * i // count for i in range(count)] + [len(whole)]
    parts = [run(['layer_2'], {'input_values': whole[None, a:b]})[0][0].astype(float) for a, b in zip(bounds, bounds[1:])]
    joint = np.concatenate(parts)
    write('tiny-long-pooled', np.concatenate([joint.mean(0), joint.std(0)])[:, None])

    run = session(tiny_mel('tiny-mel.onnx')).run
    outputs = []
    for start in range(0, len(thrice), 16000):
        part = thrice[start:start + 16000]
        mel = reference.log_mel(np.pad(part, (0, 16000 - len(part)))).astype('f4')
        mel = mel if mel.shape[0] == 80 else mel.T
        out = run(None, {'input_features': mel[None], 'attention_mask': np.ones((1, 100), 'i8')})[0][0]
        outputs.append(out[:int(np.ceil(50 * len(part) / 16000))])
    write('tiny-mel-positions', np.concatenate(outputs))

    run = session(os.path.join(packages, 'silero_vad/data/silero_vad.onnx')).run
    state, context, speech = np.zeros((2, 1, 128), 'f4'), np.zeros(64, 'f4'), []
    for start in range(0, len(thrice), 512):
        window = np.concatenate([context, np.pad(thrice[start:start + 512], (0, max(0, start + 512 - len(thrice))))])
        output, state = run(None, {'input': window[None], 'state': state, 'sr': np.array(16000)})
        context = window[-64:]
        speech.append(output[0])
    write('silero-vad', np.array(speech))

    folder = os.path.join(packages, 'livekit/wakeword/resources')
    mel = session(os.path.join(folder, 'melspectrogram.onnx')).run(None, {'input': thrice[None] * 32768})[0][0, 0]
    write('melspectrogram', mel)
    mel = (mel / 10 + 2).astype('f4')
    run = session(os.path.join(folder, 'embedding_model.onnx')).run
    write('embedding', np.array([run(None, {'input_1': mel[None, i:i + 76, :, None]})[0].ravel()
                                 for i in range(0, len(mel) - 75, 8)]))


if __name__ == '__main__':
    main(sys.argv[1])
