"""Finds formulas in a sheet whose results the workbook does not hold.

Programs that write workbooks without computing them leave such cells (``<c><f>..</f></c>`` without
``<v>``, ECMA-376 part 1, 18.3.1.4); a spreadsheet program computes them when it opens the file,
every other reader finds them blank.
"""

import posixpath
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_FORMULA = re.compile(rb"<(?:\w+:)?f\b")
_RESULT = re.compile(rb"<(?:\w+:)?(?:v|is)>[^<]|<(?:\w+:)?t\b[^>]*>[^<]")
#: A text that is empty by its formula has a result: an empty one of the type text.
_TEXT = re.compile(rb"""\bt=["']str["']""")
_PLACE = re.compile(rb"""\br=["'][A-Z]+(\d+)["']""")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def uncomputed(path: Path, sheet: str, header_row: int) -> tuple[int, int | None]:
    """How many formulas below ``header_row`` have no result, and the first row that has one."""
    with zipfile.ZipFile(path) as book:
        part = _part_of(book, sheet)
        content = book.read(part) if part in book.namelist() else b""
    rows = []
    for cell in _CELL.finditer(content) if _FORMULA.search(content) else ():
        inner, place = cell[2] or b"", _PLACE.search(cell[1])
        if not _FORMULA.search(inner) or _RESULT.search(inner) or _TEXT.search(cell[1]):
            continue
        row = int(place[1]) if place else header_row + 1
        if row > header_row:
            rows.append(row)
    return len(rows), min(rows, default=None)


def _part_of(book: zipfile.ZipFile, sheet: str) -> str:
    """The part of the package that holds a sheet; an empty name where it is not to be found."""
    try:
        listed = ElementTree.fromstring(book.read("xl/workbook.xml"))
        relations = ElementTree.fromstring(book.read("xl/_rels/workbook.xml.rels"))
    except (KeyError, ElementTree.ParseError):
        return ""
    wanted = next((e.get(_RELATION) for e in listed.iter() if e.get("name") == sheet), None)
    target = next((e.get("Target", "") for e in relations.iter() if e.get("Id") == wanted), "")
    return posixpath.normpath(posixpath.join("/xl", target)).lstrip("/") if target else ""
