"""The events that ExportedEvents wrote, on the device."""

import datetime
import json
import math
import pathlib

import numpy as np
import torch
import torch.nn.functional as F

from network import INPUTS

SQUARE, FRACTIONS = 16, 64  # ExportedEvents
SPREADS = (0.25, 0.35, 0.5, 0.7, 1, 1.4, 2, 2.8, 4, 5.6)  # Predictability
DRY_WEIGHT, EVENT_POWER = 0.02, 0.25  # Sampler
FEWEST_LEADS = 5


def about(folder, name):
    """What NAME.json tells of an event."""
    return json.loads((pathlib.Path(folder) / f"{name}.json").read_text())


def groups(folder, names):
    """Events that overlap in time show the same weather: name -> number of the group (Events)."""
    read = lambda text: datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))
    spans = []
    for name in names:
        told = about(folder, name)
        spans.append((read(told["firstTime"]), read(told["lastTime"]), name))
    group, number, end = {}, -1, None
    for first, last, name in sorted(spans):
        if end is None or first > end:
            number, end = number + 1, last
        end = max(end, last)
        group[name] = number
    return group


class Events:
    """Frames of all events in one row of octets, and a table of windows."""

    def __init__(self, folder, names, device, steps_minutes=None, pool=1, moving=True):
        self.device, self.moving, self.names, self.pool = device, moving, names, pool
        self.count = []  # of windows: event, stride, how many
        frames, at = [], 0
        rows = {k: [] for k in ("offsets", "size", "spread", "wet", "told", "event", "motion")}
        for e, name in enumerate(names):
            told = about(folder, name)
            h, w = told["rows"], told["columns"]
            levels = torch.from_numpy(np.fromfile(pathlib.Path(folder) / f"{name}.levels", np.uint8)).to(device)
            table = torch.tensor([float(v) for v in told["mmH"]], device=device)
            self.table = F.pad(table, (0, 256 - len(table)), value=math.nan)
            squares = (-(-h // SQUARE), -(-w // SQUARE))
            motion = np.fromfile(pathlib.Path(folder) / f"{name}.motion", "<i2").reshape(-1, 2, *squares) / FRACTIONS
            if pool > 1:
                levels, h, w = self.pooled(levels, h, w)
                motion = motion / pool
            square = SQUARE / pool
            used = {}
            for k, window in enumerate(told["windows"]):
                index = window["frames"]
                step = window["stride"] * told["stepMinutes"]
                if steps_minutes and step not in steps_minutes:
                    continue
                if -1 in index[:INPUTS + FEWEST_LEADS]:
                    continue
                used[window["stride"]] = used.get(window["stride"], 0) + 1
                rows["offsets"].append([at + i * h * w if i >= 0 else -1 for i in index])
                rows["size"].append((h, w, *squares, square))
                rows["spread"].append(SPREADS.index(window["spread"]))
                rows["wet"].append(window["wet"])
                rows["told"].append((
                    math.log2(step / 5) / 2, math.log2(told["cellKm"] * pool), math.log2(window["spread"]) / 2))
                rows["event"].append(e)
                rows["motion"].append(motion[k])
            self.count += [(name, stride, count) for stride, count in used.items()]
            if used:
                frames.append(levels)
                at += len(levels)
        self.frames = torch.cat(frames)
        as_tensor = lambda key, kind: torch.tensor(np.array(rows[key]), dtype=kind, device=device)
        self.offsets = as_tensor("offsets", torch.int64)
        self.size = as_tensor("size", torch.float32)
        self.spread = as_tensor("spread", torch.int64)
        self.told = as_tensor("told", torch.float32)
        self.wet = torch.tensor(rows["wet"], device=device)
        self.event = as_tensor("event", torch.int64)
        high = max(m.shape[1] for m in rows["motion"])
        wide = max(m.shape[2] for m in rows["motion"])
        motion = [np.pad(m, ((0, 0), (0, high - m.shape[1]), (0, wide - m.shape[2])), mode="edge") for m in rows["motion"]]
        self.motion = torch.tensor(np.array(motion, dtype=np.float32), device=device)

    def pooled(self, levels, h, w):
        """Means of squares, at the nearest level; missing where a cell is (Pooling.mean)."""
        p = self.pool
        frames = self.table[levels.long()].reshape(-1, h, w)[:, :h // p * p, :w // p * p]
        mean = F.avg_pool2d(frames[:, None], p)[:, 0].reshape(-1)
        edges = (self.table[1:-1] + self.table[2:]) / 2
        edges = edges[~edges.isnan()].contiguous()
        level = torch.searchsorted(edges, mean.nan_to_num(0)) + 1
        return torch.where(mean.isnan(), 0, level).to(torch.uint8), h // p, w // p

    def weights(self, groups):
        """
        Of windows in a draw, as Sampler's; groups: event -> group of events that show the same weather. Returns the
        weights of draws that prefer rain and of those that do not.
        """
        area = self.size[:, 0] * self.size[:, 1]
        rain = (DRY_WEIGHT + self.wet) * area
        group = torch.tensor([groups[n] for n in self.names], device=self.device)[self.event]
        total = torch.zeros(int(group.max()) + 1, device=self.device).index_add(0, group, rain)
        store = torch.zeros(len(self.names), device=self.device).index_add(0, self.event, rain)
        count = torch.zeros(len(self.names), device=self.device).index_add(0, self.event, torch.ones_like(rain))
        of_store = total[group] ** EVENT_POWER * store[self.event] / total[group]
        return of_store * rain / store[self.event], of_store / count[self.event]
