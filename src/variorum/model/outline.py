"""The outline of one event mention: what it offers to be compared with mentions in other reports."""

import msgspec

from variorum.model.span import Span


class Outline(msgspec.Struct, frozen=True, kw_only=True):
    """One mention: its head's lemma, its type where the ontology knows one, and the words of its parts.

    `names` are the capitalised words of its sentence, `words` its other content words; `agents` and
    `patients` hold the head nouns and names of who and whom, pronouns followed to what they stand for.
    """

    span: Span
    lemma: str
    type: str
    family: str
    is_noun: bool
    agents: tuple[str, ...]
    patients: tuple[str, ...]
    names: tuple[str, ...]
    words: tuple[str, ...]
    numbers: tuple[str, ...]
    sentence: int
