"""Laws that hold for any claims: order, batches, workers, past days, copies and further reports."""

from collections import Counter

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reconcile.building import Telling, day, people, person
from variorum.model.record import Claim, Voice
from variorum.model.value import Place, Value
from variorum.reconcile import Scene, cell_of, go_back, limit_to, mend, reconcile, touched

VOICES = (
    Voice(id="police", name="police", type="organisation", anonymous=False),
    Voice(id="ministry", name="ministry", type="organisation", anonymous=False),
    Voice(id="spokesman", name="spokesman", type="person", anonymous=False, speaks_for="ministry"),
    Voice(id="official", name="an official", type="person", anonymous=True),
    Voice(id="wire", name="Wire", type="outlet", anonymous=False),
)
CAST = (person("p1"), person("p2"), person("p3", member_of="p2"))
COUNTS: tuple[Value, ...] = (
    *(people(number) for number in (0, 1, 3, 5)),
    people(3, None, "at least"),
    people(4, None, "more than"),
    people(5, 5, "about"),
    people(24, None, "dozens"),
    people(2, 4),
)
TIMES: tuple[Value, ...] = (
    day("2024-05-01"),
    day("2024-05-02"),
    day("2024-05-01T14:30"),
    day("2024-05-01", "2024-05-31"),
)
PLACES: tuple[Value, ...] = (
    Place(name="Tarn", country="XA", admin1="Sel", geonameid=1, precision="city"),
    Place(name="Mirra", country="XA", admin1="Sel", geonameid=2, precision="city"),
    Place(name="Sel", country="XA", admin1="Sel", geonameid=3, precision="region"),
)
WORDS = (
    "",
    "",
    "It is a fact.",
    "They died, bringing the number to that.",
    "In a final statement it was given.",
)
DAYS = tuple(f"2024-05-{n:02}" for n in range(1, 8))


@st.composite
def tellings(draw: st.DrawFn) -> Telling:
    """Make a few reports, some of them copies, each with a few claims."""
    telling = Telling(VOICES, CAST)
    for number in range(draw(st.integers(1, 7))):
        id_, published = f"r{number}", draw(st.sampled_from(DAYS))
        earlier = [report for report, note in telling.reports.items() if note.published <= published]
        if earlier and draw(st.integers(0, 4)) == 0:
            add_copy(telling, draw(st.sampled_from(earlier)), id_, published)
            continue
        telling.report(id_, published, outlet=draw(st.sampled_from(("Wire", "Echo", "Post"))))
        for _ in range(draw(st.integers(1, 4))):
            slot = draw(st.sampled_from(("killed", "killed", "aboard", "missing", "time", "place")))
            choice = {"time": TIMES, "place": PLACES}.get(slot, COUNTS)
            polarity = draw(st.sampled_from(("affirmed", "affirmed", "affirmed", "denied")))
            telling.claim(
                id_,
                draw(st.sampled_from(choice)),
                draw(st.sampled_from((None, *(voice.id for voice in VOICES)))),
                slot=slot,
                of=draw(st.sampled_from((None, None, "p1", "p2", "p3"))),
                event=draw(st.sampled_from(("e1", "e1", "e2"))),
                polarity=polarity,
                modality=draw(st.sampled_from(("asserted", "asserted", "asserted", "planned", "feared"))),
                stance="asserts" if polarity == "affirmed" else draw(st.sampled_from(("denies", "retracts"))),
                words=draw(st.sampled_from(WORDS)),
            )
    return telling


def add_copy(telling: Telling, original: str, id_: str, published: str) -> list[Claim]:
    note = telling.reports[original]
    telling.report(id_, published, outlet="Copier", origin=note.origin, copy_of=original)
    made = []
    for claim in [claim for claim in telling.claims if claim.report == original]:
        copy = msgspec.structs.replace(
            claim, id=f"c{len(telling.claims):03}", report=id_, published=published
        )
        telling.claims.append(copy)
        telling.words[copy.id] = telling.words.get(claim.id, "")
        made.append(copy)
    return made


def written(entries) -> bytes:
    return msgspec.json.encode(entries)


@given(tellings(), st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=40)
def test_order_of_arrival_changes_nothing(telling, random):
    expected = written(reconcile(telling.claims, telling.scene))
    scene = telling.scene
    parts = {name: list(getattr(scene, name)) for name in ("voices", "participants", "events")}
    for part in (telling.claims, *parts.values()):
        random.shuffle(part)
    reports = list(scene.reports.items())
    random.shuffle(reports)
    shuffled = msgspec.structs.replace(
        scene, reports=dict(reports), **{name: tuple(part) for name, part in parts.items()}
    )
    assert written(reconcile(telling.claims, shuffled)) == expected


@given(tellings(), st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=40)
def test_batches_mended_one_by_one_give_what_all_at_once_gives(telling, random):
    reports = list(telling.reports)
    random.shuffle(reports)
    entries, before = (), ((), Scene())
    while reports:
        batch = [reports.pop() for _ in range(min(len(reports), random.randint(1, 3)))]
        arrived = {*before[1].reports, *batch}
        scene = msgspec.structs.replace(
            telling.scene, reports={r: note for r, note in telling.reports.items() if r in arrived}
        )
        after = tuple(claim for claim in telling.claims if claim.report in arrived), scene
        entries = mend(entries, touched(before, after), *after)
        before = after
    assert written(entries) == written(reconcile(telling.claims, telling.scene))


@given(tellings(), st.integers(1, 4))
@settings(deadline=None, max_examples=40)
def test_number_of_workers_changes_nothing(telling, workers):
    cells = sorted({cell_of(claim) for claim in telling.claims})
    shares = [cells[worker::workers] for worker in range(workers)]
    made = [
        entry
        for share in shares
        for entry in reconcile([c for c in telling.claims if cell_of(c) in share], telling.scene)
    ]
    made.sort(key=lambda entry: (entry.event, entry.slot, entry.of is not None, entry.of or ""))
    assert tuple(made) == reconcile(telling.claims, telling.scene)


@given(tellings())
@settings(deadline=None, max_examples=40)
def test_as_of_the_last_day_is_no_as_of(telling):
    assert reconcile(*limit_to(telling.claims, telling.scene, DAYS[-1])) == reconcile(
        telling.claims, telling.scene
    )


@given(tellings(), st.sampled_from(DAYS))
@settings(deadline=None, max_examples=40)
def test_going_back_is_reconciling_what_was_there(telling, past):
    entries = reconcile(telling.claims, telling.scene)
    limited = limit_to(telling.claims, telling.scene, past)
    assert go_back(entries, (telling.claims, telling.scene), past) == reconcile(*limited)


@given(tellings(), st.data())
@settings(deadline=None, max_examples=40)
def test_copy_changes_no_count_but_reports(telling, data):
    def counted(entries):
        return [
            [
                (r.value, r.derived, r.origins, r.terminal_sources, r.origins_max, r.terminal_sources_max)
                for r in entry.readings
            ]
            for entry in entries
        ]

    before = counted(reconcile(telling.claims, telling.scene))
    original = data.draw(st.sampled_from(sorted(telling.reports)))
    published = max(DAYS[-1], telling.reports[original].published)
    add_copy(telling, original, "r99", published)
    assert counted(reconcile(telling.claims, telling.scene)) == before


@given(tellings(), st.data())
@settings(deadline=None, max_examples=40)
def test_further_report_never_removes_a_reading(telling, data):
    late = data.draw(st.sampled_from(sorted(telling.reports)))
    fewer = [claim for claim in telling.claims if claim.report != late]
    after = {(e.event, e.slot, e.of): e for e in reconcile(telling.claims, telling.scene)}
    for entry in reconcile(fewer, telling.scene):
        for reading in entry.readings:
            if reading.derived is None:  # a number that is stated at last takes the place of the sum
                kept = after[entry.event, entry.slot, entry.of].readings
                mine = {*reading.claims, *reading.against}
                assert any(mine <= {*r.claims, *r.against} for r in kept)


@given(tellings(), st.sampled_from(("latest", "ucdp", "acled", "ibc")))
@settings(deadline=None, max_examples=40)
def test_policies_choose_and_never_delete(telling, policy):
    chosen = reconcile(telling.claims, telling.scene, policy)
    latest = reconcile(telling.claims, telling.scene)
    derived = {(e.event, e.slot) for e in latest for r in e.readings if r.derived}
    for one, other in zip(chosen, latest, strict=True):
        assert one.of == other.of
        if (one.event, one.slot) not in derived:  # the parts that a sum is made of are chosen too
            assert one.readings == other.readings


@given(tellings())
@settings(deadline=None, max_examples=40)
def test_every_claim_stands_in_one_stated_reading(telling):
    entries = reconcile(telling.claims, telling.scene)
    standing = Counter(
        claim for e in entries for r in e.readings if not r.derived for claim in (*r.claims, *r.against)
    )
    assert {claim.id: 1 for claim in telling.claims if claim.id in standing} == dict(standing)
    summed = {claim for e in entries for r in e.readings if r.derived for claim in (*r.claims, *r.against)}
    assert {claim.id for claim in telling.claims} == standing.keys() | summed
