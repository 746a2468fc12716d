"""Commands start quickly: they load no more than they need. Times are compared, not counted in seconds."""

import resource
import subprocess
import sys
from importlib.metadata import version

import pytest

HEAVY = ("spacy", "numpy", "pyarrow", "onnxruntime", "trafilatura", "lxml", "httpx", "alembic")


def modules_after(*words: str) -> set[str]:
    code = (
        "import sys\nfrom variorum.cli import main\nsys.argv = ['variorum', *sys.argv[1:]]\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print('\\n'.join(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, check=True)
    return set(done.stderr.split())


def processor_seconds(code: str) -> float:
    """Return the least processor time of three runs."""
    taken = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        taken.append(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
    return min(taken)


def test_help_loads_nothing_heavy():
    assert not modules_after("--help") & {*HEAVY, "sqlalchemy"}


def test_show_loads_no_reader(tmp_path):
    from variorum.adding import refresh
    from variorum.settings import Settings
    from variorum.store import Archive

    with Archive(tmp_path / "r.db") as archive:
        refresh(archive, Settings())
    heavy = modules_after("--record", str(tmp_path / "r.db"), "show") & set(HEAVY)
    assert not heavy


@pytest.mark.skipif(sys.platform == "win32", reason="the time of children is not told there")
def test_help_costs_little_more_than_its_library():
    ours = processor_seconds(
        "import sys; sys.argv = ['variorum', '--help']\nfrom variorum.cli import main; main()"
    )
    library = processor_seconds("import typer.main, rich.console")
    assert ours < 8 * max(library, 0.05)


def test_the_program_also_runs_as_a_module():
    words = [sys.executable, "-m", "variorum", "--version"]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    assert done.stdout.split()[-1] == version("variorum")
