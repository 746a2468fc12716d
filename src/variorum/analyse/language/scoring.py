"""The two layers by which the parser and the entity recogniser score their next step."""

from typing import Any

import numpy as np


class Scorer:
    """The two layers over word vectors that score the next step of a reader."""

    def __init__(self, model: Any) -> None:
        lower, upper = model.get_ref("lower"), model.get_ref("upper")
        project = next(n for n in model.get_ref("tok2vec").layers if n.name == "linear")
        self.project = np.ascontiguousarray(project.get_param("W").T)
        self.offset = project.get_param("b")
        weight = lower.get_param("W")  # (feature, output, piece, input)
        self.features, self.width, self.pieces, size = weight.shape
        self.lower = np.ascontiguousarray(weight.transpose(3, 0, 2, 1).reshape(size, -1))
        pad = lower.get_param("pad")[0].transpose(0, 2, 1)  # (feature, piece, output)
        self.pad = np.ascontiguousarray(pad.reshape(self.features, -1))
        self.bias = np.ascontiguousarray(lower.get_param("b").T.reshape(-1))
        self.upper = np.ascontiguousarray(upper.get_param("W").T)
        self.upper_bias = upper.get_param("b")

    def table(self, vectors: Any) -> Any:
        """Return what each word adds as each feature: (word, feature, both pieces); row 0 is no word."""
        rows = (vectors @ self.project + self.offset) @ self.lower
        made = np.empty((len(vectors) + 1, self.features, self.pieces * self.width), dtype=np.float32)
        made[0] = self.pad
        made[1:] = rows.reshape(len(vectors), self.features, -1)
        return made

    def scores(self, summed: Any) -> Any:
        """Return the scores of all steps from the summed features of states, a row each."""
        summed = summed + self.bias
        width = self.width
        best = np.maximum(summed[..., :width], summed[..., width:])
        return best @ self.upper + self.upper_bias
