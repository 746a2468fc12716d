import random

from variorum.ingest.sniffing import sniff


def test_random_bytes_are_never_taken_for_text():
    samples = [random.Random(seed).randbytes(2000) for seed in range(200)]
    assert {sniff(sample) for sample in samples} == {"binary"}


def test_text_with_a_few_control_characters_is_text():
    assert sniff(b"Rain fell on Norwick.\x00\x1a Two roads were closed, police said. " * 9) == "text"
