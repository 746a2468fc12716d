"""Which of the happenings that a sentence names a time or a place of it is told of."""

import bisect
from collections.abc import Mapping, Sequence

from variorum.analyse.events.framing import is_measured_from
from variorum.analyse.events.happening import is_long_before
from variorum.analyse.events.mention import Mention
from variorum.analyse.events.stamps import is_of_age, is_signed
from variorum.analyse.events.triggers import contexts
from variorum.analyse.page import Page
from variorum.analyse.participants import Tree
from variorum.analyse.participants.figures import head_of
from variorum.data import load_words
from variorum.model.analysis import Attribution, Timex
from variorum.model.span import Span

# Families whose mentions in one clause tell one happening: the crash, the deaths, those who fled.
_JOINED = frozenset({"violence", "accident", "disaster", "displacement", "capture", "rescue"})
_BEHIND = 60  # words that may stand between a deed and the time that it is given
_UNTIL = frozenset({"until", "till", "til"})
_PARTS_OF_DAY = load_words("events/words.yaml", "parts_of_day")
_ARTICLE = 5  # characters of an article or possessive before a part of the day
_SHARES = load_words("events/words.yaml", "shares_in_it")
_SEQUENCE = frozenset({"after", "before"})
_MANY = 16  # words of a name that are looked at


def is_its_own(
    page: Page,
    tree: Tree,
    timex: Timex,
    mention: Mention,
    others: Mapping[int, Mention],
    told: Mapping[int, Sequence[Span]],
) -> bool:
    """Say whether a time expression may set this mention, none of the others, and not the telling.

    A time of long ago behind the deed that a sentence or an arrest was for is the deed's: "sentenced on
    Tuesday over the killing of three in November 1991", whatever the parser hangs it on. So is a day within
    the words that a voice says: "freed ten on Thursday, state radio reported"; `told` are such words by the
    verb (see `words_by_verb`).
    """
    if (
        is_above(tree, timex.span, mention)
        or is_of_age(tree, timex, mention)
        or _is_end(tree, timex.span)
        or _is_part_of_day_of(tree, timex.span, mention)
        or is_measured_from(tree, timex.span)
        or _is_of_answer(tree, timex.span, mention)
    ):
        return False
    sequel = _sequel_before(page, tree, timex, others)
    if sequel is not None and mention.token >= sequel:
        if mention.type.follows:
            return False
    elif is_of_telling(page, tree, timex.span, mention.token) and not _is_said_with(
        tree, timex.span, mention, told
    ):
        return False
    return not is_of_another(tree, timex.span, mention, others, sequel)


def _is_end(tree: Tree, span: Span) -> bool:
    """Say whether a time is when something will end: "the strike could last until July" is not in July."""
    prep = tree.head[head_of(tree, span)]
    return tree.lower[prep] in _UNTIL


def _is_part_of_day_of(tree: Tree, span: Span, mention: Mention) -> bool:
    """Say whether a part of the day is of something else: "the morning shift", "the evening's match".

    It names no day, and the day that it is of was told before.
    """
    head = head_of(tree, span)
    over = tree.head[head]
    return (
        tree.lower[head] in _PARTS_OF_DAY
        and tree.dep[head] in ("compound", "poss", "nmod")
        and over != mention.token
        and tree.pos[over] == "NOUN"
        and tree.start[head] - span.start <= _ARTICLE
    )


def is_answered_for(tree: Tree, mention: Mention) -> bool:
    """Say whether another word tells who did it, on a day of its own: "claimed the attack on Monday"."""
    by = mention.answering
    if by is None or by == mention.token:
        return False
    # "Took part in the march on Monday": then it was.
    return not any(tree.lemma[c] in _SHARES for c in (by, *tree.all_children(by, "dobj")))


def _is_of_answer(tree: Tree, span: Span, mention: Mention) -> bool:
    """Say whether a day is that of the word for who did it: "on Monday the group claimed the attack"."""
    return is_answered_for(tree, mention) and mention.token not in tree.ancestors(head_of(tree, span))


def _sequel_before(page: Page, tree: Tree, timex: Timex, others: Mapping[int, Mention]) -> int | None:
    """Return the sentence or arrest that stands before a deed before a time of long ago, if any does."""
    if not page.published or timex.time is None or not is_long_before(timex.time, page.published):
        return None
    first = page.sentence_at(timex.span.start).start
    last = bisect.bisect_right(tree.start, timex.span.start) - 1
    deed = None
    for i in range(last - 1, max(-1, last - _BEHIND), -1):
        if tree.start[i] < first:
            return None
        mention = others.get(i)
        if mention is not None and not mention.type.follows:
            deed = i
        elif mention is not None and deed is not None:
            return i
    return None


def is_above(tree: Tree, span: Span, mention: Mention) -> bool:
    """Say whether words hang on a verb above the clause that only says who is meant, or that is announced.

    "A man who was shot died on Tuesday" tells no day of the shot; "will leave on Tuesday, she announced"
    none of the announcement.
    """
    head = head_of(tree, span)
    path = (head, *tree.ancestors(head))
    if mention.token in path:
        at = path.index(mention.token)
        return mention.type.family == "statement" and any(tree.dep[i] == "ccomp" for i in path[:at])
    verb = next((i for i in path if tree.pos[i] in ("VERB", "AUX")), None)
    if verb is None:
        return False
    up = (mention.token, *tree.ancestors(mention.token))
    if verb not in up:
        return False
    below = up[: up.index(verb)]
    return any(tree.dep[i] == "relcl" for i in below)


def is_of_another(
    tree: Tree, span: Span, mention: Mention, others: Mapping[int, Mention], sequel: int | None = None
) -> bool:
    """Say whether words set another happening than this one: "arrested over Monday's blast" dates the blast.

    So they do where they hang on a happening of another kind before they reach this one ("a suspect in a
    shooting early Saturday was arrested"), own the other's noun, or hang on it and one of the two is denied.
    What came of this one, at the token `sequel`, takes nothing from it. What is told "a day after" another
    shares no place with it, and what a clause says of one has no part in those by which its people are
    named: "a hearing for Marn, charged with murder, was held in Orlin".
    """
    head = head_of(tree, span)
    off = _set_off(tree, head)
    is_measured = off is not None and span.covers(tree.word(off))  # "on Friday, two days before the feast"
    if off != _set_off(tree, mention.token) and not is_measured:
        return True
    below = head
    for up in (head, *tree.ancestors(head)):
        if up == mention.token:
            return False
        other = others.get(up) or _in_name(tree, up, others)
        if other is mention:
            return False
        is_content = tree.dep[below] == "ccomp"
        below = up
        if other is None and tree.lemma[up] in contexts()["occurs"] and mention.type.family in _JOINED:
            held = tree.all_children(up, "nsubj", "nsubjpass")
            if any(c != mention.token and tree.lemma[c] in contexts()["held"] for c in held):
                return True
        if other is None or up == sequel:
            continue
        if is_content and other.type.family == "statement":
            return False  # "won the election in Lima, the office announced" puts no announcement there
        if _is_apart(mention, other):
            return True
        if other.is_noun:
            owns = tree.dep[head] == "poss" and tree.head[head] == up
            return owns or other.polarity != mention.polarity
    return False


def _set_off(tree: Tree, i: int) -> int | None:
    """Return the clause that a word stands in and that a span of time sets off: "a day after he died"."""
    for up in (i, *tree.ancestors(i)):
        if tree.dep[up] not in ("advcl", "prep"):
            continue
        marks = [up] if tree.dep[up] == "prep" else tree.all_children(up, "mark")
        if any(tree.lower[c] in _SEQUENCE for c in marks) and any(
            tree.dep[c] == "npadvmod" and tree.lemma[c] in contexts()["spans"]
            for m in (up, *marks)
            for c in tree.children[m]
        ):
            return up
    return None


def _in_name(tree: Tree, i: int, others: Mapping[int, Mention]) -> Mention | None:
    """Return the mention that stands in the name of a thing: the crash in "a 2012 car crash case"."""
    if tree.pos[i] != "NOUN":
        return None
    return next(
        (others[c] for c in tree.children[i][:_MANY] if tree.dep[c] == "compound" and c in others), None
    )


def _is_apart(mention: Mention, other: Mention) -> bool:
    """Say whether two mentions are of kinds that each have a time and place of their own."""
    families = {mention.type.family, other.type.family}
    return len(families) > 1 and "" not in families and not families <= _JOINED


def is_of_telling(page: Page, tree: Tree, span: Span, token: int = -1, verbs: str = "telling") -> bool:
    """Say whether a day is that of the telling ("police said Monday"), of a sequel, a toll or a page's stamp.

    The mention at `token` keeps a day that hangs on it; `verbs` names the list of verbs of telling.
    """
    known = contexts()
    if page.dateline is not None and page.dateline.covers(span):
        return True
    head = head_of(tree, span)
    if any(tree.lower[i] in known["stamps"] for i in range(max(0, head - 6), head)) or is_signed(tree, span):
        return True
    up = _verb_over(tree, head, token)
    if up is None or _is_counted_up(tree, up):
        return up is not None
    is_held = tree.lemma[up] in known["holding"] and token >= 0 and tree.head[token] == up
    # "The shooting was reported at noon": nobody tells it then, it came to be known.
    is_known = tree.lemma[up] in known["reported"] and tree.is_passive(up)
    is_subject = (
        token >= 0 and tree.head[token] == up and tree.dep[token] == "nsubj"
    )  # "the march gathered 300"
    return tree.lemma[up] in known[verbs] and not (is_held or is_known or is_subject)


def _is_counted_up(tree: Tree, verb: int) -> bool:
    """Say whether a toll moved: "the toll of the flood rose to 16 on Thursday" tells no day of the flood."""
    known = contexts()
    if tree.lemma[verb] not in known["counts_up"]:
        return False
    return any(tree.lemma[s] in known["counted_up"] for s in tree.all_children(verb, "nsubj"))


def _verb_over(tree: Tree, head: int, token: int) -> int | None:
    """Return the verb that a word hangs on, None where the mention at `token` or an auxiliary is nearer."""
    for up in (head, *tree.ancestors(head)):
        if up == token or tree.pos[up] == "AUX":
            return None
        if tree.pos[up] == "VERB":
            return up
    return None


def words_by_verb(tree: Tree, told: Sequence[Attribution]) -> dict[int, list[Span]]:
    """Return what is said by each word that says so, as the pieces of its content."""
    found: dict[int, list[Span]] = {}
    for one in told:
        if one.cue is None:
            continue
        for i in range(bisect.bisect_left(tree.start, one.cue.start), tree.size):
            if tree.end[i] > one.cue.end:
                break
            found.setdefault(i, []).extend(one.content)
    return found


def _is_said_with(tree: Tree, span: Span, mention: Mention, told: Mapping[int, Sequence[Span]]) -> bool:
    """Say whether a day stands within what the verb that it hangs on says, and the mention with it."""
    verb = _verb_over(tree, head_of(tree, span), mention.token)
    said = () if verb is None else told.get(verb, ())
    return any(words.covers(span) and words.covers(mention.span) for words in said)
