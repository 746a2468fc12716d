import msgspec

from tests.reconcile.building import Telling, day, people, person, told, values
from variorum.model.record import Derivation, Voice
from variorum.model.value import Actor, Count, Place, Text
from variorum.reconcile import reconcile


def one(telling: Telling):
    entries = reconcile(telling.claims, telling.scene)
    assert len(entries) == 1
    return entries[0]


def test_two_sources_that_agree_and_one_that_differs_is_contested():
    entry = one(
        told(
            ("2024-05-01", people(5), "police"),
            ("2024-05-01", people(5), "hospital"),
            ("2024-05-01", people(7), "mayor"),
        )
    )
    assert entry.status == "contested"
    assert entry.readings[entry.preferred].value == people(5)


def test_same_number_under_any_qualifier_is_one_reading_with_the_narrowest_value():
    entry = one(
        told(
            ("2024-05-01", people(11, None, "at least"), "police"),
            ("2024-05-01", people(11, 11, "about"), "mayor"),
            ("2024-05-02", people(11), "hospital"),
        )
    )
    assert values(entry.readings) == [people(11)]
    assert entry.status == "corroborated"


def test_more_than_fifty_is_not_one_reading_with_fifty():
    entry = one(
        told(
            ("2024-05-01", people(51, None, "more than"), "police"),
            ("2024-05-01", people(50), "mayor"),
        )
    )
    assert len(entry.readings) == 2
    assert entry.status == "contested"


def test_about_three_hundred_allows_a_few_more_but_not_half_as_many_again():
    near = told(
        ("2024-05-01", people(300, 300, "about"), "a"), ("2024-05-01", people(310), "b"), slot="aboard"
    )
    far = told(
        ("2024-05-01", people(300, 300, "about"), "a"), ("2024-05-01", people(450), "b"), slot="aboard"
    )
    assert one(near).status == "single"
    assert one(far).status == "contested"


def test_spokesman_who_corrects_his_ministry_revises_it():
    spokesman = Voice(id="s", name="Ann Orr", type="person", anonymous=False, speaks_for="ministry")
    telling = Telling([spokesman])
    telling.claim(telling.report("r1", "2024-05-01"), people(14), "ministry")
    telling.claim(telling.report("r2", "2024-05-02"), people(11), "s")
    assert one(telling).status == "revised"


def test_month_after_the_day_by_the_same_source_revises_nothing():
    entry = one(
        told(
            ("2024-05-11", day("2024-05-10"), "police"),
            ("2024-06-11", day("2024-05-01", "2024-05-31"), "police"),
            slot="time",
        )
    )
    assert entry.status == "single"
    assert [reading.superseded_by for reading in entry.readings] == [None, None]


def test_source_that_goes_back_to_its_first_number_is_not_superseded_by_its_second_of_one_day():
    telling = told(("2024-05-01", people(5), "police"), ("2024-05-01", people(7), "police"))
    entry = one(telling)
    assert [reading.superseded_by for reading in entry.readings] == [None, None]
    assert entry.status == "single"


def test_words_of_change_bring_an_earlier_number_back():
    telling = told(("2024-05-01", people(5), "police"), ("2024-05-02", people(6), "mayor"))
    report = telling.report("r9", "2024-05-03")
    telling.claim(report, people(5), "judge", words="Five died, the judge said, not six as was reported.")
    entry = one(telling)
    assert [reading.superseded_by for reading in entry.readings] == [None, 0]
    assert entry.preferred == 0


def test_late_copy_with_words_of_change_supersedes_nothing_newer():
    telling = Telling()
    words = "A third person died, bringing the number to three."
    telling.claim(telling.report("r1", "2024-05-01"), people(3), None, slot="arrested", words=words)
    telling.claim(telling.report("r2", "2024-05-03"), people(4), "police", slot="arrested")
    copy = telling.report("r3", "2024-05-05", origin="o-r1", copy_of="r1")
    telling.claim(copy, people(3), None, slot="arrested", words=words)
    assert [reading.superseded_by for reading in one(telling).readings] == [None, None]


def test_denial_by_another_voice_is_contested_and_never_counted():
    telling = told(("2024-05-01", people(5), "police"))
    telling.claim(telling.report("r2", "2024-05-02"), people(5), "army", polarity="denied", stance="denies")
    entry = one(telling)
    assert entry.status == "contested"
    assert entry.readings[0].against == ("c001",)
    assert (entry.readings[0].reports, entry.readings[0].terminal_sources) == (1, 1)


def test_denial_of_any_stands_against_every_number_and_is_no_reading_of_its_own():
    telling = told(("2024-05-01", people(5), "police"), ("2024-05-01", people(7), "hospital"))
    any_ = people(1, None, "any")
    telling.claim(telling.report("r3", "2024-05-02"), any_, "army", polarity="denied", stance="denies")
    entry = one(telling)
    assert entry.status == "contested"
    assert [reading.against for reading in entry.readings] == [("c002",), ("c002",)]


def test_denial_of_any_leaves_none_told_alone():
    telling = told(("2024-05-01", people(0), "police"))
    any_ = people(1, None, "any")
    telling.claim(telling.report("r2", "2024-05-02"), any_, "army", polarity="denied", stance="denies")
    entry = one(telling)
    assert entry.status == "single"
    assert [reading.against for reading in entry.readings] == [(), ("c001",)]


def test_outlet_that_withdraws_its_own_report_takes_only_its_claim_back():
    telling = Telling([Voice(id="v", name="Outlet r1", type="outlet", anonymous=False)])
    telling.claim(telling.report("r1", "2024-05-01"), people(5), "police")
    later = telling.report("r2", "2024-05-02", outlet="Outlet r1")
    telling.claim(later, people(5), "v", polarity="denied", stance="retracts")
    assert one(telling).preferred is None
    telling.claim(telling.report("r3", "2024-05-01"), people(5), "hospital")
    entry = one(telling)
    assert entry.preferred == 0
    assert entry.status == "corroborated"


def test_plans_of_two_sources_for_two_days_are_contested_but_fears_are_not():
    plans = Telling()
    fears = Telling()
    for number, source in enumerate(("mayor", "union")):
        for telling, modality in ((plans, "planned"), (fears, "feared")):
            report = telling.report(f"r{number}", "2024-05-01")
            telling.claim(report, people(40 + number), source, modality=modality)
    assert one(plans).status == "contested"
    assert one(fears).status == "single"


def test_victims_hold_together_but_authors_exclude_each_other():
    for slot, status in (("patient", "single"), ("agent", "contested")):
        telling = Telling(participants=[person("Anna Vel"), person("Bo Harrit")])
        for number, name in enumerate(("Anna Vel", "Bo Harrit")):
            report = telling.report(f"r{number}", "2024-05-01")
            telling.claim(report, Actor(name=name, participant=name), f"source {number}", slot=slot)
        assert one(telling).status == status


def test_final_statement_takes_no_victim_away_but_a_correction_does():
    for words, superseded in (("In a final statement it named Bo.", None), ("Correction: Bo died.", 1)):
        telling = Telling(participants=[person("Anna"), person("Bo")])
        anna, bo = (Actor(name=name, participant=name) for name in ("Anna", "Bo"))
        telling.claim(telling.report("r1", "2024-05-01"), anna, slot="patient")
        telling.claim(telling.report("r2", "2024-05-02"), bo, slot="patient", words=words)
        assert one(telling).readings[0].superseded_by == superseded


def test_final_statement_takes_no_town_back_that_holds_the_site():
    site = Place(name="Osk mill", precision="point", country="XA", within=("Osk",))
    telling = Telling()
    telling.claim(telling.report("r1", "2024-05-01"), site, slot="place")
    town = Place(name="Osk", precision="city", country="XA")
    telling.claim(telling.report("r2", "2024-05-05"), town, slot="place", words="Final toll in Osk is six.")
    assert [reading.superseded_by for reading in one(telling).readings] == [None, None]


def test_no_remark_puts_another_out_of_date():
    telling = told(("2024-05-01", Text("It was loud."), "Anna"), slot="said")
    report = telling.report("r2", "2024-05-02")
    telling.claim(
        report,
        Text("It was still."),
        "Bo",
        slot="said",
        words="It was still, not loud as was first reported.",
    )
    assert [reading.superseded_by for reading in one(telling).readings] == [None, None]


def test_group_and_its_member_agree_as_authors():
    telling = Telling(participants=[person("the gang", type="group"), person("Bo", member_of="the gang")])
    for number, name in enumerate(("the gang", "Bo")):
        report = telling.report(f"r{number}", "2024-05-01")
        telling.claim(report, Actor(name=name, participant=name), f"source {number}", slot="agent")
    assert one(telling).status == "single"


def test_somebody_who_is_only_described_contradicts_no_name_but_a_body_does():
    for name, kind, status in (("a lone gunman", "person", "single"), ("army", "organisation", "contested")):
        telling = Telling(participants=[person("Ivo Tarn"), person(name, type=kind)])
        for number, actor in enumerate(("Ivo Tarn", name)):
            report = telling.report(f"r{number}", "2024-05-01")
            telling.claim(report, Actor(name=actor, participant=actor), f"source {number}", slot="agent")
        assert one(telling).status == status


def test_people_whom_nothing_tells_from_others_contradict_nobody_but_groups_of_another_size_do():
    for first, second, status in (
        ({"id_": "masked men", "type": "group"}, {"id_": "Ivo Tarn"}, "single"),
        ({"id_": "hackers", "type": "group"}, {"id_": "criminals", "type": "group"}, "single"),
        ({"id_": "Gunman"}, {"id_": "three men", "type": "group", "size": 3}, "single"),
        (
            {"id_": "two men", "type": "group", "size": 2},
            {"id_": "three men", "type": "group", "size": 3},
            "contested",
        ),
        ({"id_": "soldiers", "type": "group"}, {"id_": "rebels", "type": "group"}, "contested"),
    ):
        telling = Telling(participants=[person(**first), person(**second)])
        for number, actor in enumerate((first["id_"], second["id_"])):
            report = telling.report(f"r{number}", "2024-05-01")
            telling.claim(report, Actor(name=actor, participant=actor), f"source {number}", slot="agent")
        assert one(telling).status == status, (first, second)


def test_a_county_holds_its_towns():
    county = Place(name="Sel County", country="XA", lat=44.1, lon=21.5, geonameid=1, precision="district")
    town = Place(name="Tarn", country="XA", lat=44.3, lon=21.6, geonameid=2, precision="city")
    assert one(told(("2024-05-01", county, "a"), ("2024-05-01", town, "b"), slot="place")).status == "single"


def test_town_agrees_with_its_region_and_a_place_near_it_but_not_with_another_town():
    town = Place(name="Tarn", country="XA", admin1="Sel", lat=44.1, lon=21.5, geonameid=1, precision="city")
    region = Place(name="Sel", country="XA", admin1="Sel", geonameid=2, precision="region")
    mill = Place(name="the mill", country="XA", lat=44.15, lon=21.5, precision="point")
    other = Place(name="Mirra", country="XA", admin1="Sel", lat=44.3, lon=21.6, geonameid=3, precision="city")
    unknown = Place(name="the old bridge")
    for place, status in ((region, "single"), (mill, "single"), (other, "contested"), (unknown, "single")):
        pair = told(("2024-05-01", town, "police"), ("2024-05-01", place, "mayor"), slot="place")
        assert one(pair).status == status, place.name


def test_words_for_one_kind_of_happening_agree_and_others_do_not():
    related = told(("2024-05-01", Text("attack"), "a"), ("2024-05-01", Text("kill"), "b"), slot="type")
    strange = told(("2024-05-01", Text("attack"), "a"), ("2024-05-01", Text("protest"), "b"), slot="type")
    assert one(related).status == "single"
    assert one(strange).status == "contested"


def test_who_calls_a_shooting_an_attack_the_day_after_has_not_changed_the_type():
    telling = told(("2024-05-01", Text(text="shooting"), None), slot="type")
    for id_, word, outlet in (("r2", "shooting", "Other"), ("r3", "attack", "Outlet r1")):
        telling.claim(telling.report(id_, "2024-05-02", outlet=outlet), Text(text=word), None, slot="type")
    entry = one(telling)
    assert [reading.superseded_by for reading in entry.readings] == [None, None]
    assert (entry.readings[entry.preferred].value.text, entry.status) == ("shooting", "corroborated")


def test_flights_and_trains_are_never_compared():
    flights, trains = (Count(low=n, high=n, unit=unit) for n, unit in ((30, "flight"), (12, "train")))
    entry = one(told(("2024-05-01", flights, "a"), ("2024-05-02", trains, "b"), slot="cancelled"))
    assert entry.status == "single"
    assert len(entry.readings) == 2


def test_members_are_added_up_only_where_no_report_states_the_number():
    telling = Telling(participants=[person("p1"), person("p2"), person("p3", member_of="p2")])
    report = telling.report("r1", "2024-05-01")
    for member in ("p1", "p2", "p3"):
        telling.claim(report, people(1), of=member)
    whole, *_ = reconcile(telling.claims, telling.scene)
    assert (whole.of, whole.readings[0].value, whole.readings[0].derived) == (None, people(2), "count")
    telling.claim(telling.report("r2", "2024-05-02"), people(4))
    whole, *_ = reconcile(telling.claims, telling.scene)
    assert [(reading.value, reading.derived) for reading in whole.readings] == [(people(4), None)]


def test_parts_that_are_not_exact_are_not_added_up():
    telling = Telling(participants=[person("pupils", type="group"), person("teachers", type="group")])
    report = telling.report("r1", "2024-05-01")
    telling.claim(report, people(4), of="pupils")
    telling.claim(report, people(3, None, "several"), of="teachers")
    assert {entry.of for entry in reconcile(telling.claims, telling.scene)} == {"pupils", "teachers"}


def test_doubtful_copy_leaves_its_origin_open():
    telling = told(("2024-05-01", people(5), "police"))
    copy = telling.report("r2", "2024-05-02", origin="o-r1", copy_of="r1")
    telling.claim(copy, people(5), "police")
    derivation = Derivation(
        id="d",
        report="r2",
        start=0,
        end=9,
        from_="r1",
        from_start=0,
        from_end=9,
        how="rewritten",
        probability=0.6,
    )
    scene = msgspec.structs.replace(telling.scene, derivations=(derivation,))
    reading = reconcile(telling.claims, scene)[0].readings[0]
    assert (reading.origins, reading.origins_max) == (1, 2)


def test_claim_without_a_date_is_neither_earlier_nor_later():
    telling = told(("2024-05-01", people(3), "police"))
    telling.claim(telling.report("r2", None), people(9), "police")
    entry = one(telling)
    assert [reading.superseded_by for reading in entry.readings] == [None, None]
    assert entry.readings[1].first is None


def test_a_condition_gives_way_to_that_of_a_later_day_and_contradicts_none_of_its_own():
    entry = one(
        told(
            ("2024-05-01", Text(text="critical condition"), "police"),
            ("2024-05-01", Text(text="serious condition"), "hospital"),
            ("2024-05-03", Text(text="stable condition"), "mayor"),
            ("2024-05-04", Text(text="good condition"), "nurse"),
            slot="condition",
        )
    )
    assert entry.status == "revised"
    assert [r.superseded_by for r in entry.readings] == [2, 2, 3, None]
    assert entry.readings[entry.preferred].value == Text(text="good condition")
    same_day = told(
        ("2024-05-01", Text(text="critical condition"), "police"),
        ("2024-05-01", Text(text="stable condition"), "hospital"),
        slot="condition",
    )
    assert one(same_day).status == "single"


def test_a_source_puts_its_number_in_place_of_its_own_though_another_gave_it_before():
    telling = told(
        ("2024-05-01", people(19), "police"),
        ("2024-05-01", people(22), "passenger"),
        ("2024-05-02", people(22), "police"),
        slot="aboard",
    )
    entry = one(telling)
    assert [(r.value.low, r.superseded_by) for r in entry.readings] == [(19, 1), (22, None)]
    assert entry.status == "revised"


def test_a_source_that_names_a_narrower_day_takes_nothing_back():
    telling = told(
        ("2024-05-01", day("2024-04-27", "2024-04-28"), "police"),
        ("2024-05-02", day("2024-04-28"), "police"),
        slot="time",
    )
    assert [r.superseded_by for r in one(telling).readings] == [None, None]


def test_a_source_that_describes_somebody_otherwise_the_day_after_has_changed_nothing():
    telling = Telling(participants=[person("a man"), person("the driver")])
    for number, name in enumerate(("a man", "the driver"), 1):
        report = telling.report(f"r{number}", f"2024-05-0{number}")
        telling.claim(report, Actor(name=name, participant=name), "police", slot="agent")
    assert [reading.superseded_by for reading in one(telling).readings] == [None, None]


def test_the_hospital_that_somebody_was_taken_to_first_is_not_put_out_of_date_by_the_next():
    telling = Telling()
    for number, name in enumerate(("taken to Osk Hospital", "flown to Velm Hospital"), 1):
        report = telling.report(f"r{number}", f"2024-05-0{number}")
        telling.claim(report, Text(text=name), "police", slot="hospital")
    assert one(telling).status == "single"
