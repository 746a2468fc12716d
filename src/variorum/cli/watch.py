"""`variorum watch`: poll feeds, add what is new and tell what changed."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from variorum.cli.screen import print_line, print_table, say
from variorum.cli.session import Session
from variorum.reconcile.saying import say_number_of

if TYPE_CHECKING:
    from variorum.watching import Watched

_MINUTE = 60.0


def run(
    context: typer.Context,
    feeds: Annotated[
        str,
        typer.Argument(help="An OPML list of feeds, or the address of one or of a feed.", metavar="FEEDS"),
    ],
    once: Annotated[bool, typer.Option("--once", help="Make one round and end, as cron wants it.")] = False,
    every: Annotated[
        float, typer.Option(help="Minutes from the begin of one round to that of the next.", min=1.0)
    ] = 10.0,
    story: Annotated[
        str | None, typer.Option(help="Tell only of stories whose reports hold these words.", metavar="WORDS")
    ] = None,
    state: Annotated[
        Path | None,
        typer.Option(help="Where to keep what was seen; beside the record if not given.", metavar="FILE"),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="List the feeds and when each is due; ask none of them.")
    ] = False,
    as_jsonl: Annotated[
        bool, typer.Option("--jsonl", help="Print one JSON object a change, for programs.")
    ] = False,
) -> None:
    """Poll feeds, add what is new to the record and print only what changed in it.

    \b
    Examples:
      variorum watch feeds.opml
      variorum watch feeds.opml --story "dam collapse" --every 10
      variorum watch feeds.opml --once            for cron
      variorum watch feeds.opml --dry-run

    A feed is asked only when it is due and answers in a few bytes if nothing is new; what a server or its
    robots.txt asks for is obeyed. What was seen is kept on disk, so that the next run goes on from there.
    """
    from variorum import functions

    session: Session = context.obj
    if dry_run:
        rows = functions.watched(feeds, record=session.address, settings=session.settings, state=state)
        print_table(
            ["feed", "due", "failures", "entries seen"],
            [[feed.url, feed.due, str(feed.failures), str(feed.entries)] for feed in rows],
        )
        return
    rounds = functions.watch(
        feeds,
        record=session.address,
        settings=session.settings,
        story=story,
        every=every * _MINUTE,
        state=state,
    )
    for watched in rounds:
        _tell(watched, as_jsonl=as_jsonl)
        if once:
            sys.exit(1 if watched.added.rejects else 0)


def _tell(watched: "Watched", *, as_jsonl: bool) -> None:
    for reject in watched.added.rejects:
        say(f"rejected  {reject.input}: {reject.code} {reject.reason}; {reject.hint}")
    for news in watched.news:
        if as_jsonl:
            row = {"at": watched.at, **msgspec.structs.asdict(news)}
            sys.stdout.write(msgspec.json.encode(row).decode() + "\n")
        else:
            print_line(f"{watched.at[11:16]} {news.line}")
    sys.stdout.flush()
    if not watched.asked and watched.added.rejects:
        refused = say_number_of(len(watched.added.rejects), "feed")
        say(f"{watched.at[11:16]} no feed was asked: {refused} refused, see above")
        return
    if not watched.asked:
        due = f"; the next is due at {watched.due[11:16]}" if watched.due else ""
        say(f"{watched.at[11:16]} no feed was due{due}; `--dry-run` lists them")
        return
    asked, new = watched.asked, len(watched.added.new)
    bad = len(watched.added.rejects)
    told = f"{say_number_of(asked, 'feed')} asked{f', {bad} rejected' if bad else ''}"
    say(f"{watched.at[11:16]} {told}, {say_number_of(new, 'new report')}")
