"""How the command line ends: with its exit code, whatever libraries do while Python is taken down."""

import subprocess
import sys

import pytest

# What dies where the interpreter is taken down stands for Daft's threads: one run in twenty-four died so.
DYING = """
import atexit, os, sys, types
class Late:
    end = os.abort
    def __del__(self):
        self.end()
late = Late()
atexit.register(print, "cleared up")
sys.modules["daft"] = types.ModuleType("daft")
from variorum.cli import program
program()
"""


@pytest.mark.parametrize(("words", "code"), [(["--version"], 0), (["show", "--no-such"], 2)])
def test_the_exit_code_stands_where_an_engine_would_die_at_the_end(words, code):
    done = subprocess.run([sys.executable, "-c", DYING, *words], capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stderr
    assert done.stdout.endswith("cleared up\n")
