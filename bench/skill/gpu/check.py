"""Holds network.py against the vectors that the Java network is held against: python3 check.py [reference-channel.npz]"""

import pathlib
import sys

import numpy as np
import torch
import torch.nn.functional as F

import network

OURS = "model/src/test/resources/amagumo/model/convlstm/reference-channel.npz"
TOLERANCE = 2e-5  # of the largest value; the vectors are in double, gates in float


def load(net, vectors, kind):
    """The parameters, or their gradients, of a network as pairs of names and tensors."""
    tensor = lambda name: torch.tensor(vectors[f"{kind}.{name}"], dtype=torch.float32)
    for part, cells in (("e", net.encoder), ("f", net.forecaster)):
        for layer, cell in enumerate(cells, 1):
            name = f"{part}{layer}"
            kernel = tensor(f"{name}.conv.weight")
            if cell.inputs:
                yield cell.input, kernel[:, :cell.inputs]
            yield cell.state, kernel[:, cell.inputs:]
            yield cell.bias, tensor(f"{name}.conv.bias")
            yield cell.peephole, torch.cat([tensor(f"{name}.{w}").flatten()[None] for w in ("wci", "wcf", "wco")])
    yield net.output, tensor("out.weight")[:, :, 0, 0].T[None]
    yield net.bias, tensor("out.bias")[None]


def compare(name, ours, theirs):
    off = float((ours - theirs).abs().max() / theirs.abs().max())
    print(f"{name}: {off:.1e}")
    return off <= TOLERANCE


def main(path):
    vectors = np.load(path)
    x, y = (torch.tensor(vectors[k], dtype=torch.float32).transpose(0, 1) for k in ("x", "y"))
    network.INPUTS, network.LEADS = x.shape[1], y.shape[1]
    hidden = [vectors[f"w.e{k}.wci"].shape[1] for k in (1, 2)]
    net = network.EncoderForecaster(x.shape[2], y.shape[2], 1, hidden, False)
    with torch.no_grad():
        for parameter, value in load(net, vectors, "w"):
            parameter.copy_(value)
    row = net.weights()
    net.load(row)
    logits = net(x) + net.offsets(None)[:, :, 0]
    F.binary_cross_entropy_with_logits(logits, y, reduction="sum").backward()
    fits = compare("logits", logits.detach(), torch.tensor(vectors["logits"]).float().transpose(0, 1))
    gradients = [(parameter.grad, value) for parameter, value in load(net, vectors, "g")]
    scale = float((gradients[-1][0] / gradients[-1][1]).mean())  # theirs may be of a mean
    for k, (ours, theirs) in enumerate(gradients):
        fits &= compare(f"gradient {k}", ours / scale, theirs)
    fits &= np.array_equal(row, net.weights())
    sys.exit(0 if fits else "network.py is not the network of model/convlstm")


if __name__ == "__main__":
    root = pathlib.Path(__file__).resolve().parents[3]
    main(sys.argv[1] if len(sys.argv) > 1 else root / OURS)
