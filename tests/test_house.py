"""The house of docs/architecture.md: who may import whom, how large a room may be."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "variorum"
FOUNDATION = {"model", "errors", "settings", "data"}
STAGES = {"ingest", "clean", "analyse", "link", "reconcile"}
MAY_IMPORT = {
    **dict.fromkeys(FOUNDATION, FOUNDATION),
    **{stage: FOUNDATION | {stage} for stage in STAGES},
    "store": FOUNDATION | {"store"},
    "deciding": FOUNDATION | {"deciding", "reconcile", "store", "typed"},
    "formats": FOUNDATION | {"formats"},
    "pictures": FOUNDATION | {"pictures", "link"},
    "site": FOUNDATION | {"site", "formats", "link", "reconcile", "pictures", "wording", "marking", "markup"},
}
HEAVY = {"spacy", "numpy", "pyarrow", "onnxruntime", "trafilatura", "sqlalchemy", "httpx", "rich", "fastapi"}
LIGHT_ROOMS = {"model", "errors", "settings", "data", "verbs", "functions", "configure", "__init__"}


def room_of(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imports_of(path: Path, *, at_top_only: bool = False) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = tree.body if at_top_only else ast.walk(tree)
    names: set[str] = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


MODULES = sorted(SOURCE.rglob("*.py"))


@pytest.mark.parametrize("room", sorted(MAY_IMPORT))
def test_no_room_imports_what_it_may_not(room: str) -> None:
    for path in MODULES:
        if room_of(path) == room:
            rooms = {name.split(".")[1] for name in imports_of(path) if name.startswith("variorum.")}
            assert rooms <= MAY_IMPORT[room], f"{path.name} imports {sorted(rooms - MAY_IMPORT[room])}"


@pytest.mark.parametrize("room", sorted(LIGHT_ROOMS))
def test_rooms_that_every_command_opens_load_nothing_heavy(room: str) -> None:
    for path in MODULES:
        if room_of(path) == room:
            heavy = {name.split(".")[0] for name in imports_of(path, at_top_only=True)} & HEAVY
            assert not heavy, f"{path.name} loads {sorted(heavy)}"


def test_rooms_stay_small_or_say_why() -> None:
    texts = {str(path.relative_to(SOURCE)): path.read_text(encoding="utf-8") for path in MODULES}
    large = [name for name, text in texts.items() if text.count("\n") > 400]
    assert not [name for name in large if "longer than 400 lines because" not in texts[name][:1500]]


def test_cli_and_api_do_not_import_each_other() -> None:
    for path in MODULES:
        if room_of(path) == "cli":
            assert not any(name.startswith(("variorum.api", "variorum.web")) for name in imports_of(path))
        if room_of(path) in ("api", "web"):
            assert not any(name.startswith("variorum.cli") for name in imports_of(path))


def test_an_error_code_means_one_thing() -> None:
    files = sorted((SOURCE / "data" / "errors").glob("*.yaml"))
    codes = [
        line.split(":")[0] for path in files for line in path.read_text(encoding="utf-8").splitlines() if line
    ]
    codes = [code for code in codes if code[:1] == "E" and code[1:].isdigit()]
    assert sorted({code for code in codes if codes.count(code) > 1}) == []
