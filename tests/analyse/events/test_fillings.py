from tests.analyse.events.happenings import analysed
from variorum.analyse.reading import analyse
from variorum.model.report import Report
from variorum.model.value import Actor
from variorum.settings import Settings


def patients(text: str) -> list[tuple[str, str, list[str]]]:
    analysis = analysed(text)
    return [
        (f.value.name, f.span.of(text), [m.of(text) for m in f.more])
        for e in analysis.events
        for f in e.fillings
        if f.slot == "patient" and isinstance(f.value, Actor)
    ]


def test_a_pronoun_gives_a_role_that_nothing_else_gives() -> None:
    text = "Mara Olin, 41, lives in Kelvar. She was arrested on Monday. Nobody was hurt."
    assert patients(text) == [("Mara Olin", "She", ["Mara Olin", "arrested"])]


def test_a_pronoun_beside_a_name_for_the_role_gives_nothing_more() -> None:
    text = "Mara Olin was arrested in Kelvar on Monday. She was detained at the border."
    assert [words for _, words, _ in patients(text)] == ["Mara Olin"]


def test_whom_a_word_for_several_means_is_left_open() -> None:
    text = "Police in Kelvar met three men on Monday. She forced her way in and shot them, police said."
    assert not any(words == "them" for _, words, _ in patients(text))


def test_nobody_takes_part_in_nothing() -> None:
    assert patients("Three people were hurt in Kelvar on Monday. No one was arrested.") == [
        ("Three people", "Three people", ["hurt"])
    ]


def test_some_of_a_group_are_named_with_the_group() -> None:
    text = "Gunmen fired on a bus in Kelvar on Monday. Six of the attackers died. Two of them were arrested."
    told = [name for name, _, _ in patients(text)]
    assert "Six of the attackers" in told
    assert not {"Six", "Two", "Two of them"} & set(told)


def test_things_and_half_a_word_take_no_part() -> None:
    assert [name for name, _, _ in patients("A man killed his ex-girlfriend in Kelvar.")] == ["girlfriend"]
    assert [name for name, _, _ in patients("One of the bullets hit the girl in the ankle.")] == ["the girl"]


def test_whom_only_the_headline_calls_a_group_is_who_says_it_below() -> None:
    title = "Group says it captured 12 soldiers"
    text = f"{title}\n\nThe Red Dune Front said on Monday that it had captured 12 soldiers near Kelvar."
    report = Report(id="r", sha256="", text=text, title=title, published="2025-02-05")
    analysis = analyse(report, Settings())
    told = {
        analysis.voices[link.voice].name
        for event in analysis.events
        for filling in event.fillings
        if filling.slot == "captured"
        for link in filling.chain
    }
    assert told == {"Red Dune Front"}
