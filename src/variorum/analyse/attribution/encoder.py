"""The shipped encoder: windows of words in, one row of numbers a word out, by onnxruntime."""

import functools
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from variorum.analyse.attribution.windows import Window, lay_out
from variorum.data import path_of
from variorum.data.graphs import open_graph
from variorum.errors import DataError

_FOLDER = "attribution"


@dataclass(frozen=True, slots=True)
class Encoded:
    """What the encoder says of a window's words: label scores, linking vectors, and the bare encoding.

    `hidden` is there for further heads; `cue` holds two vectors a word (source, content) that are multiplied
    with `word` when the word is part of a cue.
    """

    emit: Any
    cue: Any
    word: Any
    hidden: Any


@dataclass(frozen=True)
class Encoder:
    """The session with its tokenizer and the numbers of the decoding heads."""

    session: Any
    tokenizer: Any
    bias: Any
    begin: Any
    step: Any
    tables: tuple[Any, ...]

    def encode(self, windows: Sequence[Window]) -> list[Encoded]:
        """Encode windows one by one; no padding, so that a window's numbers do not depend on its company."""
        return [self._encode(window) for window in windows]

    def _encode(self, window: Window) -> Encoded:
        laid = lay_out(window)
        feed = {
            "pieces": np.asarray(laid.pieces, dtype=np.int64),
            "shapes": np.asarray(laid.shapes, dtype=np.int64),
            "quoted": np.asarray(laid.quoted, dtype=np.int64),
            "first": np.asarray(laid.first, dtype=np.int64),
        }
        return Encoded(*self.session.run(["emit", "cue", "word", "hidden"], feed))


@functools.cache
def load_encoder(folder: str | None = None, graph: str = "tagger.onnx") -> Encoder:
    """Load the shipped encoder once a process, or a graph in `folder` (as training leaves it).

    Raises `DataError` (E322; E301) where the model does not load or is not there.
    """
    try:
        from tokenizers import Tokenizer

        where = {name: _find(name, folder) for name in (graph, "tagger.json", "tokenizer.json")}
        session = open_graph(where[graph])
        numbers = json.loads(where["tagger.json"].read_text(encoding="utf-8"))
        tokenizer = Tokenizer.from_file(str(where["tokenizer.json"]))
    except DataError:
        raise
    except Exception as error:  # onnxruntime and tokenizers raise types of their own, some of them bare
        raise DataError(
            "E322",
            f"the attribution model cannot be used: {error}",
            do="install variorum again, or set attribution to rules",
        ) from error
    return Encoder(
        session,
        tokenizer,
        np.asarray(numbers["bias"], dtype=np.float32),
        np.asarray(numbers["begin"], dtype=np.float32),
        np.asarray(numbers["step"], dtype=np.float32),
        tuple(np.asarray(table, dtype=np.float32) for table in numbers["tables"]),
    )


def _find(name: str, folder: str | None) -> Path:
    return Path(folder) / name if folder is not None else path_of(f"{_FOLDER}/{name}")
