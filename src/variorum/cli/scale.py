"""`variorum scale`: run the same stages over shards, on this machine or on a Ray cluster."""

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from variorum.cli.screen import print_json, say
from variorum.cli.session import Session
from variorum.reconcile.saying import say_number_of

if TYPE_CHECKING:
    from variorum.scale.running import Scaled


def run(
    context: typer.Context,
    inputs: Annotated[
        list[str],
        typer.Argument(help="Shards: files, folders, patterns, or addresses such as s3://bucket/*."),
    ],
    output: Annotated[
        str, typer.Option("--output", "-o", help="Folder for analyses and record; every node must see it.")
    ],
    workers: Annotated[
        int, typer.Option(min=1, help="Processes on this machine, where there is no --ray.")
    ] = 2,
    ray: Annotated[
        str | None, typer.Option(help='Address of a Ray cluster, or "auto" for the one this machine is in.')
    ] = None,
    format: Annotated[
        str | None, typer.Option(help="Read the shards as this format instead of looking at their content.")
    ] = None,
    scratch: Annotated[
        str | None, typer.Option(help="Folder for copies of shards out of storage while they are read.")
    ] = None,
    endpoint: Annotated[
        str | None, typer.Option(help="Address of S3-compatible storage that is not Amazon's.")
    ] = None,
    anonymous: Annotated[bool, typer.Option("--anonymous", help="Ask storage without credentials.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print what was done as JSON.")] = False,
) -> None:
    """Run the same stages on a cluster: shards in, analyses as Parquet and the same record out.

    \b
    Examples:
      variorum scale news/*.warc.gz --output day/
      variorum scale s3://bucket/2026-11-22/ --output /mnt/shared/day --ray auto
      variorum scale reports.parquet --output out/ --workers 8

    OUTPUT/record.jsonl has the bytes of `variorum export` of the same reports; OUTPUT/analyses has a Parquet
    file for each shard. Bad shards are named here and in OUTPUT/rejects.jsonl; the others are read (exit
    code 1). Run a broken-off run again: it does only what is missing. Needs `pip install 'variorum[scale]'`.
    """
    from variorum.scale import run as scale

    session: Session = context.obj
    scaled = scale(
        inputs,
        output,
        settings=session.settings,
        on_step=lambda name, seconds: say(f"{name}: {seconds:.1f} s"),
        workers=workers,
        ray=ray,
        format=format,
        scratch=scratch,
        storage=_storage(endpoint, anonymous),
    )
    _tell(scaled)
    if as_json:
        print_json({**scaled._asdict(), "record": str(scaled.record)})
    if scaled.rejects:
        sys.exit(1)


def _storage(endpoint: str | None, anonymous: bool) -> Any:
    """Return how to ask storage; None leaves it to the environment."""
    if endpoint is None and not anonymous:
        return None
    from variorum.scale.shards import patient

    return patient(endpoint=endpoint, anonymous=anonymous)


def _tell(scaled: "Scaled") -> None:
    for reject in scaled.rejects:
        at = "" if reject.offset is None else f" at {reject.offset}"
        say(f"rejected  {reject.input}{at}: {reject.code} {reject.reason}; {reject.hint}")
    read = say_number_of(scaled.read, "shard")
    say(f"{read} read, {scaled.unchanged} there already, {len(scaled.rejects)} rejected")
    say(f"{say_number_of(scaled.reports, 'report')} in {scaled.record}")
