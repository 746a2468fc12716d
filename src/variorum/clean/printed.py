"""The text of a PDF, line breaks of the page undone."""

import io
import logging
import math
import re

from variorum.errors import InputError

_MOST_PAGES = 300
_MOST_CHARACTERS = 20_000_000
_USUAL = 0.9  # share of the lines that are no longer than the page is wide
_FULL, _HALF, _NO_ROOM = 0.8, 0.5, 0.85  # shares of the page's width
_CLOSED = '.!?:"”'
# A word parted at a line's end; a soft hyphen says so wherever it stands, and is no letter of the word.
_HYPHEN = re.compile(r"(?<=[a-z])[-\u2010]\n(?=[a-z])|\u00ad[ \t]*\n?(?=\w)|\u00ad")


def read_pdf_text(data: bytes, where: str) -> str:
    """Return a PDF's text in reading order, paragraphs as lines.

    Raises `InputError` (E122) where it is damaged, locked by a password, or holds only pictures.
    """
    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    pages: list[str] = []
    try:
        reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise _unreadable("is locked by a password", where)
        for page in reader.pages[:_MOST_PAGES]:
            pages.append(page.extract_text() or "")
            if sum(map(len, pages)) > _MOST_CHARACTERS:
                break
    except InputError:
        raise
    except Exception as error:  # pypdf raises whatever a damaged file makes it stumble over
        raise _unreadable(f"cannot be read ({type(error).__name__})", where) from error
    text = "\n\n".join(pages)
    if not text.strip():
        raise _unreadable("holds no text, only pictures", where)
    return join_lines(text)


def _unreadable(what: str, where: str) -> InputError:
    return InputError("E122", f"the PDF {what}", where=where, do="save its text in another form")


def join_lines(text: str) -> str:
    """Join the lines that a page broke: those that had no room for the next word.

    A line that had room ends a paragraph or is a headline, unless the next one goes on in small letters.

    >>> join_lines("The river rose by two me-\\ntres on Monday and then\\nfell again.")
    'The river rose by two metres on Monday and then fell again.'
    >>> join_lines("Four of the dead were chil\\u00ad\\ndren of the lower to\\u00adwn.")
    'Four of the dead were children of the lower town.'
    >>> join_lines("Rain falls on Osk\\nRain fell on Osk for the third day in a row\\nand the river rose.")
    'Rain falls on Osk\\nRain fell on Osk for the third day in a row and the river rose.'
    """
    lines = [line.strip() for line in _HYPHEN.sub("", text).split("\n")]
    lengths = sorted(len(line) for line in lines if line)
    width = lengths[math.ceil(_USUAL * (len(lengths) - 1))] if lengths else 0
    out: list[str] = []
    before = ""
    for line in lines:
        if before and line and _runs_on(before, line, width):
            out[-1] += f" {line}"
        else:
            out.append(line)
        before = line
    return "\n".join(out)


def _runs_on(line: str, following: str, width: int) -> bool:
    """Say whether a line goes on in the next; letters are not equally wide, so its room is a guess."""
    if line[-1] in _CLOSED:
        return len(line) >= _FULL * width
    if following[0].islower():
        return len(line) >= _HALF * width
    return len(line) + 1 + len(following.split(None, 1)[0]) >= _NO_ROOM * width
