"""What voices say that bears on no happening told: each voice's statement, a happening of its own."""

from collections.abc import Iterable, Sequence

from variorum.analyse.events.fillings import Teller
from variorum.analyse.events.naming import LABEL
from variorum.analyse.events.statements import tokens_in
from variorum.analyse.participants.figures import head_of
from variorum.model.analysis import (
    Filling,
    Link,
    LocalEvent,
    LocalParticipant,
    LocalVoice,
    ParticipantType,
    Timex,
    VoiceType,
)
from variorum.model.span import Span
from variorum.model.value import Actor, Text, Time

_KINDS: dict[VoiceType, ParticipantType] = {
    "person": "person",
    "role": "person",
    "unknown": "person",
    "organisation": "organisation",
    "outlet": "organisation",
    "document": "thing",
}
_TYPE = "statement"
_AT = frozenset({"on", "in", "at", "during"})


def tell_statements(
    teller: Teller, unplaced: Iterable[Filling], events: int, participants: int
) -> tuple[list[LocalEvent], list[LocalParticipant]]:
    """Return a happening for each voice whose remarks are `unplaced`, with its speaker as agent.

    What nobody says ("it is expected that ...") is left out where it is of nothing told. That somebody spoke
    is told by whoever passes it on. `events` and `participants` are how many the report has already.
    """
    spoken: dict[int, list[Filling]] = {}
    voices = teller.found.attributions.voices
    for remark in unplaced:
        if remark.chain and _is_told_of(teller, voices[remark.chain[-1].voice], remark.chain):
            spoken.setdefault(remark.chain[-1].voice, []).append(remark)
    told: list[LocalEvent] = []
    speakers: list[LocalParticipant] = []
    for voice, remarks in spoken.items():
        event = _state(teller, remarks, voices[voice], str(participants + len(speakers)))
        if event is not None:
            speakers.append(_speaker(voices[voice], events + len(told)))
            told.append(event)
    return told, speakers


def _is_told_of(teller: Teller, voice: LocalVoice, chain: Sequence[Link]) -> bool:
    """Say whether it is news that a voice spoke; the outlet may pass on anybody whom words describe."""
    passed_on = len(chain) == 1 and chain[0].source is not None
    if passed_on and any(_describes(teller, mention) for mention in voice.mentions):
        return True  # "critics said", "a poll found"
    if voice.type == "unknown":
        words = voice.name.split()
        return len(words) > 1 and all(w[0].isupper() for w in words) and not voice.anonymous
    # Within somebody's own words a bare role is often a figure of speech: "both sides say, let's wait".
    return not voice.anonymous and not (len(chain) > 1 and voice.type == "role")


def _describes(teller: Teller, words: Span) -> bool:
    """Say whether words hold a noun or name, as "that" and "she" do not."""
    tree = teller.tree
    return any(tree.pos[i] in ("NOUN", "PROPN") for i in tokens_in(tree, words))


def _state(
    teller: Teller, remarks: Sequence[Filling], voice: LocalVoice, participant: str
) -> LocalEvent | None:
    cued = [(cue, r) for r in remarks if (cue := r.chain[-1].cue or r.chain[-1].source) is not None]
    if not cued:
        return None
    words, first = min(cued, key=lambda one: one[0])
    fillings = [_pass_on(teller, first, "type", Text(text=_TYPE), words)]
    sources = ((r, source) for r in remarks if (source := r.chain[-1].source) is not None)
    named = next(((r, source) for r, source in sources if _describes(teller, source)), None)
    if named is not None:
        remark, source = named
        value = Actor(name=source.of(teller.page.text), participant=participant)
        fillings.append(_pass_on(teller, remark, "agent", value, source))
    when = next(
        (t for cue, r in sorted(cued, key=lambda c: c[0]) if (t := _when(teller, cue, r)) is not None), None
    )
    if when is not None and when.time is not None:
        fillings.append(_pass_on(teller, first, "time", when.time, when.span))
    return LocalEvent(
        type=_TYPE,
        label=" ".join(f"{_TYPE}: {voice.name}".split())[:LABEL],
        mentions=tuple(sorted({cue for cue, _ in cued})),
        fillings=(*fillings, *remarks),
    )


def _when(teller: Teller, cue: Span, remark: Filling) -> Timex | None:
    """Return the time that a verb of saying carries itself: "said on Tuesday", not what is said of a day."""
    tree, sentence = teller.tree, teller.page.sentence_at(cue.start)
    verbs = {i for i in tokens_in(tree, cue) if tree.pos[i] == "VERB"}
    for timex in teller.found.timexes:
        if timex.time is None or not sentence.covers(timex.span) or timex.span.overlaps(remark.span):
            continue
        own = head_of(tree, timex.span)
        up = tree.head[own]
        if tree.dep[own] == "pobj" and tree.lower[up] in _AT:
            up = tree.head[up]
        if up in verbs and own != up:
            return timex
    return None


def _pass_on(teller: Teller, remark: Filling, slot: str, value: Text | Actor | Time, span: Span) -> Filling:
    sentence = teller.page.sentence_at(span.start)
    return Filling(slot=slot, value=value, span=span, sentence=sentence, chain=remark.chain[:-1])


def _speaker(voice: LocalVoice, event: int) -> LocalParticipant:
    return LocalParticipant(
        event=event, name=voice.name, type=_KINDS[voice.type], roles=("agent",), mentions=voice.mentions
    )
