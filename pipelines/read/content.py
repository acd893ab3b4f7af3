"""What a file is by its content, whatever its name says."""

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from pipelines.problems import Message, SourceError
from pipelines.read import sentences
from yardstick.text import mark

CSV = Message(mark("a text table (CSV)"))
XLSX = Message(mark("an Excel workbook (.xlsx)"))
PARQUET = Message(mark("a Parquet file"))
SAV = Message(mark("an SPSS data file (.sav)"))
HTML = Message(mark("a web page, perhaps an error or sign-in page"))
XML = Message(mark("an XML document"))
JSON = Message(mark("a JSON document"))
PDF = Message(mark("a PDF document"))
ZIP = Message(mark("a compressed archive"))
OLD_EXCEL = Message(mark("an old Excel workbook (.xls)"))
LOCKED_EXCEL = Message(mark("an Excel workbook locked with a password"))
BINARY = Message(mark("neither text nor a known kind of table"))

EXPORT_AGAIN = Message(mark("Export the table again as .xlsx or CSV UTF-8."))
SAVE_AS = Message(mark("Open it in a spreadsheet program and save it as .xlsx or CSV UTF-8."))
UNPACK = Message(mark("Unpack it and name the file inside in the mapping."))
UNLOCK = Message(mark("Remove the password, then build again."))
RENAME = Message(mark("Give it the right file name ending, or correct the format in the mapping."))

PROMISED = {"csv": CSV, "xlsx": XLSX, "parquet": PARQUET, "sav": SAV}
BY_ENDING = {
    ".csv": "csv",
    ".tsv": "csv",
    ".tab": "csv",
    ".txt": "csv",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".parquet": "parquet",
    ".pq": "parquet",
    ".sav": "sav",
    ".zsav": "sav",
}
BY_SPEC = {
    "csv": "csv",
    "tsv": "csv",
    "txt": "csv",
    "xlsx": "xlsx",
    "parquet": "parquet",
    "sav": "sav",
}
HEAD = 1 << 16
MARKUP = (b"<!doctype html", b"<html", b"<head", b"<body", b"<table", b"<meta", b"<script", b"<!--")


@dataclass(frozen=True)
class Stamp:
    """What shows that a file was replaced or written to between two looks at it."""

    inode: int
    size: int
    changed: int

    @classmethod
    def of(cls, path: Path) -> "Stamp":
        look = path.stat()
        return cls(look.st_ino, look.st_size, look.st_mtime_ns)


def open_or_refuse(path: Path) -> Stamp:
    """The stamp of a file that can be read and is not empty; else the problem is raised."""
    try:
        look = os.stat(path)
        if stat.S_ISDIR(look.st_mode):
            raise SourceError(sentences.folder(path.name))
        with path.open("rb") as stream:
            head = stream.read(HEAD)
    except (FileNotFoundError, NotADirectoryError):
        raise SourceError(sentences.missing(path.name)) from None
    except PermissionError:
        raise SourceError(sentences.forbidden(path.name)) from None
    if not head.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n"):
        raise SourceError(sentences.empty(path.name))
    return Stamp(look.st_ino, look.st_size, look.st_mtime_ns)


def kind_of(path: Path, said: str | None) -> str:
    """``csv``, ``xlsx``, ``parquet`` or ``sav``, where name (or mapping) and content agree; else raises."""
    with path.open("rb") as stream:
        head = stream.read(HEAD)
    found = _look(path, head)
    ending = path.suffix.lower()
    promised = BY_SPEC.get((said or "").lower()) or BY_ENDING.get(ending)
    if promised is None and ending == ".xls":
        promised = "xlsx"
    by_content = next((kind for kind, name in PROMISED.items() if name == found), None)
    if by_content and (promised is None or promised == by_content) and ending != ".xls":
        return by_content
    if by_content and said and promised == by_content:
        return by_content
    todo = {
        PDF: EXPORT_AGAIN,
        HTML: EXPORT_AGAIN,
        XML: SAVE_AS,
        JSON: EXPORT_AGAIN,
        ZIP: UNPACK,
        OLD_EXCEL: SAVE_AS,
        LOCKED_EXCEL: UNLOCK,
        BINARY: EXPORT_AGAIN,
    }.get(found, RENAME)
    wanted = OLD_EXCEL if ending == ".xls" and not said else PROMISED.get(promised or "csv", CSV)
    if found == wanted:
        raise SourceError(sentences.not_taken(path.name, found, todo))
    raise SourceError(sentences.other_content(path.name, found, wanted, todo))


def _look(path: Path, head: bytes) -> Message:
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        return XLSX if _is_workbook(path) else ZIP
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return LOCKED_EXCEL if _is_locked(path) else OLD_EXCEL
    if head.startswith(b"PAR1"):
        return PARQUET
    if head.startswith((b"$FL2", b"$FL3")):
        return SAV
    if head.startswith(b"%PDF"):
        return PDF
    if head.startswith((b"\x1f\x8b", b"BZh", b"7z\xbc\xaf", b"Rar!", b"\xfd7zXZ", b"(\xb5/\xfd")):
        return ZIP
    if text.startswith(MARKUP) or (text.startswith(b"<?xml") and b"<html" in text):
        return HTML
    if text.startswith(b"<?xml"):
        return XML
    if text.startswith((b'{"', b"[{", b"{\n", b"{\r", b"[\n")):
        return JSON
    return BINARY if _is_binary(head) else CSV


def _is_workbook(path: Path) -> bool:
    """A zip archive whose directory, at its end, names the parts of a workbook."""
    return b"xl/workbook" in path.read_bytes()


def _is_locked(path: Path) -> bool:
    return "EncryptedPackage".encode("utf-16-le") in path.read_bytes()


def _is_binary(head: bytes) -> bool:
    """Control characters that no text has; UTF-16 is text although half of it is NUL."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or looks_utf16(head):
        return False
    controls = sum(head.count(bytes([code])) for code in (*range(9), *range(14, 27), 28, 29))
    return controls > len(head) // 50 + 1


def looks_utf16(head: bytes) -> str | None:
    """UTF-16 without a byte order mark: every second byte of its ASCII letters is NUL."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if len(head) >= 8 and max(even, odd) > len(head) // 6 and min(even, odd) * 20 < max(even, odd):
        return "utf-16-be" if even > odd else "utf-16-le"
    return None
