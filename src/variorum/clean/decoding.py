"""From bytes to text, with the charset used and the characters lost on record."""

import codecs
import re
from dataclasses import dataclass

from variorum.data.charsets import guess_charset, without_tags

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 1 << 16
_FEW = 0.002  # below this share of broken bytes a text is damaged UTF-8, not another charset
_SURROGATE = re.compile("[\ud800-\udfff]")
# One whole character of several bytes in UTF-8.
_WIDE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_EAST = ["gb18030", "big5", "shift_jis", "euc_jp", "euc_kr", "cp874"]
# HTML's rule: what calls itself Latin-1 or ASCII is windows-1252 in practice.
_SAME = {"iso-8859-1": "windows-1252", "iso8859-1": "windows-1252", "ascii": "windows-1252"}


@dataclass(frozen=True)
class Decoded:
    """Text with the charset that gave it and the number of characters that could not be read."""

    text: str
    encoding: str
    replaced: int

    @property
    def flags(self) -> tuple[str, ...]:
        """Say what a reader of the record should know: another charset than UTF-8, characters lost.

        >>> Decoded("a\\ufffd", "windows-1252", 1).flags
        ('encoding:windows-1252', 'replaced:1')
        """
        found = [] if self.encoding == "utf-8" else [f"encoding:{self.encoding}"]
        return (*found, *([f"replaced:{self.replaced}"] if self.replaced else []))


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Decode bytes by their byte order mark, as UTF-8, as declared, or by what they look like.

    UTF-8 goes before what is declared: bytes that are valid UTF-8 with high bytes in it are seldom
    anything else, and pages lie about their charset more often than that. Never fails.

    >>> decode(b"caf\\xe9 closed, the mayor said")
    Decoded(text='café closed, the mayor said', encoding='windows-1252', replaced=0)
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _replace(data[len(bom) :], name)
    try:
        return Decoded(data.decode("utf-8"), "utf-8", 0)
    except UnicodeDecodeError:
        pass
    known = _known(declared)
    if known and known != "utf-8":
        return _replace(data, known)
    return _guess(data)


def mend(text: str, encoding: str = "utf-8") -> Decoded:
    """Replace lone surrogates, which no file can hold, and count every replacement.

    `encoding` is that of the table or list that the text was taken from.
    """
    already = text.count("\ufffd") if encoding != "utf-8" else 0
    text, lone = _SURROGATE.subn("\ufffd", text)
    return Decoded(text, encoding, already + lone)


def _replace(data: bytes, name: str) -> Decoded:
    text = data.decode(name, errors="replace")
    return Decoded(_SURROGATE.sub("\ufffd", text), name, text.count("\ufffd"))


def _known(declared: str | None) -> str | None:
    if not declared:
        return None
    name = declared.strip().strip("\"'").lower()[:40]
    try:
        codecs.lookup(name)
        b"a".decode(name)
    except (LookupError, UnicodeError, TypeError, ValueError):
        return None
    return _SAME.get(name, name)


def _guess(data: bytes) -> Decoded:
    lenient = data.decode("utf-8", errors="replace")
    broken = lenient.count("\ufffd")
    whole = sum(1 for _ in _WIDE.finditer(data))
    if broken <= max(1, _FEW * len(lenient)) and whole >= broken:
        return Decoded(lenient, "utf-8", broken)
    charset = guess_charset(data)
    if charset is not None:
        return _replace(data, charset)
    return _guess_wide(data)


def _guess_wide(data: bytes) -> Decoded:
    """Decode what no charset of one byte a character makes words of, as East Asian texts are."""
    from charset_normalizer import from_bytes

    best = from_bytes(without_tags(data[: 4 * _SAMPLE])[:_SAMPLE], cp_isolation=_EAST).best()
    return _replace(data, best.encoding if best else "windows-1252")
