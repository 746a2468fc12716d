"""Tell what befell those who are counted, from the verb that they are subject or object of and its company."""

from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple

from variorum.analyse.quantities.lexicon import fate_words, noun_words, number_words
from variorum.analyse.quantities.scene import NOUN_TAGS, Scene

_PEOPLE: Final = frozenset({"person", "household", "animal"})
_ONLY_LIVING: Final = frozenset(
    {"killed", "injured", "arrested", "captured", "released", "missing", "rescued", "displaced", "aboard"}
)
_STRONG: Final = frozenset(
    "death fatality injury arrest detention case infection diagnosis casualty killing murder homicide corpse skeleton slaying loss drowning body".split()
)
_LINKING: Final = frozenset(
    {
        "be",
        "remain",
        "go",
        "become",
        "leave",
        "find",
        "lie",
        "report",
        "presume",
        "fear",
        "list",
        "feel",
        "get",
        "seem",
        "declare",
        "stay",
        "confirm",
        "make",
        "believe",
        "still",
    }
)
_WOUNDS: Final = frozenset({"wound", "injury", "burn", "fracture", "bruise", "concussion", "cut"})
_ANY: Final = frozenset("a an the his her its their my our your both one two three".split())
_NEVER: Final = frozenset({"not", "never", "n't", "no"})
_IRREGULAR: Final = {
    "bit": ("bite",),
    "shot": ("shoot",),
    "hung": ("hang",),
    "hanged": ("hang",),
    "burnt": ("burn",),
    "sank": ("sink",),
    "tore": ("tear",),
    "felled": ("fell",),
    "stung": ("sting",),
    "beaten": ("beat",),
    "cut": ("cut",),
    "struck": ("strike",),
}
_DEPTH: Final = 3


class Phrasing(NamedTuple):
    """A run of words that tells a fate: its pieces, its slot, and whom it befalls (`^` object, `*` either, `>` governed)."""

    first: int
    end: int
    slot: str
    side: str


def find_phrasings(scene: Scene) -> list[Phrasing]:
    """Return the runs of words in a sentence that tell a fate, left to right; verbs match by their lemma."""
    table = fate_words().phrases
    norms = [w.norm for w in scene.words]
    lemmas = [scene.token(i).lemma_.lower() for i in range(len(norms))]
    found = []
    for i, (norm, lemma) in enumerate(zip(norms, lemmas, strict=True)):
        rows = table.get(norm, ()) if norm == lemma else (*table.get(norm, ()), *table.get(lemma, ()))
        ends = [
            (i + len(phrase), meaning)
            for phrase, meaning in rows
            if i + len(phrase) <= len(norms)
            and all(
                p in (norms[i + k], lemmas[i + k]) or (p == "~" and norms[i + k] in _ANY)
                for k, p in enumerate(phrase)
            )
        ]
        if ends:
            end, meaning = max(ends, key=lambda e: e[0])
            side = meaning[0] if meaning[0] in "^*>" else ""
            found.append(Phrasing(i, end, meaning.removeprefix(side), side))
    return found


class FateReader:
    """Reads fates in one sentence; the runs of words that tell one are looked up once."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.words = fate_words()
        self._phrasings: list[Phrasing] | None = None
        self._target = -1

    @property
    def phrasings(self) -> list[Phrasing]:
        """Return the runs of words in this sentence that tell a fate."""
        if self._phrasings is None:
            self._phrasings = find_phrasings(self.scene)
        return self._phrasings

    def read(self, token: Any, unit: str | None, *, noun: bool) -> str | None:
        """Return what befell the noun (or lone number) at a token, read from modifiers and verbs alone."""
        lemma = token.lemma_.lower()
        if noun and lemma in _STRONG and lemma in self.words.nouns:
            return self.words.nouns[lemma]
        self._target = self.scene.piece(token) if self.scene.first <= token.i < self.scene.end else -1
        found = self._governed(token, unit) or self._modified(token, unit)
        if found is None and noun and lemma in self.words.nouns:
            return self.words.nouns[lemma]
        return found

    def state_at(self, piece: int, unit: str | None) -> str | None:
        """Return the fate that the word at a piece is, as in "12 dead" and "nine injured"."""
        norm = self.scene.norm(piece)
        slots = self.words.states.get(norm, ()) or self.words.states.get(norm.removesuffix("s"), ())
        return self._fit(slots, unit)

    def before_colon(self, piece: int, unit: str | None) -> str | None:
        """Return the fate that opens the sentence before a colon: "Driven out: 640 villagers"."""
        colon = next((i for i in range(piece) if self.scene.norm(i) == ":"), 0)
        if not colon:
            return None
        opening = self.scene.token(0)
        if opening.tag_ not in ("VBN", "VBD", "JJ", "VB", "VBP", "NN", "NNP"):
            return None
        told = [cue.slot for cue in self.phrasings if cue.first <= 1 and cue.end <= colon]
        return self._fit([*told, *self.words.states.get(opening.lower_, ())], unit) or self._fit(
            (s for form in _forms(opening) for s in self.words.objects.get(form, ())), unit
        )

    def nearest(self, first: int, end: int, unit: str | None) -> str | None:
        """Return the fate told nearest to the pieces `first:end` within its clause, whoever meets it there."""
        best: tuple[int, str] | None = None
        for distance, slot in self._cues_around(first, end):
            if self._fit((slot,), unit) and (best is None or distance < best[0]):
                best = (distance, slot)
        return best[1] if best else None

    def _cues_around(self, first: int, end: int) -> Iterator[tuple[int, str]]:
        cores = [p.core for p in self.scene.phrases]
        for cue in self.phrasings:
            if (
                cue.first < end
                and first < cue.end
                or any(end <= core < cue.first or cue.end <= core < first for core in cores)
            ):
                continue
            distance = cue.first - end if cue.first >= end else first - cue.end
            if not self._is_cut(cue.end, first) and not self._is_cut(end, cue.first):
                yield max(0, distance), cue.slot

    def _is_cut(self, start: int, end: int) -> bool:
        return any(
            self.scene.norm(i) in (";", "-") and not self.scene.words[i].glued for i in range(start, end)
        )

    def _fit(self, slots: Iterable[str], unit: str | None) -> str | None:
        """Return the first slot that counts of this unit can have."""
        living = unit is None or unit in _PEOPLE
        known = list(slots)
        for slot in known:
            if slot in self.words.for_all:
                return slot
            if slot in self.words.for_things:
                if (
                    unit is not None
                    and unit not in ("person", "household", "animal", "event")
                    or (slot == "cancelled" and unit == "event")
                ):
                    return slot
            elif living or slot not in _ONLY_LIVING:
                if unit == "case" and slot != "cases":
                    continue
                if slot == "cases" and unit not in (None, "case", "person", "animal"):
                    continue
                return slot
        return None

    def _modified(self, token: Any, unit: str | None) -> str | None:
        """Read adjectives and clauses that modify a noun: "wounded men", "men killed by fire", "who drowned"."""
        for child in token.children:
            lemma = child.lemma_.lower()
            if child.dep_ in ("amod", "compound", "nmod") and child.i < token.i:
                slot = self._fit(self.words.states.get(child.lower_, ()), unit)
                if slot:
                    return slot
            elif child.dep_ in ("acl", "relcl"):
                role = "object" if child.tag_ == "VBN" and child.dep_ == "acl" else "subject"
                if child.dep_ == "relcl":
                    role = self._relative_role(child)
                slot = self._of_verb(child, role, unit, 0)
                if slot:
                    return slot
            elif child.lower_ == "with" and any(c.lemma_.lower() in _WOUNDS for c in child.children):
                return self._fit(("injured",), unit)
            elif child.dep_ in ("advmod", "acomp", "oprd") and child.i > token.i:
                slot = self._fit(self.words.states.get(lemma, ()), unit)
                if slot:
                    return slot
        return None

    def _relative_role(self, verb: Any) -> str:
        for child in verb.children:
            if child.dep_ == "nsubjpass" and child.lower_ in ("who", "that", "which", "whom"):
                return "object"
            if child.dep_ == "nsubj" and child.lower_ in ("who", "that", "which"):
                return "subject"
        return "object"

    def _governed(self, token: Any, unit: str | None) -> str | None:
        """Climb from a noun to its verb and read the fate there."""
        for _ in range(8):
            head, dep = token.head, token.dep_
            if head.i == token.i:
                return self._of_verb(token, "object", unit, 0) if token.tag_[:2] == "VB" else None
            if dep in ("pobj", "pcomp"):
                above = head.head
                if head.lower_ == "by":
                    return None
                if (
                    head.lower_ in ("of", "among", "including", "for", "to", "like")
                    and above.tag_ in NOUN_TAGS
                ):
                    lemma = above.lemma_.lower()
                    at = self.scene.piece(above)
                    told = self._fit((c.slot for c in self.phrasings if c.first <= at < c.end), unit)
                    if told:
                        return told
                    if lemma in self.words.nouns and head.lower_ in ("of", "for", "to"):
                        return self._fit((self.words.nouns[lemma],), unit)
                    if head.lower_ in ("including", "among") or (
                        head.lower_ in ("of", "like") and _is_part(above)
                    ):
                        token = above
                        continue
                    return None
                if above.tag_[:2] == "VB":
                    role = "oblique"
                    if head.lower_ == "including":
                        role = "object" if _has_object(above) else "subject"
                    return self._of_verb(above, role, unit, 0)
                return None
            if head.tag_[:2] == "VB" or head.pos_ in ("VERB", "AUX"):
                role = "subject" if dep == "nsubj" else "object" if dep in _OBJECTS else "other"
                if role == "other":
                    role = "subject" if dep == "conj" and token.tag_ in NOUN_TAGS else role
                return self._of_verb(head, role, unit, 0)
            token = head
        return None

    def _of_verb(self, verb: Any, role: str, unit: str | None, depth: int) -> str | None:
        """Return the fate of a verb's subject or object: by the verb, its company, or a verb that goes on."""
        lemma = verb.lemma_.lower()
        children = list(verb.children)
        is_passive = any(c.dep_ in ("auxpass", "nsubjpass") for c in children)
        if role == "subject" and (is_passive or _is_bare_participle(verb, children)):
            role = "object"
        table = {"object": self.words.objects, "subject": self.words.subjects}.get(role, {})
        own = self._fit((s for form in _forms(verb) for s in table.get(form, ())), unit)
        own = _arrest(own, lemma, children)
        if own is not None and any(c.dep_ == "neg" for c in children):
            own = None
        if own == "injured" and any(c.lower_ == "fatally" for c in children):
            own = "killed"
        slot = own if own == "killed" else self._of_company(verb, children, role, unit)
        if slot is None and own is not None:
            slot = own
        if slot is None and role == "object" and not any(c.dep_ == "neg" for c in children):
            slot = self._fit(self.words.states.get(verb.lower_, ()), unit)
        if slot == "injured" and depth == 0 and self._further(verb, children, role, unit, 1) == "killed":
            return "killed"
        if slot:
            return slot
        if lemma == "be" and role in ("subject", "object"):
            slot = self._among(children, unit)
        return slot or (self._further(verb, children, role, unit, depth) if depth < _DEPTH else None)

    def _of_company(self, verb: Any, children: list[Any], role: str, unit: str | None) -> str | None:
        """Read what stands by the verb: "found dead", "went missing", "taken hostage", "took part"."""
        start = self.scene.piece(verb)
        negated = any(c.dep_ == "neg" for c in children)
        own = (
            {p.core for p in self.scene.phrases if self.scene.words[p.core].start >= verb.idx}
            if role == "object"
            else set()
        )
        own = {min(own)} if own else own
        best = None
        for cue in self.phrasings:
            if (
                cue.first <= self._target < cue.end
                or cue.end <= start - 1
                or cue.first > start + 9
                or not self._belongs(cue, verb)
            ):
                continue
            if any(start < p.core < cue.first and p.core not in own for p in self.scene.phrases):
                continue
            fits = cue.side == "*" or (role == "object") == (cue.side == "^")
            if role == "object" and cue.side == "" and _is_passive_or_linking(verb, children):
                fits = True
            if cue.side == ">" or (negated and self.scene.norm(cue.first) not in _NEVER):
                fits = False
            if role in ("oblique", "other"):
                fits = cue.first <= start + 3
            if fits and self._fit((cue.slot,), unit) and (best is None or cue.first < best.first):
                best = cue
        if best is not None:
            return best.slot
        if role == "object" and not negated:
            slot = self._with_particle(verb, children, unit)
            if slot:
                return slot
        if verb.lemma_.lower() in _LINKING or role == "object":
            for child in children:
                if (
                    child.dep_
                    in (
                        "acomp",
                        "oprd",
                        "attr",
                        "advmod",
                        "xcomp",
                        "prt",
                        "ccomp",
                        "dobj",
                        "prep",
                        "advcl",
                        "amod",
                    )
                    and child.i > verb.i
                ):
                    if child.dep_ == "prep" and child.lower_ != "aboard":
                        continue
                    slot = self._fit(self.words.states.get(child.lower_, ()), unit)
                    if slot and not any(c.dep_ == "neg" for c in children):
                        return slot
        return None

    def _with_particle(self, verb: Any, children: list[Any], unit: str | None) -> str | None:
        """Read a verb parted from its particle by the object: "got the toddler out", "let the women go"."""
        for child in children:
            if child.dep_ in ("prt", "advmod", "ccomp", "xcomp", "prep") and child.i > verb.i + 1:
                for phrase, meaning in self.words.phrases.get(verb.lemma_.lower(), ()):
                    if phrase == (verb.lemma_.lower(), child.lower_) and meaning[0] in "^*":
                        slot = self._fit((meaning[1:],), unit)
                        if slot:
                            return slot
        return None

    def _among(self, children: list[Any], unit: str | None) -> str | None:
        """Read "were among the nine killed": the fate of those named there is the subject's."""
        for child in children:
            if child.lower_ == "among":
                for other in child.subtree:
                    slot = self._fit(
                        (s for form in _forms(other) for s in self.words.objects.get(form, ())), unit
                    )
                    slot = slot or self._fit(self.words.subjects.get(other.lemma_, ()), unit)
                    slot = slot or self._fit(self.words.states.get(other.lower_, ()), unit)
                    if slot:
                        return slot
        return None

    def phrase_at(self, piece: int, unit: str | None) -> str | None:
        """Return the fate of the run of words that begins at a piece, as in "seven on board"."""
        return self._fit((cue.slot for cue in self.phrasings if cue.first == piece), unit)

    def _belongs(self, cue: Phrasing, verb: Any) -> bool:
        """Say whether a run of words hangs on a verb and not on another one that has its own subject."""
        token = self.scene.token(cue.first)
        for _ in range(6):
            if token.i == verb.i:
                return True
            if token.head.i == token.i:
                return False
            if token.tag_[:2] == "VB" and any(c.dep_ in ("nsubj", "nsubjpass") for c in token.children):
                return False
            token = token.head
        return False

    def _further(self, verb: Any, children: list[Any], role: str, unit: str | None, depth: int) -> str | None:
        for child in children:
            if child.dep_ in ("xcomp", "ccomp", "acomp") and not _has_subject(child):
                slot = self._of_verb(child, "subject" if child.tag_ != "VBN" else "object", unit, depth + 1)
            elif child.dep_ == "conj" and role in ("subject", "object") and not _has_subject(child):
                if role == "object" and not _is_passive_or_linking(verb, children) and _has_object(child):
                    continue
                shared = (
                    "subject" if role == "subject" or _is_passive_or_linking(verb, children) else "object"
                )
                slot = self._of_verb(child, shared, unit, depth + 1)
            elif child.dep_ == "advcl" and not _has_subject(child) and child.i < verb.i and role != "oblique":
                passive_like = role == "subject" or _is_passive_or_linking(verb, children)
                slot = (
                    self._of_verb(child, "object" if child.tag_ == "VBN" else "subject", unit, depth + 1)
                    if passive_like
                    else None
                )
            else:
                continue
            if slot:
                return slot
        return None


_OBJECTS: Final = frozenset(
    {"dobj", "nsubjpass", "oprd", "attr", "npadvmod", "dative", "appos", "dep", "nummod", "acomp", "advmod"}
)


_POLICE: Final = frozenset(
    "police officer detective agent authority gendarme trooper deputy marshal customs guard sheriff".split()
)


def _arrest(slot: str | None, lemma: str, children: list[Any]) -> str | None:
    """Make an arrest of a capture by the police, or of suspects."""
    if slot != "captured" or lemma not in ("hold", "seize", "take", "capture", "snatch"):
        return slot
    for child in children:
        if child.dep_ in ("nsubj", "nsubjpass", "dobj") and child.lemma_.lower() in _POLICE | {"suspect"}:
            return "arrested"
        if child.dep_ == "agent" and any(c.lemma_.lower() in _POLICE for c in child.children):
            return "arrested"
    return slot


def _forms(token: Any) -> tuple[str, ...]:
    """Return the forms under which a verb may be listed; the tagger's lemma fails on rare words."""
    lower = token.lower_
    stem = lower.removesuffix("ed") if lower.endswith("ed") else lower
    doubled = stem[:-1] if len(stem) > 3 and stem[-1:] == stem[-2:-1] else stem
    return tuple(dict.fromkeys((token.lemma_.lower(), stem, f"{stem}e", doubled, *_IRREGULAR.get(lower, ()))))


def _is_part(noun: Any) -> bool:
    """Say whether a noun before "of" is a number of people rather than a thing of theirs."""
    lemma = noun.lemma_.lower()
    return (
        noun.tag_ == "CD" or lemma in noun_words().groups or lemma in noun_words().tallies
        or lemma in number_words().parts or lemma.removesuffix("s") in number_words().parts
        or lemma in ("life", "dozen", "hundred", "thousand", "score", "ten", "handful", "couple", "half", "quarter", "third", "one", "rest", "most", "million", "total")
    )  # fmt: skip


def _is_bare_participle(verb: Any, children: list[Any]) -> bool:
    """Say whether a participle stands without an auxiliary and object, as in headlines: "nine injured"."""
    if verb.tag_ not in ("VBN", "VBD"):
        return False
    has_perfect = any(c.lower_ in ("has", "have", "had", "having", "'ve") for c in children)
    return not has_perfect and not any(c.dep_ in ("dobj", "ccomp") for c in children) and verb.tag_ == "VBN" or (
        verb.tag_ == "VBD" and verb.lemma_ in ("injure", "wound", "kill", "hurt", "arrest", "capture", "detain", "rescue", "displace", "infect")
        and not any(c.dep_ == "dobj" for c in children)
    )  # fmt: skip


def _is_passive_or_linking(verb: Any, children: list[Any]) -> bool:
    return (
        verb.lemma_ in ("be", "remain")
        or any(c.dep_ in ("auxpass", "nsubjpass") for c in children)
        or _is_bare_participle(verb, children)
    )


def _has_subject(verb: Any) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in verb.children)


def _has_object(verb: Any) -> bool:
    return any(c.dep_ == "dobj" for c in verb.children)
