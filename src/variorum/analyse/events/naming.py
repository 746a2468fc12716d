"""A short line for people that says which happening is meant, by whom it befell or who did it."""

from variorum.analyse.events.fillings import Teller
from variorum.analyse.events.happening import Happening
from variorum.analyse.participants import Phrase

LABEL = 60  # characters
_EMPTY = frozenset({"other", "another", "one", "some", "many", "more", "several"})


def name_event(teller: Teller, group: Happening, kind: str) -> str:
    """Return the type, and whom it befell: whoever is named, else described, else a number."""
    told = group.told or group.mentions
    phrases = [teller.phrases[h] for mention in told for h in mention.patients]
    phrases = [p for p in phrases if p.kind != "pronoun" and p.lemma not in _EMPTY]
    if not phrases:
        return kind
    who = max(phrases, key=lambda phrase: (_has_name(teller, phrase), phrase.kind != "number"))
    return " ".join(f"{kind}: {_words(teller, who)}".split())[:LABEL]


def _words(teller: Teller, phrase: Phrase) -> str:
    words = teller.after_dateline(teller.whole_name(phrase)).of(teller.page.text)
    return f"{words} people" if phrase.kind == "number" and phrase.type in ("person", "group") else words


def _has_name(teller: Teller, phrase: Phrase) -> bool:
    """Say whether a name stands in a phrase: its own, or that of a place or body ("the Kest market")."""
    tree = teller.tree
    return any(tree.pos[i] == "PROPN" for i in range(phrase.first, phrase.head + 1))
