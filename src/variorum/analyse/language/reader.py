"""A text read into a spaCy document: tags, parse, lemmas and entities."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from spacy.tokens import Doc
from thinc.api import NumpyOps
from threadpoolctl import ThreadpoolController

from variorum.analyse.language.attributes import Lemmas, Rules
from variorum.analyse.language.entities import EntityReader
from variorum.analyse.language.marking import mark_paragraphs
from variorum.analyse.language.vectors import WordVectors

# Words that the vocabulary may hold before it is loaded afresh: it never forgets, and must not fill memory.
_MOST_WORDS = 250_000
# Characters read together: the networks need some 5 kB a word.
_LONGEST = 100_000


class Reader:
    """A loaded pipeline.

    `load` loads it; it is called again when the vocabulary has grown large. With `is_known_build` the
    networks are run here, with the labels that spaCy gives them; otherwise by spaCy.
    """

    def __init__(self, load: Callable[[], Any], *, is_known_build: bool) -> None:
        self._load, self._is_known_build = load, is_known_build
        self._open()

    def _open(self) -> None:
        self.pipeline = self._load()
        self._threads = ThreadpoolController()
        self._steps = _Steps(self.pipeline) if self._is_known_build else None

    @property
    def vocab(self) -> Any:
        """The vocabulary of the documents."""
        return self.pipeline.vocab

    def __call__(self, text: str) -> Any:
        """Read one text. A very long one is read in parts, cut between lines, sentences or words."""
        if len(self.vocab) > _MOST_WORDS:
            self._open()
        if len(text) <= _LONGEST:
            return self._read(text)
        return Doc.from_docs([self._read(part) for part in _parts(text)], ensure_whitespace=False)

    def _read(self, text: str) -> Any:
        if self._steps is None:
            return self.pipeline(text)
        # More threads than one gain nothing on products this small, and take the cores of other workers.
        with self._threads.limit(limits=1, user_api="blas"):
            return self._steps.read(text)


class _Steps:
    """The pipes of the small model, each run by what is faster and gives the same."""

    def __init__(self, pipeline: Any) -> None:
        pipe = pipeline.get_pipe
        self.tokenize = pipeline.make_doc
        self.vectors = WordVectors(pipe("tok2vec").model, pipe("ner").model.get_ref("tok2vec"))
        softmax = next(node for node in pipe("tagger").model.walk() if node.name == "softmax")
        self.tagging = np.ascontiguousarray(softmax.get_param("W").T), softmax.get_param("b")
        self.tags = np.array([pipeline.vocab.strings[tag] for tag in pipe("tagger").labels], dtype=np.uint64)
        self.parser = pipe("parser")
        for node in self.parser.model.walk():
            # Its large products by numpy's library, whose instructions are the widest that there are.
            node.ops = NumpyOps(use_blis=False)
        self.entities = EntityReader(pipe("ner"))
        self.rules, self.lemmas = Rules(pipe("attribute_ruler")), Lemmas(pipe("lemmatizer"))

    def read(self, text: str) -> Any:
        """Read one text."""
        doc = self.tokenize(text)
        if not len(doc):
            return doc
        doc.tensor, naming = self.vectors.read(doc)
        weight, bias = self.tagging
        doc.from_array(["TAG"], self.tags[(doc.tensor @ weight + bias).argmax(axis=1)])
        mark_paragraphs(doc, text)
        self.parser(doc)
        self.rules.apply(doc)
        self.lemmas.apply(doc)
        seen = doc.to_array(["IS_SPACE", "SENT_START"])
        found = self.entities.read(naming, seen[:, 0] == 1, seen[:, 1] == 1)
        doc.from_array(["ENT_IOB", "ENT_TYPE"], np.stack(found, axis=1))
        return doc


def _parts(text: str) -> Iterator[str]:
    start = 0
    while len(text) - start > _LONGEST:
        end = start + _LONGEST
        # The last line end of the stretch, or sentence end, or blank; else the stretch as it is.
        at = (text.rfind(mark, start + _LONGEST // 2, end) + len(mark) for mark in ("\n", ". ", " "))
        cut = next((place for place in at if place > start + _LONGEST // 2), end)
        yield text[start:cut]
        start = cut
    yield text[start:]
