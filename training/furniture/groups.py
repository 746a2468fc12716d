"""Part the words of the training lines into groups that mean alike: `groups.py ../shared/data/html MODEL`.

MODEL is a folder with all-MiniLM-L6-v2 (Apache-2.0), as sentence-transformers has it. Needs torch,
transformers and scikit-learn, which the package does not. Writes src/variorum/data/clean/groups.tsv, with
which the classifier is then trained (train.py).
"""

import argparse
import re
from collections import Counter
from pathlib import Path

import numpy as np
import torch
from composing import compose_reports
from sklearn.cluster import MiniBatchKMeans
from train import INVENTED, ROOT, TUNED, label_reports, load_gold, load_pages, load_plain, read_reports
from transformers import AutoModel, AutoTokenizer

GROUPS = 250
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_LOOKED_AT = 600  # characters of a line
_AT_ONCE = 64
HEAD = """# Words that mean alike, in groups: number, words. They tell a line whose words were never learnt.
# Made by training/furniture/groups.py: single words of the lines that the weights are learnt from, embedded
# by all-MiniLM-L6-v2 (Apache-2.0) and parted by k-means. Licence: Apache-2.0. Do not edit.
"""


def words_of(pages: Path) -> list[str]:
    """Return the words in small letters of the lines that are learnt from, in the order of the alphabet."""
    samples = [*load_pages(pages), *load_plain(pages.parent), *load_gold(TUNED)]
    samples += label_reports(read_reports(Path(__file__).parent / "reports.yaml"))
    lines = [line for sample in samples for line in sample.lines]
    lines += [text for report in compose_reports(INVENTED) for line in report for text, _ in line]
    times = Counter(word for line in lines for word in _WORD.findall(line[:_LOOKED_AT]))
    return sorted(word for word in times if word[0].islower() and 2 < len(word) < 16)


def embed(words: list[str], model: str) -> np.ndarray:
    """Return a row for each word, of length one and without what all have in common."""
    cutter, encoder = AutoTokenizer.from_pretrained(model), AutoModel.from_pretrained(model).eval()
    rows = []
    with torch.inference_mode():
        for n in range(0, len(words), _AT_ONCE):
            held = cutter(words[n : n + _AT_ONCE], padding=True, return_tensors="pt")
            mask = held["attention_mask"][..., None]
            rows.append(((encoder(**held).last_hidden_state * mask).sum(1) / mask.sum(1)).numpy())
    found = np.concatenate(rows)
    found -= found.mean(0)
    return found / np.linalg.norm(found, axis=1, keepdims=True)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pages", type=Path, help="the folder that holds aeb and fundus")
    parser.add_argument("model", help="the folder of the encoder")
    args = parser.parse_args()
    words = words_of(args.pages)
    means = MiniBatchKMeans(GROUPS, random_state=0, batch_size=2048, n_init=1)
    groups: dict[int, list[str]] = {}
    for word, group in zip(words, means.fit_predict(embed(words, args.model)), strict=True):
        groups.setdefault(int(group), []).append(word)
    rows = [f"{n}\t{' '.join(groups[group])}\n" for n, group in enumerate(sorted(groups))]
    path = ROOT / "src/variorum/data/clean/groups.tsv"
    path.write_text(HEAD + "".join(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
