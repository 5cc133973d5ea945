"""The laboratory's networks in PyTorch, as the yardstick of ./ser bench.

Reads one request per line on standard input, a JSON object, and answers each with one line {"rate": clips per second}:
task      "training" (Adam, forward, backward and step) or "inference" (no gradients, evaluation mode)
model     the network's settings, as an experiment file holds them
shape     [bands, frames, classes]
batch     clips a step
seconds   how long to measure
clock     "wall", or "processor" for clips per second of this process's processor time
"""
import json
import os
import sys
import time

import torch
from torch import nn


class Statistics(nn.Module):
    """Mean and standard deviation over time: [n, c, 1, t] to [n, 2c]."""

    def forward(self, x):
        return torch.cat([x.mean((2, 3)), (x.var((2, 3), unbiased=False) + 1e-5).sqrt()], 1)


class Fold(nn.Module):
    """[n, ...] to [n, channels, 1, length]."""

    def __init__(self, channels):
        super().__init__()
        self.channels = channels

    def forward(self, x):
        return x.reshape(x.shape[0], self.channels, 1, -1)


class EncoderLayer(nn.Module):
    """A layer of Whisper's encoder: self-attention and two dense layers, each after a normalization and added."""

    def __init__(self, width, heads, inner):
        super().__init__()
        self.heads = heads
        self.before_attention = nn.LayerNorm(width)
        self.joint = nn.Linear(width, 3 * width)
        self.attended = nn.Linear(width, width)
        self.dense = nn.Sequential(nn.LayerNorm(width), nn.Linear(width, inner), nn.GELU(), nn.Linear(inner, width))

    def forward(self, x):
        n, positions, width = x.shape
        joint = self.joint(self.before_attention(x)).view(n, positions, 3, self.heads, width // self.heads)
        mixed = nn.functional.scaled_dot_product_attention(*joint.permute(2, 0, 3, 1, 4))
        x = x + self.attended(mixed.transpose(1, 2).reshape(n, positions, width))
        return x + self.dense(x)


class TunedEncoder(nn.Module):
    """The upper layers of Whisper tiny's encoder over the frames of those below, as TunedEncoder.java has them."""

    def __init__(self, model, width, classes, depth=4, heads=6):
        super().__init__()
        trained = depth - model["frozen"]
        self.layers = nn.ModuleList(EncoderLayer(width, heads, 4 * width) for _ in range(trained))
        self.last = nn.LayerNorm(width)
        self.head = nn.Sequential(nn.BatchNorm1d(2 * width * (trained + 1)), nn.Dropout(model["dropout"]),
                                  nn.Linear(2 * width * (trained + 1), classes))

    def forward(self, x):
        x = x.squeeze(1).transpose(1, 2).contiguous()
        outputs = [x]
        for i, layer in enumerate(self.layers):
            x = layer(x)
            outputs.append(self.last(x) if i == len(self.layers) - 1 else x)
        return self.head(torch.cat([torch.cat([each.mean(1), (each.var(1, unbiased=False) + 1e-5).sqrt()], 1)
                                    for each in outputs], 1))


def per_block(value, blocks):
    return value if isinstance(value, list) else [value] * blocks


def block(channels, filters, kernel, stride, pool, norm, bias, image):
    """Convolution, batch normalization, ReLU and max pooling; the kernel is a row where the input is a sequence."""
    size = (lambda n: (n, n)) if image else (lambda n: (1, n))
    padding = tuple((n - 1) // 2 for n in size(kernel))
    layers = [nn.Conv2d(channels, filters, size(kernel), stride=size(stride), padding=padding, bias=bias)]
    if norm:
        layers.append(nn.BatchNorm2d(filters))
    layers.append(nn.ReLU(inplace=True))
    if pool > 1:
        layers.append(nn.MaxPool2d(size(pool)))
    return layers


def statistics_network(model, bands, classes):
    layers, channels = [], 1
    for filters in model["filters"]:
        layers += block(channels, filters, model["kernel"], 1, 2, True, False, True)
        channels = filters
        bands //= 2
    layers.append(Fold(channels * bands))
    layers += block(channels * bands, model["timeFilters"], model["timeKernel"], 1, 1, True, False, False)
    return nn.Sequential(*layers, Statistics(), nn.Dropout(model["dropout"]),
                         nn.Linear(2 * model["timeFilters"], classes))


def plain_network(model, bands, classes):
    image = model["layout"] == "image"
    channels = bands if model["layout"] == "bands" else 1
    layers = [] if image else [Fold(channels)]
    count = len(model["filters"])
    numbers = [per_block(model[key], count) for key in ("kernel", "stride", "pool")]
    for filters, kernel, stride, pool in zip(model["filters"], *numbers):
        layers += block(channels, filters, kernel, stride, pool, model["batchNorm"], True, image)
        layers.append(nn.Dropout(model["blockDropout"]))
        channels = filters
    layers += [nn.Flatten(), nn.Dropout(model["dropout"])]
    if model["dense"]:
        layers += [nn.LazyLinear(model["dense"]), nn.ReLU(inplace=True)]
    return nn.Sequential(*layers, nn.LazyLinear(classes))


def measure(task, model, shape, batch, seconds, clock):
    bands, frames, classes = shape
    make = TunedEncoder if "frozen" in model else statistics_network if "timeFilters" in model else plain_network
    network = make(model, bands, classes)
    features = torch.randn(batch, 1, bands, frames)
    targets = torch.randint(classes, (batch,))
    network(features)
    optimizer = torch.optim.Adam(network.parameters(), 1e-3)
    loss = nn.CrossEntropyLoss()

    def step():
        optimizer.zero_grad()
        loss(network(features), targets).backward()
        optimizer.step()

    def evaluate():
        with torch.inference_mode():
            torch.softmax(network(features), 1)

    if task == "inference":
        network.eval()
    run = step if task == "training" else evaluate
    for _ in range(3):
        run()
    now = time.process_time if clock == "processor" else time.perf_counter
    clips, begin = 0, now()
    while now() - begin < seconds:
        run()
        clips += batch
    return clips / (now() - begin)


def main():
    torch.set_num_threads(int(os.environ["OMP_NUM_THREADS"]))
    for line in sys.stdin:
        request = json.loads(line)
        print(json.dumps({"rate": measure(**request)}), flush=True)


if __name__ == "__main__":
    main()
