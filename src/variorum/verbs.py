"""The verbs, once: the command line, the Python functions and the REST routes all come from this table."""

from typing import Literal, NamedTuple


class Verb(NamedTuple):
    """One thing a user can ask for.

    `function` is the public name in `variorum` and the command's name; `method` and `route` are its place in
    the REST interface (None where it makes no sense over a network); `is_shown` is False until it exists.
    """

    function: str
    sentence: str
    is_shown: bool
    method: Literal["GET", "POST", "DELETE"] | None = None
    route: str | None = None


VERBS = (
    Verb("add", "Read reports into the record.", True, "POST", "/v1/reports"),
    Verb("show", "Show the record, or one event, report or voice.", True, "GET", "/v1/{kind}/{id}"),
    Verb(
        "why", "Show what one cell rests on, to the exact words.", True, "GET", "/v1/events/{id}/why/{slot}"
    ),
    Verb("search", "Find words in reports.", True, "GET", "/v1/search"),
    Verb("diff", "Show which cells changed between two days.", True, "GET", "/v1/diff"),
    Verb("decide", "Record a person's decision about the record.", True, "POST", "/v1/decisions"),
    Verb("export", "Write the record in another format.", True, "GET", "/v1/export"),
    Verb("serve", "Show the record as pages.", True),
    Verb("watch", "Poll feeds, add what is new and tell what changed.", True),
    Verb("check", "Verify every hash and offset again.", True, "GET", "/v1/check"),
    Verb("demo", "Make the record of a short story and show it.", True),
    Verb("gazetteer", "Build or inspect the gazetteer.", True),
    Verb("scale", "Run the same stages on a cluster.", True),
    Verb("explain", "Say more about an error code.", True, "GET", "/v1/errors/{code}"),
    Verb("config", "Show every setting and where its value comes from.", True, "GET", "/v1/config"),
    Verb("forget", "Erase a report, leaving a tombstone.", True, "DELETE", "/v1/reports/{id}"),
)


def shown_verbs() -> tuple[Verb, ...]:
    """Return the verbs that exist.

    >>> [v.function for v in shown_verbs()][:3]
    ['add', 'show', 'why']
    """
    return tuple(verb for verb in VERBS if verb.is_shown)
