"""The files: CSV that Excel opens with Chinese intact, XLSX with a sheet of definitions."""

import csv
import io
import re
from collections.abc import Sequence

import numpy as np
import pandas as pd

from yardstick.catalogue import Indicator, load_catalogue
from yardstick.definitions import entry
from yardstick.export.explained import explained
from yardstick.export.stamp import INTERNAL_WORDS, stamp, symbols
from yardstick.export.table import EARLIER, table
from yardstick.measure.model import Curve, Distribution, Filters, Measures, Reader
from yardstick.measure.pooled import pooled_in, pooled_words
from yardstick.text import Translator, translator

#: A cell that begins so is read as a formula by spreadsheet programs. Wide forms as Chinese input
#: methods write them are disarmed as well: whether a program takes them for plain ones is its affair.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
#: Blanks and marks that are not seen, in front of it.
_UNSEEN = " \u00a0\u3000\u200b\ufeff"
#: A number with its sign is no formula.
_NUMBER = re.compile(r"[+-]?[\d,]*\d(\.\d+)?%?")
_WIDEST = 60
#: Characters a cell of a workbook holds; a longer text would be left out altogether.
_LONGEST = 32_767

Data = Measures | Distribution | Curve | pd.DataFrame


def harmless(value: object) -> object:
    """Text that a spreadsheet would run as a formula, disarmed by a leading apostrophe."""
    if not isinstance(value, str) or _NUMBER.fullmatch(value):
        return value
    if value.lstrip(_UNSEEN).startswith(_FORMULA):
        return f"'{value}"
    return value


def _plain(value: object) -> object:
    """A cell as a plain Python value; whole numbers without a decimal point."""
    if isinstance(value, np.generic):
        value = value.item()
    if value is None or value != value:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return int(value)
    return value


def _concerned(data: Data, indicators: Sequence[str]) -> list[Indicator]:
    """Indicators whose definitions belong into the file, each once."""
    named = list(indicators)
    if isinstance(data, Measures):
        named += list(data.frame["indicator"])
    elif isinstance(data, Curve):
        named.append(data.indicator)
    return [load_catalogue()[i] for i in dict.fromkeys(named)]


def _above(reader: Reader, data: Data, title: str, filters: Filters | None) -> list[str]:
    """The stamp, and a note where cohorts are put together that were not observed alike."""
    lines = stamp(reader, title, filters or getattr(data, "filters", None))
    note = pooled_words(pooled_in(reader, data), translator(reader.lang))
    return [*lines, note] if note else lines


def to_csv(
    reader: Reader,
    data: Data,
    *,
    title: str = "",
    indicators: Sequence[str] = (),
    filters: Filters | None = None,
) -> bytes:
    """CSV in UTF-8 with a byte-order mark. Lines that begin with # are not part of the table."""
    t = translator(reader.lang)
    out = io.StringIO()
    note = csv.writer(out, lineterminator="\r\n")
    for line in _above(reader, data, title, filters):
        note.writerow([f"# {line}"])
    handed_out = table(reader, data)
    note.writerow([harmless(str(c)) for c in handed_out.columns])
    for row in handed_out.itertuples(index=False, name=None):
        note.writerow([harmless(_plain(v)) for v in row])
    for line in symbols(reader):
        note.writerow([f"# {line}"])
    for i in _concerned(data, indicators):
        note.writerow([f"# {i.label(reader.lang)} ({i.id})"])
        for heading, text in entry(load_catalogue(), i, t):
            said = t("{name}: {text}", name=heading, text=text)
            note.writerow([f"# {said}"])
    return out.getvalue().encode("utf-8-sig")


def to_xlsx(
    reader: Reader,
    data: Data,
    *,
    title: str = "",
    indicators: Sequence[str] = (),
    filters: Filters | None = None,
) -> bytes:
    """Workbook of two sheets: the table under its stamp, and the definitions."""
    import xlsxwriter

    t = translator(reader.lang)
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        handed_out = table(reader, data)
        _table_sheet(book, reader, t, handed_out, _above(reader, data, title, filters))
        _definition_sheet(
            book, reader, t, _concerned(data, indicators), explained(handed_out.columns, t)
        )
    return out.getvalue()


def _table_sheet(book, reader: Reader, t: Translator, data: pd.DataFrame, lines: list[str]) -> None:
    sheet = book.add_worksheet(t("Table"))
    strong = book.add_format({"bold": True})
    heading = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    percent = book.add_format({"num_format": "0.00%"})
    fraction = t("share (0 to 1)")
    unit = list(data.columns).index(t("Unit")) if t("Unit") in data.columns else None
    as_share = {t("Value"), t("Lower limit"), t("Upper limit"), t(EARLIER)}
    always_share = {t("Share"), t("Share still waiting"), t("Confidence"), t("Stayed")}
    for row, line in enumerate(lines):
        sheet.write_string(row, 0, line, strong if row == 0 else None)
    top = len(lines) + 1
    for column, name in enumerate(data.columns):
        sheet.write_string(top, column, str(name), heading)
        widest = max([len(str(name)), *(_width(v) for v in data[name])], default=8)
        sheet.set_column(column, column, min(widest + 2, _WIDEST))
    for row, cells in enumerate(data.itertuples(index=False, name=None), start=top + 1):
        share = unit is not None and cells[unit] == fraction
        for column, (name, raw) in enumerate(zip(data.columns, cells, strict=True)):
            value = _plain(raw)
            if isinstance(value, bool) or not isinstance(value, int | float):
                sheet.write_string(row, column, _fitting(str(value)))
            elif name in always_share or (name in as_share and (share or unit is None)):
                sheet.write_number(row, column, value, percent)
            else:
                sheet.write_number(row, column, value)
    sheet.freeze_panes(top + 1, 0)
    sheet.set_header(f"&C{INTERNAL_WORDS.en} / {INTERNAL_WORDS.zh}")


def _fitting(text: str) -> str:
    """A text as a cell holds it: one that is too long ends in an ellipsis."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _width(value: object) -> int:
    """Columns a text takes: a Chinese character takes two."""
    text = str(_plain(value))
    return sum(2 if ord(c) > 0x2E80 else 1 for c in text[:_WIDEST])


def _definition_sheet(
    book,
    reader: Reader,
    t: Translator,
    indicators: list[Indicator],
    columns: list[tuple[str, str]],
) -> None:
    sheet = book.add_worksheet(t("Definitions"))
    strong = book.add_format({"bold": True})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 100)
    row = 0
    sheet.write_string(row, 0, f"{INTERNAL_WORDS.en} / {INTERNAL_WORDS.zh}", strong)
    for i in indicators:
        row += 2
        sheet.write_string(row, 0, i.label(reader.lang), strong)
        sheet.write_string(row, 1, i.id)
        for heading, text in entry(load_catalogue(), i, t):
            row += 1
            sheet.write_string(row, 0, heading, wrapped)
            sheet.write_string(row, 1, text, wrapped)
    if columns:
        row += 2
        sheet.write_string(row, 0, t("Columns of the table"), strong)
    for heading, text in columns:
        row += 1
        sheet.write_string(row, 0, heading, wrapped)
        sheet.write_string(row, 1, text, wrapped)
    row += 2
    sheet.write_string(row, 0, t("Symbols"), strong)
    for line in symbols(reader):
        row += 1
        sheet.write_string(row, 0, line)
