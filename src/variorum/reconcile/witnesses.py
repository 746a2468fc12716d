"""Who stands at the end of a claim's chain: terminal sources, followed to the body they speak for."""

import functools
from typing import NamedTuple

from variorum.model.record import Claim, Voice
from variorum.reconcile.scene import ReportNote, Scene

_INITIALS = 3  # fewer letters may be anybody's


class Source(NamedTuple):
    """A terminal source: a voice, an outlet, or an origin whose outlet is not known.

    An anonymous one may be any other, so it is counted low and high.
    """

    kind: str
    name: str
    anonymous: bool = False


def fold_outlet(name: str) -> str:
    """Return what an outlet is known by, however it is written.

    >>> fold_outlet("The Ledger") == fold_outlet("the ledger") == fold_outlet("Ledger")
    True
    """
    folded = " ".join(name.casefold().split())
    return folded.removeprefix("the ") or folded


def _names(words: str, outlet: str) -> bool:
    """Say whether words name an outlet: in full, or by its initials.

    >>> _names("GLNA", "Great Lakes News Agency"), _names("The Ledger", "Ledger"), _names("GLN", "Ledger")
    (True, True, False)
    """
    initials = "".join(word[0] for word in outlet.split() if word[:1].isupper())
    return fold_outlet(words) == fold_outlet(outlet) or (len(initials) >= _INITIALS and words == initials)


class Witnesses:
    """Find the terminal sources of claims in one scene."""

    def __init__(self, scene: Scene) -> None:
        self._voices = {voice.id: voice for voice in scene.voices}
        self._reports = scene.reports
        self._roots: dict[str, Source] = {}
        self._outlets: dict[tuple[str, str], Source] = {}
        self._firsts: dict[str, ReportNote] = {}
        originals = (
            (note.published or "9999", id_) for id_, note in scene.reports.items() if note.copy_of is None
        )
        for _, report in sorted(originals):
            note = scene.reports[report]
            self._firsts.setdefault(note.origin, note)

    def terminal(self, claim: Claim) -> Source:
        """Return the terminal source of a claim: its last voice, or the outlet that says it itself."""
        if not claim.chain:
            return self.outlet(claim.report, claim.origin)
        source = self.voice(claim.chain[-1].voice)
        if source.kind == "voice" and not source.anonymous and claim.origin != f"o-{claim.report}":
            first = self._firsts.get(claim.origin)
            if first is not None and first.outlet and _names(self.name(source), first.outlet):
                # "GLNA reported": the agency whose report the words come from.
                return Source("outlet", fold_outlet(first.outlet))
        return source

    def voice(self, voice: str) -> Source:
        """Return the source that a voice is: the body it speaks for, an outlet where it is one."""
        source = self._roots.get(voice)
        if source is None:
            source = self._roots[voice] = self._find_body(voice)
        return source

    def outlet(self, report: str, origin: str) -> Source:
        """Return the outlet whose own voice speaks in a report, in a passage of the given origin.

        In a copy that is the outlet copied; in a passage taken over, the outlet it was taken from.
        """
        source = self._outlets.get((report, origin))
        if source is None:
            source = self._outlets[report, origin] = self._find_outlet(report, origin)
        return source

    def name(self, source: Source) -> str:
        """Return the words for a source that people read."""
        if source.kind == "voice" and source.name in self._voices:
            return self._voices[source.name].name
        if source.kind == "origin":
            return f"the outlet behind {source.name}"
        return self._spellings.get(source.name, source.name)

    @functools.cached_property
    def _spellings(self) -> dict[str, str]:
        outlets = [note.outlet for _, note in sorted(self._reports.items()) if note.outlet]
        named = [voice.name for _, voice in sorted(self._voices.items()) if voice.type == "outlet"]
        return {fold_outlet(name): name for name in reversed((*outlets, *named))}

    def _find_body(self, voice: str) -> Source:
        seen: list[str] = []
        body: Voice | None = self._voices.get(voice)
        while body is not None and body.speaks_for is not None and body.id not in seen:
            seen.append(body.id)
            body = self._voices.get(body.speaks_for)
        if body is None:
            return Source("voice", seen[-1] if seen else voice)
        if body.id in seen:  # voices that speak for each other: a circle is one source
            body = self._voices[min(seen[seen.index(body.id) :])]
        if body.type == "outlet" and not body.anonymous:
            return Source("outlet", fold_outlet(body.name))
        return Source("voice", body.id, body.anonymous)

    def _find_outlet(self, report: str, origin: str) -> Source:
        note = self._reports.get(report)
        if note is not None and note.origin == origin:
            seen = {report}
            while note.copy_of is not None and note.copy_of in self._reports and note.copy_of not in seen:
                seen.add(note.copy_of)
                note = self._reports[note.copy_of]
            if note.copy_of is not None:  # the report copied is not there (or copies go in a circle)
                note = self._firsts.get(origin, note)
        else:  # a passage of another origin; one that no report is of is what a copy added itself
            note = self._firsts.get(origin) or (note if origin == f"o-{report}" else None)
        if note is None or not note.outlet:
            return Source("origin", origin)
        return Source("outlet", fold_outlet(note.outlet))
