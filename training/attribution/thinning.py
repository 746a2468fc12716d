"""Heads and inner neurons taken out of a trained tagger where they are missed least.

What a layer keeps is fitted again, by least squares, to what the whole layer gave (the optimal brain surgeon
of Hassibi and Stork, 1993, here with whole heads and neurons for units). How much each layer gives up
follows from how far noise on its result moves the scores of the labels, and from what a unit costs.
"""

import copy
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import torch
from corpus import Example, collate
from network import FULL, HEAD, Layer, Shape, Tagger
from torch import Tensor, nn
from torch.nn import functional

STEP = 64  # neurons taken out together
# Microseconds of a window of 152 word pieces, int8 products of one core with VNNI, 2026-11-22.
HEAD_COST, NEURON_COST, LAYER_COST = 95.0, 0.76, 166.0
_DAMP = 0.01  # of the mean square of a unit, added to all
_NOISE = 0.1
_SAMPLE = 6  # every so many windows serve to measure the effect of noise


class Part(NamedTuple):
    """One half of a layer: its number, and whether its heads or its inner neurons are meant."""

    layer: int
    is_heads: bool


@dataclass
class Surgeon:
    """Units that predict a target together, the least needed taken out one after another.

    `given` has a row a word piece and `size` columns a unit; `wanted` is what they are to give.
    """

    given: Tensor
    wanted: Tensor
    size: int
    kept: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.kept = list(range(self.given.shape[1] // self.size))
        given, wanted = self.given - self.given.mean(0), self.wanted - self.wanted.mean(0)
        self.square = (given.T @ given / len(given)).double()
        self.square += _DAMP * self.square.diagonal().mean() * torch.eye(len(self.square))
        self.cross = (given.T @ wanted / len(given)).double()
        self.spread = float(wanted.square().sum() / len(given))
        self.inverse = torch.linalg.inv(self.square)
        self.weight = self.inverse @ self.cross

    def error(self) -> float:
        """Return the mean square of what the units left do not explain."""
        return self.spread - float((self.cross * self.weight).sum())

    def remove(self, count: int) -> None:
        """Take out the units that cost least, all at once."""
        order = sorted(self.kept, key=dict(zip(self.kept, self._losses(), strict=True)).__getitem__)
        out = self._columns(order[:count])
        self.kept = sorted(order[count:])
        # Blockwise inversion: what is left of the inverse once these rows and columns are gone.
        tied = self.inverse[:, out]
        back = torch.linalg.inv(self.inverse[out][:, out])
        self.weight = self.weight - tied @ (back @ self.weight[out])
        self.inverse = self.inverse - tied @ (back @ tied.T)
        self.weight[out] = 0

    def _losses(self) -> list[float]:
        if self.size == 1:
            at = torch.tensor(self.kept)
            return (self.weight[at].square().sum(1) / self.inverse.diagonal()[at]).tolist()
        losses = []
        for unit in self.kept:
            at = self._columns([unit])
            weight = self.weight[at]
            losses.append(float((weight * torch.linalg.solve(self.inverse[at][:, at], weight)).sum()))
        return losses

    def _columns(self, units: Sequence[int]) -> Tensor:
        return (torch.tensor(units)[:, None] * self.size + torch.arange(self.size)).flatten()

    def fit(self) -> tuple[Tensor, Tensor, Tensor]:
        """Return the columns kept, and the weight and bias that make most of them."""
        at = self._columns(self.kept)
        weight = torch.linalg.solve(self.square[at][:, at], self.cross[at]).float()
        return at, weight.T.contiguous(), self.wanted.mean(0) - self.given.mean(0)[at] @ weight


class Stream:
    """Windows on their way through the layers of one tagger."""

    def __init__(self, model: Tagger, windows: Sequence[Example]) -> None:
        self.rows = []
        for window in windows:
            laid = collate([window])
            self.rows.append(model.encoder.look_up(laid["pieces"], laid["shapes"], laid["quoted"]))

    def gathered(self, layer: Layer) -> list[Tensor]:
        """Return what a layer's heads gather."""
        return [layer.attend(x, x, torch.ones(x.shape[:2], dtype=torch.bool)) for x in self.rows]

    def attended(self, layer: Layer) -> None:
        """Pass the first half of a layer."""
        pairs = zip(self.rows, self.gathered(layer), strict=True)
        self.rows = [layer.join_norm(x + layer.join(y)) for x, y in pairs]

    def transformed(self, layer: Layer) -> None:
        """Pass the second half of a layer."""
        self.rows = [layer.out_norm(x + layer.narrow(layer.transform(x))) for x in self.rows]


@torch.no_grad()
def thin(teacher: Tagger, windows: Sequence[Example], share: float, say: Callable[[str], None]) -> Tagger:
    """Return a tagger that costs about `share` of its teacher."""
    shapes = choose(measure_losses(teacher, windows), share)
    say(f"shapes {[tuple(shape) for shape in shapes]}")
    student = copy.deepcopy(teacher)
    whole, thinned = Stream(teacher, windows), Stream(student, windows)
    for shape, old, new in zip(shapes, teacher.encoder.layers, student.encoder.layers, strict=True):
        given, ours = torch.cat([y[0] for y in thinned.gathered(new)]), joined(thinned)
        whole_given = torch.cat([y[0] for y in whole.gathered(old)])
        surgeon = Surgeon(given, joined(whole) + old.join(whole_given) - ours, HEAD)
        while len(surgeon.kept) > shape.heads:
            surgeon.remove(1)
        _keep_heads(new, surgeon)
        whole.attended(old)
        thinned.attended(new)
        given, ours, theirs = new.transform(joined(thinned)), joined(thinned), joined(whole)
        surgeon = Surgeon(given, theirs + old.narrow(old.transform(theirs)) - ours, 1)
        while len(surgeon.kept) > shape.inner:
            surgeon.remove(min(STEP // 2, len(surgeon.kept) - shape.inner))
        _keep_neurons(new, surgeon)
        whole.transformed(old)
        thinned.transformed(new)
        away = float((joined(whole) - joined(thinned)).square().mean() / joined(whole).var())
        say(f"layer: {100 * away:.2f}% of the variance lost")
    return student


def joined(stream: Stream) -> Tensor:
    """Return the pieces of all windows as rows."""
    return torch.cat([x[0] for x in stream.rows])


def _keep_heads(layer: Layer, surgeon: Surgeon) -> None:
    at, weight, bias = surgeon.fit()
    rows = torch.cat([at + i * layer.heads * HEAD for i in range(3)])
    layer.heads = len(surgeon.kept)
    layer.mix = _linear(layer.mix.weight[rows], layer.mix.bias[rows])
    layer.join = _linear(weight, bias)


def _keep_neurons(layer: Layer, surgeon: Surgeon) -> None:
    at, weight, bias = surgeon.fit()
    layer.widen = _linear(layer.widen.weight[at], layer.widen.bias[at])
    layer.narrow = _linear(weight, bias)


def _linear(weight: Tensor, bias: Tensor) -> nn.Linear:
    made = nn.Linear(weight.shape[1], weight.shape[0])
    made.weight, made.bias = nn.Parameter(weight.clone()), nn.Parameter(bias.clone())
    return made


def measure_losses(teacher: Tagger, windows: Sequence[Example]) -> dict[Part, dict[int, float]]:
    """Return for each half of a layer how far the label scores move when so many of its units are kept."""
    losses = {}
    stream = Stream(teacher, windows)
    for i, layer in enumerate(teacher.encoder.layers):
        given = torch.cat([y[0] for y in stream.gathered(layer)])
        losses[Part(i, True)] = _curve(Surgeon(given, layer.join(given), HEAD), 1)
        stream.attended(layer)
        given = layer.transform(joined(stream))
        losses[Part(i, False)] = _curve(Surgeon(given, layer.narrow(given), 1), STEP)
        stream.transformed(layer)
    for part, curve in losses.items():
        effect = measure_noise(teacher, windows[::_SAMPLE], part)
        losses[part] = {count: error * effect for count, error in curve.items()}
    return losses


def _curve(surgeon: Surgeon, step: int) -> dict[int, float]:
    start = surgeon.error()
    curve = {len(surgeon.kept): 0.0}
    while len(surgeon.kept) > step:
        surgeon.remove(step)
        curve[len(surgeon.kept)] = surgeon.error() - start
    return curve


def measure_noise(teacher: Tagger, windows: Sequence[Example], part: Part) -> float:
    """Return the divergence of the labels from the teacher's for each unit of noise after half a layer."""
    scores, power, count = [], 0.0, 0
    chance = torch.Generator().manual_seed(0)
    for is_noisy in (False, True):
        stream = Stream(teacher, windows)

        def disturb(_: Any, __: Any, made: Tensor) -> Tensor:
            nonlocal power, count
            noise = torch.randn(made.shape, generator=chance) * _NOISE
            power, count = power + float(noise.square().sum()), count + made.shape[1]
            return made + noise

        layer = teacher.encoder.layers[part.layer]
        hook = (layer.join if part.is_heads else layer.narrow).register_forward_hook(disturb)
        if not is_noisy:
            hook.remove()
        for each in teacher.encoder.layers:
            stream.attended(each)
            stream.transformed(each)
        hook.remove()
        scores.append(teacher.emit(joined(stream)).log_softmax(-1))
    away = functional.kl_div(scores[1], scores[0], log_target=True, reduction="batchmean")
    return float(away) * count / power


def choose(losses: dict[Part, dict[int, float]], share: float) -> list[Shape]:
    """Return the shapes that lose least at a share of the whole cost: the cheapest loss first."""
    kept = {part: max(curve) for part, curve in losses.items()}
    whole = cost(FULL)

    def loss_a_cost(part: Part) -> float:
        step = 1 if part.is_heads else STEP
        less = losses[part].get(kept[part] - step)
        if less is None:
            return float("inf")
        return (less - losses[part][kept[part]]) / (step * (HEAD_COST if part.is_heads else NEURON_COST))

    def shapes() -> list[Shape]:
        return [Shape(kept[Part(i, True)], kept[Part(i, False)]) for i in range(len(kept) // 2)]

    while cost(shapes()) > share * whole:
        part = min(kept, key=loss_a_cost)
        kept[part] -= 1 if part.is_heads else STEP
    return shapes()


def cost(shapes: Sequence[Shape]) -> float:
    """Return the microseconds of a window.

    >>> cost([Shape(12, 1536)])
    2473.36
    """
    return sum(HEAD_COST * s.heads + NEURON_COST * s.inner + LAYER_COST for s in shapes)
