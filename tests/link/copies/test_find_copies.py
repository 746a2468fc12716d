"""Which reports are one: passages, direction, origins; law: order, ids and batches change nothing."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.link.copies import Family, find_copies
from variorum.model.report import Report
from variorum.model.span import Span

WIRE = """The dam above Orvel broke at dawn on Monday and the lower town was under deep water by noon.

Soldiers in boats took some 300 people from the roofs. The road to Lisk was cut, and the bridge at Kell Mill
gave way shortly before eight, the provincial governor said.

"We heard it before we saw it, like a train without a whistle," said Mira Tolan, who climbed a walnut tree.

The dam was built in 1961 and had passed an inspection in March. Engineers had asked for a spillway."""

INTERVIEW = """Jon Sverre, who keeps the ferry at Orvel, told this newspaper that he had tied his boat to the
church door. He had rowed for nine hours and had taken sixty-one people and one goat to the hill."""


def report(name: str, text: str, outlet: str, published: str | None, title: str = "") -> Report:
    words = f"{title}\n\n{text}" if title else text
    return Report(id=name, sha256=name, text=words, title=title or None, outlet=outlet, published=published)


def span_of(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def two(second: str, *, published: str | None = "2025-01-07") -> tuple[Family, Report]:
    copy = report("b", second, "Orvel Post", published)
    return find_copies([copy, report("a", WIRE, "Norwire", "2025-01-06")]), copy


def test_a_reprint_is_a_copy_with_one_verbatim_passage() -> None:
    family, copy = two(WIRE)
    (passage,) = family.derivations
    assert (passage.how, passage.from_, copy.text[passage.start : passage.end]) == ("verbatim", "a", WIRE)
    assert family.origins["a"] == family.origins["b"]


def test_a_short_paragraph_behind_one_taken_over_is_taken_over_with_it() -> None:
    lead = "The dam above Orvel broke at dawn on Monday and the lower town was under deep water by noon."
    short = "Two ferrymen were hurt, the governor said."
    council = "The council will meet on Thursday to talk about the new bath. " * 6
    wire = report("a", f"{lead}\n\n{short}\n\nThe road to Lisk was cut.", "Norwire", "2025-01-06")
    post = report("b", f"{lead}\n\n{short}\n\n{council}", "Orvel Post", "2025-01-07")
    family = find_copies([wire, post])
    assert family.copy_of["b"] is None
    assert family.origin_at("b", span_of(post.text, "Two ferrymen")) == family.origins["a"]


def test_a_shortened_report_is_a_copy() -> None:
    family, _ = two("\n\n".join(WIRE.split("\n\n")[:2]))
    assert family.copy_of == {"a": None, "b": "a"}


def test_the_shorter_of_one_day_is_the_copy() -> None:
    family, _ = two("\n\n".join(WIRE.split("\n\n")[:2]), published="2025-01-06")
    assert family.copy_of["b"] == "a"


def test_one_changed_number_makes_an_edited_passage_and_two_reports() -> None:
    family, copy = two(WIRE.replace("300 people", "800 people"))
    edited = [d for d in family.derivations if d.how == "edited"]
    assert family.copy_of["b"] == "a"
    assert len(edited) == 1
    assert "800 people" in copy.text[edited[0].start : edited[0].end]


def test_an_own_interview_in_a_copy_has_its_own_origin() -> None:
    family, copy = two(f"{WIRE}\n\n{INTERVIEW}")
    assert family.copy_of["b"] == "a"
    assert family.origin_at("b", span_of(copy.text, "sixty-one people")) == "o-b"
    assert family.origin_at("b", span_of(copy.text, "300 people")) == "o-a"


def test_a_shared_quotation_is_no_shared_origin() -> None:
    quote = '"We heard it before like a train without a whistle, and then the street was a river," said Mira'
    one = report(
        "a",
        f"At least 300 fled on Monday when water filled the lower town. {quote} Tolan.",
        "One",
        "2025-01-06",
    )
    other = report(
        "b", f"A baker sat in a walnut tree for nine hours. {quote} as she climbed down.", "Two", "2025-01-07"
    )
    family = find_copies([one, other])
    assert {d.how for d in family.derivations} == {"quoted"}
    assert family.copy_of == {"a": None, "b": None}
    assert family.origin_at("b", span_of(other.text, "train")) == "o-b"


def test_a_report_merged_from_two_has_both_origins() -> None:
    merged = report("c", f"{WIRE}\n\n{INTERVIEW}", "Digest", "2025-01-08")
    sources = [report("a", WIRE, "Norwire", "2025-01-06"), report("b", INTERVIEW, "Orvel Post", "2025-01-07")]
    family = find_copies([merged, *sources])
    assert {d.from_ for d in family.derivations} == {"a", "b"}
    assert family.origin_at("c", span_of(merged.text, "one goat")) == "o-b"


def test_a_credit_outweighs_a_date() -> None:
    credited = f"{WIRE}\n\nFirst published in the Orvel Post on Tuesday."
    early = report("a", credited, "Daily Mirage", "2025-01-05")
    family = find_copies([early, report("b", WIRE, "Orvel Post", "2025-01-07")])
    assert family.copy_of == {"a": "b", "b": None}
    assert family.flags["a"] == ("dated_before_source",)


def test_a_credited_passage_is_named_so() -> None:
    text = f"{INTERVIEW}\n\nAccording to Norwire, {WIRE.split(chr(10))[2]}"
    family, _ = two(text)
    assert [d.how for d in family.derivations] == ["credited"]
    assert family.copy_of["b"] is None


def test_a_report_without_a_date_comes_last() -> None:
    family = find_copies([report("a", WIRE, "Post", None), report("b", WIRE, "Norwire", "2025-01-07")])
    assert family.copy_of == {"a": "b", "b": None}


def test_furniture_of_an_outlet_makes_no_copies() -> None:
    stock = (
        "Sign up here for our morning letter and never miss what matters in the valley, seven days a week."
    )
    dice = random.Random(1)
    words = [
        a + b for a in ("mal", "ter", "von", "sil", "bak") for b in ("ow", "ish", "ent", "ara", "ule", "ox")
    ]
    texts = [" ".join(dice.choice(words) for _ in range(60)) + f"\n\n{stock}" for _ in range(8)]
    family = find_copies([report(f"r{n}", t, "Valley Post", "2025-01-06") for n, t in enumerate(texts)])
    assert family.derivations == ()


def test_texts_of_nothing_or_one_sentence_are_borne() -> None:
    texts = ["", " ", "More follows.", "More follows.", "\ud800 x", "a " * 3000]
    family = find_copies([report(f"r{n}", t, "Post", "2025-01-06") for n, t in enumerate(texts)])
    assert len(family.copy_of) == len(texts)
    assert find_copies([]).derivations == ()


def test_a_passage_is_of_its_source_where_that_is_likely() -> None:
    words = "Pay slips show that Cora Wendt received 2,150 a month for work of which no trace could be found"
    one = report(
        "a",
        f"The deputy speaker paid a groomer. {words}. The committee meets on Friday.",
        "One",
        "2025-01-06",
    )
    other = report(
        "b", f"Anton Reuss has gone with a joke. {words}. His party moved fast.", "Two", "2025-01-07"
    )
    family = find_copies([one, other])
    assert family.origin_at("b", span_of(other.text, "2,150")) == "o-a"


def test_passages_are_the_words_of_both() -> None:
    family, copy = two(f"{INTERVIEW}\n\n{WIRE}".replace("Soldiers in boats", "Soldiers in small boats"))
    for d in family.derivations:
        assert copy.text[d.start : d.end].strip() == copy.text[d.start : d.end]
        assert WIRE[d.from_start : d.from_end] in WIRE
        assert 0 <= d.probability <= 1


@settings(max_examples=15, deadline=None)
@given(st.permutations(range(5)))
def test_order_does_not_matter(order: list[int]) -> None:
    reports = [
        report("a", WIRE, "Norwire", "2025-01-06"),
        report("b", f"{WIRE}\n\n{INTERVIEW}", "Orvel Post", "2025-01-06"),
        report("c", WIRE.replace("300", "800"), "Echo", "2025-01-07"),
        report("d", INTERVIEW, "Ferry Times", None),
        report("e", "", "Empty", "2025-01-07"),
    ]
    assert find_copies([reports[n] for n in order]) == find_copies(reports)


def test_a_formula_in_common_joins_no_origins():
    first = (
        "The county court in Sarn on Friday sentenced Milo Trbo, who led a band, to nine years in prison for "
        "killing 13 men. His driver, Dusan Kek, was sentenced to six years in prison for his part."
    )
    later = (
        "Our network welcomes the judgment. Milo Trbo, aged 72, was sentenced to nine years in prison, and "
        "Dusan Kek was sentenced to six years in prison. He never said where they lie."
    )
    family = find_copies(
        [
            Report(id="a", sha256="1", text=first, published="2025-01-06", outlet="Norwire"),
            Report(id="b", sha256="2", text=later, published="2025-01-08", outlet="Network"),
        ]
    )
    start = later.index("nine years")
    assert family.origin_at("b", Span(start, start + 10)) == "o-b"
