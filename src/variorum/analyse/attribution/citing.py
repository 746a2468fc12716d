"""Who can be cited: people, bodies, papers, findings; never the ground for a deed ("citing privacy laws")."""

from typing import Any

from variorum.analyse.attribution.describing import is_able_to_speak
from variorum.analyse.attribution.lexicon import load_cues, load_source_words
from variorum.analyse.page import Page
from variorum.model.span import Span

_QUOTES = frozenset({'"', "\u201c", "``", "''", "\u2018", "'"})
_NEAR = 6  # words from "what" to the noun behind "called"
_NOMINAL = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM"})


def is_citable(citing: Any, cited: Any, *, refused: bool) -> bool:
    """Say whether a noun behind "citing" can be a source; only who speaks is quoted.

    "Citing an ongoing investigation", "citing an 'uncooperative witness'" and "citing low growth" give
    grounds, "citing an inquiry by the Courier" does not; who refuses to speak and cites a paper gives a
    ground too (`refused`).
    """
    cues, words = load_cues(), load_source_words()
    forms = {cited.lemma_.lower(), cited.lower_}
    first = cited.left_edge
    is_ground = bool(forms & set(cues.data["voiceless"]["reasons"]))
    if is_ground and (refused or not any(c.lower_ == "by" for c in cited.children)):
        return False
    # Behind "an" a word in quotation marks is somebody's label; 'citing "two officials"' quotes who is cited.
    if first.tag_ == "DT" and any(t.text in _QUOTES for t in cited.doc[first.i : cited.i]):
        return False
    if is_ground:
        return True
    if cited.pos_ == "PROPN":
        return cited.ent_type_ not in ("LAW", "DATE", "TIME", "EVENT")
    if refused and forms & words.documents:
        return False
    if citing.lemma_.lower() != "cite":
        return True
    if is_able_to_speak(cited) or forms & set(cues.data["findings"]):
        return True
    return bool(forms & words.generic) or first.tag_ == "DT"  # "the abbey": a body that no list has


def refuses(page: Page, cue: Span | None) -> bool:
    """Say whether a cue refuses to speak: "declined to say", "would not say"."""
    tokens = page.tokens(cue) if cue is not None else ()
    unwilling = load_cues().data["refusing"]
    return any(t.lemma_.lower() in unwilling or t.dep_ == "neg" for t in tokens or ())


def so_called(citing: Any) -> Any | None:
    """Return the noun behind "what it called": "quoting what it described as a senior source"; else None."""
    doc = citing.doc
    after = doc[citing.i + 1 : citing.i + 1 + _NEAR]
    if not len(after) or after[0].lower_ != "what":
        return None
    calls = load_cues().data["calling"]
    said = next((t for t in after[1:] if t.lemma_.lower() in calls), None)
    if said is None or said.i + 2 >= len(doc):
        return None
    at = said.i + (2 if doc[said.i + 1].lower_ == "as" else 1)
    last = None
    while at < len(doc) and (doc[at].pos_ in _NOMINAL or doc[at].tag_ == "VBN"):
        last = doc[at] if doc[at].pos_ in ("NOUN", "PROPN") else last
        at += 1
    return last
