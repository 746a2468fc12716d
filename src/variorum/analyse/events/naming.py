"""A short line for people that says which happening is meant, by whom it befell."""

from variorum.analyse.events.fillings import Teller
from variorum.analyse.events.happening import Happening
from variorum.analyse.participants import Phrase
from variorum.data import load_words

LABEL = 60  # characters
# What says nothing of who was meant; a number of people may be out of date the day after.
_EMPTY = frozenset({"other", "another", "one", "some", "many", "more", "several", "dozen", "hundred"})
_ANYBODY = load_words("events/words.yaml", "nameless")


def name_event(teller: Teller, group: Happening, kind: str) -> str:
    """Return the type, and whom it befell: whoever is named, else described; a number names nobody."""
    told = group.told or group.mentions
    phrases = [teller.phrases[h] for mention in told for h in mention.patients]
    phrases = [p for p in phrases if p.kind not in ("pronoun", "number") and p.lemma not in _EMPTY]
    phrases = [p for p in phrases if p.high != 0]  # "nobody was arrested"
    phrases = [p for p in phrases if p.number is None or p.lemma not in _ANYBODY]
    if not phrases:
        return kind
    who = max(phrases, key=lambda phrase: _has_name(teller, phrase))
    return " ".join(f"{kind}: {_words(teller, who)}".split())[:LABEL]


def _words(teller: Teller, phrase: Phrase) -> str:
    return teller.after_dateline(teller.whole_name(phrase)).of(teller.page.text)


def _has_name(teller: Teller, phrase: Phrase) -> bool:
    """Say whether a name stands in a phrase: its own, or that of a place or body ("the Kest market")."""
    tree = teller.tree
    return any(tree.pos[i] == "PROPN" for i in range(phrase.first, phrase.head + 1))
