"""Elements of SVG with every word escaped; the sign of a status is a shape, colour is never the only one."""

from collections.abc import Iterable
from html import escape

from variorum.data import path_of

STYLE = path_of("pictures/style.css").read_text(encoding="utf-8")

# Width of a letter of the sans-serif of a browser, as a share of its size: an upper estimate for Latin text.
_LETTER = 0.56

# Not legal in XML, whatever an outlet calls itself.
_CONTROLS = dict.fromkeys(
    (*range(9), 11, 12, *range(14, 32), *range(127, 160), 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)), "\ufffd"
)


def clean(words: str) -> str:
    """Escape words for XML and replace what no XML may hold.

    >>> clean('<b> & "x"')
    '&lt;b&gt; &amp; &quot;x&quot;'
    """
    return escape(words.translate(_CONTROLS))


def number(value: float) -> str:
    """Write a coordinate to a tenth of a pixel, without a tail of noughts.

    >>> number(3.0), number(-0.04), number(2.345)
    ('3', '0', '2.3')
    """
    words = f"{value:.1f}".removesuffix(".0")
    return "0" if words == "-0" else words


def element(name: str, inside: str = "", /, **attributes: object) -> str:
    """Write one element; `inside` must be markup already, attributes are escaped, None leaves one out.

    A trailing underscore of a name is dropped and others become hyphens (`class_`, `stroke_width`).

    >>> element("text", clean("a<b"), x=1.0, class_="v-faint")
    '<text x="1" class="v-faint">a&lt;b</text>'
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{number(v) if isinstance(v, float) else clean(str(v))}"'
        for key, v in attributes.items()
        if v is not None
    )
    return f"<{name}{written}>{inside}</{name}>" if inside else f"<{name}{written}/>"


def picture(
    parts: Iterable[str], size: tuple[float, float], title: str, *, about: str = "", alone: bool = False
) -> str:
    """Put parts together as one picture with a title and a description for those who cannot see it."""
    width, height = size
    inside = [element("title", clean(title) or " "), element("desc", clean(about)) if about else ""]
    if alone:
        inside.append(element("style", STYLE))
    return element(
        "svg",
        "\n" + "\n".join(part for part in (*inside, *parts) if part) + "\n",
        xmlns="http://www.w3.org/2000/svg",
        class_="v-picture",
        role="group",
        aria_label=f"{title}. {about}" if about else title,
        width=float(width),
        height=float(height),
        viewBox=f"0 0 {number(width)} {number(height)}",
        font_family="system-ui, sans-serif",
        font_size=13,
        fill="currentColor",
    )


def say_number(events: int) -> str:
    """Say a number of events.

    >>> say_number(1), say_number(2)
    ('1 event', '2 events')
    """
    return f"{events:,} event" if events == 1 else f"{events:,} events"


def link(inside: str, href: str | None) -> str:
    """Lead from a mark to an address of the page it stands on, or to http(s); to nowhere else."""
    if href is None or not href.startswith(("/", "#", "?", "./", "http://", "https://")):
        return inside
    return element("a", inside, href=href)


def words_at(x: float, y: float, words: str, **attributes: object) -> str:
    """Write words at a place; the base line is at `y`."""
    return element("text", clean(words) or " ", x=float(x), y=float(y), **attributes)


def width_of(words: str, size: float = 13) -> float:
    """Estimate how wide words are drawn, in pixels; never too little for Latin letters of a usual face."""
    return len(words) * size * _LETTER


def shorten(words: str, width: float, size: float = 13) -> str:
    """Cut words to a width in pixels.

    >>> shorten("a long label indeed", 60)
    'a long …'
    """
    room = max(1, int(width / (size * _LETTER)))
    return words if len(words) <= room else words[: room - 1] + "…"


def sign(x: float, y: float, status: str, size: float = 5) -> str:
    """Draw the sign of a status: a shape each, filled only where independent sources agree or disagree.

    contested: diamond; revised: triangle; corroborated: disc; repeated: ring; single: small disc.
    """
    kind = f"v-{status}" if status.isalpha() else None
    if status == "contested":
        r = size + 1
        return element("path", d=_line([(x, y - r), (x + r, y), (x, y + r), (x - r, y)]), class_=kind)
    if status == "revised":
        r = size + 0.5
        return element("path", d=_line([(x, y - r), (x + r, y + r * 0.8), (x - r, y + r * 0.8)]), class_=kind)
    if status == "corroborated":
        return element("circle", cx=float(x), cy=float(y), r=float(size), class_=kind)
    if status == "repeated":
        ring = {"fill": "none", "stroke": "currentColor", "stroke_width": 2}
        return element("circle", cx=float(x), cy=float(y), r=float(size - 1), class_=kind, **ring)
    return element("circle", cx=float(x), cy=float(y), r=size * 0.6, class_=kind)


def _line(points: Iterable[tuple[float, float]]) -> str:
    return path(points, closed=True)


def path(points: Iterable[tuple[float, float]], *, closed: bool = False) -> str:
    """Write the data of a path through points.

    >>> path([(0, 0), (10, 0.25)], closed=True)
    'M0 0L10 0.2Z'
    """
    joined = "L".join(f"{number(x)} {number(y)}" for x, y in points)
    return f"M{joined}{'Z' if closed else ''}" if joined else ""


def short_path(points: Iterable[tuple[float, float]], *, closed: bool = False) -> str:
    """Write the data of a long path step by step, in half the bytes; points are rounded, not their steps.

    It begins at its own place, so that several can follow each other in one element.

    >>> short_path([(1.04, 2), (3, 2), (3, -1.5)], closed=True)
    'M1 2l2 0 0-3.5z'
    """
    steps: list[str] = []
    at = (0, 0)
    for x, y in points:
        here = round(x * 10), round(y * 10)
        if steps and here == at:
            continue
        across, down = (number((new - old) / 10) for new, old in zip(here, at, strict=True))
        steps.append(across + ("" if down.startswith("-") else " ") + down)
        at = here
    if not steps:
        return ""
    joined = "".join(
        step if step.startswith("-") or not n else " " + step for n, step in enumerate(steps[1:])
    )
    return f"M{steps[0]}" + (f"l{joined}" if joined else "") + ("z" if closed else "")
