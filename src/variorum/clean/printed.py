"""The text of a PDF, line breaks of the page undone."""

import io
import logging
import re

from variorum.errors import InputError

_MOST_PAGES = 300
_MOST_CHARACTERS = 20_000_000
_HYPHEN = re.compile(r"(?<=[a-z])-\n(?=[a-z])")


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
    """Join the lines that a page broke: those that run to the margin and do not end a sentence.

    >>> join_lines("The river rose by two me-\\ntres on Monday and then\\nfell again.")
    'The river rose by two metres on Monday and then fell again.'
    """
    lines = [line.strip() for line in _HYPHEN.sub("", text).split("\n")]
    full = sorted(len(line) for line in lines if line)
    margin = 0.8 * full[int(0.9 * (len(full) - 1))] if full else 0
    out: list[str] = []
    joins = False
    for line in lines:
        if joins and line:
            out[-1] += f" {line}"
        else:
            out.append(line)
        joins = bool(line) and (line[-1] not in '.!?:"”' or len(line) >= margin) and len(line) >= 0.6 * margin
    return "\n".join(out)
