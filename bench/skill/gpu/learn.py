"""Learns the weights of a network on a GPU: see README.md beside this file."""

import argparse
import copy
import json
import math
import pathlib
import random
import time

import numpy as np
import torch
import torch.nn.functional as F

from events import Events, groups
from network import EncoderForecaster, LEADS, gates
from samples import CEILING, DRY, SCALE, THRESHOLDS, Samples, pixels

SLOPE = 1 / SCALE  # of the logarithm of a rate, a pixel: PoissonLoss


def poisson(logits, rates):
    """PoissonLoss: half the deviance of rates plus that of pixel 0."""
    log_forecast = math.log(DRY) + SLOPE * torch.sigmoid(logits)
    truth = torch.where(rates > DRY, rates.clamp(max=CEILING), 0) + DRY
    return truth * (torch.log(truth) - log_forecast - 1) + torch.exp(log_forecast)


def total(logits, offsets):
    """The logits of a lead's fields with what is added to them, in float: [sample, LEADS, fields, out, rows, columns]"""
    return logits.float().unflatten(2, offsets.shape[2:4]) + offsets


def rates_loss(logits, offsets, targets, weights):
    """PoissonLoss of the rain rates, and MeanAndExceedanceLoss if there are more fields, the sum of each field: [fields]"""
    logits = total(logits, offsets)
    mean = weights[:, :, :1] * poisson(logits[:, :, :1], targets[:, :, :1])
    cross = weights[:, :, 1:] * F.binary_cross_entropy_with_logits(logits[:, :, 1:], targets[:, :, 1:], reduction="none")
    return torch.cat([mean, cross], 2).sum((0, 1, 3, 4, 5))


def cross_entropy_loss(logits, offsets, targets, weights):
    """CrossEntropyLoss of pixels, Shi et al. 2015, section 4: of the rain rates alone."""
    known = (weights > 0).float()
    loss = known * F.binary_cross_entropy_with_logits(total(logits, offsets), pixels(targets), reduction="none")
    return loss.sum((0, 1, 3, 4, 5))


LOSSES = {"exceedance": rates_loss, "poisson": rates_loss, "cross_entropy": cross_entropy_loss}


def squared_error(logits, offsets, targets, weights, of_rates):
    """Of the field of rain rates: sum of squares and number of cells."""
    rate = DRY * torch.exp(SLOPE * torch.sigmoid(total(logits, offsets)[:, :, :1]))
    rate = rate - DRY if of_rates else rate
    known = weights[:, :, :1] > 0
    error = torch.where(known, (rate - targets[:, :, :1]).square(), 0)
    return error.sum(), known.sum()


def split(folds, fold, everything, only):
    """Events to learn from and to validate on, from folds.conf."""
    train, validate = [], []
    for line in pathlib.Path(folds).read_text().splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        event, out, validates, apart = line.split()
        if fold in out or fold in apart or only and not any(event.startswith(o) for o in only):
            continue
        (validate if fold in validates and not everything else train).append(event)
    return train, validate


class Run:
    """One training."""

    def __init__(self, options):
        self.options = options
        torch.manual_seed(options.seed)
        torch.backends.cuda.matmul.allow_tf32 = True
        torch.backends.cudnn.allow_tf32 = True
        torch.backends.cudnn.benchmark = True
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        self.train, self.validate = split(options.folds, options.fold, options.all_windows, options.only)
        self.exceedance = options.loss == "exceedance"
        fields = 1 + len(THRESHOLDS) if self.exceedance else 1
        area = options.patch ** 2
        gate = self.compiled(gates) if options.compile else gates
        self.loss = self.compiled(LOSSES[options.loss]) if options.compile else LOSSES[options.loss]
        told = 3 if self.exceedance else 0
        self.network = EncoderForecaster(area + told, area, fields, options.hidden, not options.no_guess, gate).to(self.device)
        if options.start:
            self.network.load(np.fromfile(options.start, "<f4"))
        self.averaged = copy.deepcopy(self.network)
        self.samples = self.of(self.train, options.seed)
        self.log = []

    @staticmethod
    def compiled(function):
        return torch.compile(function, dynamic=False)

    def of(self, names, seed):
        o = self.options
        events = Events(o.data, names, self.device, o.steps_minutes, o.pool, o.frame == "lagrangian")
        drawn = Samples(events, groups(o.data, names), o.crop, o.patch, not o.no_guess, self.exceedance, seed, o.weighting)
        if o.compile:
            drawn.compared = self.compiled(drawn.compared)
        return drawn

    def batch(self, network, samples, scaled, way):
        """Logits, what is added to them, the guess's own, and what they are compared with."""
        with torch.no_grad():
            window, place, scale = samples.draw(self.options.batch)
            frames, guess, targets, weights = samples.make(window, place, scale if scaled else torch.ones_like(scale), way)
            frames = frames.bfloat16() if self.device.type == "cuda" else frames
        with torch.autocast(self.device.type, torch.bfloat16, self.device.type == "cuda"):
            logits = network(frames)
        return logits, network.offsets(guess), guess, targets, weights

    def validated(self):
        """Mean losses of the fields and the mean squared error of the network, and these as shares of the first guess's."""
        o = self.options
        drawn = self.of(self.validate, 7)
        of_network, of_guess = [], []
        with torch.no_grad():
            for _ in range(o.validation // o.batch):
                logits, offsets, guess, *truth = self.batch(self.averaged, drawn, False, 0)
                of_network.append(self.sums(logits, offsets, *truth))
                if guess is not None:
                    of_guess.append(self.sums(torch.zeros_like(logits), guess, *truth))
        losses, squares, cells = (sum(parts) for parts in zip(*of_network))
        line = {"losses": (losses / cells).tolist(), "mse": float(squares / cells)}
        if of_guess:
            losses_of_guess, squares_of_guess, _ = (sum(parts) for parts in zip(*of_guess))
            line["lossesToGuess"] = (losses / losses_of_guess).tolist()
            line["mseToGuess"] = float(squares / squares_of_guess)
        return line

    def sums(self, logits, offsets, targets, weights):
        of_rates = self.options.loss != "cross_entropy"
        return (LOSSES[self.options.loss](logits, offsets, targets, weights),
                *squared_error(logits, offsets, targets, weights, of_rates))

    def report(self, step, seconds, loss):
        line = {"step": step, "seconds": round(seconds, 1), "loss": loss}
        if self.validate:
            line["validation"] = self.validated()
        self.log.append(line)
        print(self.options.out, json.dumps(line), flush=True)

    def learn(self):
        o = self.options
        if o.optimizer == "adam":
            optimizer = torch.optim.AdamW(self.network.parameters(), o.rate, weight_decay=o.decay, fused=self.device.type == "cuda")
        else:
            optimizer = torch.optim.RMSprop(self.network.parameters(), o.rate, alpha=0.9)
        ways = random.Random(o.seed)
        scale_of_loss = 1 / (o.batch * o.crop ** 2 * LEADS)
        began, sums, counted, step, reported = time.monotonic(), 0, 0, 0, 0
        while True:
            seconds = time.monotonic() - began
            done = max(step / o.steps, seconds / (60 * o.minutes))
            if done >= 1:
                break
            rate = o.rate * min(1, (step + 1) / o.warmup) * (0.5 + 0.5 * math.cos(math.pi * done))
            for group in optimizer.param_groups:
                group["lr"] = rate
            logits, offsets, _, targets, weights = self.batch(self.network, self.samples, True, ways.randrange(8))
            loss = self.loss(logits, offsets, targets, weights).sum() * scale_of_loss
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(self.network.parameters(), o.clip)
            optimizer.step()
            step += 1
            keep = min(o.average, (1 + step) / (10 + step))
            with torch.no_grad():
                torch._foreach_lerp_(list(self.averaged.parameters()), list(self.network.parameters()), 1 - keep)
            sums, counted = sums + loss.detach(), counted + 1
            if seconds - reported >= o.report:
                reported = seconds
                self.report(step, seconds, float(sums / counted))
                sums, counted = 0, 0
        self.report(step, time.monotonic() - began, float(sums / max(1, counted)))
        self.write(step)

    def write(self, step):
        o = self.options
        out = pathlib.Path(o.out)
        self.averaged.weights().astype("<f4").tofile(out.with_suffix(".f32"))
        told = {k: v for k, v in vars(o).items() if k not in ("data", "folds", "out", "start")}
        told |= {"name": out.name, "stepsTaken": step, "windows": self.samples.events.count, "validates": self.validate, "log": self.log,
                  "device": torch.cuda.get_device_name() if torch.cuda.is_available() else "cpu", "torch": torch.__version__}
        out.with_suffix(".json").write_text(json.dumps(told, indent=1))


def options():
    p = argparse.ArgumentParser()
    p.add_argument("data", help="folder that ExportedEvents wrote")
    p.add_argument("out", help="where OUT.f32 and OUT.json go")
    p.add_argument("--folds", required=True)
    p.add_argument("--fold", default="ALL", choices=["A", "B", "C", "ALL"])
    p.add_argument("--all-windows", action="store_true", help="learn from the events, too, that the fold validates on")
    p.add_argument("--only", nargs="*", help="learn from events whose names begin so")
    p.add_argument("--steps-minutes", type=int, nargs="*", help="learn from frames so far apart only")
    p.add_argument("--hidden", type=int, nargs="+", default=[16, 16])
    p.add_argument("--patch", type=int, default=4)
    p.add_argument("--crop", type=int, default=128)
    p.add_argument("--pool", type=int, default=1)
    p.add_argument("--frame", choices=["lagrangian", "eulerian"], default="lagrangian")
    p.add_argument("--no-guess", action="store_true")
    p.add_argument("--loss", choices=LOSSES, default="exceedance")
    p.add_argument("--optimizer", choices=["adam", "rmsprop"], default="adam")
    p.add_argument("--batch", type=int, default=32)
    p.add_argument("--rate", type=float, default=2e-3)
    p.add_argument("--warmup", type=int, default=200)
    p.add_argument("--clip", type=float, default=1.0)
    p.add_argument("--decay", type=float, default=1e-4)
    p.add_argument("--weighting", type=float, default=1.0, help="a sample's rain rates count as its rain to minus this power")
    p.add_argument("--average", type=float, default=0.999)
    p.add_argument("--steps", type=int, default=10 ** 9)
    p.add_argument("--minutes", type=float, default=10)
    p.add_argument("--report", type=float, default=30, help="seconds between two reports")
    p.add_argument("--validation", type=int, default=256, help="samples of a validation")
    p.add_argument("--start", help="weights to start from")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--no-compile", dest="compile", action="store_false")
    return p.parse_args()


if __name__ == "__main__":
    Run(options()).learn()
