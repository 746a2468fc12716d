"""The outline of given event mentions: what each offers to be compared with mentions in other reports."""

import bisect
from collections.abc import Mapping, Sequence

import msgspec

from variorum.analyse.events.arguments import fill_arguments
from variorum.analyse.events.mention import Mention
from variorum.analyse.events.ontology import EventType, load_ontology
from variorum.analyse.events.triggers import verb_lemma
from variorum.analyse.page import Page
from variorum.analyse.participants import Cast, Phrase, Tree, find_cast, find_phrases
from variorum.analyse.participants.figures import head_of
from variorum.model.span import Span

_UNKNOWN = EventType("", "", 0)


class Outline(msgspec.Struct, frozen=True, kw_only=True):
    """One mention: its head's lemma, its type where the ontology knows one, and the words of its parts.

    `names` are the capitalised words of its sentence, `words` its other content words; `agents` and
    `patients` hold the head nouns and names of who and whom, pronouns followed to what they stand for.
    """

    span: Span
    lemma: str
    type: str
    family: str
    is_noun: bool
    agents: tuple[str, ...]
    patients: tuple[str, ...]
    names: tuple[str, ...]
    words: tuple[str, ...]
    numbers: tuple[str, ...]
    sentence: int


def outline(page: Page, spans: Sequence[Span]) -> tuple[Outline, ...]:
    """Return the outline of the mention at each span, in the order given."""
    tree = Tree(page.doc)
    phrases = find_phrases(tree, ())
    cast = find_cast(tree, phrases, page.sentences)
    ontology = load_ontology()
    mentions = []
    for span in spans:
        head = head_of(tree, span)
        lemma = verb_lemma(tree.lower[head]) or tree.lemma[head]
        is_noun = tree.pos[head] in ("NOUN", "PROPN")
        trigger = (ontology.nouns if is_noun else ontology.verbs).get(lemma) or ontology.verbs.get(lemma)
        # The weights that compare mentions were learnt before mild types were told.
        kind = trigger.type if trigger and not trigger.type.is_mild else _UNKNOWN
        mentions.append(Mention(token=head, span=tree.word(head), type=kind, is_noun=is_noun))
    fill_arguments(tree, phrases, mentions)
    starts = [s.start for s in page.sentences]
    found = []
    for span, mention in zip(spans, mentions, strict=True):
        number = max(0, sum(s <= span.start for s in starts) - 1)
        inside = _tokens(tree, page.sentences[number] if page.sentences else span)
        found.append(
            Outline(
                span=span,
                lemma=verb_lemma(tree.lower[mention.token]) or tree.lemma[mention.token],
                type=mention.type.name,
                family=mention.type.family,
                is_noun=mention.is_noun,
                agents=_fillers(tree, phrases, cast, mention.agents),
                patients=_fillers(tree, phrases, cast, mention.patients),
                names=tuple(sorted({tree.lower[i] for i in inside if tree.pos[i] == "PROPN"})),
                words=tuple(
                    sorted(
                        {
                            tree.lemma[i]
                            for i in inside
                            if tree.pos[i] in ("NOUN", "VERB", "ADJ") and i != mention.token
                        }
                    )
                ),
                numbers=tuple(sorted({tree.lower[i] for i in inside if tree.pos[i] == "NUM"})),
                sentence=number,
            )
        )
    return tuple(found)


def _fillers(tree: Tree, phrases: Mapping[int, Phrase], cast: Cast, heads: Sequence[int]) -> tuple[str, ...]:
    found: set[str] = set()
    for head in heads:
        entity = cast.entity(head)
        if entity is not None:
            found.update(w.lower() for n in entity.names for w in n.split()[-1:])
            found.update(entity.lemmas)
        if phrases[head].kind != "pronoun":
            found.add(tree.lemma[head])
    return tuple(sorted(found))


def _tokens(tree: Tree, sentence: Span) -> list[int]:
    return list(
        range(bisect.bisect_left(tree.start, sentence.start), bisect.bisect_left(tree.start, sentence.end))
    )
