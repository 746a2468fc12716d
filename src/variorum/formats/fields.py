"""The columns of a codebook explained as a table, for the documentation."""

from variorum.formats.codebook import Codebook, Column


def explain_columns(codebook: Codebook) -> str:
    """Return a Markdown table: each column, what fills it, and what it means or why it stays empty.

    >>> from variorum.formats.codebook import load_codebook
    >>> explain_columns(load_codebook("ged")).splitlines()[3]
    "| `relid` | (empty) | UCDP's own numbering. |"
    """
    lines = ["| column | filled from | meaning, or why it is empty |", "|---|---|---|"]
    lines += [
        f"| `{c.name}` | {_filled(codebook, c)} | {c.empty or c.note or ''} |" for c in codebook.columns
    ]
    return "\n".join(lines)


def _filled(codebook: Codebook, column: Column) -> str:
    if column.empty is not None:
        return "(empty)"
    if column.take is None:
        return f"always `{column.value}`"
    room, _, part = column.take.partition(".")
    taken = f"`{codebook.use_of(room).slot if room in codebook.slots else room}.{part}`"
    if column.map:
        taken += ": " + ", ".join(f"{ours} = {theirs}" for ours, theirs in column.map.items())
    return taken if column.missing is None else f"{taken}; `{column.missing}` where there is none"
