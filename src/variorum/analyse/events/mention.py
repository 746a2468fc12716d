"""One event mention: the trigger, its type and its parts, as token indexes of the page's tree."""

from dataclasses import dataclass, field
from typing import Literal

from variorum.analyse.events.ontology import EventType
from variorum.model.analysis import Modality, Polarity, Timex, Toponym
from variorum.model.span import Span


@dataclass(slots=True)
class Mention:
    """Words that tell a happening, with the heads of the phrases that take part.

    `fate` is the count slot that its patients fill; `is_state` where the words tell how someone is ("two are
    dead") rather than what happened; `is_generic` where they tell of no happening in particular; `is_echo`
    where they only point back to one ("it happened"), `is_call` where they tell of police being called to it,
    `is_presupposed` where a denial takes it for granted, `is_disputed` where a
    voice denies it, `is_aside` where it only says which one is meant
    ("the abducted teachers"), `cause_of` the token of what it led to ("protests at the death of"), `is_more`
    where a word of adding introduces it ("meanwhile"), `is_tally` where it adds up months, `beside` the
    tokens of those that its sentence sets it apart from ("12 hours after"), `within` the token of the one
    that it stands in or holds ("wounded in the attack"), `held_at` that of the noun it came of ("arrested at
    the march"), `is_apart` where it tells something beside all else
    told ("a fight", "another device went off"), `is_new` where an indefinite thing explodes, `is_bygone`
    where vague words say that it was long ago, `is_old` where its time does, `is_by_crowd` where protesters
    do it, `is_sexual` where it is a rape or the like, `is_raid` where police raid, `is_named` where it says
    what another may have been ("it appears to be a homicide"), `is_that` where it points to the one told last
    ("in that attack"), `is_its` where "it" did it ("it killed two"), `many` where a noun tells of several (1)
    or counts them (2), `passage` the number of the passage of a series that it stands in, `family_around`
    the family of the accident or disaster that its words put it in ("died in the fire").
    `answering` is the token that says whether its agents did it, where that is another ("was not
    behind the attack"). `denies` says of a denial of what else is told as fact whether it is of who did it
    ("doer"), of some other part of it ("part") or of all of it (None).
    """

    token: int
    span: Span
    type: EventType
    fate: str | None = None
    agents: list[int] = field(default_factory=list)
    patients: list[int] = field(default_factory=list)
    answering: int | None = None
    instrument: Span | None = None
    timex: Timex | None = None
    same_as: Span | None = None
    toponym: Toponym | None = None
    site: Span | None = None
    polarity: Polarity = "affirmed"
    modality: Modality = "asserted"
    is_noun: bool = False
    is_state: bool = False
    is_generic: bool = False
    is_definite: bool = False
    is_another: bool = False
    is_history: bool = False
    is_weak: bool = False
    is_echo: bool = False
    is_call: bool = False
    is_presupposed: bool = False
    is_disputed: bool = False
    is_aside: bool = False
    is_entry: bool = False
    is_more: bool = False
    is_tally: bool = False
    cause_of: int | None = None
    beside: tuple[int, ...] = ()
    within: int | None = None
    held_at: int | None = None
    is_apart: bool = False
    is_new: bool = False
    is_bygone: bool = False
    is_by_crowd: bool = False
    is_sexual: bool = False
    is_old: bool = False
    family_around: str | None = None
    is_that: bool = False
    is_its: bool = False
    is_raid: bool = False
    is_named: bool = False
    many: int = 0
    passage: int = 0
    denies: Literal["doer", "part"] | None = None
    sentence: int = 0
    paragraph: int = 0

    @property
    def is_told(self) -> bool:
        """Whether it tells a happening as fact."""
        return self.polarity == "affirmed" and self.modality == "asserted" and not self.is_generic

    @property
    def may_be_later(self) -> bool:
        """Whether its time may be later than the happening's: that of a death, a rescue, a call."""
        return self.type.is_outcome or self.is_state or self.is_call
