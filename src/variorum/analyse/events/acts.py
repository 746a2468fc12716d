"""Remarks that need no clause: demands, promises, blame and denials ("condemned the attack")."""

from collections.abc import Sequence

from variorum.analyse.events.bearing import remark_words
from variorum.analyse.events.fillings import Teller
from variorum.analyse.events.statements import bare, tokens_in
from variorum.analyse.participants import Tree
from variorum.model.analysis import Attribution
from variorum.model.span import Span

_SHORTEST, _LONGEST = 3, 600  # words, characters of an act: "condemned the attack"
_GAP = 3  # characters between pieces of one content: a quotation mark with its space
_ASKS = frozenset({"whether", "if", "how", "what", "why", "when", "where", "who"})
_CALLING = frozenset({"for", "on", "upon"})
_OPEN = frozenset({"ADP", "DET", "CCONJ", "SCONJ", "AUX"})  # what no phrase ends with


def act_of(teller: Teller, one: Attribution) -> tuple[Span, Span | None] | None:
    """Return what is demanded, promised, blamed or denied, with the cue that makes it such unless denied.

    Such a content needs no clause: "condemned the attack", "called for an inquiry".
    """
    tree, cue = teller.tree, one.cue
    if cue is None or one.source is None or cue.start < teller.page.title_end:
        return None
    if not any(_is_act(tree, cue, i) for i in tokens_in(tree, cue)):
        return None
    content = _joined(teller, one.content, cue)
    if content is None or content.end - cue.start > _LONGEST:
        return None
    content = _closed(tree, content)
    inside = tokens_in(tree, content)
    if not inside or tree.lower[inside[0]] in _ASKS or tree.pos[inside[-1]] in _OPEN:
        return None
    is_denied = one.stance in ("denies", "retracts")
    if not _can_be(_lemmas(tree, cue), _lemmas(tree, content), is_denied=is_denied):
        return None
    cue = _verb_of(tree, cue)
    said = content if is_denied else Span(cue.start, content.end)
    if len(said.of(teller.page.text).split()) < _SHORTEST:
        return None
    return bare(teller.page.text, content), None if is_denied else cue


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


def _is_act(tree: Tree, cue: Span, i: int) -> bool:
    words = remark_words()
    if tree.pos[i] == "NOUN":  # "repeated their call for", and no "responded to a call"
        return tree.lemma[i] in words["acts"] and bool(_lemmas(tree, cue) & words["making"])
    # Not "a man called Roe": what is only a participle is nobody's act.
    auxiliaries = [tree.dep[c] for c in tree.children[i]]
    is_bare = tree.tag[i] == "VBN" and not ("aux" in auxiliaries and "auxpass" not in auxiliaries)
    if tree.pos[i] != "VERB" or tree.lemma[i] not in words["acts"] or is_bare:
        return False
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
