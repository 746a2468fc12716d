"""Find whose decade of life a number is: "a nurse in her 50s", "aged in his twenties"."""

from typing import Final

from variorum.analyse.quantities.owners import is_person, name_span, person_before, subject_of
from variorum.analyse.quantities.phrases import Phrase
from variorum.analyse.quantities.scene import Scene
from variorum.model.span import Span

POSSESSIVE: Final = frozenset({"his", "her", "their", "my", "our", "your"})
_FAR: Final = 8  # pieces back to the person, over what stands between: "a man in custody in his 20s"


def may_be_lived(scene: Scene, phrase: Phrase) -> bool:
    """Say whether a decade is one of somebody's life: "in her 60s" is, "in the 60s" is not."""
    before = scene.norm(phrase.first - 1)
    if before not in POSSESSIVE and before not in ("aged", "in"):
        return False
    return not (before == "in" and scene.words[phrase.first].kind == "figure")


def whose_decade(scene: Scene, phrase: Phrase) -> Span | None:
    """Return who is in a decade of life: the noun or name before it, none of a thing beside "his"."""
    own = scene.norm(phrase.first - 1) in POSSESSIVE
    near = phrase.first - (2 if own else 1)
    if own:
        for at in range(near - 1, max(-1, near - _FAR), -1):
            token = scene.token(at)
            is_name = token.tag_ == "NNP" and token.ent_type_ in ("PERSON", "")
            if is_name or (token.tag_ in ("NN", "NNS") and is_person(token)):
                return name_span(scene, token)
            if token.tag_ in ("VBD", "VBZ", "VBP", "PRP"):
                break
    beside = person_before(scene, near)
    last = None if beside is None else scene.tokens[scene.page.index_at(beside.end - 1)]
    # "The people in custody are in their 20s": custody is nobody.
    is_thing = own and last is not None and last.tag_ in ("NN", "NNS") and not is_person(last)
    return subject_of(scene, phrase) if is_thing else beside
