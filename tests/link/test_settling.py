"""What the other reports of an event settle."""

from variorum.link.settling import settle_sentences
from variorum.model.record import Claim
from variorum.model.span import Span
from variorum.model.value import Actor, Text


def claim(report: str, slot: str, of: str | None = None, who: str = "p1") -> Claim:
    return Claim(
        id=f"c-{report}-{slot}-{of}-{who}",
        report=report,
        event="e1",
        slot=slot,
        of=of,
        value=Actor(name="Pim Orlan", participant=who) if slot == "patient" else Text(text="nine years"),
        polarity="affirmed",
        modality="asserted",
        chain=(),
        origin="o1",
        start=0,
        end=4,
        more=(),
        sentence=Span(0, 40),
        published=None,
    )


def test_a_sentence_is_of_the_one_sentenced_where_other_reports_tell_of_several():
    told = [claim("r1", "sentence", "p1"), claim("r1", "sentence", "p2", "p2")]
    open_one = [claim("r2", "sentence"), claim("r2", "patient", who="p1")]
    assert settle_sentences([*told, *open_one])[2].of == "p1"


def test_a_sentence_stays_open_where_no_report_tells_whose_it_is():
    alone = [claim("r2", "sentence"), claim("r2", "patient", who="p1")]
    assert settle_sentences(alone)[0].of is None


def test_a_sentence_stays_open_where_its_report_names_several():
    told = [claim("r1", "sentence", "p1"), claim("r1", "sentence", "p2", "p2")]
    both = [claim("r2", "sentence"), claim("r2", "patient", who="p1"), claim("r2", "patient", who="p2")]
    assert settle_sentences([*told, *both])[2].of is None
