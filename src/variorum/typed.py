"""Numbers and places that a person types, read by the same words as those of reports."""

from variorum.model.value import Place
from variorum.settings import Settings


def find_place(words: str, settings: Settings) -> Place:
    """Return the place that `Alexandria, Louisiana` names; the words alone where several or none fit.

    What stands behind a comma is where it lies: a division or a country, by name or in short. A town goes
    before a division of its name. Nothing is guessed: whoever writes `Alexandria` alone gets no coordinates.
    """
    from variorum.analyse.places.containers import wide_places
    from variorum.analyse.places.gazetteer import load_gazetteer
    from variorum.analyse.places.lexicon import load_lexicon
    from variorum.analyse.places.naming import fold

    name, *within = [part.strip() for part in words.split(",") if part.strip()] or [words]
    gazetteer, lexicon = load_gazetteer(settings), load_lexicon()
    found = [c for c in gazetteer.look_up(fold(name)) if c.own]
    for part in within:
        wide = wide_places(part, gazetteer, lexicon)
        lands = {w.country for w in wide if w.kind == "country"} | {part.upper()}
        divisions = {(w.country, w.name) for w in wide if w.kind == "state"}
        found = [c for c in found if c.country in lands or (c.country, c.admin1) in divisions]
    towns = [c for c in found if c.kind in ("city", "town")]
    if len(found) != 1 and len(towns) != 1:
        return Place(name=words)
    (place,) = found if len(found) == 1 else towns
    return place.to_place(name, within)


def spell_in_figures(words: str) -> str:
    """Write the numbers in words as figures, as far as one number can be meant.

    >>> [spell_in_figures(words) for words in ("at least eight", "two hundred and five", "dozens")]
    ['at least 8', '205', 'dozens']
    """
    from variorum.analyse.quantities.lexicon import number_words
    from variorum.analyse.quantities.numerals import read_numeral
    from variorum.analyse.quantities.words import cut

    pieces, lexicon = cut(words, 0, len(words)), number_words()
    told, at, last = "", 0, 0
    while at < len(pieces):
        found = None if pieces[at].kind == "figure" else read_numeral(pieces, at, lexicon)
        if found is None or found.value != int(found.value):
            at += 1
            continue
        told += f"{words[last : pieces[at].start]}{int(found.value)}"
        last, at = pieces[found.end - 1].end, found.end
    return told + words[last:]
