"""What became of whom in one happening: its dead, hurt, captured, as persons and groups to be counted."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from variorum.analyse.events.happening import Happening
from variorum.analyse.events.mention import Mention
from variorum.analyse.participants import Cast, Entity, Phrase, agrees
from variorum.analyse.participants.lexicon import people_words

# The slots of those who were hurt.
HARM = ("killed", "injured")
_FAR = 100  # participants told before, the first and the last of whom another word may mean again
_LONG = 40  # entities of one participant, and fates of it, that are held against another word


@dataclass(slots=True)
class Part:
    """One participant of a happening: the entities found to be it, its roles, and the words for its fates."""

    index: int
    entities: list[int]
    heads: dict[int, None] = field(default_factory=dict)  # in the order told
    roles: list[str] = field(default_factory=list)
    fates: dict[str, list[tuple[int, Mention]]] = field(default_factory=dict)
    member_of: int | None = None

    def add_role(self, role: str) -> None:
        """Note a role once."""
        if role not in self.roles:
            self.roles.append(role)

    def size(self, phrases: Mapping[int, Phrase]) -> tuple[int | None, int | None]:
        """Return the narrowest number that its phrases give."""
        known = [(p.low, p.high) for h in self.heads if (p := phrases[h]).kind != "pronoun"]
        exact = [k for k in known if k[0] is not None and k[0] == k[1]]
        plural = any(phrases[h].is_plural for h in self.heads)
        return (exact or known or [(2, None) if plural else (1, 1)])[0]


def find_parts(happening: Happening, cast: Cast, phrases: Mapping[int, Phrase]) -> list[Part]:
    """Return the participants of a happening in text order, descriptions and names of one person joined."""
    parts: list[Part] = []
    where: dict[int, int] = {}
    for mention in (*happening.mentions, *happening.answers):
        if mention.is_generic:
            continue
        for role, heads in (("agent", mention.agents), ("patient", mention.patients)):
            for head in heads:
                if head not in cast.of:
                    continue
                part = _part_of(parts, where, cast, phrases, head, mention)
                part.heads.setdefault(head)
                part.add_role(role)
                if role == "patient" and mention.denies == "doer":
                    continue
                if role == "patient" and mention.fate and phrases[head].is_person:
                    part.fates.setdefault(mention.fate, []).append((head, mention))
    _find_members(parts, cast, phrases)
    return parts


def _part_of(
    parts: list[Part],
    where: dict[int, int],
    cast: Cast,
    phrases: Mapping[int, Phrase],
    head: int,
    mention: Mention,
) -> Part:
    entity = cast.of[head]
    if entity in where:
        return parts[where[entity]]
    same = _same_sufferer(parts, cast, phrases[head], mention)
    if same is None:
        same = Part(len(parts), [])
        parts.append(same)
    same.entities.append(entity)
    where[entity] = same.index
    return same


def _same_sufferer(parts: list[Part], cast: Cast, phrase: Phrase, mention: Mention) -> Part | None:
    """Find the one sufferer told before whom a new description or name may mean, None where it is another.

    In a happening that befell more than `_FAR`, those told in its middle are not looked at: a word may be
    taken for another sufferer's, or for that of the only one near who fits.
    """
    words, head = people_words(), phrase.head
    entity = cast.entities[cast.of[head]]
    if (
        mention.fate not in HARM
        or not mention.is_told
        or not entity.is_person
        or head not in mention.patients
    ):
        return None
    if entity.is_plural and not phrase.definite:
        return None
    if words.another & set(phrase.modifiers) or (phrase.whole is not None and phrase.high != 1):
        return None
    fitting = []
    for part in parts if len(parts) <= _FAR else (*parts[: _FAR // 2], *parts[-_FAR // 2 :]):
        if not any(f in part.fates for f in HARM) or part.member_of is not None:
            continue
        told = [cast.entities[e] for e in part.entities[:_LONG]]
        if (
            not any(head in m.patients for _, m in part.fates.get(mention.fate, [])[-_LONG:])
            and not _is_kin(cast, phrase, part, mention)
            and not _is_counted_beside(cast, phrase, part, mention)
            and all(agrees(entity, e) for e in told)
            and part.heads.keys().isdisjoint(mention.patients)
        ):
            fitting.append(part)
    if len(fitting) > 1 and (same := _in_row(fitting, head, mention)) is not None:
        return same
    return fitting[0] if len(fitting) == 1 else _closest(fitting, cast, entity)


def _is_kin(cast: Cast, phrase: Phrase, part: Part, mention: Mention) -> bool:
    """Say whether a phrase is of somebody's own, told beside them ("killed a boy and wounded his father")."""
    if phrase.owner is None:
        return False
    told = {m.sentence for fates in part.fates.values() for _, m in fates[-_LONG:]}
    return mention.sentence in told or cast.of.get(phrase.owner) in part.entities


def _is_counted_beside(cast: Cast, phrase: Phrase, part: Part, mention: Mention) -> bool:
    """Say whether "one person" in hospital is counted beside one dead or a doer told before."""
    if not mention.is_state or not {"one", "1"}.intersection(phrase.modifiers):
        return False
    doers = people_words().doers
    is_doer = "agent" in part.roles or any(
        not doers.isdisjoint(cast.entities[e].lemmas) for e in part.entities
    )
    return is_doer or (mention.fate == "injured" and "killed" in part.fates)


def _in_row(fitting: list[Part], head: int, mention: Mention) -> Part | None:
    """Match one of several told in a row with one of as many told before ("Lee and Cox")."""
    place = mention.patients.index(head)
    for part in fitting:
        for told in part.fates.values():
            for other, before in told[-_LONG:]:
                row = before.patients
                if len(row) == len(mention.patients) > 1 and other in row and row.index(other) == place:
                    return part
    return None


def _closest(fitting: list[Part], cast: Cast, entity: Entity) -> Part | None:
    for part in fitting:
        told = [cast.entities[e] for e in part.entities[:_LONG]]
        if any(set(e.lemmas) & set(entity.lemmas) or (e.ages and entity.ages) for e in told):
            return part
    return None


def _find_members(parts: list[Part], cast: Cast, phrases: Mapping[int, Phrase]) -> None:
    """Make singles and smaller groups members of the group that they are told to be taken from."""
    by_entity = {e: p.index for p in parts for e in p.entities}
    for part in parts:
        for head in part.heads:
            whole = phrases[head].whole
            if whole is not None and cast.of.get(whole) in by_entity:
                other = by_entity[cast.of[whole]]
                if other != part.index:
                    part.member_of = other
