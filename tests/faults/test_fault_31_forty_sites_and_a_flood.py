"""Fault 31: forty sites that copy one wire, or 500 invented sites, are one witness; the flood is named."""

import random

from variorum.link.copies import find_copies
from variorum.model.report import Report

WIRE = """Three people died and 48 were saved when fire broke out on a ferry off the coast of Pelim early on
Thursday, the navy said.

The Pride of Ghazan, bound for the islands, sent a distress call at 3:20 a.m. Flames had spread fast.

The navy said that the fire was under control. The ferry had passed an inspection in December."""
OWN = """We saw the smoke from the mole at four in the morning. Seven fishing boats went out before the navy
had its engines warm, and the harbour master wrote their names on a wall so that nobody could forget them."""


def carriers(count: int) -> list[Report]:
    return [
        Report(
            id=f"c{n:03}",
            sha256=str(n),
            title=f"Ferry burns, report {n}",
            text=f"Ferry burns, report {n}\n\n{WIRE}\n\nRead more at site{n}.example.",
            outlet=f"site{n}.example",
            published="2024-01-19" if n % 3 else "2024-01-18",
        )
        for n in range(count)
    ]


def test_forty_sites_and_their_agency_are_one_origin() -> None:
    agency = Report(id="w", sha256="w", text=WIRE, outlet="Associated Bureau", published="2024-01-18")
    own = Report(id="x", sha256="x", text=OWN, outlet="Pelim Echo", published="2024-01-18")
    family = find_copies([*carriers(40), own, agency])
    assert len({family.origins[f"c{n:03}"] for n in range(40)}) == 1
    assert family.origins["c007"] == family.origins["w"] != family.origins["x"]
    assert family.floods == {}


def test_a_flood_is_one_witness_and_is_named() -> None:
    reports = carriers(500)
    random.Random(2).shuffle(reports)
    family = find_copies(reports)
    assert len(set(family.origins.values())) == 1
    (members,) = family.floods.values()
    assert len(members) == 500
    assert all("flood" in family.flags[m] for m in members)
