"""A redacted record names no private person in any format; those who speak or hold office stay."""

import io
import zipfile

import msgspec
import pyarrow.parquet as pq
import pytest

from tests.formats.making import full, report
from variorum.formats import FORMATS, export_record
from variorum.model.record import Participant, Record, Voice
from variorum.redacting import MASK, redact

PRIVATE = "Lena Korvik"


def told() -> Record:
    """The record of `full`, in which a person is hurt who says nothing and holds no office."""
    record = full()
    text = f"{record.reports[0].text} {PRIVATE}, 34, was hurt. Korvik is in hospital."
    at = text.index(PRIVATE)
    person = Participant(
        id="p9", event="e1", name=PRIVATE, type="person", roles=("patient",),
        mentions=(msgspec.structs.replace(record.events[0].mentions[0], start=at, end=at + len(PRIVATE)),),
    )  # fmt: skip
    return msgspec.structs.replace(
        record,
        reports=(report(text=text, title=f"{PRIVATE} hurt in Tarn"), record.reports[1]),
        participants=(*record.participants, person),
        events=(msgspec.structs.replace(record.events[0], label=f"attack: {PRIVATE}"),),
    )


def words_of(name: str, data: bytes) -> str:
    if name == "parquet":
        return str(pq.read_table(io.BytesIO(data)).to_pylist())
    if name == "site":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "".join(archive.read(page).decode() for page in archive.namelist())
    return data.decode("utf-8", errors="replace")


@pytest.mark.parametrize("name", sorted(FORMATS.keys() - {"table"}))
def test_no_format_names_a_private_person(name: str) -> None:
    plain = words_of(name, b"".join(export_record(told(), name)))
    masked = words_of(name, b"".join(export_record(redact(told()), name)))
    assert "Korvik" not in masked
    assert "Lena" not in masked
    if "Ana" in plain:
        assert "Ana" in masked


def test_offsets_stay_good() -> None:
    before, after = told(), redact(told())
    assert len(before.reports[0].text) == len(after.reports[0].text)
    assert MASK in after.reports[0].text
    assert [c.start for c in before.claims] == [c.start for c in after.claims]


def test_kin_of_a_voice_are_masked_by_their_full_names() -> None:
    record = told()
    voice = Voice(id="v9", name="Ivo Korvik", type="person", anonymous=False)
    widower = msgspec.structs.replace(record, voices=(*record.voices, voice))
    text = redact(widower).reports[0].text
    assert PRIVATE not in text
    assert "Korvik is in hospital" in text  # the surname alone may be the voice's


def test_whoever_speaks_under_a_surname_alone_stays() -> None:
    record = told()
    voice = Voice(id="v9", name="Korvik", type="person", anonymous=False)
    assert PRIVATE in redact(msgspec.structs.replace(record, voices=(*record.voices, voice))).reports[0].text


@pytest.mark.parametrize(
    ("address", "masked"),
    [
        (
            "https://tarn.example/2024/05/korvik-family-thanks-nurses",
            "https://tarn.example/####/##/######-######-######-######",
        ),
        ("https://tarn.example/lena%20korvik?id=7", "https://tarn.example/####%########?##=#"),
        ("tarn.example/lena-hurt", "tarn.example/####-####"),
        ("https://tarn.example?story=lena-korvik", "https://tarn.example?#####=####-######"),
        ("https://tarn.example/2024/05/market-attack", "https://tarn.example/2024/05/market-attack"),
    ],
)
def test_an_address_with_a_word_of_a_masked_name_keeps_its_host_only(address: str, masked: str) -> None:
    record = told()
    first = msgspec.structs.replace(record.reports[0], url=address)
    hidden = redact(msgspec.structs.replace(record, reports=(first, record.reports[1])))
    assert (hidden.reports[0].url or "").replace(MASK, "#") == masked


def test_a_masked_address_leads_nowhere_on_the_site() -> None:
    record = told()
    first = msgspec.structs.replace(record.reports[0], url="https://tarn.example/lena-korvik-hurt")
    record = redact(msgspec.structs.replace(record, reports=(first, record.reports[1])))
    words = words_of("site", b"".join(export_record(record, "site")))
    assert "tarn.example/" in words
    assert 'href="https://tarn.example/' + MASK not in words
