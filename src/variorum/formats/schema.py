"""The JSON Schema of one line of the export, made from our own types."""

import json
from typing import Any

import msgspec

from variorum.model.record import RecordLine


def make_schema() -> dict[str, Any]:
    """Return a JSON Schema (2020-12) that every line of the export satisfies.

    Every field is required: what is not known is null, never left out.

    >>> sorted(make_schema()["$defs"])[:3]
    ['Actor', 'ChainLink', 'Claim']
    """
    schema: dict[str, Any] = msgspec.json.schema(RecordLine)
    for definition in schema["$defs"].values():
        if "properties" in definition:
            definition["required"] = list(definition["properties"])
            definition["additionalProperties"] = False
            for field in definition["properties"].values():
                field.pop("default", None)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "One line of a Variorum record, format 1",
        **schema,
    }


def write_schema() -> str:
    """Return the schema as the text that the package ships."""
    return json.dumps(make_schema(), indent=1, ensure_ascii=False) + "\n"
