"""Parts of speech, morphology and lemmas by the model's own rules: each kind of word once, then by heart."""

import re
from collections.abc import Collection, Sequence
from typing import Any

import numpy as np
from spacy.attrs import IDS
from spacy.matcher import Matcher
from spacy.tokens import Doc

_SET = ("TAG", "POS", "MORPH", "LEMMA", "DEP")
_PLACE = {IDS[name]: place for place, name in enumerate(_SET)}
_MOST_KEPT = 100_000
_MOST_SEEN = 30_000
# One syllable whose last consonant is doubled before "ed" and "ing": "hop" makes "hopped", never "hoped".
_DOUBLES = re.compile(r"[^aeiou]{0,3}[aeiou][bdfgklmnprtvz]")
_OTHER = "\u2205\u2205"  # stands for every word that no rule names

Key = tuple[int, int, int, int]
Ruled = list[tuple[int, dict[int, int]]]


class Rules:
    """The patterns of spaCy's attribute ruler.

    A pattern of one word is tried once for each tag, relation and word that the rules name; a pattern of
    more words is looked for where a word that may open it stands. Raises `ValueError` where patterns look
    at anything else, or repeat words.
    """

    def __init__(self, ruler: Any) -> None:
        self.ruler, self.vocab = ruler, ruler.vocab
        self.longer, self.opening, self.reach = Matcher(self.vocab), Matcher(self.vocab), 1
        named: set[str] = set()
        self.shapes: list[re.Pattern[str]] = []
        for number, rule in enumerate(ruler.patterns):
            if not set(ruler.attrs[number]) <= set(_PLACE):
                raise ValueError(f"rule {number} sets something else")
            for pattern in rule["patterns"]:
                named |= self._named(pattern[0])
                self.reach = max(self.reach, len(pattern))
            if longer := [pattern for pattern in rule["patterns"] if len(pattern) > 1]:
                self.longer.add(str(number), longer)
                self.opening.add(str(number), [pattern[:1] for pattern in longer])
        self.other = self.vocab.strings.add(_OTHER)
        self._words = {key: key for key in map(self.vocab.strings.add, sorted(named))}
        self._rows: dict[Key, tuple[int, ...]] = {}
        self._ruled: dict[Key, Ruled] = {}
        self._opens: set[Key] = set()
        self._seen: dict[Key, Key] = {}

    def apply(self, doc: Any) -> None:
        """Set what the rules set, a later rule over an earlier one."""
        if len(self._words) > _MOST_KEPT:
            self._words = {word: kept for word, kept in self._words.items() if kept == word}
        if len(self._seen) > _MOST_SEEN:
            self._seen.clear()
        columns = doc.to_array(["TAG", "LOWER", "DEP", "IS_SPACE"]).T.tolist()
        seen, known = list(zip(*columns, strict=True)), self._seen
        for key in set(seen).difference(known):
            known[key] = self._key_of(key)
        keys = [known[key] for key in seen]
        rows = [self._rows[key] for key in keys]
        for i, ruled in self._find_longer(doc, keys).items():
            rows[i] = _row(keys[i], sorted([*self._ruled[keys[i]], *ruled], key=lambda pair: pair[0]))
        doc.from_array(list(_SET), np.array(rows, dtype=np.uint64))

    def _key_of(self, seen: Key) -> Key:
        """Return what the rules see of a word, and learn what they set of it."""
        tag, word, dep, space = seen
        key = tag, self._words.get(word) or self._stand_in(word), dep, space
        if key not in self._rows:
            self._learn(key)
        return key

    def _learn(self, key: Key) -> None:
        tag, word, dep, is_space = key
        text = "\n" if is_space else self.vocab.strings[word]
        one = Doc(self.vocab, words=[text])
        one.from_array(["TAG", "DEP"], np.array([[tag, dep]], dtype=np.uint64))
        ruled = [
            (number, self.ruler.attrs[number])
            for number, _, start, end in self.ruler.match(one)
            if end - start == 1
        ]
        self._ruled[key] = ruled
        if self.opening(one, allow_missing=True):
            self._opens.add(key)
        self._rows[key] = _row(key, ruled)

    def _named(self, token: dict[str, Any]) -> set[str]:
        if not set(token) <= {"TAG", "LOWER", "DEP", "IS_SPACE"}:
            raise ValueError(f"a rule looks at {sorted(token)}")
        words = token.get("LOWER", [])
        if isinstance(words, str):
            return {words}
        if isinstance(words, dict) and set(words) == {"REGEX"}:
            self.shapes.append(re.compile(words["REGEX"]))
            return set()
        if isinstance(words, dict) and set(words) != {"IN"}:
            raise ValueError("a rule looks at words in another way")
        return set(words["IN"] if isinstance(words, dict) else words)

    def _stand_in(self, word: int) -> int:
        # Words that no rule names are all alike to the rules.
        text = self.vocab.strings[word]
        self._words[word] = kept = word if any(shape.search(text) for shape in self.shapes) else self.other
        return kept

    def _find_longer(self, doc: Any, keys: Sequence[Key]) -> dict[int, Ruled]:
        found: dict[int, Ruled] = {}
        opens = self._opens
        for i in [i for i, key in enumerate(keys) if key in opens]:
            for name, start, end in self.longer(doc[i : i + self.reach], allow_missing=True):
                if start == 0:
                    number = int(self.vocab.strings[name])
                    index = self.ruler.indices[number]
                    at = i + (index if index >= 0 else end + index)
                    found.setdefault(at, []).append((number, self.ruler.attrs[number]))
        return found


def _row(key: Key, ruled: Ruled) -> tuple[int, ...]:
    row = [key[0], 0, 0, 0, key[2]]
    for _, values in ruled:
        for name, value in values.items():
            row[_PLACE[name]] = value
    return tuple(row)


class Lemmas:
    """The lemma of each word form, part of speech and morphology, asked of the model's lemmatizer once."""

    def __init__(self, lemmatizer: Any) -> None:
        self.lemmatizer = lemmatizer
        self.strings = lemmatizer.vocab.strings
        index = lemmatizer.lookups.get_table("lemma_index", {})
        for pos, forms in list(index.items()):
            index[pos] = frozenset(forms)  # a list of 80,000 forms is looked through for every new word
        self.verbs: Collection[str] = index.get("verb", frozenset())
        self.nouns: Collection[str] = index.get("noun", frozenset())
        self._known: dict[tuple[int, int, int], int] = {}

    def apply(self, doc: Any) -> None:
        """Give a lemma to each word that has none."""
        if len(self._known) > _MOST_KEPT:
            self._known.clear()
            self.lemmatizer.cache.clear()
        known = self._known
        found = []
        columns = doc.to_array(["ORTH", "POS", "MORPH", "LEMMA"]).T.tolist()
        for i, (form, pos, morph, given) in enumerate(zip(*columns, strict=True)):
            lemma = given or known.get((form, pos, morph))
            if lemma is None:
                lemma = self.strings.add(self._lemma(doc[i]))
                known[form, pos, morph] = lemma
            found.append(lemma)
        doc.from_array(["LEMMA"], np.array(found, dtype=np.uint64))

    def _lemma(self, word: Any) -> str:
        """Return the lemma of a word, where the lemmatizer's own cannot be by how English is spelt.

        "Hoped" is "hope": what hops has "hopped". "Texted", of a verb that it does not know, is no "texte".
        """
        lemma: str = self.lemmatizer.lemmatize(word)[0]
        if word.pos_ != "VERB":
            return lemma
        if _DOUBLES.fullmatch(lemma) and f"{lemma}e" in self.verbs:
            return f"{lemma}e" if word.lower_ in (f"{lemma}ed", f"{lemma}ing") else lemma
        is_unknown = lemma not in self.verbs and word.lower_ == f"{lemma}d"
        return lemma[:-1] if is_unknown and lemma[:-1] in self.nouns else lemma
