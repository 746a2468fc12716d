"""Weights brought onto the grid of seven bits one input after another, each making up for those before.

Rounding to the nearest loses more the fewer weights are left. Here the error of each rounded column is handed
on to the columns that are still free, by what the inputs of real windows have in common (Frantar and others,
GPTQ, 2022). The grid is that of onnxruntime's dynamic quantisation with a reduced range: 64 steps to either
side, scaled by the greatest weight of an output, which stays as it is.
"""

from collections.abc import Sequence

import torch
from corpus import Example
from network import Tagger
from thinning import Stream, joined
from torch import Tensor
from torch.nn import functional

STEPS = 64
_DAMP = 0.01  # of the mean square of an input, added to all


@torch.no_grad()
def round_weights(model: Tagger, windows: Sequence[Example]) -> None:
    """Round the weights of all products of a tagger, layer after layer, as these windows pass through it."""
    stream = Stream(model, windows)
    for layer in model.encoder.layers:
        _round(layer.mix.weight, joined(stream))
        _round(layer.join.weight, torch.cat([x[0] for x in stream.gathered(layer)]))
        stream.attended(layer)
        _round(layer.widen.weight, joined(stream))
        _round(layer.narrow.weight, layer.transform(joined(stream)))
        stream.transformed(layer)
    hidden = joined(stream)
    for head in (model.emit, model.cue, model.word):
        _round(head.weight, hidden)
    _round(model.cue_roles.weight, functional.gelu(model.cue(hidden)))


def _round(weight: Tensor, given: Tensor) -> None:
    """Round a weight (outputs, inputs) in place, for the inputs given (rows)."""
    square = given.double().T @ given.double() / len(given)
    square += _DAMP * square.diagonal().mean() * torch.eye(len(square), dtype=torch.double)
    onward = torch.linalg.cholesky(torch.linalg.inv(square), upper=True)
    left = weight.double()
    most, greatest = left.abs().max(dim=1)
    scale = most.clamp(min=1e-8) / STEPS
    for column in range(left.shape[1]):
        kept = (left[:, column] / scale).round().clamp(-STEPS, STEPS) * scale
        # The greatest weight of an output makes its scale.
        kept = torch.where(greatest == column, weight[:, column].double(), kept)
        error = (left[:, column] - kept) / onward[column, column]
        left[:, column:] -= error[:, None] * onward[column, column:]
        left[:, column] = kept
    weight.copy_(left.float())
