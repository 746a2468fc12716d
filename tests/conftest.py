"""What many tests share: the corpora beside the checkout, a short story, a record made from it."""

import json
from pathlib import Path

import pytest

from variorum.data import path_of

SHARED = Path(__file__).parents[2] / "shared"


@pytest.fixture
def shared() -> Path:
    """The folder of public corpora beside the checkout; the test is skipped where it is not there."""
    if not SHARED.is_dir():
        pytest.skip("needs the corpora in ../shared, which are not part of the repository")
    return SHARED


@pytest.fixture
def story() -> list[dict[str, str]]:
    """The demo's reports, as the JSON objects that a user would write."""
    return [
        json.loads(line) for line in path_of("demo/reports.jsonl").read_text(encoding="utf-8").splitlines()
    ]


@pytest.fixture(autouse=True)
def _no_settings_of_the_user(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Keep the settings files and variables of whoever runs the tests out of them."""
    monkeypatch.setattr("variorum.configure.user_file", lambda: Path("/nonexistent/variorum.toml"))
    for name in ("RECORD", "POLICY", "ATTRIBUTION", "LANGUAGE_MODEL", "GAZETTEER"):
        monkeypatch.delenv(f"VARIORUM_{name}", raising=False)
