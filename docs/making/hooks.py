"""While the site is built, the reference is written from the code, so that it cannot lag behind."""

import sys
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files

sys.path.insert(0, str(Path(__file__).parents[2]))

from docs.making.reference import write_reference


def on_files(files: Files, config: Any) -> Files:
    """Add the pages of the reference."""
    for name, text in write_reference().items():
        files.append(File.generated(config, name, content=text))
    return files
