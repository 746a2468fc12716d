"""The documentation hangs together: no dead link, no page out of reach, nothing promised that is not."""

import re
import typing
from pathlib import Path

import msgspec
import pytest
import yaml
from lxml import etree

from docs.making.pictures import write_pictures
from docs.making.reference import write_reference
from variorum.data import load_yaml
from variorum.explaining import read_explanations
from variorum.model import record as kinds
from variorum.model import value as values
from variorum.verbs import shown_verbs

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
GENERATED = write_reference()
PAGES = {
    str(path.relative_to(ROOT)): path.read_text(encoding="utf-8")
    for path in [*ROOT.glob("*.md"), *sorted(DOCS.rglob("*.md"))]
} | {f"docs/{name}": text for name, text in GENERATED.items()}
_FENCES = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"\]\(([^)\s]+)\)")


def anchors_of(page: str) -> set[str]:
    """The anchors that mkdocs makes of a page's headings."""
    headings = re.findall(r"^#+ (.+)$", _FENCES.sub("", page), flags=re.MULTILINE)
    found = set()
    for heading in headings:
        plain = re.sub(r"[^\w\s-]", "", heading.replace("`", "")).strip().lower()
        found.add(re.sub(r"[-\s]+", "-", plain))
    return found


@pytest.mark.parametrize("name", sorted(PAGES))
def test_no_link_inside_is_dead(name: str) -> None:
    for link in _LINK.findall(_FENCES.sub("", PAGES[name])):
        if link.startswith(("https://", "http://", "mailto:")):
            continue
        path, _, anchor = link.partition("#")
        target = (ROOT / name).parent / path if path else ROOT / name
        inside = str(target.resolve().relative_to(ROOT.resolve()))
        assert target.is_file() or inside in PAGES, f"{name} leads to {link}"
        assert not anchor or anchor in anchors_of(PAGES[inside]), f"{name} leads to {link}"


def test_every_page_is_in_the_table_of_contents_and_the_other_way_round() -> None:
    config = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))

    def pages(nav: str | list[typing.Any] | dict[str, typing.Any]) -> list[str]:
        if isinstance(nav, str):
            return [nav]
        inside = nav.values() if isinstance(nav, dict) else nav
        return [page for item in inside for page in pages(item)]

    named = {f"docs/{page}" for page in pages(config["nav"])}
    written = {name for name in PAGES if name.startswith("docs/")}
    assert named <= written
    assert written - named <= {"docs/quality.md", "docs/reliability.md", "docs/scale.md"}


def test_every_picture_can_be_drawn_and_is_sound() -> None:
    drawn = write_pictures()
    assert {path.name for path in (DOCS / "pictures").glob("*.svg")} == set(drawn)
    for picture in drawn.values():
        etree.fromstring(picture.encode())


def test_every_picture_is_the_one_that_would_be_drawn_today() -> None:
    old = {name for name, drawn in write_pictures().items() if read_picture(name) != drawn.strip()}
    assert not old, "draw them again: python -m docs.making.pictures"


def read_picture(name: str) -> str:
    return (DOCS / "pictures" / name).read_text(encoding="utf-8").strip()


def test_every_verb_setting_error_slot_and_type_is_in_the_reference() -> None:
    verbs = GENERATED["reference/verbs.md"]
    assert all(f"\n## {verb.function}\n" in verbs for verb in shown_verbs())
    assert all(f"## {code}: " in GENERATED["reference/errors.md"] for code in read_explanations())
    ontology = GENERATED["reference/ontology.md"]
    for name in (*load_yaml("ontology/slots.yaml")["slots"], *load_yaml("ontology/events.yaml")["types"]):
        assert f"| `{name}` |" in ontology


def test_every_field_of_the_record_is_explained() -> None:
    page = PAGES["docs/record.md"]
    named = set(re.findall(r"`([a-z_0-9]+)`", page))
    lines = typing.get_args(kinds.RecordLine)
    shapes = (*lines[1:], kinds.Reading, kinds.ChainLink, kinds.Mention, *typing.get_args(values.Value))
    for shape in (*shapes, values.Offset):
        fields = {field.encode_name for field in msgspec.structs.fields(shape)}
        assert fields <= named, f"{shape.__name__}: {sorted(fields - named)}"
    for line in lines[1:]:
        assert f"## {line.__struct_config__.tag}" in page or "## decision and machine" in page


def test_every_word_of_the_glossary_stands_once() -> None:
    words = re.findall(r"^(\w[^\n]*)\n: ", PAGES["docs/glossary.md"], flags=re.MULTILINE)
    assert len(words) == len(set(words)) > 20
