from variorum.link.claims import make_claims
from variorum.link.events import merge_events
from variorum.link.voices import merge_voices


def claims_of(reports, analyses):
    merged = merge_events(reports, analyses, {}, {})
    voices = merge_voices(reports, analyses)
    return make_claims(reports, analyses, merged, voices, {}, lambda report, span: f"o-{report}")


def test_claims_are_the_same_in_any_order(reports, analyses):
    assert claims_of(reports, analyses) == claims_of(reports[::-1], analyses)


def test_claim_ids_do_not_change_when_events_join(reports, analyses):
    alone = {c.id for c in claims_of(reports[:1], analyses).claims}
    assert alone <= {c.id for c in claims_of(reports, analyses).claims}


def test_a_victim_named_alike_in_two_reports_is_one_participant(reports, analyses):
    made = claims_of(reports, analyses)
    assert sorted(p.name for p in made.participants) == ["Ada Brannick", "Orren Tull"]


def test_each_claim_has_the_origin_of_its_report(reports, analyses):
    assert {(c.report, c.origin) for c in claims_of(reports, analyses).claims} == {
        (r, f"o-{r}") for r in "abc"
    }


def test_an_event_carries_the_mentions_of_all_its_reports(reports, analyses):
    made = claims_of(reports, analyses)
    assert sorted(len(e.mentions) for e in made.events) == [1, 2]


def test_the_label_of_an_event_names_its_place(reports, analyses):
    assert sorted(e.label for e in claims_of(reports, analyses).events) == [
        "shooting: Kest",
        "shooting: Velm",
    ]
