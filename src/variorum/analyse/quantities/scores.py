"""Numbers that are the score of a game or the sides of a vote: "won 3-1", "212 votes to 140"."""

from variorum.analyse.quantities.dismissing import refusal_words
from variorum.analyse.quantities.lexicon import unit_words
from variorum.analyse.quantities.matching import match_at
from variorum.analyse.quantities.phrases import Phrase
from variorum.analyse.quantities.scene import Scene

_RATIOS = frozenset({"ratio", "ratios", "odds"})


def is_score(scene: Scene, phrase: Phrase) -> bool:
    """Say whether two numbers are the score of a game or a vote: "won 3-1", "by 212 votes to 140"."""
    words, end = scene.words, phrase.core_end
    if phrase.kind == "range":
        tied = any(words[i].norm == "-" and words[i].glued for i in range(phrase.core, end))
        near = {w.norm for w in words[max(0, phrase.core - 6) : end + 4]}
        if not near.isdisjoint(_RATIOS) and "to" in scene.norms[phrase.core : end]:
            return True  # "a ratio of one to forty"
        told = phrase.low == 0 or not refusal_words().sports.isdisjoint(near)
        return tied and told and not _has_unit(scene, end)
    tied = (
        end + 1 < len(words)
        and words[end].norm == "-"
        and words[end].glued
        and words[end + 1].kind == "figure"
    )
    ends = end + 1 >= len(words) or scene.token(end + 1).tag_ in (".", ",", ":", "IN", "CC")
    # Not "arrested 12 all afternoon".
    level = scene.norm(end) == "apiece" or (scene.norm(end) == "all" and ends)
    apiece = level and not refusal_words().sports.isdisjoint(
        scene.norms[max(0, phrase.core - 6) : phrase.core]
    )  # "the score was level at two apiece"
    return apiece or (phrase.in_figures and tied) or _is_of_vote(scene, phrase)


def _has_unit(scene: Scene, piece: int) -> bool:
    return match_at(scene.words, piece, unit_words().units) is not None


def _is_of_vote(scene: Scene, phrase: Phrase) -> bool:
    """Say whether a number is one side of a vote: "212 votes to 140", "212 to 140 votes"."""
    ballots, at = refusal_words().ballots, phrase.core_end
    if scene.norm(at) in ballots and scene.norm(at + 1) in ("to", "against"):
        return at + 2 < len(scene.words) and _is_number(scene, at + 2)
    before = phrase.first - 1
    if scene.norm(before) not in ("to", "against") or scene.norm(before - 1) not in ballots:
        return False
    return before > 1 and _is_number(scene, before - 2)


def _is_number(scene: Scene, piece: int) -> bool:
    return scene.words[piece].kind == "figure" or scene.token(piece).tag_ == "CD"
