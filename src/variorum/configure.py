"""Where settings come from: flag over environment over project file over user file over default."""

import os
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple, get_type_hints

import msgspec

from variorum.errors import DataError, UsageError
from variorum.misfits import find_misfit, find_slip, name_nearest
from variorum.settings import Settings

PROJECT_FILE = "variorum.toml"
DEFAULT_RECORD = "variorum.db"


class Origin(NamedTuple):
    """One setting with its value, where the value came from, and what the setting is for."""

    name: str
    value: Any
    origin: str
    sentence: str


def load_settings(flags: Mapping[str, Any] | None = None) -> Settings:
    """Return the settings in force here, `flags` (name to value) winning over everything.

    Raises `UsageError` (E010) for an unknown name or a value that does not fit, `DataError` (E305) for a
    file that is not TOML.
    """
    known = [o for o in list_settings(flags) if o.name != "record"]
    refuse_unfit(known)
    return msgspec.convert({o.name: o.value for o in known}, Settings, strict=False)


def refuse_unfit(known: Iterable[Origin]) -> None:
    """Raise `UsageError` (E010) where a setting has a value that it cannot have, naming who set it."""
    for origin in known:
        unfit = find_misfit(origin.name, origin.value)
        if unfit is not None:
            do = "mend it there; `variorum config --origin` shows all"
            raise UsageError("E010", unfit, where=origin.origin, do=do)


def list_settings(flags: Mapping[str, Any] | None = None) -> list[Origin]:
    """Return every setting with the file, variable or flag that decided it; `record` first."""
    layers = [
        ("flag", {k: v for k, v in (flags or {}).items() if v is not None}),
        ("environment", _from_environment()),
        *((str(path), _from_file(path)) for path in (Path(PROJECT_FILE), user_file())),
    ]
    defaults = {"record": DEFAULT_RECORD, **msgspec.structs.asdict(Settings())}
    for where, values in layers:
        unknown = sorted(set(values) - set(defaults))
        if unknown:
            do = name_nearest(unknown[0], defaults)
            raise UsageError("E010", f"no setting {unknown[0]!r}", where=where, do=do)
    slip = find_slip(defaults)
    if slip is not None:
        raise UsageError("E010", f"no setting has the variable {slip[0]}", do=f"did you mean {slip[1]}?")
    return [_decide(name, default, layers) for name, default in defaults.items()]


def user_file() -> Path:
    """Return the path of the user's own settings file; it need not be there."""
    import platformdirs

    return Path(platformdirs.user_config_dir("variorum")) / PROJECT_FILE


def _decide(name: str, default: Any, layers: list[tuple[str, dict[str, Any]]]) -> Origin:
    for where, values in layers:
        if name in values:
            said = f"environment VARIORUM_{name.upper()}" if where == "environment" else where
            return Origin(name, values[name], said, _sentence(name))
    return Origin(name, default, "default", _sentence(name))


def _sentence(name: str) -> str:
    if name == "record":
        return "The record to work on: a file, or a postgresql:// address."
    hints = get_type_hints(Settings, include_extras=True)
    return next((m.description for m in getattr(hints[name], "__metadata__", ()) if m.description), "")


def _from_environment() -> dict[str, Any]:
    known = {"record", *Settings.__struct_fields__}
    found = {name: os.environ.get(f"VARIORUM_{name.upper()}") for name in sorted(known)}
    return {name: _read_words(name, value) for name, value in found.items() if value}


def _read_words(name: str, words: str) -> Any:
    """Read a variable as one writes it in a shell: several things apart by commas, or as JSON.

    >>> _read_words("allow_hosts", "127.0.0.1, news.internal")
    ['127.0.0.1', 'news.internal']
    >>> _read_words("columns", "text=body,date=day"), _read_words("policy", "ucdp")
    ({'text': 'body', 'date': 'day'}, 'ucdp')
    >>> _read_words("columns", "text=body,text=story")
    {'text': ['body', 'story']}
    """
    default = getattr(Settings(), name, "")
    if isinstance(default, bool):
        return {"yes": "true", "on": "true", "no": "false", "off": "false"}.get(words.lower(), words.lower())
    if not isinstance(default, (tuple, dict)):
        return words
    if words.lstrip()[:1] in "[{":
        try:
            return msgspec.json.decode(words)
        except msgspec.DecodeError as error:
            what = f"VARIORUM_{name.upper()} is no JSON ({error})"
            raise UsageError("E010", what, do="write things apart by commas") from error
    parts = [part.strip() for part in words.split(",") if part.strip()]
    if isinstance(default, tuple):
        return parts
    held: dict[str, list[str]] = {}
    for field, column in (_pair(name, part) for part in parts):
        held.setdefault(field, []).append(column)
    return {field: many[0] if len(many) == 1 else many for field, many in held.items()}


def _pair(name: str, part: str) -> tuple[str, str]:
    field, sign, column = part.partition("=")
    if not sign:
        what = f"VARIORUM_{name.upper()}: {part!r} is no pair"
        raise UsageError("E010", what, do="write pairs as in text=body,date=day")
    return field.strip(), column.strip()


def _from_file(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DataError(
            "E305", f"cannot read settings: {error}", where=str(path), do="mend the file"
        ) from error
