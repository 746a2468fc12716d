"""Which words of a content are statements that stand alone, and which say more than the claims they hold."""

import bisect
from collections.abc import Collection, Iterator, Sequence

from variorum.analyse.events.fillings import Teller
from variorum.analyse.events.remark_words import remark_words
from variorum.analyse.participants import Tree
from variorum.analyse.tags import CLAUSE_TAGS
from variorum.model.analysis import Attribution
from variorum.model.span import Span

_SHORTEST = 4  # words
_LONG_WORD = 5  # letters of a word that a sentence does not write with a capital
_FRAGMENT = 5  # words of a quotation that is no clause
_LONGEST = 600  # characters
_ENDS = ",; "
_QUOTES = '"\u201c\u201d\u201e\u00ab\u00bb'
_STOPS = ".,!?"
_ASKING = frozenset({"WP", "WRB", "WDT", "WP$"})
_WITHIN = frozenset({"relcl", "acl", "advcl"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})


def statements_of(
    teller: Teller, attribution: Attribution, starts: Sequence[Span], told: Collection[int]
) -> list[Span]:
    """Return the statements of a content: its longest stretch, or the sentences of it that are no claims.

    Stretches in other sentences ("So it is important to lock it") are statements of their own. `starts` are
    the words of claims in order, `told` the tokens of what the claims tell.
    """
    if not attribution.content:
        return []
    longest = max(attribution.content, key=lambda s: (s.end - s.start, -s.start))
    home = teller.page.sentence_at(longest.start)
    pieces = [longest, *(p for p in attribution.content if p != longest and not home.overlaps(p))]
    found = []
    for piece in sorted(pieces):
        sentences = _sentences(teller, piece)
        whole = standing_words(teller, piece)
        if whole is None and attribution.manner == "direct" and attribution.parent is None:
            whole = _quoted_whole(teller, piece)
        if whole is not None and (
            not _holds_any(starts, whole) or (len(sentences) == 1 and says_more(teller.tree, whole, told))
        ):
            found.append(whole)
            continue
        if len(sentences) == 1:
            continue
        worded = (
            standing_words(teller, s)
            for s in sentences
            if attribution.cue is None or not s.overlaps(attribution.cue)
        )
        found += [
            one
            for one in worded
            if one is not None and (not _holds_any(starts, one) or says_more(teller.tree, one, told))
        ]
    return found


def says_more(tree: Tree, statement: Span, told: Collection[int]) -> bool:
    """Say whether a statement tells more than happenings: one of its clauses has a verb that is not `told`.

    "The boy spun the gun and shot himself" says more than that he shot himself, "the shooting happened at
    noon" does not.
    """
    return any(not _is_told(tree, verb, told) for verb in _clauses(tree, tokens_in(tree, statement)))


def tokens_in(tree: Tree, span: Span) -> range:
    """Return the tokens that begin in a stretch."""
    return range(bisect.bisect_left(tree.start, span.start), bisect.bisect_left(tree.start, span.end))


def _clauses(tree: Tree, inside: range) -> Iterator[int]:
    """Yield the verbs of the clauses of a statement, with those joined to them or beside them ("because")."""
    for i in inside:
        if tree.dep[i] not in _SUBJECTS or (verb := tree.head[i]) not in inside:
            continue
        if tree.dep[verb] in ("relcl", "acl") or not _is_finite(tree, verb):
            continue
        if any(tree.tag[c] == "TO" for c in tree.children[verb]):
            continue
        yield from (
            v for v in tree.conjuncts(verb) if v in inside and (v == verb or tree.pos[v] in ("VERB", "AUX"))
        )


def _is_told(tree: Tree, verb: int, told: Collection[int]) -> bool:
    if verb in told:
        return True
    below = [c for c in tree.children[verb] if tree.dep[c] in (*_SUBJECTS, "attr", "dobj", "acomp")]
    if tree.lemma[verb] == "be":  # "there were five arrests", "it was a murder"
        return any(c in told for c in below if tree.dep[c] in ("attr", "acomp"))
    is_light = tree.lemma[verb] in remark_words()["light"]
    return is_light and any(c in told for c in below)


def _sentences(teller: Teller, piece: Span) -> list[Span]:
    """Return the parts of a stretch that lie in one sentence each."""
    parts: list[Span] = []
    text = teller.page.text
    at = piece.start
    while at < piece.end:
        sentence = teller.page.sentence_at(at)
        end = min(max(sentence.end, at + 1), piece.end)
        if parts and text[at].islower():  # no sentence begins so: "on Castle Ave. in Wilmington"
            at = parts.pop().start
        parts.append(Span(at, end))
        at = end
        while at < piece.end and text[at].isspace():
            at += 1
    return parts


def standing_words(teller: Teller, longest: Span) -> Span | None:
    """Return a stretch of a content without its edges, None where it is no statement that can stand alone."""
    tree, text = teller.tree, teller.page.text
    if longest.start < teller.page.title_end or longest.end - longest.start > _LONGEST:
        return None
    if len(longest.of(text).split()) < _SHORTEST:
        return None
    inside = tokens_in(tree, teller.after_dateline(longest))
    first, last = inside.start, inside.stop
    while first < last and (
        (tree.pos[first] == "PUNCT" and text[tree.start[first]] in ",;:.>*-\u2013\u2014\u2022")
        or (tree.lower[first] == "that" and (tree.pos[first] == "SCONJ" or tree.dep[first] == "mark"))
    ):
        first += 1
    first = _after_told(tree, range(first, last))
    end = longest.end
    while first < last and (tree.pos[last - 1] == "CCONJ" or tree.lower[last - 1] in (",", ";")):
        last -= 1  # "..., and the coroner was told, police said"
        end = tree.start[last]
    inside = range(first, last)
    is_that = first > 0 and tree.lower[first - 1] == "that"
    subjects = (tree.head[i] for i in inside if tree.dep[i] in _SUBJECTS)
    if not any(_states(tree, verb, inside, is_that=is_that) for verb in subjects):
        return None
    if _is_question(tree, inside) and text[longest.start] not in _QUOTES:
        return None
    if tree.lower[first] == "as" and first + 1 < last and tree.tag[first + 1] == "VBG":
        return None  # "considered them as being part of it"
    return bare(text, Span(tree.start[first], end))


def _quoted_whole(teller: Teller, piece: Span) -> Span | None:
    """Return what is quoted as a sentence without a verb or subject: "Twice in the chest. Collapsed lung."

    The mark of its end stands within the quotation marks; a name or a word of somebody has none, and in a
    title ("The Long Road Home,") the long words have capitals.
    """
    text = teller.page.text
    words = piece.of(text)
    if piece.start < teller.page.title_end or len(words.split()) < _FRAGMENT or len(words) > _LONGEST:
        return None
    is_sentence = words[0] in _QUOTES and words[-1] in _QUOTES and words[-2] in _STOPS and words[1].isupper()
    long = [word for word in words[1:-1].split()[1:] if len(word) >= _LONG_WORD]
    is_title = bool(long) and all(word[0].isupper() for word in long)
    return bare(text, piece) if is_sentence and not is_title else None


def _after_told(tree: Tree, inside: range) -> int:
    """Return the token at which a statement begins behind whom it is told: "assured residents that ..."."""
    that = next((i for i in inside if tree.lower[i] == "that" and tree.dep[i] == "mark"), None)
    if that is None or any(tree.pos[i] in ("VERB", "AUX") for i in range(inside.start, that)):
        return inside.start
    clause = tree.head[that]
    return that + 1 if tree.dep[clause] == "ccomp" and tree.head[clause] not in inside else inside.start


def _states(tree: Tree, verb: int, inside: range, *, is_that: bool) -> bool:
    """Say whether a verb is that of a statement, none of a clause within it nor an infinitive.

    A clause that "that" opens is the whole statement, whatever the parser hangs it on (`is_that`).
    """
    return (
        verb in inside
        and _is_finite(tree, verb)
        and (tree.dep[verb] not in _WITHIN or (is_that and tree.head[verb] not in inside))
        and not any(tree.tag[c] == "TO" for c in tree.children[verb])
    )


def _is_finite(tree: Tree, verb: int) -> bool:
    # No participle alone: "the change being sought"; no adjective alone: "making it impossible".
    passive = any(tree.dep[c] == "nsubjpass" for c in tree.children[verb])
    is_verb = tree.pos[verb] in ("VERB", "AUX")
    if is_verb and tree.tag[verb] != "VBG" and not (tree.tag[verb] == "VBN" and passive):
        return True
    return any(tree.dep[c].startswith("aux") and tree.tag[c] in CLAUSE_TAGS for c in tree.children[verb])


def _is_question(tree: Tree, inside: range) -> bool:
    """Say whether a clause asks ("how he got there", "whether anyone knew") and so states nothing."""
    first = inside[0]
    if tree.tag[first] not in _ASKING and tree.lower[first] not in ("whether", "if"):
        return False
    root = next((i for i in inside if tree.head[i] == i or tree.head[i] not in inside), first)
    above = tree.head[first]
    return above == root or (tree.head[above] == root and not tree.dep[above].endswith(("cl", "subj")))


def bare(text: str, span: Span) -> Span:
    """Return a stretch without a comma at its end, without quotation marks around all of it or left alone."""
    start, end = span.start, span.end
    while end > start + 1 and text[end - 1] in _ENDS:
        end -= 1
    marks = [i for i in range(start, end) if text[i] in _QUOTES]
    if (text[start] in _QUOTES and text[end - 1] in _QUOTES and end > start + 2) or marks == [start]:
        start, end = start + 1, end - (len(marks) > 1)
    elif marks == [end - 1]:
        end -= 1
    while end > start + 1 and text[end - 1] in _ENDS:
        end -= 1
    return Span(start, end)


def _holds_any(spans: Sequence[Span], content: Span) -> bool:
    """Say whether a content holds any of the spans, given in order."""
    at = bisect.bisect_left(spans, content)
    return any(content.covers(s) for s in spans[at : at + 1]) or bool(at and content.covers(spans[at - 1]))
