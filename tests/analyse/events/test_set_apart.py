"""Words begin happenings beside those told, or tell what another mention tells."""

import pytest

from tests.analyse.events.test_parting import read


def told_with(text: str, *words: str) -> list[int]:
    """Return for each of some words, each once in the text, the happening whose mention begins there."""
    events = read(text).events
    found = []
    for word in words:
        at = text.index(word)
        found.append(next(n for n, e in enumerate(events) if any(m.start == at for m in e.mentions)))
    return found


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        (
            "Ana Pell was shot in Porto on Monday. Police said a fight broke out before shots were fired.",
            "shot in",
            "fight",
        ),
        (
            "A bomb exploded at a mill on Monday.\n\nThe blast broke windows. Another bomb went off in Ely.",
            "exploded",
            "went off",
        ),
        (
            "Gunmen attacked the mayor, Milo Tarn, on Monday. He was the victim of an attack a while ago.",
            "attacked",
            "attack a",
        ),
        (
            "A bus was burned in other parts of the city on Monday. Two explosions shook the docks.",
            "burned",
            "explosions",
        ),
        (
            "Ana Pell was shot in Porto on Monday. Hours earlier, a man was wounded in another shooting.",
            "shot",
            "wounded",
        ),
        (
            "The negotiations between the rebels and the army failed. A summit is due in May.",
            "negotiations",
            "summit",
        ),
        (
            "Police shot Milo Tarn in Porto, and he died.\n\nThe protesters attacked the town hall.",
            "shot",
            "attacked",
        ),
        (
            "The offensive by the army came after the murder of Ana Pell in Porto.",
            "offensive",
            "murder",
        ),
        (
            "The slaying came nine days after a robbery outside a shop in Porto killed Milo Tarn. Ana Pell "
            "was slain at home on Monday.",
            "slaying",
            "killed",
        ),
        (
            "Two explosions shook a lot in Porto on Monday.\n\nThere were no fatalities.\n\nFirefighters "
            "searched the lot.\n\nThe rumour that a car bomb exploded on Ash Street spread at once.",
            "explosions",
            "exploded",
        ),
        (
            "Judge Ana Pell was assassinated in Porto this evening. Two guards were wounded in it.\n\n"
            "Meanwhile, Milo Tarn, a deputy, was murdered in Lisbon this evening.",
            "assassinated",
            "murdered",
        ),
        (
            "Rebels attacked five guards on Monday.\n\nSimilarly, rebels shot at a mill.",
            "attacked",
            "shot",
        ),
        (
            "Four people tied to the murder of Judge Ana Pell were arrested. They are also tied to a bomb "
            "attack on a paper, and to the death of Milo Tarn, his wife and two others.",
            "murder",
            "death",
        ),
        (
            "Two guards were killed in a raid 500 km west of Lisbon on Monday.\n\nA patrol was attacked by "
            "rebels 550 km north of Lisbon.",
            "killed",
            "attacked",
        ),
        (
            "A woman of 42 was arrested over a theft in Porto.\n\nPolice said nothing more.\n\nA man of 45 "
            "was arrested for drunken driving.",
            "arrested over",
            "arrested for",
        ),
    ],
)
def test_words_begin_a_happening_of_its_own(text: str, one: str, other: str) -> None:
    first, second = told_with(text, one, other)
    assert first != second


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ('A boy was struck by what may have been "celebratory gunfire" on Monday.', "struck", "gunfire"),
        ("Two men were shot in Porto on Monday. Both were wounded in the shooting.", "wounded", "shooting"),
        ("Ana Pell was wounded in another shooting on Monday.", "wounded", "shooting"),
        ("Milo Tarn died in prison on Monday. Doctors gave no cause of death.", "died", "death"),
        (
            "Minister Ana Ruiz Porta was murdered on Monday. Ruiz Porta was killed by a bomb.",
            "murdered",
            "killed",
        ),
        ("A bomb exploded in Porto on Monday.\n\nNo injuries were reported.", "exploded", "injuries"),
        (
            "Rebels attacked a post in Porto.\n\nLikewise, it was said that the attacks went on all night.",
            "attacked",
            "attacks",
        ),
    ],
)
def test_what_stands_in_another_is_told_with_it(text: str, one: str, other: str) -> None:
    first, second = told_with(text, one, other)
    assert first == second


def test_what_two_announce_are_two_statements_and_what_is_announced_again_is_one() -> None:
    two = "The mayor announced a curfew on Monday. On Tuesday the rebels declared a truce of three days."
    again = (
        "The mayor announced a curfew on Monday. The curfew was announced after a meeting in the town hall."
    )
    assert len(set(told_with(two, "announced", "declared"))) == 2
    assert len(set(told_with(again, "announced a", "announced after"))) == 1


def test_a_ban_and_such_things_tell_no_happening() -> None:
    text = (
        "A decree prohibits any gatherings or demonstrations. Fines await those who call for such protests."
    )
    assert not [e for e in read(text).events if e.type == "protest"]


def test_what_is_only_the_purpose_of_another_deed_is_not_told_as_done() -> None:
    events = read("A plane landed in Porto on Monday with the purpose of evacuating 40 nurses.").events
    assert not [e for e in events if e.type == "displacement"]
