"""The proper name in the words for a source: without titles and trades, or given by a clause."""

from collections.abc import Sequence
from typing import Any

from variorum.analyse.attribution.lexicon import SourceWords, load_cues, load_source_words
from variorum.data import load_words

_WHOSE = frozenset({"of", "by", "from"})
_CALL_SIGN = 5  # letters of a station's call sign
_BENCH = load_words("attribution/words.yaml", "bench")
_RANKED = 4  # words of a name with a place or body and a rank before it


def head_of(tokens: Sequence[Any]) -> Any:
    """Return the token that the others of a phrase hang on."""
    inside = {t.i for t in tokens}
    return next((t for t in tokens if t.head.i not in inside or t.head.i == t.i), tokens[-1])


def given_name(head: Any) -> list[Any]:
    """Return the words of a name that a clause gives a noun: "a guide called Yakub", "a woman who gave her
    name only as Olha"; [] where none does.
    """
    naming = load_cues().data["naming"]
    beside = [head, *(c for c in head.children if c.dep_ == "appos" and c.pos_ == "NOUN")]
    for clause in (c for noun in beside for c in noun.children if c.dep_ in ("acl", "relcl")):
        lemma = clause.lemma_.lower()
        if clause.dep_ == "acl" and lemma in naming["called"]:
            name = next((c for c in clause.children if c.dep_ == "oprd"), None)
        elif lemma in naming["known"]:
            name = next(
                (g for c in clause.children if c.lower_ == "as" for g in c.children if g.dep_ == "pobj"), None
            )
        else:
            name = None
        if name is not None and name.pos_ == "PROPN" and name.ent_type_ not in ("DATE", "GPE"):
            run = [t for t in name.lefts if t.pos_ == "PROPN"]
            return [*run, name]
    return []


def proper_name(tokens: Sequence[Any], words: SourceWords, *, recased: bool = False) -> list[Any]:
    """Return the words of the name in a source phrase, titles dropped; [] where it has none.

    "State news agency Orbita" gives Orbita, "the Ovrin news agency" itself: a name that a common noun heads
    keeps that noun. A courtesy title stays where only a surname follows. `recased` where the text is in
    capitals and rare names may have come out small.
    """

    def is_capital(token: Any) -> bool:
        return bool(token.text[:1].isupper() or (recased and token.tag_.startswith("NNP")))

    head = head_of(tokens)
    small = [
        i
        for i, t in enumerate(tokens)
        if (t.pos_ == "NOUN" or t.lower_ in words.persons) and t.text[:1].islower()
    ]
    if small and (head.pos_ == "NOUN" or head.i <= tokens[small[-1]].i):
        after = tokens[small[-1] + 1 :]
        if _names(after, tokens[small[-1]], words) and not _is_others_name(tokens, small, head, words):
            head = after[-1]  # "paratrooper Maksym Didorchuk", where the parser heads it by the trade
    if head.pos_ != "PROPN":
        capital = head.text[:1].isupper() and not head.is_sent_start and head.pos_ in ("NOUN", "ADJ")
        if not capital:
            return []
    at = list(tokens).index(head)
    run = _run_on(tokens, at)
    body = recased and head.lemma_.lower() in words.organisations
    for token in reversed(tokens[:at]):
        if body and token.dep_ in ("compound", "amod", "nmod") and token.pos_ in ("NOUN", "ADJ"):
            run.insert(0, token)  # "THE IMMIGRATION DEPARTMENT"
            continue
        # A small word is no part of a name, whatever the tagger makes of it ("the broadcaster NTK").
        if is_capital(token) or token.lower_ in words.joiners or token.text[:1].isdigit():
            run.insert(0, token)
        else:
            break
    if not any(is_capital(token) for token in run):
        return []  # the tagger takes a small "ministry" for a name now and then
    return _trimmed(_after_owner(run), words)


def _after_owner(run: list[Any]) -> list[Any]:
    # "France's Marine Le Pen", "Channel Six's Erika Dole": the person, without whose she is.
    at = next((i for i, t in enumerate(run) if t.tag_ == "POS"), 0)
    after = run[at + 1 :]
    is_person = len(after) > 1 and all(t.pos_ == "PROPN" and t.ent_type_ == "PERSON" for t in after)
    return after if at and is_person else run


def _run_on(tokens: Sequence[Any], at: int) -> list[Any]:
    # From the head of a name on, with what joins its words.
    run = [tokens[at]]
    for token in tokens[at + 1 :]:
        capital = token.text[:1].isupper() and token.pos_ in ("NOUN", "ADJ", "PROPN")
        in_place = token.lower_ in ("in", "at") and _has_field(run, token)
        # "Organisation for Security and Co-operation": what a hyphen glues to a word with a capital.
        glued = len(run) > 1 and run[-1].text == "-" and not (run[-1].whitespace_ or run[-2].whitespace_)
        joins = glued or token.lower_ in load_source_words().joiners
        if not (capital or in_place or joins or token.pos_ == "PROPN" or token.like_num):
            break
        run.append(token)
    return run


def _has_field(run: Sequence[Any], place: Any) -> bool:
    # A body with "for" or "of", and a place behind it: "Observatory for Rights in Hadram".
    after = place.nbor(1) if place.i + 1 < len(place.doc) else place
    field = next((k for k, t in enumerate(run) if t.lower_ in ("for", "of")), 0)
    return 0 < field < len(run) - 1 and after.pos_ == "PROPN" and after.ent_type_ not in ("DATE", "TIME")


def _has_names_within(noun: Any, words: SourceWords) -> bool:
    lemma = noun.lemma_.lower()
    return any(lemma in group for group in (words.outlets, words.organisations, words.generic))


def _names(after: Sequence[Any], noun: Any, words: SourceWords) -> bool:
    # All of it a name; of a body or paper also with "of" within: "the broadcaster Voice of Lubasa".
    if not after or any(t.ent_type_ in ("DATE", "TIME") for t in after):
        return False
    is_body = _has_names_within(noun, words)
    ends = after[0].pos_ == "PROPN" and after[-1].pos_ == "PROPN"
    return ends and all(t.pos_ == "PROPN" or (is_body and t.lower_ in words.joiners) for t in after)


def _is_others_name(tokens: Sequence[Any], small: Sequence[int], head: Any, words: SourceWords) -> bool:
    # "Lawyers for the mining concern Sur": the concern has the name, not the lawyers.
    last = tokens[small[-1]]
    before = tokens[: small[-1]]
    is_body = _has_names_within(last, words)
    for paper in (tokens[i] for i in small[:-1]):
        is_theirs = paper.nbor(1).lower_ in _WHOSE or paper.nbor(1).tag_ == "VBN"
        if is_theirs and {paper.lemma_.lower(), paper.lower_} & words.documents:
            return True  # "a report by the campaign group Open Cell": the report's own name is none
    far = any(t.lower_ in ("for", "of", "at", "from") for t in before)
    return far and is_body and head.tag_ == "NNS" and head.i < last.i


def _trimmed(run: list[Any], words: SourceWords) -> list[Any]:
    run = _without_edges(run, words)
    body = [t for t in run if t.text != "."] or run
    kept = list(body)
    at = next((i for i, t in enumerate(kept) if t.lower_ in ("of", "for")), 0)
    if at > 2 and is_title_word(kept[0], words):
        kept = body = kept[:at]  # "Professor Aino Kallio of the Institute": the person
        run = run[: run.index(kept[-1]) + 1]
    elif at > 1 and kept[at].lower_ == "of" and all(t.ent_type_ == "PERSON" for t in kept[:at]):
        kept = body = kept[:at]  # "Ludmila Ferncastle of Bellamy Street": the person
        run = run[: run.index(kept[-1]) + 1]
    elif at:
        return run
    kept = _after_rank(_without_titles(kept, words), words)
    at_courtesy = next((i for i, t in enumerate(body) if t.lower_.strip(".") in words.courtesy), 0)
    if at_courtesy and len(kept) > 1:
        return run[run.index(body[at_courtesy]) :]  # "Old Mr Pask"
    if is_title_word(kept[-1], words) and len(kept) == 1:
        return run  # "the Attorney General": an office and no name
    if len(kept) == 1 and len(body) > 1 and (len(kept[0].text.strip(".")) == 1 or _follows_trade(body[0])):
        return run
    if len(kept) == 1 and len(body) > 1:
        courtesy = next((t for t in body if t.lower_.strip(".") in words.courtesy), None)
        if courtesy is not None:
            return run[run.index(courtesy) :]
    return run[run.index(kept[0]) :]


def _without_edges(run: list[Any], words: SourceWords) -> list[Any]:
    joiners = words.joiners
    while len(run) > 1 and (
        run[-1].lower_ in joiners
        or (run[-1].like_num and not _is_numbered(run[-2], words))
        or _is_cut_off(run[-1], words)
    ):
        run = run[:-1]
    while len(run) > 1 and (
        run[0].text in joiners or run[0].lower_ in words.articles or _is_opening_adverb(run[0])
    ):
        run = run[1:]  # "Al Sahel" keeps its first word
    return run


def _is_numbered(noun: Any, words: SourceWords) -> bool:
    # "Channel 7", "News 12", "KORN 4": the number is a part of the name.
    text = noun.text
    is_call_sign = text.isupper() and text.isalpha() and 1 < len(text) <= _CALL_SIGN
    return noun.lower_ in words.outlets or noun.lower_ in words.numbered or is_call_sign


def _is_opening_adverb(first: Any) -> bool:
    # "Afterwards Ruck spoke".
    return bool(first.is_sent_start and first.pos_ == "ADV" and first.tag_ == "RB")


def _is_cut_off(last: Any, words: SourceWords) -> bool:
    # "Troy Police Capt" before its full stop and the name: the police.
    if not is_title_word(last, words) or last.pos_ != "PROPN" or last.i + 2 >= len(last.doc):
        return False
    after = last.nbor(2) if last.nbor(1).text == "." else last.nbor(1)
    is_cut = last.text.endswith(".") or last.nbor(1).text == "."
    return is_cut and last.lower_ not in words.fields and after.pos_ == "PROPN"


def _without_titles(kept: list[Any], words: SourceWords) -> list[Any]:
    # A trade is dropped only before two words of a name: "Brewer Tomas Elk", but "Mason Reed".
    while len(kept) > 1 and not _is_body(kept, words):
        is_title = is_title_word(kept[0], words)
        if kept[1].tag_ == "POS":
            break  # "the Sheriff's Investigators"
        if not is_title and not (len(kept) > 2 and kept[0].lower_ in words.persons):
            break
        kept = kept[1:]
        if not is_title:
            break  # "Farmhand Col Perrin": after a trade comes a given name
        while len(kept) > 1 and kept[0].text == "-":
            kept = kept[1:]
    return kept


def _after_rank(kept: list[Any], words: SourceWords) -> list[Any]:
    # "Tulsa Police Corporal Dan Miller", "New Jersey Gov. Chris Christie": the two words after the rank.
    if len(kept) < _RANKED or _is_body(kept, words):
        return kept
    for i in range(len(kept) - 3, 0, -1):
        bare = kept[i].lower_.strip(".")
        is_field = bare in words.fields and bare not in _BENCH  # "Superior Court Judge Ida R. Dane"
        if is_title_word(kept[i], words) and not is_field and bare not in words.courtesy:
            after = [t for t in kept[i + 1 :] if t.text != "."]
            named = len(after) > 1 and all(t.pos_ == "PROPN" for t in after)
            return _without_titles(after, words) if named else kept
    return kept


def _follows_trade(first: Any) -> bool:
    # "driver Col Abery": after a trade in small letters comes a given name, whatever it looks like.
    return bool(first.i > 0 and first.nbor(-1).pos_ == "NOUN" and first.nbor(-1).text.islower())


def is_title_word(token: Any, words: SourceWords) -> bool:
    """Say whether a word is a title of office or address: "Colonel", "Mrs"."""
    bare = token.lower_.strip(".")
    return bare in words.titles or bare in words.courtesy


def _is_body(run: Sequence[Any], words: SourceWords) -> bool:
    # "Interior Ministry" is a body, "Interior Minister Brede" a man with a title.
    last = run[-1].lower_
    if len(run) == 2 and run[0].lower_ in words.outlets:
        return True  # "TV Karolin"
    return last in words.organisations or last in words.outlets or last in words.ways
