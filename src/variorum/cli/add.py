"""`variorum add`: read reports into the record."""

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import msgspec
import typer

from variorum.cli.screen import print_json, say
from variorum.cli.session import Session
from variorum.errors import NothingUsableError
from variorum.model.record import ReportLine
from variorum.model.report import Reject

if TYPE_CHECKING:
    from variorum.adding import Added
    from variorum.store import Archive

REJECTS = "rejects.jsonl"
_AT_ONCE = 500  # reports held in memory while copies are counted
# Inputs named on the screen; all rejects are in the file, all notes in --json.
_MOST_NAMED, _MOST_NOTED = 20, 3
# What kept a page from holding an article.
_WALLS = ("not_found", "consent_wall", "blocked", "empty_page")


def run(
    context: typer.Context,
    inputs: Annotated[list[str], typer.Argument(help="Files, folders, patterns; - for standard input.")],
    format: Annotated[
        str | None, typer.Option(help="Read the inputs as this format instead of looking at their content.")
    ] = None,
    workers: Annotated[
        int, typer.Option(min=1, help="Processes that read at a time; the record is the same for any number.")
    ] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="Print what was done as JSON.")] = False,
) -> None:
    """Read reports into the record; what is there already is skipped, so run a broken-off run again.

    \b
    Examples:
      variorum add reports/
      variorum add monday.jsonl tuesday.txt
      cat feed.jsonl | variorum add -
      variorum --record war.db add reports/ --workers 4

    Bad inputs are named here and in rejects.jsonl; the others are read (exit code 1).
    """
    from variorum.adding import add_to
    from variorum.cli.progress import show_progress
    from variorum.store import Archive

    session: Session = context.obj
    settings = session.settings
    with Archive(session.address) as archive, show_progress("reading") as tick:
        added = add_to(archive, inputs, settings, format=format, workers=workers, on_progress=tick)
        lines = _lines_among(archive, added.new)
    _tell(added)
    revised = [(line.id, line.revision_of) for line in lines if line.revision_of]
    copies = [line.copy_of for line in lines if line.copy_of and not line.revision_of]
    for words in _word_revisions(revised):
        say(words)
    if copies:
        originals = len(set(copies))
        say(
            f"{len(copies):,} of the new ones {'is a copy' if len(copies) == 1 else 'are copies'} of "
            f"{originals:,} {'original' if originals == 1 else 'originals'}"
        )
    if as_json:
        counts = {"new": added.new, "unchanged": added.unchanged}
        revisions = [{"report": later, "revision_of": earlier} for later, earlier in revised]
        print_json({**counts, "revised": revisions, "rejects": added.rejects, "notes": added.flagged})
    if added.saw_nothing_usable:
        raise NothingUsableError(
            "E199", "no input became a report", do=f"see the reasons above and in {REJECTS}"
        )
    if added.new and sys.stderr.isatty():
        say("Look at it: `variorum show`, or `variorum serve` for pages in the browser.")
    if added.rejects:
        sys.exit(1)


class _Kin(NamedTuple):
    """What the record says a new report comes from."""

    id: str
    copy_of: str | None
    revision_of: str | None


def _lines_among(archive: "Archive", new: Sequence[str]) -> list[_Kin]:
    """Return what each new report is a copy or a later text of, where it is."""
    found: list[_Kin] = []
    for first in range(0, len(new), _AT_ONCE):
        lines = archive.lines.by_keys("report", new[first : first + _AT_ONCE])
        kin = (_Kin(x.id, x.copy_of, x.revision_of) for x in lines if isinstance(x, ReportLine))
        found += [line for line in kin if line.copy_of or line.revision_of]
    return found


def _word_revisions(revised: Sequence[tuple[str, str | None]]) -> list[str]:
    """Say which of the new reports are later texts of others, what that means, and what to do.

    >>> _word_revisions([("r-2", "r-1")])[0]
    'changed   r-2 is a later text of r-1'
    """
    told = [f"changed   {later} is a later text of {earlier}" for later, earlier in revised[:_MOST_NOTED]]
    if len(revised) > _MOST_NOTED:
        told.append(f"changed   {len(revised) - _MOST_NOTED:,} more")
    if revised:
        told.append(
            "An article counts once, by its last text; what only an earlier one told is kept as out of date. "
            "Was that never published? variorum forget REPORT --why REASON"
        )
    return told


def _tell(added: "Added") -> None:
    for reject in added.rejects[:_MOST_NAMED]:
        at = "" if reject.offset is None else f" at {reject.offset}"
        say(f"rejected  {reject.input}{at}: {reject.code} {reject.reason}; {reject.hint}")
    if len(added.rejects) > _MOST_NAMED:
        say(f"rejected  {len(added.rejects) - _MOST_NAMED:,} more, see {REJECTS}")
    for words in _notes(added.flagged):
        say(f"note      {words}")
    if added.rejects:
        encode = msgspec.json.Encoder().encode
        Path(REJECTS).write_bytes(b"".join(encode(reject) + b"\n" for reject in added.rejects))
    why = f" ({_reasons(added.rejects)})" if added.rejects else ""
    say(f"{len(added.new):,} new, {added.unchanged:,} there already, {len(added.rejects):,} rejected{why}")


def _notes(flagged: Sequence[tuple[str, str]]) -> list[str]:
    """Say what is to be known of the inputs: what it is, with its code, where, and what to do.

    >>> _notes([("a.txt", "encoding:koi8-r"), ("b.txt", "encoding:cp1250")])[0].partition(":")[0]
    'read in another charset than UTF-8 (E178; koi8-r, cp1250)'
    """
    from variorum.explaining import read_explanations

    known = {entry["flag"]: (code, entry) for code, entry in read_explanations().items() if "flag" in entry}
    told = []
    for flag, held in _by_flag(flagged).items():
        code, entry = known.get(flag, ("", {"title": flag.replace("_", " "), "do": ""}))
        detail = _detail([value for _, value in held])
        places = [where for where, _ in held]
        more = len(places) - _MOST_NOTED
        rest = f" and {more:,} more" if more > 0 else ""
        name = _plain_title(str(entry["title"]))
        marks = "; ".join(filter(None, (code, detail)))
        do = f"; {_plain_title(str(entry['do']))}".rstrip(".") if entry["do"] else ""
        told.append(f"{name}{f' ({marks})' if marks else ''}: {', '.join(places[:_MOST_NOTED])}{rest}{do}")
    return told


def _detail(values: Sequence[str]) -> str:
    """Say what stands behind the colon of flags: how many in all, or which."""
    given = [value for value in values if value]
    if given and all(value.isdigit() for value in given):
        return f"{sum(map(int, given)):,} in all"
    return ", ".join(dict.fromkeys(given))


def _plain_title(title: str) -> str:
    return title if title[:2].isupper() else title[:1].lower() + title[1:]


def _by_flag(flagged: Sequence[tuple[str, str]]) -> dict[str, list[tuple[str, str]]]:
    """Gather the inputs that something is to be said of, by what it is, with what stands behind its colon.

    Of a page without article it is said why, not twice.

    >>> _by_flag([("a.txt", "no_date"), ("b.txt", "replaced:2"), ("c.txt", "no_date")])
    {'no_date': [('a.txt', ''), ('c.txt', '')], 'replaced': [('b.txt', '2')]}
    """
    found: dict[str, list[tuple[str, str]]] = {}
    unread = {where for where, flag in flagged if flag == "no_article"}
    for where, flag in flagged:
        name, _, value = flag.partition(":")
        if where in unread and name in _WALLS:
            found.setdefault("no_article", []).append((where, name.replace("_", " ")))
        elif name != "no_article":
            found.setdefault(name, []).append((where, value))
    return found


def _reasons(rejects: Sequence[Reject]) -> str:
    """Say how many inputs were rejected for which reason, the most frequent first.

    >>> _reasons([Reject("a", "E104", "", ""), Reject("b", "E122", "", ""), Reject("c", "E104", "", "")])
    '2 input is empty, 1 PDF cannot be read'
    """
    from variorum.explaining import read_explanations

    known = read_explanations()
    counts = Counter(reject.code for reject in rejects)
    titles = {code: str(known[code]["title"]) if code in known else code for code in counts}
    return ", ".join(f"{n:,} {_plain_title(titles[code])}" for code, n in counts.most_common())
