"""ZIP and WACZ: members are read in memory, their names are never paths, and nothing nests."""

import json
import lzma
import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from variorum.errors import InputError
from variorum.ingest.sniffing import sniff
from variorum.ingest.source import Item, Source, guarded, nested, read_capped, rejected, too_large
from variorum.ingest.warc import read_stream
from variorum.settings import Settings

_RATIO = 200
_FREE = 1 << 22
_MOST = 100_000
_CONTAINERS = ("zip", "gzip", "zstd", "warc")
_WEB_ARCHIVE = "datapackage.json"
_PAGES = "pages/pages.jsonl"
# What every file of Word and Excel holds, and every OpenDocument file and EPUB.
_OFFICE = frozenset({"[Content_Types].xml", "META-INF/manifest.xml", "META-INF/container.xml"})

_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    NotImplementedError,
    EOFError,
    RuntimeError,
    ValueError,
)


def read(source: Source, settings: Settings) -> Iterator[Item]:
    """Yield the documents of an archive's members in the order of their names; each bad member is named."""
    if source.depth:
        raise nested(source.where)
    with source.open() as stream:
        try:
            archive = zipfile.ZipFile(stream)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise InputError(
                "E115", f"is damaged ({error})", where=source.where, do="copy it again"
            ) from error
        with archive:
            if _WEB_ARCHIVE in archive.namelist():
                yield from _read_web_archive(archive, source, settings)
                return
            if _OFFICE.intersection(archive.namelist()):
                what, do = "is an office document or a book", "save it as text, HTML or PDF"
                raise InputError("E105", what, where=source.where, do=do)
            for info in _members(archive, source.where):
                if isinstance(info, InputError):
                    yield rejected(info)
                else:
                    where = f"{source.where}!{info.filename}"
                    yield from guarded(_read_member(archive, info, source, settings), where)


def _members(archive: zipfile.ZipFile, where: str) -> Iterator[zipfile.ZipInfo | InputError]:
    infos = sorted((i for i in archive.infolist() if not i.is_dir()), key=lambda i: i.filename)
    for info in infos[:_MOST]:
        name = f"{where}!{info.filename}"
        if info.filename.startswith("__MACOSX/") or PurePosixPath(info.filename).name.startswith("."):
            continue
        yield _unfit(info, name) or info
    if len(infos) > _MOST:
        yield InputError(
            "E111", f"more than {_MOST:,} members", where=where, kept=f"read {_MOST:,}", do="split it"
        )


def _unfit(info: zipfile.ZipInfo, name: str) -> InputError | None:
    path = PurePosixPath(info.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
        return InputError("E114", "has a name that leads out of the archive", where=name, do="leave it out")
    if stat.S_ISLNK(info.external_attr >> 16):
        return InputError("E114", "is a link", where=name, do="put the file itself in the archive")
    if info.flag_bits & 1:
        return InputError("E115", "is encrypted", where=name, do="unpack it with its password first")
    if info.file_size > _FREE and info.file_size > _RATIO * max(info.compress_size, 1):
        return InputError("E113", f"expands more than {_RATIO} times", where=name, do="unpack it yourself")
    return None


def _read_member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, source: Source, settings: Settings
) -> Iterator[Item]:
    from variorum.ingest.reading import read_source  # it knows this module: a circle at import

    inner = source.member(info.filename, _bytes_of(archive, info, source.where, settings))
    if sniff(inner.head(), inner.where) in _CONTAINERS:
        raise nested(inner.where)
    yield from read_source(inner, None, settings)


def _bytes_of(archive: zipfile.ZipFile, info: zipfile.ZipInfo, where: str, settings: Settings) -> bytes:
    name = f"{where}!{info.filename}"
    if info.file_size > settings.largest_input:
        raise too_large(name, settings.largest_input)
    try:
        # The size in the directory may lie; reading is capped all the same.
        with archive.open(info) as member:
            return read_capped(member, settings.largest_input, name)  # type: ignore[arg-type]
    except _DAMAGED as error:
        raise InputError("E115", f"is damaged ({error})", where=name, do="make the archive again") from error


def _read_web_archive(archive: zipfile.ZipFile, source: Source, settings: Settings) -> Iterator[Item]:
    """Read the WARC files of a WACZ; where it lists its pages, only they are reports-to-be."""
    pages = _listed_pages(archive, source, settings)
    for info in _members(archive, source.where):
        if isinstance(info, InputError):
            yield rejected(info)
        elif info.filename.startswith("archive/"):
            where = f"{source.where}!{info.filename}"
            with archive.open(info) as stream:
                for item in guarded(read_stream(stream, where, settings), where):  # type: ignore[arg-type]
                    url = getattr(item, "given", {}).get("url")
                    if not pages or url is None or url in pages:
                        yield item


def _listed_pages(archive: zipfile.ZipFile, source: Source, settings: Settings) -> frozenset[str]:
    if _PAGES not in archive.namelist():
        return frozenset()
    pages = set()
    for line in _bytes_of(archive, archive.getinfo(_PAGES), source.where, settings).splitlines():
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(row, dict) and isinstance(row.get("url"), str):
            pages.add(row["url"])
    return frozenset(pages)
