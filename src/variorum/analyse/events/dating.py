"""The day of a report's main happening, chosen among all days that the report names by weighing clues.

Rules of grammar give each mention the expression of its own clause (see `setting`). Which of several days is
the happening's, the report's clues decide together: where the expression stands, what it hangs on, whether a
telling or a sequel is nearer, how long before publication it lies, how often the same day is named.
"""

import bisect
import datetime
from collections import Counter
from collections.abc import Sequence, Set

import msgspec

from variorum.analyse.events.chances import Day, weights_of
from variorum.analyse.events.findings import Findings
from variorum.analyse.events.happening import Happening
from variorum.analyse.events.mention import Mention
from variorum.analyse.events.other_days import is_of_other, list_other_days
from variorum.analyse.events.rivals import is_of_telling
from variorum.analyse.events.triggers import contexts
from variorum.analyse.page import Page
from variorum.analyse.participants import Tree
from variorum.analyse.participants.figures import head_of
from variorum.data.forest import load_forest
from variorum.model.analysis import Timex
from variorum.model.value import Time

Clues = dict[str, float]

FOREST = "events/dating.tsv"
LIKELY = -0.85  # log odds (.3) below which a day is not taken for the happening's: better none
_FAMILIES = frozenset({"violence"})  # what the weights were trained on
_WIDEST = 2  # days between the ends of an expression that may date a happening
_MANY = 40  # expressions of one report that are weighed
_FAR = 30  # words
_BEFORE = ("on", "at", "since", "until", "by", "for", "in")
_HOUR = "XXXX-XX-XXT"  # the value of a clock that stands alone
_LEAD = 3  # sentences behind the title


def choose_day(
    page: Page, tree: Tree, found: Findings, groups: Sequence[Happening], main: int
) -> tuple[Timex | None, tuple[Day, ...]]:
    """Return the expression that most probably dates the main happening, and how probable all are.

    None is returned where none is likely.
    """
    if groups[main].family not in _FAMILIES:
        return None, ()
    weighed = list_days(page, tree, found, groups, main)
    if not weighed:
        return _clock(page, found, groups[main]), ()
    odds = load_forest(FOREST).all_odds([clues for _, clues in weighed])
    days = [Day(t, weight) for (t, _), weight in zip(weighed, weights_of(odds), strict=True)]
    top = odds.index(max(odds))
    best = _narrowest(days, top)
    wide = _wide(page, groups[main], days[best].timex)
    if wide is not None:
        return wide, ()
    if odds[top] < LIKELY:
        return None, tuple(days)
    days[best] = days[best]._replace(chosen=True)
    return days[best].timex, tuple(days)


def _clock(page: Page, found: Findings, group: Happening) -> Timex | None:
    """Read the clock of a report that names no day at all: an hour of the day it came out or the day before.

    Both days stay open; the words name neither. It stands in a sentence that tells the happening, or just
    before one ("Officers were called around 2 p.m.").
    """
    if not page.published:
        return None
    told = {m.sentence - n for m in (*group.told, *group.echoes) for n in (0, 1)}
    starts = [s.start for s in page.sentences]
    for timex in found.timexes:
        sentence = bisect.bisect_right(starts, timex.span.start) - 1
        if timex.time is None and (timex.value or "").startswith(_HOUR) and sentence in told:
            day = _date(page.published)
            before = (day - datetime.timedelta(days=1)).isoformat()
            time = Time(start=before, end=day.isoformat(), timex=timex.value)
            return msgspec.structs.replace(timex, time=time, reason=None)
    return None


def _narrowest(days: Sequence[Day], best: int) -> int:
    """Return the most probable day within the chosen stretch: Saturday night of "over the weekend"."""
    whole = None if _has_hour(days[best].timex) else days[best].timex.time
    within = [
        n
        for n, day in enumerate(days)
        if whole is not None and day.timex.time is not None and _is_within(day.timex.time, whole)
    ]
    return max(within, key=lambda n: days[n].weight, default=best)


def _wide(page: Page, group: Happening, chosen: Timex) -> Timex | None:
    """Return the week, month or year that the lead gives the happening, where the chosen day lies outside it.

    "A boy shot by his father last week" was not shot on the Monday of which the report tells more.
    """
    titled = sum(s.end <= page.title_end for s in page.sentences)
    if any(len(w) == len("2024") and w.isdigit() for w in chosen.span.of(page.text).split()):
        return None
    sentence = page.sentence_at(chosen.span.start)
    beside = any(sentence.covers(m.span) for m in (*group.told, *group.echoes))
    for mention in group.told:
        time = mention.timex.time if mention.timex else None
        if mention.sentence >= titled + _LEAD or time is None or mention.may_be_later:
            continue
        if beside and not sentence.covers(mention.span):
            continue
        if _is_vague(time) and time.start and time.end and chosen.time and not time.meets(chosen.time):
            return mention.timex
    return None


def _is_within(time: Time, whole: Time) -> bool:
    """Say whether a time is some of the days of another, and not all of them."""
    ends = [(t.start or "", t.end or "") for t in (time, whole)]
    (first, last), (opening, closing) = ([day[:10] for day in pair] for pair in ends)
    return opening <= first and last <= closing and (first, last) != (opening, closing)


def list_days(
    page: Page, tree: Tree, found: Findings, groups: Sequence[Happening], main: int
) -> list[tuple[Timex, Clues]]:
    """Return the expressions that may date the main happening, each with its clues, in text order."""
    dated, marks, group = _dated(page, tree, found, groups), _marks(groups, main), groups[main]
    others = list_other_days(page, tree, dated, [m for g in groups for m in (*g.mentions, *g.echoes)])
    dated = [t for t in dated if t.span not in others]
    named = Counter(_day(t) for t in dated)
    ranked = sorted(named)
    given = Counter(
        m.timex.span for m in (*group.mentions, *group.echoes) if m.timex is not None and m.is_told
    )
    taken = {m.timex.span for g in groups if g is not group for m in g.mentions if m.timex is not None}
    own = {_day(t) for t in dated if t.span in given}
    sentences = [s.start for s in page.sentences]
    titled = bisect.bisect_left(sentences, page.title_end)
    hours = Counter(_day(t) for t in dated if _has_hour(t))
    inner = Counter(bisect.bisect_right(sentences, m.span.start) - 1 for m in group.told)
    found_clues = []
    for timex in dated:
        day = _day(timex)
        sentence = bisect.bisect_right(sentences, timex.span.start) - 1
        clues = {
            "named": float(named[day]),
            "share": named[day] / len(dated),
            "from earliest": float(ranked.index(day)),
            "from latest": float(len(ranked) - 1 - ranked.index(day)),
            "days": float(len(ranked)),
            "given": float(given[timex.span]),
            "own day": float(day in own),
            "of another": float(timex.span in taken),
            "title": float(timex.span.start < page.title_end),
            "sentence": float(min(30, max(0, sentence - titled))),
            "first": float(timex is dated[0]),
            "second": float(len(dated) > 1 and timex is dated[1]),
            "saying": float(is_of_telling(page, tree, timex.span, verbs="saying")),
            "hours": float(hours[day]),
            "main here": float(inner[sentence]),
            "day before named": float(_shift(day, -1) in named),
            "day after named": float(_shift(day, 1) in named),
        }
        clues |= _when(page, timex)
        clues |= _around(tree, timex, marks)
        found_clues.append((timex, clues))
    return found_clues


def _dated(page: Page, tree: Tree, found: Findings, groups: Sequence[Happening]) -> list[Timex]:
    """Return the expressions that may date what happened, in text order.

    The day of the telling ("police said Thursday") is none of them; one that the parse hangs on a verb of
    saying behind it is ("a man was shot Thursday, police said").
    """
    happened = {
        m.token for g in groups for m in (*g.mentions, *g.echoes) if not m.type.follows and not m.type.is_mild
    }
    dated = [t for t in found.timexes if t.time is not None and _days(t.time) is not None]
    dated = [t for t in dated if not _is_after(page, t) and not _is_of_saying(page, tree, t, happened)]
    return sorted(dated, key=lambda t: t.span)[:_MANY]


def _marks(groups: Sequence[Happening], main: int) -> list[tuple[int, str, bool]]:
    """Return the tokens that tell happenings, in order, with their kinds and whether it is the main one."""
    return sorted(
        (m.token, _kind(m), n == main)
        for n, g in enumerate(groups)
        if n == main or not g.mentions[0].type.is_mild
        for m in (*g.mentions, *g.echoes)
    )


def _when(page: Page, timex: Timex) -> Clues:
    """Return what the expression itself says: how long ago, how wide, how worded."""
    words = timex.span.of(page.text).lower()
    value = timex.value or ""
    clues = {
        "wide": float(_days(timex.time) or 0) if timex.time else 0.0,
        "hour": float(_has_hour(timex)),
        "clock alone": float(any(c.isdigit() for c in words) and "day" not in words and "T" in value),
        "weekday": float("day" in words and "today" not in words),
        "today": float("today" in words or "tonight" in words or "this " in words),
        "yesterday": float("yesterday" in words or "last night" in words or "overnight" in words),
        "night": float(value.endswith(("TNI", "TEV"))),
        "morning": float(value.endswith("TMO")),
        "dated": float(any(c.isdigit() for c in words) and "T" not in value),
        "year": float(any(w.isdigit() and len(w) == 4 for w in words.replace(",", " ").split())),
        "last": float("last" in words),
    }
    if page.published and timex.time and timex.time.start:
        ago = (_date(page.published) - _date(timex.time.start)).days
        clues["ago"] = float(min(400, ago))
        clues["undated"] = 0.0
    else:
        clues["undated"] = 1.0
    return clues


def _is_of_saying(page: Page, tree: Tree, timex: Timex, happened: Set[int]) -> bool:
    """Say whether a day is that of the telling: a verb of saying stands before it, or it is stamped.

    It is not where it sets something that `happened` ("said the Dec. 12 shooting was"), or an hour that opens
    what is said ("said around 3 p.m. two men met").
    """
    if not is_of_telling(page, tree, timex.span, verbs="saying"):
        return False
    head = head_of(tree, timex.span)
    above = (head, *tree.ancestors(head))
    verb = next((up for up in above if tree.pos[up] == "VERB"), None)
    stamped = page.dateline is not None and page.dateline.covers(timex.span)
    if stamped or verb is None:
        return True
    if not happened.isdisjoint(above[: above.index(verb)]):
        return False
    opens = any(child > head and tree.dep[child] == "ccomp" for child in tree.children[verb])
    return (verb < head and not (opens and _has_hour(timex))) or tree.lemma[verb] not in contexts()["saying"]


def _has_hour(timex: Timex) -> bool:
    return any(c.isdigit() for c in (timex.value or "").partition("T")[2])


def _around(tree: Tree, timex: Timex, marks: Sequence[tuple[int, str, bool]]) -> Clues:
    """Return what stands near the expression: its preposition, the verbs above it, the mentions beside it."""
    known = contexts()
    head = head_of(tree, timex.span)
    first = bisect.bisect_right(tree.start, timex.span.start) - 1
    before = tree.lower[first - 1] if first > 0 else ""
    clues: Clues = {f"after {word}": float(before == word) for word in _BEFORE}
    clues["stamp"] = float(any(tree.lower[i] in known["stamps"] for i in range(max(0, head - 8), head)))
    told = {token: (kind, is_main) for token, kind, is_main in marks}
    for steps, up in enumerate((head, *tree.ancestors(head))):
        if up in told:
            kind, is_main = told[up]
            clues.setdefault(f"under {kind}", 1.0)
            clues.setdefault("under main", float(is_main))
            clues.setdefault("steps", float(steps))
        if tree.pos[up] in ("VERB", "AUX") and "verb" not in clues:
            clues["verb"] = 1.0
            clues["telling"] = float(tree.lemma[up] in known["telling"])
            clues["will"] = float(any(tree.tag[c] == "MD" for c in tree.children[up]))
            clues["had"] = float(any(tree.lower[c] == "had" for c in tree.children[up]))
            clues["present"] = float(tree.tag[up] in ("VBZ", "VBP"))
            clues["court"] = float(tree.lemma[up] in ("appear", "plead", "schedule", "charge", "arraign"))
            clues["found"] = float(tree.lemma[up] in ("find", "discover"))
    at = bisect.bisect_left(marks, (first,))
    for token, kind, is_main in marks[max(0, at - 6) : at + 6]:
        gap = abs(token - first)
        if gap <= _FAR:
            side = kind if is_main else f"other {kind}" if kind in ("follows", "other") else "stranger"
            clues[f"near {side}"] = max(clues.get(f"near {side}", 0.0), float(_FAR - gap))
    return clues


def _kind(mention: Mention) -> str:
    """Return which of a few kinds of mention this is, as clues name them."""
    if mention.is_echo:
        return "call" if mention.is_call else "echo"
    if mention.type.follows:
        return "follows"
    if mention.is_state:
        return "state"
    if mention.type.family != "violence":
        return "other"
    if mention.type.is_outcome:
        return "died" if mention.fate == "killed" else "hurt"
    return "shot"


def keep_day(tree: Tree, group: Happening, chosen: Timex) -> None:
    """Let the main happening's mentions keep only times that meet the chosen one; give it to them if none.

    "Last month" goes too: the same report says which day of it. So does the hour when somebody was pronounced
    dead.
    """
    time = chosen.time
    if time is None:
        return
    met = False
    for mention in (*group.mentions, *group.echoes):
        if mention.timex is None or mention.timex.time is None:
            continue
        is_its = mention.timex.span == chosen.span or not is_of_other(tree, mention.timex.span)
        if is_its and mention.timex.time.meets(time) and not _is_vague(mention.timex.time):
            met = met or not mention.may_be_later
        else:
            mention.timex = None
            mention.same_as = None
    if not met:
        told = [m for m in group.told if not m.may_be_later] or group.told or group.mentions
        told[0].timex, told[0].same_as = chosen, None


def _is_vague(time: Time) -> bool:
    return _days(time) is None


def _is_after(page: Page, timex: Timex) -> bool:
    start = timex.time.start if timex.time else None
    return bool(page.published and start and start[:10] > page.published[:10])


def _day(timex: Timex) -> str:
    return (timex.time.start or "")[:10] if timex.time else ""


def _shift(day: str, days: int) -> str:
    return (_date(day) + datetime.timedelta(days=days)).isoformat() if day > "0001-01-01" else ""


def _days(time: Time) -> int | None:
    """Return how many days lie between the ends of a time, None where one is open or they are too many."""
    if time.start is None or time.end is None:
        return None
    days = (_date(time.end) - _date(time.start)).days
    return days if days <= _WIDEST else None


def _date(day: str) -> datetime.date:
    return datetime.date.fromisoformat(day[:10])
