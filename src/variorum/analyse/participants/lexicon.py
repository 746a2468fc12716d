"""Words for people, loaded once from `events/people.yaml`, and for peoples, from `places/countries.yaml`."""

import functools
from typing import Any, Literal, get_args

from variorum.data import load_yaml

Sex = Literal["male", "female"]
_SEXES: tuple[Sex, ...] = get_args(Sex)

ANYBODY = frozenset({"anyone", "anybody"})


class PeopleWords:
    """What the words of `events/people.yaml` say, as sets that a reader can ask."""

    def __init__(self, data: dict[str, Any]) -> None:
        self._sexes: dict[str, Sex] = {
            word: sex for sex in _SEXES for word in (*data[sex], *data["titled"][sex])
        }
        self.befell = frozenset(data["befell"])
        self.ageless = frozenset(data["ageless"])
        self.tellers = frozenset(data["tellers"])
        self.kin = frozenset(data["kin"])
        self.groups = frozenset(data["groups"])
        self.bodies = frozenset(data["bodies"])
        self.sized: dict[str, int] = dict(data["sized"])
        self.people = frozenset((*data["male"], *data["female"], *data["either"]))
        self.no_man = frozenset(data["no_man"])
        self.collective = frozenset(data["collective"])
        self.harmed = frozenset(data["harmed"])
        self.lacked_by_some = frozenset(data["lacked_by_some"])
        self.another = frozenset(data["another"])
        self.sufferers = frozenset(data["sufferers"])
        self.doers = frozenset(data["doers"])
        self.captors = frozenset(data["captors"])
        self.undergone = frozenset(data["undergone"])
        self.outlived = frozenset(data["outlived"])
        self.titles = frozenset(data["titles"])
        self.suffixes = frozenset(data["suffixes"])
        self.cited = frozenset(data["cited"])
        self.pronouns: dict[str, str] = {
            word: kind for kind, words in data["pronouns"].items() for word in words
        }
        self._pronoun_sexes: dict[str, Sex] = {w: sex for sex in _SEXES for w in data["pronouns"][sex]}
        self.fates: dict[str, frozenset[str]] = {k: frozenset(v) for k, v in data["fates"].items()}
        given = load_yaml("events/given_names.yaml")
        self.given: dict[str, Sex] = {name: sex for sex, names in given.items() for name in names}

    def is_person(self, lemma: str) -> bool:
        """Say whether a noun names what somebody is; whatever ends in "man" or "woman" does.

        >>> people_words().is_person("barman"), people_words().is_person("talisman")
        (True, False)
        """
        return lemma in self.people or (
            len(lemma) > 5 and lemma.endswith("man") and lemma not in self.no_man  # "woman" ends so too
        )

    def sex_of(self, lemma: str) -> Sex | None:
        """Return the sex that a noun or title says, None where it says none.

        >>> [people_words().sex_of(word) for word in ("wife", "postman", "mr.", "driver")]
        ['female', 'male', 'male', None]
        """
        if (sex := self._sexes.get(lemma.removesuffix("."))) is not None:
            return sex
        if not lemma.endswith("man"):
            return None
        if lemma.endswith("woman"):
            return "female"
        return "male" if self.is_person(lemma) else None

    def sex_of_pronoun(self, word: str) -> Sex | None:
        """Return the sex of "he" or "her", None for other words."""
        return self._pronoun_sexes.get(word)


@functools.cache
def people_words() -> PeopleWords:
    """Load the words for people; the result is shared."""
    return PeopleWords(load_yaml("events/people.yaml"))


@functools.cache
def demonyms() -> frozenset[str]:
    """Return the words for peoples and for who comes from a country, in small letters.

    >>> "south korean" in demonyms()
    True
    """
    countries = load_yaml("places/countries.yaml").values()
    return frozenset(d.lower() for entry in countries for d in entry.get("demonyms", ()))


@functools.cache
def peoples() -> frozenset[str]:
    """Return the last word of each demonym, without the sign of the plural: "korean"."""
    return frozenset(d.split()[-1].rstrip("s") for d in demonyms())
