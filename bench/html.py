# ruff: noqa: A005 - the name that score/README.md asks for
"""Extract articles from pages and measure it; `python bench/html.py --help` (the work is in pages.py).

This file has the name that score/README.md asks for, which is also that of a module of the standard library:
run as a program it steps behind that module, imported it hands the import on.
"""

import importlib.util
import sys
import sysconfig
from pathlib import Path

if __name__ == "__main__":
    sys.path.append(sys.path.pop(0))
    from pages import main

    main()
else:
    _home = Path(sysconfig.get_path("stdlib")) / "html"
    _spec = importlib.util.spec_from_file_location(
        "html", _home / "__init__.py", submodule_search_locations=[str(_home)]
    )
    assert _spec is not None  # noqa: S101 - the standard library is there
    assert _spec.loader is not None  # noqa: S101
    sys.modules["html"] = importlib.util.module_from_spec(_spec)
    _spec.loader.exec_module(sys.modules["html"])
