"""Read measures: money, lengths, weights, shares, magnitudes, durations, terms of a sentence."""

from fractions import Fraction
from typing import Any, Final

from msgspec.structs import replace

from variorum.analyse.quantities.grammar import PLURAL_VERBS
from variorum.analyse.quantities.lexicon import noun_words, number_words, unit_words
from variorum.analyse.quantities.matching import match_at
from variorum.analyse.quantities.phrases import Phrase, read_core
from variorum.analyse.quantities.qualifying import qualify_after
from variorum.analyse.quantities.scene import Scene, noun_after, noun_span
from variorum.analyse.quantities.shares import changes_by, is_rough
from variorum.analyse.quantities.standing import of_opening, those_after
from variorum.analyse.tags import NOUN_TAGS
from variorum.data import load_words
from variorum.model.analysis import Quantity
from variorum.model.span import Span

_LARGE: Final = 1000


class Refused:
    """A number that a unit shows to be no quantity, such as a point in time."""


def read_measure(scene: Scene, phrase: Phrase) -> Quantity | Refused | None:
    """Return the measure that a phrase begins, None where no unit stands by it."""
    if phrase.kind in ("ordinal", "zero", "decade", "fixed"):
        return None
    if phrase.unit is not None:
        return _with_unit(scene, phrase, phrase.end, phrase.unit)
    money = _read_money(scene, phrase)
    if money is not None:
        return money
    magnitude = _read_magnitude(scene, phrase)
    if magnitude is not None:
        return magnitude
    unit = _unit_at(scene, phrase) or _shared_unit(scene, phrase)
    if unit is not None and unit[1].startswith("degree"):
        phrase, unit = _below_zero(scene, phrase, unit)
    if unit is not None:
        return Refused() if _is_calibre(scene, *unit) else _with_unit(scene, phrase, *unit)
    return _read_share(scene, phrase)


def _below_zero(scene: Scene, phrase: Phrase, unit: tuple[int, str]) -> tuple[Phrase, tuple[int, str]]:
    """Take in the sign of "minus 5 degrees" and "31 degrees below zero"."""
    behind = scene.norms[unit[0] : unit[0] + 2] == ["below", "zero"]
    if not behind and scene.norm(phrase.first - 1) not in ("minus", "-"):
        return phrase, unit
    low = -phrase.high if phrase.high is not None else None
    high = -phrase.low if phrase.low is not None else None
    if behind:
        return replace(phrase, low=low, high=high), (unit[0] + 2, unit[1])
    return replace(phrase, first=phrase.first - 1, low=low, high=high), unit


def _make(scene: Scene, phrase: Phrase, end: int, unit: str | None, slot: str | None = None) -> Quantity:
    if end > phrase.end and not any(p.first <= end < p.end for p in scene.phrases):
        phrase = qualify_after(scene.words, phrase, end, number_words().after_noun)
    low, high = phrase.bounds(counts=False)
    return Quantity(
        span=scene.span(phrase.first, max(end, phrase.end)),
        kind="measure",
        low=low,
        high=high,
        unit=unit,
        qualifier=phrase.qualifier,
        slot=slot,
    )


def repeat_measure(scene: Scene, phrase: Phrase, before: Quantity) -> Quantity:
    """Return the measure of a bare number that takes the unit of the one before."""
    return _make(scene, phrase, phrase.end, before.unit, before.slot)


def _read_money(scene: Scene, phrase: Phrase) -> Quantity | None:
    units, words, end = unit_words(), scene.words, phrase.end
    if phrase.currency is not None:
        return _make(scene, phrase, end, phrase.currency, "money")
    at = end + 1 if (scene.norm(end) == "of" and phrase.kind == "vague") or scene.norm(end) == "-" else end
    if match_at(words, at, units.cash) if at < len(words) else None:
        return _make(scene, phrase, end, None, "money")
    for skip in (0, 1, 2):
        word = scene.norm(at + skip)
        name = word if word in units.currencies else word.removesuffix("s")
        if name not in units.currencies:
            continue
        if name in _ORDINARY and skip == 0 and word != "crowns" and not _is_sum(scene, phrase, at):
            continue
        adjective = " ".join(scene.norm(at + k) for k in range(skip))
        national = units.national.get(name, {})
        if (
            not skip
            and name == "pound"
            and (_weighs(scene, phrase) or _is_weight(scene, at + 1, tied=at > end))
        ):
            return None
        if (
            skip
            and adjective not in national
            and (skip == 2 or (name in _ORDINARY and word != "crowns") or not scene.cased(at)[:1].isupper())
        ):
            return None
        return _make(scene, phrase, at + skip + 1, national.get(adjective, units.currencies[name]), "money")
    if _is_paid(scene, phrase):
        return _make(scene, phrase, end, None, "money")
    code = scene.cased(at)
    if len(code) == 3 and code in units.codes and phrase.in_figures:
        return _make(scene, phrase, at + 1, code, "money")
    return None


def _is_sum(scene: Scene, phrase: Phrase, piece: int) -> bool:
    """Say whether a word that is a currency too is one after a large number: "90 million won"."""
    if (phrase.high or phrase.low or 0) < _LARGE or piece >= len(scene.words):
        return False
    return scene.token(piece).tag_ in NOUN_TAGS and (
        piece + 1 >= len(scene.words) or scene.token(piece + 1).tag_ not in NOUN_TAGS
    )


def _is_weight(scene: Scene, piece: int, *, tied: bool) -> bool:
    """Say whether pounds are a weight: "300 pounds of explosives", "a 500-pound bomb", not "of damage"."""
    after = piece if tied else piece + 1
    noun = noun_after(scene, after) if tied or scene.norm(piece) == "of" else None
    return noun is not None and noun.lemma_.lower() not in unit_words().worth


def _weighs(scene: Scene, phrase: Phrase) -> bool:
    """Say whether something weighs the pounds: "weighs 150 to 175 pounds", "6 feet tall, 200 pounds"."""
    before = range(max(0, phrase.first - 4), phrase.first)
    return any(scene.norm(i) in ("tall", "weight") or scene.lemma(i) == "weigh" for i in before)


def _is_paid(scene: Scene, phrase: Phrase) -> bool:
    """Say whether a verb of paying has the bare figure for its object: "he must pay 5,000"."""
    token = scene.token(phrase.core_end - 1)
    large = (phrase.high or phrase.low or 0) >= _LARGE
    if token.dep_ not in ("dobj", "oprd", "attr") or not (phrase.in_figures or large):
        return False
    ends = phrase.end >= len(scene.words) or scene.token(phrase.end).tag_ in (
        ".",
        ",",
        "IN",
        "CC",
        "TO",
        "RB",
    )
    if token.head.lemma_ == "ask" and (not large or scene.norm(phrase.end) == "to"):
        return False  # "asked 300 in the hall", "asked 2,000 to leave"
    return ends and (phrase.high or 0) >= 50 and token.head.lemma_ in unit_words().paying


_ORDINARY = load_words("quantities/words.yaml", "ordinary")


_REACH = 12  # pieces before a length of time in which a superlative may stand
_MAGNITUDES = (["magnitude", "-"], ["magnitude", "of"], ["magnitude", "as"], ["magnitude", "at"])


def _read_magnitude(scene: Scene, phrase: Phrase) -> Quantity | None:
    units = unit_words()
    if phrase.high is None or not 0 < phrase.high <= 12 or units.shaking.isdisjoint(scene.norms):
        return None
    before = [scene.norm(i) for i in range(max(0, phrase.first - 4), phrase.first)]
    after = [scene.norm(phrase.end + k) for k in range(5)]
    if before[-1:] == ["magnitude"] or before[-2:] in _MAGNITUDES:
        return _make(scene, phrase, phrase.end, "magnitude", "magnitude")
    if after[:2] == ["-", "magnitude"]:
        return _make(scene, phrase, phrase.end + 2, "magnitude", "magnitude")
    if after[0] == "magnitude" or "richter" in after:
        return _make(scene, phrase, phrase.end, "magnitude", "magnitude")
    shaken = not units.shocks.isdisjoint(scene.norm(i) for i in range(phrase.first))
    if shaken and before[-1:] == ["measured"] and "." in scene.words[phrase.core].norm:
        return _make(scene, phrase, phrase.end, "magnitude", "magnitude")
    if "." in scene.words[phrase.core].norm and after[0] in units.shocks:
        return _make(scene, phrase, phrase.end, "magnitude", "magnitude")
    return None


def _unit_at(scene: Scene, phrase: Phrase) -> tuple[int, str] | None:
    """Return the end and name of the unit after a phrase."""
    units, words, at = unit_words(), scene.words, phrase.end
    if at >= len(words):
        return None
    if words[at].norm == "-" and at + 1 < len(words) and words[at + 1].kind == "word":
        if not words[at].glued and words[at + 1].norm not in units.times:
            return None
        at += 1
    elif words[at].norm in ("of", "more", "further", "additional", "a", "an") and at + 1 < len(words):
        norm = words[at].norm
        takes = (phrase.kind in ("vague",) and norm == "of") or (
            phrase.kind == "share" and norm in ("a", "an")
        )
        if norm in ("more", "further", "additional") or takes:
            at += 1
        elif phrase.kind == "share" and norm == "of" and scene.norm(at + 1) in ("a", "an"):
            at += 2
    found = match_at(words, at, units.units)
    if found is None or _begins_person(scene, phrase, at, found):
        return None
    if words[at].norm in units.glued_only and not (phrase.in_figures and _is_abbreviation(scene, at)):
        return None
    if (
        found[1] == "second"
        and phrase.kind == "number"
        and scene.norm(phrase.core) != "one"
        and not words[at].norm.endswith("s")
        and at == phrase.end
    ):
        return None
    return found


def _is_calibre(scene: Scene, end: int, unit: str) -> bool:
    """Say whether a width is the name of a weapon: "a 9 mm handgun", "155mm shells"."""
    if unit not in ("millimetre", "inch"):
        return False
    noun = noun_after(scene, end + 1 if scene.norm(end) == "," else end)
    return noun is not None and noun.lemma_.lower() in unit_words().weapons


def _begins_person(scene: Scene, phrase: Phrase, at: int, found: tuple[int, str]) -> bool:
    """Say whether a unit of time belongs to persons: "55 day labourers", "two night watchmen"."""
    if found[1] not in unit_words().times or at != phrase.end or scene.norm(at).endswith("s"):
        return False
    if phrase.high == 1 or found[0] >= len(scene.words):
        return False
    after = scene.token(found[0])
    return after.tag_ == "NNS" and noun_words().unit_of(after.lemma_.lower()) == "person"


def _shared_unit(scene: Scene, phrase: Phrase) -> tuple[int, str] | None:
    """Return the unit that a second number brings for both: "12 and 15 years"."""
    if phrase.kind != "number" or scene.norm(phrase.end) not in ("and", "or"):
        return None
    second = next((p for p in scene.phrases if p.first == phrase.end + 1 and p.kind == "number"), None)
    unit = _unit_at(scene, second) if second is not None and second.currency is None else None
    return (phrase.end, unit[1]) if unit is not None else None


def _is_abbreviation(scene: Scene, at: int) -> bool:
    """Say whether a letter is a unit: it touches the figures, or is one that stands apart too ("300 m")."""
    return scene.words[at].glued or (
        scene.cased(at) in ("m", "g", "t", "h", "ha") and scene.norm(at + 1) != "."
    )


def _with_unit(scene: Scene, phrase: Phrase, end: int, unit: str) -> Quantity | Refused:
    units = unit_words()
    if phrase.kind == "share":
        phrase = replace(phrase, low=Fraction(phrase.low or 0) / 100, high=Fraction(phrase.high or 0) / 100)
    if unit == "year":
        phrase, end = _add_months(scene, phrase, end)
    if unit in units.times:
        if _is_anchor(scene, phrase, end):
            return Refused()
        return _make(scene, phrase, end, unit, "sentence" if _is_sentence(scene, phrase, end) else None)
    made = _make(scene, phrase, end, unit)
    if unit not in units.stuff or scene.norm(end) != "of":
        return made
    noun = noun_after(scene, end + 1) or those_after(scene, end + 1)
    if noun is None:
        return made
    return Quantity(
        span=made.span, kind="measure", low=made.low, high=made.high, unit=unit,
        qualifier=made.qualifier, counted=noun_span(scene, noun),
    )  # fmt: skip


def _add_months(scene: Scene, phrase: Phrase, end: int) -> tuple[Phrase, int]:
    """Read "2 years and three months" as one length in years."""
    at = end + 1 if scene.norm(end) in ("and", ",") else end
    if at >= len(scene.words):
        return phrase, end
    lexicon = number_words()
    months = read_core(scene.words, at, lexicon)
    if months is None or months.low is None or scene.norm(months.end) not in ("month", "months"):
        return phrase, end
    part = Fraction(months.low) / 12
    longer = replace(
        phrase,
        low=None if phrase.low is None else phrase.low + part,
        high=None if phrase.high is None else phrase.high + part,
    )
    return longer, months.end + 1


def _is_anchor(scene: Scene, phrase: Phrase, end: int) -> bool:
    """Say whether a number of days tells when, not how long: "three days ago", "in the past two weeks"."""
    units = unit_words()
    after, before = scene.norm(end), scene.norm(phrase.first - 1)
    was = after == "before" and before and scene.lemma(phrase.first - 1) == "be"
    if was and "it" in scene.norms[max(0, phrase.first - 4) : phrase.first]:
        return False  # "it was a few weeks before the roads were open"
    lasts = before == "for" or (before and scene.lemma(phrase.first - 1) in units.lasting)
    if after in units.anchors_after and not (lasts and after in units.anchors_of_other):
        return True
    if after == "on" and scene.norm(end + 1) in ("", ",", ".", ";", "and"):
        return True  # "three weeks on, "
    if before in ("in", "within") and _is_first_of_kind(scene, phrase):
        return True
    if before in units.anchors_before and scene.token(phrase.first - 1).tag_[:2] != "VB":
        return True
    return after == "from" and scene.norm(end + 1) == "now"


def _is_first_of_kind(scene: Scene, phrase: Phrase) -> bool:
    """Say whether a length of time says how rare something is: "the worst flood in 30 years"."""
    for i in range(max(0, phrase.first - _REACH), phrase.first - 1):
        if scene.norm(i) in number_words().ordinals or scene.token(i).tag_ in ("JJS", "RBS"):
            return True
    return False


def _is_sentence(scene: Scene, phrase: Phrase, end: int) -> bool:
    """Say whether a length of time is a term that a court gave."""
    around = [scene.norm(i) for i in range(max(0, phrase.first - 8), min(len(scene.words), end + 5))]
    if not unit_words().sentence.isdisjoint(around):
        return True
    served = not unit_words().serving.isdisjoint(around)
    return served and any(word.norm in unit_words().convicts for word in scene.words)


def _read_share(scene: Scene, phrase: Phrase) -> Quantity | None:
    """Read "half of its inhabitants" and "one in ten voters" as a share in percent."""
    if phrase.kind != "share":
        return None
    at = phrase.end
    of = scene.norm(at) == "of"
    if changes_by(scene.words, phrase.first, at):
        return _make(scene, phrase, at, "percent")
    verb = None if of or at >= len(scene.words) else scene.token(at)
    acts = verb is not None and (
        verb.tag_ in ("VBD", "VBP", "MD") or (verb.tag_ == "VBN" and verb.dep_ == "ROOT")
    )
    if acts and is_rough(scene.words, phrase.core):
        return _make(scene, phrase, at, "percent")  # "less than a third agreed"
    noun: Any = noun_after(scene, at + 1 if of else at) or (those_after(scene, at + 1) if of else None)
    if noun is None and scene.norm(at) in PLURAL_VERBS and (whole := of_opening(scene, phrase)) is not None:
        made = _make(scene, phrase, at, "percent")
        return replace(made, counted=noun_span(scene, whole))
    if noun is None and of and scene.norm(at + 1) in ("them", "those", "these", "whom"):
        return _make(scene, phrase, at, "percent")
    if noun is None or (
        not of and scene.norm(at) not in ("the", "its", "their", "all") and phrase.core_end - phrase.core == 1
    ):
        return None
    made = _make(scene, phrase, at, "percent")
    return Quantity(
        span=made.span, kind="measure", low=made.low, high=made.high, unit="percent",
        qualifier=made.qualifier, counted=noun_span(scene, noun),
    )  # fmt: skip


def union(a: Span, b: Span) -> Span:
    """Return the span from the first to the last character of two."""
    return Span(min(a.start, b.start), max(a.end, b.end))
