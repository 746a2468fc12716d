"""Load a language's time words and rules, and compile them once."""

import functools
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from variorum.analyse.time.grammar import Alphabet, parse_pattern, words_of
from variorum.analyse.time.numbers import NumberWords, classes_of, join_words, read_figures
from variorum.analyse.time.patterns import Matcher, Rule
from variorum.analyse.time.tokens import Classes, Token, cut
from variorum.data import load_yaml

_FORM_CLASSES = {
    "iso": "ISO",
    "slashed": "SLASHED",
    "clock": "CLOCK",
    "possessive": "'s",
}

_PLAIN = frozenset({"word", "mark", "break"})  # forms of tokens that have the classes of their letters alone


@dataclass(frozen=True, slots=True)
class TimeLexicon:
    """The words and rules of one language, compiled; `data` holds the word lists that are no classes."""

    words: Mapping[str, Classes]
    numbers: NumberWords
    matcher: Matcher
    data: Mapping[str, Any]

    def read_tokens(self, text: str, breaks: Iterable[int] = ()) -> list[Token]:
        """Cut a text into tokens with their classes, numbers joined."""
        cuts = cut(text, breaks, self.words)
        tokens = [token if token.form in _PLAIN else _classify(token) for token in cuts]
        return join_words(tokens, self.numbers)


@functools.cache
def load_lexicon(language: str = "en") -> TimeLexicon:
    """Load the words and rules of a language; raises `DataError` where a rule is unfit.

    >>> load_lexicon().words["monday"]["WEEKDAY"]
    1
    """
    data = load_yaml(f"time/{language}/words.yaml")
    numbers = NumberWords(**data["numbers"])
    book = load_yaml(f"time/{language}/rules.yaml")
    rules = [_read_rule(entry, book["macros"]) for entry in [*book["rules"], *_feasts(book["feasts"])]]
    words = _read_words(data, rules)
    alphabet = Alphabet()
    for classes in words.values():
        alphabet.add(classes)
    for number_set in _number_sets(data["numbers"], words):
        alphabet.add(number_set)
    for form_class in _FORM_CLASSES.values():
        alphabet.add([form_class])
    return TimeLexicon(words, numbers, Matcher(rules, alphabet), data)


def _feasts(days: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the rules of the feasts that have more than one word."""
    return [
        {
            "name": f"feast {words}",
            "makes": "holiday",
            "with": {"holiday": day},
            "match": [f"{{step}} {words} PART? ( ,? {{year}} )?", f"the? PART of {words} ( ,? {{year}} )?"],
            "when": ["proper"],
        }
        for words, day in days.items()
    ]


def _read_rule(entry: Mapping[str, Any], macros: Mapping[str, str]) -> Rule:
    match = entry["match"]
    return Rule(
        name=entry["name"],
        makes=entry["makes"],
        fixed=entry.get("with", {}),
        when=tuple(entry.get("when", ())),
        patterns=tuple(_expand(p, macros) for p in ([match] if isinstance(match, str) else match)),
    )


def _expand(pattern: str, macros: Mapping[str, str]) -> str:
    """Put the parts that rules share in the place of their names (`{amount}`); they may name others."""
    for _ in range(4):
        for name, body in macros.items():
            pattern = pattern.replace("{" + name + "}", body)
    return pattern


def _read_words(data: Mapping[str, Any], rules: Iterable[Rule]) -> dict[str, dict[str, object]]:
    words: dict[str, dict[str, object]] = defaultdict(dict)
    for name, entries in data["classes"].items():
        for word, value in entries.items():
            words[str(word)][name] = value
    for word, value in data["numbers"]["ordinals"].items():
        words[word]["ORD"] = value
    for word, value in data["numbers"]["decades"].items():
        words[word]["DECADE"] = value
    for rule in rules:
        for pattern in rule.patterns:
            for word in words_of(parse_pattern(pattern)):
                words[word][word] = word
    return dict(words)


def _number_sets(numbers: Mapping[str, Any], words: Mapping[str, Classes]) -> list[list[str]]:
    """Return every set of classes that a number can have."""
    figures = [
        read_figures("0" * (digits - len(str(n))) + str(n)) for digits in (1, 2, 3, 4) for n in range(2300)
    ]
    figures += [
        read_figures(text) for text in ("5,000", "99999", "1234567890", "2.5", "2.30", "999999.5", "9999")
    ]
    figures += [read_figures(text) for text in ("5th", "1990s", "90s", "2359", "2360", "2500", "999999.55")]
    figures += [
        classes_of(9999, 4),
        {"NUM": 1},
        {"NUM": 1, "HOUR": 1},
        {"NUM": 1, "YEARWORDS": 1},
        {"YEARWORDS": 1},
        {"ORD": 1},
    ]
    figures += [{"SHORTYEAR": 1}]
    starts = [words.get(word, {}) for group in ("ones", "tens") for word in numbers[group]]
    spoken: list[Classes] = [
        {"NUM": 1},
        {"NUM": 1, "HOUR": 1},
        {"NUM": 1, "YEARWORDS": 1},
        {"YEARWORDS": 1},
        {"ORD": 1},
        {"DECADE": 1},
    ]
    return [list(f) for f in figures if f] + [list({**a, **b}) for a in starts for b in spoken]


def _classify(token: Token) -> Token:
    if token.form == "number":
        return token._replace(classes=read_figures(token.norm))
    if token.form == "apostrophe":
        digits = token.norm[1:]
        if digits.endswith("s"):
            return token._replace(classes=read_figures(digits))
        return token._replace(classes={"SHORTYEAR": int(digits)})
    if token.form == "halfday":
        return token._replace(norm=(norm := token.norm.replace(".", "")), classes={"AMPM": norm})
    name = _FORM_CLASSES[token.form]
    return token._replace(classes={name: token.norm})
