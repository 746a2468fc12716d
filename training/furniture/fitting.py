"""Fit a conditional random field over the lines of texts: what speaks for labels, alone and in a row.

Full batch, quasi-Newton (L-BFGS) from zero: the same input gives the same weights. The gradient is that of
Lafferty, McCallum and Pereira (2001), from the chances of the forward-backward algorithm.
"""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from scipy.optimize import fmin_l_bfgs_b

STEPS = 60
PENALTY = 1e-4  # on the squares of the weights of features, beside the mean loss a line
STEP_PENALTY = 1e-5  # on those of label behind label
_ALIKE = 400  # texts of like length that are read together


@dataclass
class Lines:
    """Lines of texts in a row: sparse features, labels, joints and weights, and where each text begins."""

    features: Any
    labels: Any
    joints: Any
    weights: Any
    starts: Any


@dataclass
class Field:
    """The weights found: (feature, label), bias, (joint, label before, label), of first and of last lines."""

    features: Any
    bias: Any
    steps: Any
    begin: Any
    end: Any


@dataclass
class _Batch:
    """Texts of like length, padded to the longest: which line stands where, and where there is one."""

    at: Any
    there: Any
    last: Any


@dataclass
class _Slopes:
    """How the loss changes with each score of a line, each step, and the ends."""

    scores: Any
    steps: Any
    begin: Any
    end: Any


def fit_field(lines: Lines, classes: int, joints: int) -> Field:
    """Return the field with the least penalised loss."""
    width = lines.features.shape[1]
    shapes = [(width, classes), (classes,), (joints, classes, classes), (classes,), (classes,)]
    edges = np.cumsum([int(np.prod(shape)) for shape in shapes])
    across, batches = lines.features.T.tocsr(), _batches(lines)
    lines = replace(lines, weights=lines.weights / lines.weights.sum())

    def unpack(flat: Any) -> Field:
        return Field(*(part.reshape(s) for part, s in zip(np.split(flat, edges[:-1]), shapes, strict=True)))

    def loss_of(flat: Any) -> tuple[float, Any]:
        field = unpack(flat)
        scores = lines.features @ field.features.astype(np.float32) + field.bias
        slopes = _Slopes(
            np.zeros_like(scores), STEP_PENALTY * field.steps, np.zeros(classes), np.zeros(classes)
        )
        loss = sum(_add_slopes(lines, scores, field, batch, slopes) for batch in batches)
        loss += PENALTY / 2 * float((field.features**2).sum())
        loss += STEP_PENALTY / 2 * float((field.steps**2).sum())
        features = across @ slopes.scores.astype(np.float32) + PENALTY * field.features
        rest = (features, slopes.scores.sum(0), slopes.steps, slopes.begin, slopes.end)
        return loss, np.concatenate([part.ravel() for part in rest]).astype(np.float64)

    found, *_ = fmin_l_bfgs_b(loss_of, np.zeros(edges[-1]), maxiter=STEPS, m=8)
    return unpack(found)


def _batches(lines: Lines) -> list[_Batch]:
    """Set texts of like length side by side."""
    counts = np.diff(lines.starts)
    order = [int(n) for n in np.argsort(counts, kind="stable") if counts[n]]
    found, at = [], 0
    while at < len(order):
        most = counts[order[at]] * 1.3 + 2
        chosen = [n for n in order[at : at + _ALIKE] if counts[n] <= most]
        at += len(chosen)
        there = np.arange(max(counts[n] for n in chosen)) < counts[chosen][:, None]
        rows = np.where(there, lines.starts[chosen][:, None] + np.arange(there.shape[1]), 0)
        found.append(_Batch(rows, there, counts[chosen] - 1))
    return found


def _add_slopes(lines: Lines, scores: Any, field: Field, batch: _Batch, slopes: _Slopes) -> float:
    """Add what a batch says of the weights to `slopes`; return its loss."""
    own, joints, labels = scores[batch.at], lines.joints[batch.at], lines.labels[batch.at]
    weight, each = lines.weights[batch.at[:, 0]], np.arange(len(batch.at))
    ahead, behind, whole = _read_both_ways(own, joints, field, batch)
    chances = np.exp(ahead + behind - whole[:, None, None]) * weight[:, None, None]
    last = labels[each, batch.last]
    gold = field.begin[labels[:, 0]] + field.end[last]
    gold += (np.take_along_axis(own, labels[..., None], 2)[..., 0] * batch.there).sum(1)
    slopes.begin += chances[:, 0].sum(0) - np.bincount(labels[:, 0], weight, len(slopes.begin))
    slopes.end += chances[each, batch.last].sum(0) - np.bincount(last, weight, len(slopes.end))
    for n in range(1, own.shape[1]):
        here = batch.there[:, n]
        joint, before, label = joints[here, n], labels[here, n - 1], labels[here, n]
        gold[here] += field.steps[joint, before, label]
        pairs = ahead[here, n - 1, :, None] + field.steps[joint] + (own + behind)[here, n, None, :]
        pairs = np.exp(pairs - whole[here, None, None]) * weight[here, None, None]
        np.add.at(slopes.steps, joint, pairs)
        np.add.at(slopes.steps, (joint, before, label), -weight[here])
    right = np.eye(own.shape[2])[labels] * weight[:, None, None]
    slopes.scores[batch.at[batch.there]] = (chances - right)[batch.there]
    return float((weight * (whole - gold)).sum())


def _read_both_ways(own: Any, joints: Any, field: Field, batch: _Batch) -> tuple[Any, Any, Any]:
    """Return what speaks for each label from before (with the line's own) and from behind, and for all."""
    ahead, behind = np.zeros_like(own), np.zeros_like(own)
    ahead[:, 0], behind[:, -1] = field.begin + own[:, 0], field.end
    count = own.shape[1]
    for n in range(1, count):
        found = _sum_logs(ahead[:, n - 1, :, None] + field.steps[joints[:, n]], 1) + own[:, n]
        ahead[:, n] = np.where(batch.there[:, n, None], found, ahead[:, n - 1])
    for n in range(count - 1, 0, -1):
        found = _sum_logs(field.steps[joints[:, n]] + (own[:, n] + behind[:, n])[:, None, :], 2)
        behind[:, n - 1] = np.where(batch.there[:, n, None], found, behind[:, n])
    return ahead, behind, _sum_logs(ahead[:, -1] + field.end, 1)


def _sum_logs(values: Any, axis: int) -> Any:
    top = values.max(axis, keepdims=True)
    return (top + np.log(np.exp(values - top).sum(axis, keepdims=True))).squeeze(axis)
