"""An article that was edited is one witness, by its last text; what that tells no more is out of date."""

from typing import Any

import msgspec

from tests.reconcile.building import Telling, people
from variorum.model.record import Entry
from variorum.reconcile import explain_entry, go_back, limit_to, mend, reconcile, touched


class Edited(Telling):
    """An article of outlet "Orvel Post" in several states, all of one day unless told."""

    def state(self, id_: str, number: int, published: str = "2024-05-06", **more: Any) -> str:
        return self.report(id_, published, outlet="Orvel Post", article="a1", state=number, **more)


def test_earlier_state_of_an_article_is_no_witness_beside_the_later() -> None:
    telling = Edited()
    for number in range(3):
        telling.claim(telling.state(f"a{number}", number, origin=f"o-a{number}"), people(7))
    (entry,) = reconcile(telling.claims, telling.scene)
    (reading,) = entry.readings
    assert (entry.status, reading.reports, reading.origins, reading.origins_max) == ("single", 1, 1, 1)
    assert len(reading.claims) == 3


def test_what_the_later_text_tells_otherwise_supersedes_within_a_day() -> None:
    telling = Edited()
    for number, toll in enumerate((4, 7, 6)):
        telling.claim(telling.state(f"a{number}", number), people(toll))
    (entry,) = reconcile(telling.claims, telling.scene)
    assert [(r.value.low, r.superseded_by) for r in entry.readings] == [(4, 2), (7, 2), (6, None)]
    assert (entry.status, entry.preferred) == ("revised", 2)


def test_article_edited_back_to_its_first_number_has_that_number() -> None:
    telling = Edited()
    for number, toll in enumerate((4, 7, 4)):
        telling.claim(telling.state(f"a{number}", number), people(toll))
    (entry,) = reconcile(telling.claims, telling.scene)
    assert [(r.value.low, r.superseded_by, r.reports) for r in entry.readings] == [(4, None, 1), (7, 0, 1)]


def test_what_the_later_text_tells_no_more_is_no_longer_shown() -> None:
    telling = Edited()
    telling.claim(telling.state("a0", 0), people(12), slot="injured")
    telling.claim(telling.state("a1", 1), people(7))
    injured, _ = reconcile(telling.claims, telling.scene)
    assert (injured.status, injured.preferred, injured.readings[0].superseded_by) == ("revised", None, None)
    assert "no longer tells it" in " ".join(explain_entry(injured, telling.claims, telling.scene))


def test_words_that_still_stand_are_still_told() -> None:
    telling = Edited()
    claim = telling.claim(telling.state("a0", 0), people(12), slot="injured")
    telling.claim(telling.state("a1", 1), people(7))
    scene = msgspec.structs.replace(telling.scene, retold={claim.id: frozenset({"a1"})})
    injured, _ = reconcile(telling.claims, scene)
    assert (injured.status, injured.preferred) == ("single", 0)


def test_another_outlet_keeps_standing_by_what_an_article_withdrew() -> None:
    telling = Edited()
    telling.claim(telling.state("a0", 0), people(4), None)
    telling.claim(telling.state("a1", 1), people(7), None)
    telling.claim(telling.report("b", "2024-05-06"), people(4), None)
    (entry,) = reconcile(telling.claims, telling.scene)
    four = next(r for r in entry.readings if r.value.low == 4)
    assert (entry.status, four.reports, four.terminal_sources, four.superseded_by) == (
        "contested",
        1,
        1,
        None,
    )


def test_withdrawn_number_supersedes_nothing() -> None:
    telling = Edited()
    telling.claim(telling.report("b", "2024-05-05"), people(4), None)
    telling.claim(telling.state("a0", 0), people(9), None)
    telling.claim(telling.state("a1", 1), people(4), None)
    (entry,) = reconcile(telling.claims, telling.scene)
    assert [(r.value.low, r.superseded_by) for r in entry.readings] == [(4, None), (9, 0)]


def test_past_day_and_later_edit_give_what_reconciling_all_gives() -> None:
    telling = Edited()
    telling.claim(telling.state("a0", 0), people(4))
    before = telling.claims[:], telling.scene
    early = reconcile(*before)
    telling.reports = dict(telling.reports)
    telling.claim(telling.state("a1", 1, "2024-05-08"), people(7))
    state = telling.claims, telling.scene
    late = reconcile(*state)
    assert shown(early) == [4]
    assert shown(late) == [7]
    assert shown(go_back(late, state, "2024-05-07")) == [4]
    assert go_back(late, state, "2024-05-07") == reconcile(*limit_to(*state, "2024-05-07"))
    assert mend(early, touched(before, state), *state) == late


def shown(entries: tuple[Entry, ...]) -> list[int]:
    return [entry.readings[entry.preferred].value.low for entry in entries if entry.preferred is not None]
