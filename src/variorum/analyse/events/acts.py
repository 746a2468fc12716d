"""Remarks that need no clause: demands, promises, views, refusals and reports ("condemned the attack")."""

from collections.abc import Collection, Sequence

from variorum.analyse.events.fillings import Teller
from variorum.analyse.events.remark_words import remark_words
from variorum.analyse.events.statements import bare, tokens_in
from variorum.analyse.participants import Tree
from variorum.analyse.tags import FINITE_TAGS
from variorum.model.analysis import Attribution
from variorum.model.span import Span

_SHORTEST, _LONGEST = 3, 600  # words, characters of an act: "condemned the attack"
_FULL = 4  # words of what is only related: "material damage and an exchange of fire"
_SUBJECT = 20  # words of whom or what a passive is of
_VAGUE = frozenset({"which", "who", "that", "it", "what"})
_OPENING = 2  # words: "to comment"
_GAP = 3  # characters between pieces of one content: a quotation mark with its space
_ASKS = frozenset({"whether", "if", "how", "what", "why", "when", "where", "who"})
_CALLING = frozenset({"for", "on", "upon"})
_NOT = frozenset({"not", "n't", "n’t", "never"})
_OPEN = frozenset({"ADP", "DET", "CCONJ", "SCONJ", "AUX"})  # what no phrase ends with

Act = tuple[Span, Span | None]


def act_of(teller: Teller, one: Attribution, told: Collection[int]) -> Act | None:
    """Return what is demanded, promised, judged or denied, with the cue that makes it such unless denied.

    Such a content needs no clause: "condemned the attack", "called for an inquiry", "would not say how".
    What is only related ("reported two arrests") is none where it is `told` in other claims.
    """
    cue = one.cue
    if cue is None or cue.start < teller.page.title_end:
        return None
    if one.source is None:
        return _passive_act(teller, one, cue, told)
    kind = _kind_of(teller.tree, one, cue)
    content = None if kind is None else _content_of(teller, one, cue, asks=kind == "refusal")
    if kind is None or content is None:
        return None
    if kind != "relating":
        return _deed(teller, one, content, cue)
    return None if _is_thing(teller, one) else _related(teller, content, cue, told)


def _kind_of(tree: Tree, one: Attribution, cue: Span) -> str | None:
    """Return which kind of act a cue tells, None where it tells none."""
    words, inside = remark_words(), tokens_in(tree, cue)
    if _is_refusal(tree, one, cue):
        return "refusal"
    if any(_is_act(tree, cue, i, is_told=one.parent is not None) for i in inside):
        return "act"
    spoken = [i for i in inside if tree.pos[i] == "VERB" and not _is_bare_participle(tree, i)]
    if any(_is_judgement(tree, i) for i in spoken):
        return "relating"
    return "relating" if any(tree.lemma[i] in words["relating"] for i in spoken) else None


def _is_thing(teller: Teller, one: Attribution) -> bool:
    # "This action confirms the treachery of": nobody says so.
    if one.source is None or teller.found.attributions.voices[one.voice].type != "unknown":
        return False
    tree, inside = teller.tree, tokens_in(teller.tree, one.source)
    return any(tree.pos[i] == "NOUN" for i in inside if tree.head[i] not in inside)


def _is_judgement(tree: Tree, i: int) -> bool:
    """Say whether a verb gives a view of a thing: "described the push as hopeless", "ruled it a homicide"."""
    if tree.lemma[i] not in remark_words()["judging"]:
        return False
    below = tree.children[i]
    if tree.lemma[i] in remark_words()["needing_as"]:
        return any(tree.dep[c] == "prep" and tree.lower[c] == "as" for c in below)
    return any(tree.dep[c] in ("oprd", "ccomp", "xcomp", "acomp") for c in below)


def _is_refusal(tree: Tree, one: Attribution, cue: Span) -> bool:
    """Say whether a source will not or did not say something: "declined to comment on", "did not say how"."""
    inside, words = tokens_in(tree, cue), remark_words()
    lemmas = {tree.lemma[i] for i in inside if tree.pos[i] == "VERB"}
    if any(tree.lower[i] in _NOT for i in inside):
        return bool(lemmas & words["withholding"])
    after = [i for piece in one.content if piece.start >= cue.end for i in tokens_in(tree, piece)[:_OPENING]]
    said = lemmas | {tree.lemma[i] for i in after}
    return bool(lemmas & words["unwilling"]) and bool(said & words["withholding"])


def _content_of(teller: Teller, one: Attribution, cue: Span, *, asks: bool) -> Span | None:
    """Return the closed stretch that follows a cue; one that asks only where that is what it may do."""
    content = _joined(teller, one.content, cue)
    if content is None or content.end - cue.start > _LONGEST:
        return None
    content = _closed(teller.tree, content)
    inside, tree = tokens_in(teller.tree, content), teller.tree
    if not inside or (tree.lower[inside[0]] in _ASKS and not asks) or tree.pos[inside[-1]] in _OPEN:
        return None
    return content


def _deed(teller: Teller, one: Attribution, content: Span, cue: Span) -> Act | None:
    tree = teller.tree
    is_denied = one.stance in ("denies", "retracts")
    if not _can_be(_lemmas(tree, cue), _lemmas(tree, content), is_denied=is_denied):
        return None
    cue = _verb_of(tree, cue)
    said = content if is_denied else Span(cue.start, content.end)
    if len(said.of(teller.page.text).split()) < _SHORTEST:
        return None
    return bare(teller.page.text, content), None if is_denied else cue


def _related(teller: Teller, content: Span, cue: Span, told: Collection[int]) -> Act | None:
    """Return what is said of a thing, none where it is a happening that other claims tell."""
    inside = tokens_in(teller.tree, content)
    heads = [i for i in inside if teller.tree.head[i] not in inside]
    if len(content.of(teller.page.text).split()) < _FULL or any(h in told for h in heads):
        return None
    if any(_is_clause(teller.tree, h) for h in heads):
        return None
    if remark_words()["hiding"] & _lemmas(teller.tree, content):
        return None
    return bare(teller.page.text, content), _verb_of(teller.tree, cue)


def _is_clause(tree: Tree, i: int) -> bool:
    return tree.tag[i] in FINITE_TAGS and any(tree.dep[c] == "nsubj" for c in tree.children[i])


def _passive_act(teller: Teller, one: Attribution, cue: Span, told: Collection[int]) -> Act | None:
    """Return what is said by nobody in particular: "children were reported to be prime targets"."""
    tree = teller.tree
    inside = tokens_in(tree, cue)
    verb = next((i for i in inside if tree.pos[i] == "VERB"), None)
    if verb is None or tree.tag[verb] != "VBN" or tree.lemma[verb] not in remark_words()["passive"]:
        return None
    subject = tree.child(verb, "nsubjpass")
    content = _content_of(teller, one, cue, asks=False)
    if subject is None or content is None or not any(tree.dep[c] == "auxpass" for c in tree.children[verb]):
        return None
    first = tree.first_below(subject)
    if (
        tree.lower[first] in _VAGUE
        or tree.lower[subject] in _VAGUE
        or not first < inside.start <= first + _SUBJECT
    ):
        return None
    after = tokens_in(tree, content)
    if tree.lower[after[0]] == "that" or any(i in told for i in (*range(first, inside.start), *after)):
        return None
    return bare(teller.page.text, content), Span(tree.start[first], cue.end)


def _lemmas(tree: Tree, span: Span) -> frozenset[str]:
    return frozenset(tree.lemma[i] for i in tokens_in(tree, span))


def _can_be(cue: frozenset[str], content: frozenset[str], *, is_denied: bool) -> bool:
    """Say whether words can be what is claimed of oneself, denied, or asked for others than the source."""
    words = remark_words()
    if "claim" in cue and not content & words["owning"]:
        return False
    return not content & words["hiding"] and (not is_denied or bool(content & words["deniable"]))


def _closed(tree: Tree, content: Span) -> Span:
    """Return a content with the object of the preposition that it breaks off at ("the plan proposed by")."""
    inside = tokens_in(tree, content)
    of = tree.child(inside[-1], "pobj") if inside and tree.pos[inside[-1]] == "ADP" else None
    return content if of is None else Span(content.start, tree.end[of])


def _is_bare_participle(tree: Tree, i: int) -> bool:
    # Not "a man called Roe": what is only a participle is nobody's act.
    auxiliaries = [tree.dep[c] for c in tree.children[i]]
    return tree.tag[i] == "VBN" and not ("aux" in auxiliaries and "auxpass" not in auxiliaries)


def _is_act(tree: Tree, cue: Span, i: int, *, is_told: bool) -> bool:
    """Say whether a word of a cue makes it an act; a plan is one where another tells it (`is_told`)."""
    words = remark_words()
    if tree.pos[i] == "NOUN":  # "repeated their call for", and no "responded to a call"
        return tree.lemma[i] in words["acts"] and bool(_lemmas(tree, cue) & words["making"])
    if tree.pos[i] != "VERB" or tree.lemma[i] not in words["acts"] or _is_bare_participle(tree, i):
        return False
    if tree.lemma[i] in words["meaning"]:
        return is_told or any(tree.dep[c] == "neg" for c in tree.children[i])
    if tree.lemma[i] != "call":
        return True
    # "Called for an inquiry", "called it an accident"; no "called 911".
    after = {tree.lower[j] for j in tokens_in(tree, cue)}
    return bool(after & _CALLING) or any(tree.dep[c] in ("oprd", "ccomp") for c in tree.children[i])


def _verb_of(tree: Tree, cue: Span) -> Span:
    """Return a cue from its verb on, with what denies it: "called for" of "has since called for"."""
    inside = tokens_in(tree, cue)
    verb = next((i for i in inside if tree.pos[i] == "VERB"), inside[0])
    first = verb
    if any(tree.dep[c] == "neg" for c in tree.children[verb]):
        first = min(c for c in (*tree.children[verb], verb) if tree.dep[c] in ("aux", "neg") or c == verb)
    return Span(tree.start[first], cue.end)


def _joined(teller: Teller, content: Sequence[Span], cue: Span) -> Span | None:
    """Return the stretch of a content that follows its cue in one sentence, without a break."""
    sentence = teller.page.sentence_at(cue.start)
    start, end = None, cue.end
    for piece in sorted(content):
        if piece.start >= cue.end and piece.start - end <= _GAP and piece.start < sentence.end:
            start = piece.start if start is None else start
            end = piece.end if piece.end - sentence.end <= _GAP else sentence.end
    return None if start is None else Span(start, end)
