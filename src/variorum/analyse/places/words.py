"""The words of a page as plain lists: a language model's token objects cost more than all our rules."""

from dataclasses import dataclass

from variorum.analyse.page import Page

INSIDE, BEGIN = 1, 3  # spaCy's numbers for the tags I and B


@dataclass(frozen=True, slots=True)
class Words:
    """Each word's text, where it starts, the kind of name it is tagged as ("" for none), its place in it."""

    texts: list[str]
    starts: list[int]
    kinds: list[str]
    iobs: list[int]

    def __len__(self) -> int:
        return len(self.texts)

    def begins(self, at: int) -> bool:
        """Say whether a tagged name begins at a word; a "the" before it is no part of the name."""
        return self.iobs[at] == BEGIN or (at > 0 and self.texts[at - 1] in {"the", "The"})

    def goes_on(self, at: int) -> bool:
        """Say whether a word continues the tagged name of the word before it."""
        return at < len(self.texts) and self.iobs[at] == INSIDE

    def end(self, at: int) -> int:
        """Return the offset at which a word ends."""
        return self.starts[at] + len(self.texts[at])


def list_words(page: Page) -> Words:
    """Return the words of a page."""
    doc = page.doc
    return Words(doc.spelled("ORTH"), doc.starts, doc.spelled("ENT_TYPE"), doc.columns["ENT_IOB"].tolist())
