"""Put the given mentions of people of one text together, for score_coref.py: names, descriptions, pronouns.

python bench/within.py DOCS OUTPUT --mentions MENTIONS             every text
python bench/within.py DOCS OUTPUT --mentions MENTIONS --only news      texts whose `genre` is this one

DOCS has `id` and `text`; MENTIONS has `doc`, `start`, `end` and `type`: of these the mentions of people are
taken, where the type tells them, and nothing else of either is read. OUTPUT gets the mentions with `cluster`,
OUTPUT.gold the same mentions as MENTIONS has them: compare with score_coref.py OUTPUT.gold OUTPUT. A mention
that no phrase of ours answers to stands alone.
"""

import sys
import time
from collections import defaultdict
from collections.abc import Iterator

from lines import Row, make_parser, read_lines, write_lines
from variorum.analyse.page import open_page
from variorum.analyse.participants import Tree, find_cast, find_phrases
from variorum.analyse.participants.figures import head_of
from variorum.model.report import Report
from variorum.model.span import Span
from variorum.settings import Settings

PEOPLE = frozenset({"PROP_PER", "NOM_PER", "PRON_PER", "entity"})  # GUM does not say which are people


def main() -> None:
    parser = make_parser(__doc__, "docs", "output")
    parser.add_argument("--mentions", required=True)
    parser.add_argument("--only", help="read only texts of this genre")
    options = parser.parse_args()
    docs = {
        row["id"]: row["text"] for row in read_lines(options.docs) if options.only in (None, row.get("genre"))
    }
    gold: dict[str, list[Row]] = defaultdict(list)
    for row in read_lines(options.mentions):
        if row["doc"] in docs and row["type"] in PEOPLE:
            gold[row["doc"]].append(row)
    start = time.perf_counter()
    write_lines(options.output, (row for doc in gold for row in join(doc, docs[doc], gold[doc])))
    write_lines(f"{options.output}.gold", (row for rows in gold.values() for row in rows))
    print(f"{len(gold)} texts in {time.perf_counter() - start:.1f} s", file=sys.stderr)


def join(doc: str, text: str, mentions: list[Row]) -> Iterator[Row]:
    """Yield the mentions of one text with the number of the entity that each is found to speak of."""
    page = open_page(Report(id=doc, sha256="", text=text), Settings())
    tree = Tree(page.doc)
    cast = find_cast(tree, find_phrases(tree, ()), page.sentences)
    for n, mention in enumerate(mentions):
        span = Span(mention["start"], mention["end"])
        entity = cast.of.get(head_of(tree, span))
        cluster = f"{doc}#{entity}" if entity is not None else f"{doc}#alone{n}"
        yield {"doc": doc, "start": span.start, "end": span.end, "cluster": cluster}


if __name__ == "__main__":
    main()
