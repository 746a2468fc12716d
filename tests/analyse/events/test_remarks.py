import pytest

from tests.analyse.events.happenings import analysed
from variorum.model.analysis import Analysis, Filling
from variorum.model.value import Text


def remarks(analysis: Analysis) -> list[tuple[str, str, str]]:
    found: list[tuple[str, str, str]] = []
    for event in analysis.events:
        for filling in event.fillings:
            if filling.slot == "said" and isinstance(filling.value, Text):
                found.append((source_of(analysis, filling), filling.value.text, filling.polarity))
    return found


def source_of(analysis: Analysis, filling: Filling) -> str:
    return analysis.voices[filling.chain[-1].voice].name


WALL = "Nine people were killed when a wall fell in Kelvar on Monday, police said. "


def test_what_a_source_says_beside_the_figures_is_kept_with_its_source():
    found = remarks(analysed(WALL + "The wall had been due for repair since March, the mayor said."))
    assert found == [("mayor", "The wall had been due for repair since March", "affirmed")]


def test_what_gives_the_figures_is_not_said_a_second_time():
    assert remarks(analysed(WALL)) == []


def test_a_remark_that_is_denied_keeps_that_mark():
    found = remarks(analysed(WALL + "The builder, Ana Pol, denied that she had been warned about the wall."))
    assert [(source, polarity) for source, _, polarity in found] == [("Ana Pol", "denied")]


def test_a_remark_far_from_any_happening_is_a_statement_of_its_own():
    far = "\n\nElsewhere, the orchestra tuned its strings.\n\nTickets will cost less, the director said."
    analysis = analysed(WALL + far)
    assert remarks(analysis) == [("director", "Tickets will cost less", "affirmed")]
    wall, statement = analysis.events
    assert (statement.type, statement.label) == ("statement", "statement: director")
    assert [f.slot for f in statement.fillings] == ["type", "agent", "said"]
    assert not any(f.slot == "said" for f in wall.fillings)


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("Some residents said the school would stay.", "Some residents"),
        ("Sources said on Tuesday that the minister wants another office.", "Sources"),
        ("Recent polling shows that the mayor has a large lead in Kelvar.", "Recent polling"),
        ("Virtually all pundits say that the old mill is too small for the fair.", "Virtually all pundits"),
    ],
)
def test_what_a_voice_without_a_name_says_of_no_happening_is_a_statement_of_its_own(text, voice):
    assert [e.label for e in analysed(text).events if e.type == "statement"] == [f"statement: {voice}"]


def test_what_nobody_is_told_to_say_is_no_statement():
    assert not analysed("It is believed that the mill is too small for the fair.").events


def test_a_report_of_remarks_alone_tells_a_statement_of_each_voice_and_has_no_main_event():
    text = 'Ana Pol said the school would stay. Ben Orr said it would be torn down. "We will see," Pol said.'
    analysis = analysed(text)
    assert [e.label for e in analysis.events] == ["statement: Ana Pol", "statement: Ben Orr"]
    assert analysis.main_event is None
    assert [p.name for p in analysis.participants] == ["Ana Pol", "Ben Orr"]


def test_that_somebody_spoke_is_told_by_whoever_passes_it_on():
    (statement,) = analysed("Ana Pol told the Kelvar Post that Ben Orr said the school would stay.").events
    assert [len(f.chain) for f in statement.fillings] == [1, 1, 2]


def test_the_day_on_which_somebody_spoke_is_the_time_of_the_statement_and_no_day_he_spoke_of():
    text = (
        "Ana Pol said on Monday that taxes would rise on Friday. Joe Sorn told reporters that he left in May."
    )
    days = {(e.label, f.span.of(text)) for e in analysed(text).events for f in e.fillings if f.slot == "time"}
    assert days == {("statement: Ana Pol", "Monday")}


def test_words_beside_what_is_told_once_in_passing_are_not_of_it():
    passing = "Ana Pol opened the school on Monday. A strike delayed the work in 1998.\n\n"
    (event,) = (
        e for e in analysed(passing + "The pupils have a new roof, Pol said.").events if e.type == "statement"
    )
    assert event.label == "statement: Ana Pol"


def test_a_remark_stands_without_its_quotation_marks():
    found = remarks(analysed(WALL + '"The wall was never looked at," the mayor said.'))
    assert found == [("mayor", "The wall was never looked at", "affirmed")]


def test_a_voice_goes_on_about_what_it_spoke_of_last():
    later = "\n\nThe mayor said the wall had been due for repair.\n\nShe added that rules would change soon."
    found = remarks(analysed(WALL + later))
    assert found[-1][1:] == ("rules would change soon", "affirmed")


def test_where_one_happening_is_told_a_far_remark_on_the_same_things_is_of_it():
    far = '\n\nElsewhere an orchestra tuned up.\n\n"Each old wall here worries us," a neighbour said.'
    assert [words for _, words, _ in remarks(analysed(WALL + far))] == ["Each old wall here worries us"]


def test_what_is_only_asked_states_nothing():
    assert remarks(analysed(WALL + "The mayor could not say why the wall had been left to lean.")) == []
    assert remarks(analysed(WALL + "Police do not know how the wall came down.")) == []


def test_what_a_voice_says_it_believes_is_said_with_the_words_around_it():
    text = WALL + '"Bad mortar is the trouble. We believe that it was never checked," the mayor said.'
    assert [words for _, words, _ in remarks(analysed(text))] == [
        "Bad mortar is the trouble. We believe that it was never checked"
    ]


def test_who_says_what_did_not_happen_goes_on_about_the_main_one():
    text = WALL + "No charges have been filed, said Ana Pol. She said the wall teaches a lesson."
    analysis = analysed(text)
    (event,) = [e for e in analysis.events if any("lesson" in str(f.value) for f in e.fillings)]
    assert analysis.events.index(event) == analysis.main_event


def test_a_remark_ends_before_the_word_that_joins_the_next():
    text = WALL + "The mayor said the wall had been due for repair, but nobody came."
    assert not any(words.endswith(("but", ",")) for _, words, _ in remarks(analysed(text)))


def test_what_a_voice_that_never_spoke_of_it_says_of_the_same_things_is_kept():
    later = "\n\nThe fair went on.\n\nAn architect, Ola Brand, said bricklayers had skimped on mortar."
    wall = "Nine people were killed when bricklayers lost hold of a wall in Kelvar on Monday, police said."
    assert ("Ola Brand", "bricklayers had skimped on mortar", "affirmed") in remarks(analysed(wall + later))


def test_what_kin_of_the_victims_say_is_kept():
    later = '\n\n"She was always so careful," said Mia Poole, grandmother of one of the victims.'
    assert remarks(analysed(WALL + later)) == [("Mia Poole", "She was always so careful", "affirmed")]


def test_of_a_long_content_the_sentences_without_other_claims_are_kept():
    words = '"The mortar was bad. I saw it fall on nine men and I ran," the foreman, Ed Roe, said.'
    text = "Nine men were killed when a wall fell in Kelvar on Monday.\n\n" + words
    assert [said for _, said, _ in remarks(analysed(text))] != []


def test_a_thing_without_a_verb_is_no_statement():
    found = remarks(analysed(WALL + "The council denied the change being sought for the wall."))
    assert found == []


def test_what_gives_a_claim_and_tells_more_is_said_too():
    text = WALL + "A crane driver, Ed Roe, said he waved his arms and nine people were killed behind him."
    assert "he waved his arms and nine people were killed behind him" in [
        said for _, said, _ in remarks(analysed(text))
    ]


def test_that_a_happening_took_place_says_no_more_than_its_time_and_place():
    text = "Nine people were killed in a blast in Kelvar. The blast happened on Monday, police said."
    assert remarks(analysed(text)) == []


def test_a_demand_without_a_clause_is_said_with_its_verb():
    found = remarks(analysed(WALL + "The builders' union called for an inquiry into the collapse."))
    assert [said for _, said, _ in found] == ["called for an inquiry into the collapse"]


def test_a_denied_part_in_it_needs_no_clause():
    found = remarks(analysed(WALL + "The builder, Ana Pol, denied any responsibility for the collapse."))
    assert [(source, said[:18], denied) for source, said, denied in found] == [
        ("Ana Pol", "any responsibility", "denied")
    ]


def test_what_somebody_is_called_or_asks_for_himself_is_no_remark():
    assert remarks(analysed(WALL + "A neighbour asked to remain anonymous.")) == []
    assert remarks(analysed(WALL + "A man called the Cobbler by his neighbours was there.")) == []


def test_what_somebody_might_say_is_not_said():
    assert remarks(analysed(WALL + "The owner can say that the wall was old.")) == []


def test_whom_somebody_tells_is_no_part_of_the_statement():
    found = remarks(analysed(WALL + "The mayor assured residents that each wall would be looked at."))
    assert [said for _, said, _ in found] == ["each wall would be looked at"]


def test_talk_goes_on_below_what_was_said_of_the_happening_until_it_turns():
    quiet = '\n\n"It has always been so quiet around here," said Ola Brand, who keeps a shop.'
    text = WALL + "The wall fell at noon."
    assert "It has always been so quiet around here" in [
        said for _, said, _ in remarks(analysed(text + quiet))
    ]
    turned = text + "\n\nElsewhere, the fair went on."
    *_, last = analysed(turned + quiet).events
    assert last.label == "statement: Ola Brand"


def test_what_holds_words_of_the_main_happening_is_of_it_whatever_else_it_names():
    text = WALL + "A clerk said the foreman had watched a trial before nine people were killed."
    analysis = analysed(text)
    (event,) = [e for e in analysis.events if any(f.slot == "said" for f in e.fillings)]
    assert analysis.events.index(event) == analysis.main_event


def test_a_call_to_the_police_is_no_demand():
    assert not any(
        "911" in said for _, said, _ in remarks(analysed(WALL + "A neighbour called 911 to help."))
    )


def test_what_is_not_planned_keeps_its_denial():
    found = remarks(analysed(WALL + "The council does not plan to rebuild the wall."))
    assert [said for _, said, _ in found] == ["does not plan to rebuild the wall"]


def test_a_voice_that_comes_to_the_happening_later_spoke_of_it_before():
    text = (
        "The union of bricklayers called for better pay and tools.\n\nElsewhere it rained.\n\nThe union said "
        "a wall had fallen on nine men in Kelvar.\n\nNine men were killed when a wall fell in Kelvar."
    )
    assert "called for better pay and tools" in [said for _, said, _ in remarks(analysed(text))]


def said_of(text: str) -> list[tuple[str, str]]:
    """Return the type of every happening that something is said of, with the words."""
    return [
        (event.type, filling.value.text)
        for event in analysed(text).events
        for filling in event.fillings
        if filling.slot == "said" and isinstance(filling.value, Text)
    ]


def test_what_is_announced_is_said_by_the_announcement():
    text = "The talks in Kelvar failed, the mayor said. He announced that the harvest would be sold abroad."
    assert ("statement", "the harvest would be sold abroad") in said_of(text)


def test_a_remark_is_of_the_happening_whose_people_it_speaks_of():
    text = (
        "Envoys will negotiate a truce in Kelvar on Monday. Rebels kidnapped 40 miners in May.\n\n"
        "The union said that most miners were alive."
    )
    assert said_of(text) == [("kidnapping", "most miners were alive")]


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        (
            "The mayor described the state of the wall as hopeless.",
            "described the state of the wall as hopeless",
        ),
        ("The builder declined to comment on the state of the wall.", None),
        ("The sheriff would not say how the wall fell.", "would not say how the wall fell"),
        ("Engineers reported deep cracks and a leaking pipe behind the wall.", None),
        ("Children were reported to be among those who played there.", None),
    ],
)
def test_views_refusals_and_what_is_reported_need_no_clause(sentence: str, said: str | None):
    expected = said or sentence.rstrip(".").split(" ", 2)[2]
    found = [text for _, text, _ in remarks(analysed(WALL + sentence))]
    assert any(text in sentence and expected.endswith(text[-20:]) for text in found)


def test_to_which_hospital_somebody_was_taken_is_said_beside_the_toll():
    text = "A girl was shot in Kelvar on Monday, police said. She was taken to the Orlin clinic, police said."
    assert [words for _, words, _ in remarks(analysed(text))] == ["She was taken to the Orlin clinic"]


def test_a_thing_confirms_nothing():
    found = remarks(analysed(WALL + "This action confirms the deep carelessness of the builders."))
    assert found == []


def test_a_plan_is_said_only_where_another_tells_it():
    assert remarks(analysed(WALL + "The council plans to rebuild the wall in the spring.")) == []
    found = remarks(analysed(WALL + "The mayor said the council plans to rebuild the wall in the spring."))
    assert [words for _, words, _ in found] == ["the council plans to rebuild the wall in the spring"]


def test_what_is_said_beside_a_meeting_is_of_it_only_where_it_or_its_people_are_told():
    met = "The presidents Ana Pol and Ben Orr met in Kelvar on Friday. "
    later = "Cy Dunn, the mayor, said the meeting was a gift.\n\nThe meeting lasted two hours.\n\n"
    later += "Dunn also said the land was poor.\n\nThe farmers grow nothing else, he said."
    analysis = analysed(met + later)
    said = {
        (e.type, f.value.text)
        for e in analysis.events
        for f in e.fillings
        if isinstance(f.value, Text) and f.slot == "said"
    }
    assert said == {
        ("meeting", "the meeting was a gift"),
        ("statement", "the land was poor"),
        ("statement", "The farmers grow nothing else"),
    }


def _said_of(text: str) -> dict[str, str]:
    return {
        f.value.text: event.type
        for event in analysed(text).events
        for f in event.fillings
        if f.slot == "said" and isinstance(f.value, Text)
    }


SHOT = (
    "Milo Tarn shot two people at a mill in Kelvar on Monday, police said. The shooting ended at noon.\n\n"
    "Pell Orsa, the mayor, said that nobody saw the shooting coming. Police said that the gun was old.\n\n"
)


@pytest.mark.parametrize(
    "act",
    [
        "promised a new school for the valley",
        "called for the minister to resign",
        "accused the council of wasting money",
    ],
)
def test_what_somebody_asks_for_or_promises_is_of_nothing_told_before(act: str) -> None:
    assert _said_of(SHOT + f"Later the mayor {act}.")[act] == "statement"


@pytest.mark.parametrize(
    ("who", "act"),
    [("police", "asked anyone who saw a van to call"), ("mayor", "called on all to condemn this crime")],
)
def test_what_is_asked_about_a_crime_is_of_the_crime(who: str, act: str) -> None:
    assert _said_of(SHOT + f"Later the {who} {act}.")[act] == "shooting"


CHARGED = (
    "Two clerks shot in Kelvar\n\n"
    "Two clerks were shot dead at a mill in Kelvar on Monday. The shooting ended at noon.\n\n"
    "Ada Torin was charged with murder on Tuesday.\n\nTorin was charged in a court in Kelvar.\n\n"
)


def test_what_is_said_of_the_accused_as_a_neighbour_is_of_the_deed() -> None:
    neighbor = "\n\nRuth Holm, who lives next door, said Torin kept to herself and was polite."
    apart = CHARGED + "The mill makes biscuits.\n\nIt is closed now."
    assert _said_of(apart + neighbor)["Torin kept to herself and was polite"] == "shooting"


@pytest.mark.parametrize(
    "words", ["Once in the leg. Twice in the chest. No warning at all", "Almost sounds like a war zone"]
)
def test_a_quotation_without_a_verb_is_said_where_it_stands_as_a_sentence(words: str):
    text = f'Ana Pol was shot in Kelvar on Monday. "{words}," said her sister, Mara Pol.'
    assert ("Mara Pol", words, "affirmed") in remarks(analysed(text))


def test_a_title_in_quotation_marks_is_no_statement() -> None:
    text = (
        'Ana Pell was shot in Osk on Monday. "The Long Road Home To Brenna," said her sister, was her book.'
    )
    said = [f for event in analysed(text).events for f in event.fillings if f.slot == "said"]
    assert not any("Long Road" in str(filling.value) for filling in said)
