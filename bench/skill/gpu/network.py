"""The network of model/src/main/java/amagumo/model/convlstm in PyTorch: the same weights give the same logits."""

import math

import torch
from torch import nn
import torch.nn.functional as F

INPUTS = 5
LEADS = 15
FLOOR = 0.01  # pixels of a first guess are clamped to [FLOOR, 1 - FLOOR], as LogitOffsets does


def gates(z, c, bias, peephole):
    """One step of a cell's gates in the order i, f, g, o (Gates): returns the new states h and c."""
    i, f, g, o = (z.float() + bias).chunk(4, 1)
    wi, wf, wo = peephole
    i = torch.sigmoid(i + wi * c)
    f = torch.sigmoid(f + wf * c)
    c = f * c + i * torch.tanh(g)
    o = torch.sigmoid(o + wo * c)
    return o * torch.tanh(c), c


class Cell(nn.Module):
    """A ConvLSTM layer of one part: kernels are [4 * hidden, inputs, side, side]."""

    def __init__(self, inputs, hidden, side=3):
        super().__init__()
        self.inputs, self.hidden, self.side = inputs, hidden, side
        if inputs:
            self.input = nn.Parameter(self.xavier(inputs))
        self.state = nn.Parameter(self.xavier(hidden))
        self.bias = nn.Parameter(torch.zeros(4 * hidden))
        self.peephole = nn.Parameter(torch.zeros(3, hidden))

    def xavier(self, inputs):
        area = self.side * self.side
        deviation = math.sqrt(2 / (area * inputs + area * 4 * self.hidden))
        return deviation * torch.randn(4 * self.hidden, inputs, self.side, self.side)

    def step(self, seen, h, c, gate):
        parts = [x for x in (seen, h) if x is not None]
        kernels = [k for k, x in ((getattr(self, "input", None), seen), (self.state, h)) if x is not None]
        z = F.conv2d(torch.cat(parts, 1), torch.cat(kernels, 1), padding=self.side // 2)
        return gate(z, c, self.bias[:, None, None], self.peephole[:, :, None, None])


class EncoderForecaster(nn.Module):
    """
    Frames in, logits of all fields of all leads out.

    channels: of an observed frame; out: of a field; fields: of a lead; hidden: channels of each layer; guess: whether
    the logits of a first guess are added, times a gain, plus a bias, of each field of each lead
    """

    def __init__(self, channels, out, fields, hidden, guess, gate=gates):
        super().__init__()
        self.out, self.fields, self.hidden, self.guess, self.gate = out, fields, hidden, guess, gate
        below = [channels] + hidden[:-1]
        self.encoder = nn.ModuleList(Cell(b, h) for b, h in zip(below, hidden))
        self.forecaster = nn.ModuleList(Cell(b if k else 0, h) for k, (b, h) in enumerate(zip(below, hidden)))
        total = sum(hidden)
        scale = 0 if guess else math.sqrt(2 / (total + out))
        self.output = nn.Parameter(scale * torch.randn(fields, total, out))
        self.bias = nn.Parameter(torch.zeros(fields, out))
        if guess:
            self.gain = nn.Parameter(torch.ones(LEADS, fields))
            self.offset = nn.Parameter(torch.zeros(LEADS, fields))

    def forward(self, frames):
        """frames [sample, INPUTS, channels, rows, columns] -> logits [sample, LEADS, fields * out, rows, columns]"""
        samples, _, _, rows, columns = frames.shape
        h = [None] * len(self.hidden)
        c = [torch.zeros(samples, n, rows, columns, device=frames.device) for n in self.hidden]
        c = [x.contiguous(memory_format=torch.channels_last) for x in c]
        states = []
        for step in range(INPUTS + LEADS):
            seen = frames[:, step] if step < INPUTS else None
            for layer in range(len(h)):
                cell = (self.encoder if step < INPUTS else self.forecaster)[layer]
                h[layer], c[layer] = cell.step(seen, h[layer], c[layer], self.gate)
                h[layer] = h[layer].to(frames.dtype)
                seen = h[layer]
            if step >= INPUTS:
                states.append(torch.cat(h, 1))
        kernel = self.output.permute(0, 2, 1).reshape(self.fields * self.out, -1)
        logits = F.conv2d(torch.cat(states), kernel[:, :, None, None])
        return logits.reshape(LEADS, samples, -1, rows, columns).transpose(0, 1)

    def offsets(self, guess):
        """What is added to the logits of fields: guess [sample, LEADS, fields, out, rows, columns] holds logits."""
        offset = self.bias[None, None, :, :, None, None]
        if self.guess:
            gain = self.gain[None, :, :, None, None, None]
            offset = offset + gain * guess + self.offset[None, :, :, None, None, None]
        return offset

    def parts(self):
        """The parameters in the order and layout of ParameterTable, as (read, write) pairs of functions."""
        for cell in list(self.encoder) + list(self.forecaster):
            if cell.inputs:
                yield cell.input, (2, 3, 1, 0)
            yield cell.state, (2, 3, 1, 0)
            yield cell.bias, (0,)
            yield cell.peephole, (0, 1)
        yield self.output, (0, 1, 2)
        yield self.bias, (0, 1)
        if self.guess:
            yield self.gain, (0, 1)
            yield self.offset, (0, 1)

    def weights(self):
        """All weights as one row of floats, as in coefficients.bin."""
        return torch.cat([p.detach().float().permute(*order).reshape(-1) for p, order in self.parts()]).cpu().numpy()

    @torch.no_grad()
    def load(self, row):
        """Takes weights from a row of floats."""
        at = 0
        row = torch.as_tensor(row, dtype=torch.float32)
        for p, order in self.parts():
            shape = [p.shape[k] for k in order]
            back = [order.index(k) for k in range(len(order))]
            p.copy_(row[at:at + p.numel()].reshape(shape).permute(*back))
            at += p.numel()
        if at != row.numel():
            raise ValueError(f"{row.numel()} weights for a network of {at}")


def logit(pixels):
    p = pixels.clamp(FLOOR, 1 - FLOOR)
    return torch.log(p / (1 - p))
