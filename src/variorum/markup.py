"""HTML that cannot be forged: plain words are escaped, only what was made here counts as markup."""

from collections.abc import Iterable
from html import escape

_EMPTY = frozenset({"br", "link", "meta", "col"})
# What no page may hold, whatever a report says.
_CONTROLS = dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(127, 160)), "\ufffd")


class Html(str):
    """Markup; a plain `str` is words and will be escaped."""

    __slots__ = ()


def tag(name: str, /, *inside: object, **attributes: object) -> Html:
    """Write one element; words inside and in attributes are escaped, None is left out.

    A trailing underscore of an attribute is dropped (`class_`), others become hyphens.

    >>> tag("p", "a<b ", tag("b", "c"), class_="x")
    '<p class="x">a&lt;b <b>c</b></p>'
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_plain(str(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return Html(f"<{name}{written}/>" if name in _EMPTY else f"<{name}{written}>{_flatten(inside)}</{name}>")


def join(*inside: object) -> Html:
    """Put markup and words one after the other."""
    return Html(_flatten(inside))


def _flatten(inside: Iterable[object]) -> str:
    parts = []
    for part in inside:
        if isinstance(part, Html):
            parts.append(str(part))
        elif isinstance(part, str):
            parts.append(_plain(part))
        elif isinstance(part, Iterable):
            parts.append(_flatten(part))
        elif part is not None:
            parts.append(_plain(str(part)))
    return "".join(parts)


def _plain(words: str) -> str:
    return escape(words.translate(_CONTROLS).encode(errors="replace").decode())
