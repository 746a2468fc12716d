"""What a list offers to narrow it by, and what of it is drawn in time."""

from typing import Any

import numpy as np
import pytest

from variorum.api.catalogue import Catalogue, Names, Pairs, _Event, _Where
from variorum.api.choosing import Filters, choose, count_days

NOBODY = Pairs(np.zeros(0, np.int32), np.zeros(0, np.int32))


def catalogue_of(places: list[_Where], starts: list[int] | None = None, types: int = 1) -> Catalogue:
    many = len(places)
    names = {kind: Names() for kind in ("type", "place", "region", "town", "outlet", "voice")}
    zeros = np.zeros(many, dtype=np.int32)

    def codes(kind: str, words: list[str]) -> Any:
        return np.array([names[kind].code(word) for word in words], dtype=np.int32)

    events = [_Event(f"e-{n:03}", f"type{n % types}", f"event {n}", "s") for n in range(many)]
    days = zeros if starts is None else np.array(starts, dtype=np.int32)
    return Catalogue(
        events=tuple(events),
        names=names,
        types=codes("type", [e.type for e in events]),
        statuses=zeros,
        countries=codes("place", [w.country or "none" for w in places]),
        regions=codes("region", [w.region for w in places]),
        towns=codes("town", [w.town for w in places]),
        starts=days,
        ends=days,
        lats=zeros.astype(np.float64),
        lons=zeros.astype(np.float64),
        precisions=(None,) * many,
        reports=zeros,
        firsts=zeros,
        lasts=zeros,
        outlets=NOBODY,
        voices=NOBODY,
        voice_names={},
        voice_claims={},
        conflicts=(),
        counts={},
        places={},
    )


def test_a_list_narrows_from_country_to_region_to_place() -> None:
    tarn = _Where(country="FR", admin1="Tarn", name="Albi", gazetteer_name="Albi")
    other = _Where(country="FR", admin1="Var", name="Toulon")
    known = catalogue_of([tarn, tarn, other, _Where(name="East Side")])
    _, facets = choose(known, Filters())
    assert "region" not in {facet.name for facet in facets}
    _, facets = choose(known, Filters(place="FR"))
    regions = next(facet for facet in facets if facet.name == "region")
    assert regions.values == (("Tarn, FR", "Tarn, FR", 2), ("Var, FR", "Var, FR", 1))
    chosen, facets = choose(known, Filters(place="FR", region="Tarn, FR"))
    assert list(chosen.every) == [0, 1]
    assert next(facet for facet in facets if facet.name == "town").values == (("Albi", "Albi", 2),)
    _, facets = choose(known, Filters(place="none"))
    assert next(facet for facet in facets if facet.name == "town").values == (("East Side", "East Side", 1),)


def test_all_values_of_a_facet_are_shown_when_asked_for() -> None:
    known = catalogue_of([_Where()] * 40, types=20)
    cut = next(f for f in choose(known, Filters())[1] if f.name == "type")
    whole = next(f for f in choose(known, Filters(more="type"))[1] if f.name == "type")
    assert (len(cut.values), cut.more) == (12, 8)
    assert (len(whole.values), whole.more) == (20, 0)
    assert Filters(more="type").as_query() == {"more": "type"}


@pytest.mark.parametrize("far", [475_000, 1])
def test_a_mention_of_the_middle_ages_does_not_press_a_war_into_one_column(far: int) -> None:
    starts = [735_000 + n for n in range(60)]
    known = catalogue_of([_Where()] * 62, [*starts, far, 0])
    counts, missing, away = count_days(known, np.arange(62))
    assert (sum(counts.values()), missing, away) == (60, 1, 1)
    assert len(counts) == 60
    assert count_days(known, np.arange(60))[2] == 0
