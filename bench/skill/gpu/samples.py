"""Samples as amagumo.model.train makes them, in batches on a GPU: moved, guessed and compared as the Java code does."""

import math

import numpy as np
import torch
import torch.nn.functional as F

from events import DRY_WEIGHT, SPREADS
from network import INPUTS, LEADS, logit

THRESHOLDS = (0.5, 1, 2, 5, 10, 20)
GROWTH, WIDEST, WIDER_WHERE_STRONG = 0.8, 25, 0.25  # FirstGuess
HARDLY, USUAL = 0.01, 0.4  # ConditionalExceedance
A, B, LOW, HIGH = 200, 1.6, 10 * math.log10(200) + 16 * math.log10(0.1), 60  # PixelMap.DEFAULT
SCALE = 10 * B / math.log(10) / (HIGH - LOW)
OFFSET = (10 * math.log10(A) - LOW) / (HIGH - LOW)
DRY = 0.1
CEILING = 60  # PoissonLoss in Networks
LEAST_MEAN = 0.2  # ShownSample
CANDIDATES, UNSEEN, INTENSITY_SPREAD = 8, 0.25, 0.23  # Sampler
MARGIN = 32  # cells around a sample that its first guess sees
POINTS = 8  # trajectories are followed from every so many cells


def pixels(rates):
    """PixelMap.pixels, missing ones 0."""
    dbz = SCALE * torch.log(rates.clamp(min=DRY)) + OFFSET
    return torch.where(rates > DRY, dbz.clamp(0, 1), 0)


def blur_rows(rows, deviation):
    """Blur.alongRow on each row of an array: three passes of an extended moving mean, its ends repeated."""
    variance = deviation * deviation / 3
    r = math.floor(0.5 * math.sqrt(12 * variance + 1) - 0.5)
    rim = (2 * r + 1) * (r * (r + 1) - 3 * variance) / (6 * (variance - (r + 1) ** 2))
    for _ in range(3):
        padded = np.pad(rows, ((0, 0), (r + 1, r + 1)), mode="edge")
        sums = np.concatenate([np.zeros((len(rows), 1)), np.cumsum(padded, 1)], 1)
        n = rows.shape[1]
        full = sums[:, 2 * r + 2:2 * r + 2 + n] - sums[:, 1:1 + n]
        rows = (full + rim * (padded[:, :n] + padded[:, 2 * r + 2:])) / (2 * r + 1 + 2 * rim)
    return rows


def widths():
    """FirstGuess.exceedance: how much wider each threshold's neighbourhood is than that of the rain rates."""
    return [max(1, t) ** WIDER_WHERE_STRONG for t in THRESHOLDS]


def turned(field, way):
    """Symmetry: flipped and turned in one of eight ways."""
    for bit, dims in ((1, [-1]), (2, [-2])):
        field = field.flip(dims) if way & bit else field
    return field.transpose(-1, -2) if way & 4 else field


class Samples:
    """Makes batches of samples of events: what the network is shown and what it is compared with."""

    def __init__(self, events, groups, crop=128, patch=4, guess=True, exceedance=True, seed=1, weighting=1.0):
        self.events, self.crop, self.patch, self.guess, self.exceedance = events, crop, patch, guess, exceedance
        self.weighting = weighting
        self.device = events.device
        self.random = torch.Generator(device=self.device).manual_seed(seed)
        self.preferring, self.regardless = events.weights(groups)
        self.turned = [self.cells(torch.arange(crop)), self.cells(torch.linspace(0, crop - 1, crop // POINTS + 1)),
                       self.cells(torch.arange(crop + 2 * MARGIN) - MARGIN)]
        if guess:
            n = crop + 2 * MARGIN
            identity = np.eye(n)
            one = lambda deviation: blur_rows(identity, deviation).T[MARGIN:MARGIN + crop]
            self.blur = torch.tensor(np.array([
                [[one(min(WIDEST, wider * min(WIDEST, GROWTH * math.sqrt(spread) * lead))) for wider in (1, *widths()[2:])]
                 for lead in range(1, LEADS + 1)] for spread in SPREADS]), dtype=torch.float32, device=self.device)

    def cells(self, along):
        """The rows and columns of the cells of a square, flipped and turned in eight ways: [way, 2, n, n]"""
        square = torch.stack(torch.meshgrid(along, along, indexing="ij")).float()
        return torch.stack([turned(square, way) for way in range(8)]).to(self.device)

    def uniform(self, *shape):
        return torch.rand(*shape, device=self.device, generator=self.random)

    def corners(self, window, count):
        """Random places of squares, [windows, count] rows and columns."""
        room = (self.events.size[window, :2] - self.crop + 1)[:, None, :]
        place = (self.uniform(len(window), count, 2) * room).floor()
        return place.minimum(room - 1)

    def draw(self, batch):
        """Windows and places of a batch, and how each is scaled."""
        any_window = torch.multinomial(self.regardless, batch, True, generator=self.random)
        wet_window = torch.multinomial(self.preferring, batch, True, generator=self.random)
        regardless = self.uniform(batch) < UNSEEN
        window = torch.where(regardless, any_window, wet_window)
        place = self.corners(window, CANDIDATES)
        step = torch.arange(4, self.crop, 8, device=self.device)
        y = place[:, :, 0, None, None] + step[:, None]
        x = place[:, :, 1, None, None] + step
        last = self.events.offsets[window, INPUTS - 1][:, None, None, None]
        wide = self.events.size[window, 1].long()[:, None, None, None]
        wet = (self.events.table[self.events.frames[last + y.long() * wide + x.long()].long()] >= THRESHOLDS[0])
        weight = torch.where(regardless[:, None], 1, DRY_WEIGHT + wet.float().mean((2, 3)))
        chosen = torch.multinomial(weight, 1, generator=self.random)[:, 0]
        place = place[torch.arange(batch, device=self.device), chosen]
        normal = torch.randn(batch, device=self.device, generator=self.random)
        return window, place, torch.exp(INTENSITY_SPREAD * normal)

    def trajectories(self, window, start, sign, steps):
        """
        Trajectories.longer: offsets [sample, steps, 2 (rows, columns), crop, crop] after 1 to `steps` steps; they are
        followed from the cells start [sample, 2, n, n].
        """
        motion, size = self.events.motion[window], self.events.size[window]
        offset = torch.zeros_like(start)
        offsets = []
        for _ in range(steps):
            d = torch.zeros_like(start)
            for _ in range(2):
                d = sign * self.motion_at(motion, size, start + offset + d / 2)
            offset = offset + d
            offsets.append(offset)
        fine = F.interpolate(
            torch.stack(offsets, 1).flatten(0, 1), size=(self.crop, self.crop), mode="bilinear", align_corners=True)
        return fine.reshape(len(window), steps, 2, self.crop, self.crop)

    @staticmethod
    def motion_at(motion, size, cells):
        """Bilinear between the centres of squares: rows and columns a step at cells [sample, 2, n, n]."""
        place = (cells + 0.5) / size[:, 4, None, None, None] - 0.5
        place = place.clamp(min=0).minimum((size[:, 2:4] - 1)[:, :, None, None])
        wide = motion.shape[3]
        low = place.floor()
        share = place - low
        y0, x0 = low[:, 0].long(), low[:, 1].long()
        y1 = (y0 + 1).clamp(max=motion.shape[2] - 1)
        x1 = (x0 + 1).clamp(max=wide - 1)
        flat = motion.flatten(2)
        at = lambda y, x: flat.gather(2, (y * wide + x).flatten(1)[:, None].expand(-1, 2, -1)).unflatten(2, y.shape[1:])
        fy, fx = share[:, :1], share[:, 1:]
        east_south = (1 - fy) * ((1 - fx) * at(y0, x0) + fx * at(y0, x1)) + fy * ((1 - fx) * at(y1, x0) + fx * at(y1, x1))
        return east_south.flip(1)

    def look(self, window, offsets, y, x, scale):
        """The rates at the four cells around places, and how much each counts, 0 where it is missing."""
        ev = self.events
        size = ev.size[window]
        last_row, last_column = (size[:, k, None, None, None] - 1 for k in (0, 1))
        y, x = y.clamp(min=0).minimum(last_row), x.clamp(min=0).minimum(last_column)
        y0, x0 = y.floor(), x.floor()
        fy, fx = y - y0, x - x0
        wide = size[:, 1].long()[:, None, None, None]
        below = (y0 + 1).minimum(last_row)
        right = (x0 + 1).minimum(last_column)
        base = offsets[:, :, None, None]
        cells = []
        for row, fr in ((y0, 1 - fy), (below, fy)):
            for column, fc in ((x0, 1 - fx), (right, fx)):
                rate = ev.table[ev.frames[base + row.long() * wide + column.long()].long()] * scale
                known = ~rate.isnan()
                cells.append((torch.where(known, rate, 0), torch.where(known, fr * fc, 0)))
        return cells

    def make(self, window, place, scale, way=0):
        """
        A batch, flipped and turned in one of eight ways: frames [sample, INPUTS, channels, rows, columns], the logits of
        the guess [sample, LEADS, fields, out, ..] or nothing, and targets with their weights [sample, LEADS, fields, out, ..].
        """
        place = place[:, :, None, None]
        fine, coarse, wide = (place + square[way] for square in self.turned)
        if self.events.moving:
            back = self.trajectories(window, coarse, -1, INPUTS - 1).flip(1)
            ahead = self.trajectories(window, coarse, 1, LEADS)
        else:
            back = fine.new_zeros(len(window), INPUTS - 1, 2, self.crop, self.crop)
            ahead = fine.new_zeros(len(window), LEADS, 2, self.crop, self.crop)
        back = torch.cat([back, torch.zeros_like(back[:, :1])], 1)
        return self.compared(window, fine[:, None] + back, fine[:, None] + ahead, wide, scale)

    def compared(self, window, back, ahead, wide, scale):
        """As make, from the places of all frames' cells [sample, frames, 2, crop, crop] and those that the guess sees."""
        ev = self.events
        scale = scale[:, None, None, None]
        offsets = ev.offsets[window]
        seen = self.mean(self.look(window, offsets[:, :INPUTS], back[:, :, 0], back[:, :, 1], scale))
        frames = pixels(seen.nan_to_num(0))
        ty, tx = ahead[:, :, 0], ahead[:, :, 1]
        there = offsets[:, INPUTS:] >= 0
        cells = self.look(window, offsets[:, INPUTS:].clamp(min=0), ty, tx, scale)
        size = ev.size[window]
        inside = (ty >= 0) & (ty <= size[:, 0, None, None, None] - 1) & (tx >= 0) & (tx <= size[:, 1, None, None, None] - 1)
        rates = self.mean(cells)
        known = inside & there[:, :, None, None] & ~rates.isnan()
        last = seen[:, -1]
        counted = ~last.isnan()
        mean = last.nan_to_num(0).sum((1, 2)) / counted.sum((1, 2)).clamp(min=1)
        targets, weights = [rates.nan_to_num(0)], [known * (mean + LEAST_MEAN)[:, None, None, None] ** -self.weighting]
        if self.exceedance:
            total = sum(w for _, w in cells).clamp(min=1e-6)
            lower = known.float()
            for threshold in THRESHOLDS:
                share = sum(torch.where(v >= threshold, w, 0) for v, w in cells) / total
                share = torch.where(known, share, 0)
                targets.append(torch.where(lower > 0, share / lower.clamp(min=1e-6), 0).clamp(max=1))
                weights.append(lower)
                lower = share
        guess = self.fields(self.guesses(window, wide, scale)) if self.guess else None
        shown = self.patches(frames)
        if self.exceedance:
            told = ev.told[window][:, None, :, None, None].expand(-1, INPUTS, -1, *shown.shape[-2:])
            shown = torch.cat([shown, told], 2)
        return shown, guess, self.fields(torch.stack(targets, 2)), self.fields(torch.stack(weights, 2))

    @staticmethod
    def mean(cells):
        """Advection.bilinear: the weighted mean of the known, missing if these weigh less than a half."""
        weight = sum(w for _, w in cells)
        return torch.where(weight >= 0.5, sum(w * v for v, w in cells) / weight.clamp(min=1e-6), math.nan)

    def guesses(self, window, wide, scale):
        """FirstGuess of all fields: logits [sample, LEADS, fields, crop, crop]."""
        ev = self.events
        size = ev.size[window]
        y, x = (wide[:, k].clamp(min=0).minimum(size[:, k, None, None] - 1).long() for k in (0, 1))
        index = ev.offsets[window, INPUTS - 1][:, None, None] + y * size[:, 1].long()[:, None, None] + x
        last = ev.table[ev.frames[index].long()] * scale[:, 0]
        known = ~last.isnan()
        # [sample, lead, width, crop, crop + 2 * MARGIN]
        blur = self.blur[ev.spread[window]]
        def smoothed(field, k):
            across = torch.matmul(field[:, None], blur[:, :, k].transpose(-1, -2))
            return torch.matmul(blur[:, :, k], across)
        mask = [smoothed(known.float(), k) for k in range(blur.shape[2] if self.exceedance else 1)]
        share = lambda field, k: torch.where(mask[k] >= 1e-3, smoothed(field, k) / mask[k].clamp(min=1e-3), 0)
        rate = share(torch.where(known, last, 0), 0)
        fields = [pixels(rate + DRY)]
        lower = torch.ones_like(rate)
        for k, threshold in enumerate(THRESHOLDS if self.exceedance else ()):
            own = share((last >= threshold).float(), max(0, k - 1)).minimum(lower).clamp(min=0)
            fields.append(own if k == 0 else (own + HARDLY * USUAL) / (lower + HARDLY))
            lower = own
        return logit(torch.stack(fields, 2))

    def patches(self, frames):
        return F.pixel_unshuffle(frames[:, :, None].flatten(0, 1), self.patch).unflatten(0, frames.shape[:2])

    def fields(self, fields):
        """[sample, LEADS, fields, crop, crop] -> [sample, LEADS, fields, patch * patch, rows, columns]"""
        return F.pixel_unshuffle(fields.flatten(0, 2)[:, None], self.patch).unflatten(0, fields.shape[:3])
