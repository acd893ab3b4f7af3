"""Writes what an office needs to deliver data: a blank import workbook and the data dictionary.

Both are made from the contracts and code lists alone, so they cannot disagree with the load.
"""

from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from yardstick.codes import CodeList, code_list
from yardstick.contracts import Column, Contract, contracts
from yardstick.text import LANGUAGES, Bilingual, mark, translator

ROWS = 100_000

TYPES = {
    "id": mark("identifier (replaced by a keyed hash)"),
    "text": mark("text"),
    "integer": mark("whole number"),
    "number": mark("number"),
    "date": mark("date, year-month-day"),
    "code": mark("code"),
}
HEADINGS = (
    mark("Table"),
    mark("Column"),
    mark("Type"),
    mark("Required"),
    mark("Range or codes"),
    mark("Unit"),
    mark("Description"),
    mark("Example"),
)


def workbook_path(out: Path) -> Path:
    """The workbook that ``out`` asks for: a file, one whose ending was left off, or in a folder."""
    if out.is_dir():
        return out / "template.xlsx"
    return out if out.suffix else out.with_name(f"{out.name}.xlsx")


def write_template(path: Path) -> list[Path]:
    """Write the blank workbook to ``path`` and the data dictionary beside it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.stem}_dictionary")
    return [
        write_workbook(path),
        write_dictionary_xlsx(beside.with_suffix(".xlsx")),
        *(
            write_dictionary_markdown(beside.with_name(f"{beside.name}_{lang}.md"), lang)
            for lang in LANGUAGES
        ),
    ]


def write_workbook(path: Path) -> Path:
    """The blank import workbook: a sheet per table, an example row, codes as drop-down lists."""
    book = xlsxwriter.Workbook(str(path))
    formats = _formats(book)
    _write_guide(book.add_worksheet("read me"), formats)
    sheets = {name: book.add_worksheet(name) for name in contracts()}
    lists = book.add_worksheet("codes")
    ranges = _write_codes(lists, formats)
    for name, contract in contracts().items():
        _write_sheet(sheets[name], contract, formats, ranges)
    book.close()
    return path


GUIDE = (
    mark("One sheet per table. Fill in what you have; delete the sheets you do not need."),
    mark("Row 2 of each sheet is an example: overwrite or delete it before the import."),
    mark("Columns with a dark header are required. Point at a header to read what belongs there."),
    mark("Codes are chosen from a list; the sheet codes says what each stands for."),
    mark("Import with the mapping data/mappings/template.toml, adapted to the sheets you kept."),
)


def _write_guide(sheet: Worksheet, formats: dict[str, Format]) -> None:
    sheet.set_column(0, 0, 90)
    lines = [translator(lang)(line) for lang in LANGUAGES for line in GUIDE]
    for row, line in enumerate(lines):
        sheet.write_string(row, 0, line, formats["note"])


def _formats(book: xlsxwriter.Workbook) -> dict[str, Format]:
    return {
        "header": book.add_format({"bold": True, "bg_color": "#D9E2EC", "border": 1}),
        "required": book.add_format({"bold": True, "bg_color": "#9FB8CE", "border": 1}),
        "note": book.add_format({"text_wrap": True, "valign": "top"}),
        "example": book.add_format({"italic": True, "font_color": "#666666", "num_format": "@"}),
        "text": book.add_format({"num_format": "@"}),
    }


def _used_lists() -> list[str]:
    return sorted({c.codes for t in contracts().values() for c in t.columns if c.codes})


def _write_codes(sheet: Worksheet, formats: dict[str, Format]) -> dict[str, str]:
    """Every code list beside the others; where its codes stand, for the drop-down lists."""
    ranges = {}
    for i, name in enumerate(_used_lists()):
        at = 4 * i
        codes: CodeList = code_list(name)
        for offset, heading in enumerate((name, "en", "zh")):
            sheet.write_string(0, at + offset, heading, formats["header"])
        for row, code in enumerate(codes, 1):
            sheet.write_string(row, at, code.code, formats["text"])
            sheet.write_string(row, at + 1, code.label.en)
            sheet.write_string(row, at + 2, code.label.zh)
        sheet.set_column(at + 1, at + 2, 28)
        column = xlsxwriter.utility.xl_col_to_name(at, col_abs=True)
        ranges[name] = f"=codes!{column}$2:{column}${len(codes.keys()) + 1}"
    sheet.freeze_panes(1, 0)
    return ranges


def _write_sheet(
    sheet: Worksheet, contract: Contract, formats: dict[str, Format], ranges: dict[str, str]
) -> None:
    """Header, example row and, as a comment on each header, what belongs there."""
    for at, column in enumerate(contract.columns):
        sheet.write_string(0, at, column.name, formats["required" if column.required else "header"])
        sheet.write_comment(0, at, _comment(column), {"x_scale": 2, "y_scale": 1.5})
        sheet.write_string(1, at, column.example, formats["example"])
        sheet.set_column(at, at, max(12, len(column.name) + 2), formats["text"])
        if column.codes and not column.many:
            sheet.data_validation(
                1,
                at,
                ROWS,
                at,
                {
                    "validate": "list",
                    "source": ranges[column.codes],
                    "error_title": column.name,
                    "error_message": _fitting(column.description, 200),
                },
            )
    sheet.freeze_panes(1, 0)


def _fitting(text: Bilingual, length: int) -> str:
    return f"{text.en} / {text.zh}"[:length]


def _comment(column: Column) -> str:
    lines = []
    for lang in ("en", "zh"):
        t = translator(lang)
        parts = [column.description(lang), t(TYPES[column.type])]
        if column.required:
            parts.append(t(mark("required")))
        if allowed(column, lang):
            parts.append(allowed(column, lang))
        lines.append("; ".join(parts) if lang == "en" else "；".join(parts))
    return "\n".join(lines)


def allowed(column: Column, lang: str) -> str:
    """The range or code list of a column in words; empty where anything goes."""
    t = translator(lang)
    if column.codes:
        text = t(mark("code list {codes}"), codes=column.codes)
        return text + t(mark(", several separated by ;")) if column.many else text
    if column.min is None and column.max is None:
        return t(mark("several separated by ;")) if column.many else ""
    low = "" if column.min is None else f"{column.min:g}"
    high = "" if column.max is None else f"{column.max:.0f}"
    return f"{low}–{high}"


def dictionary_rows(lang: str) -> list[tuple[str, ...]]:
    """The data dictionary: one row per column of each contract."""
    t = translator(lang)
    return [
        (
            contract.table,
            column.name,
            t(TYPES[column.type]),
            t(mark("yes")) if column.required else "",
            allowed(column, lang),
            column.unit or "",
            column.description(lang),
            column.example,
        )
        for contract in contracts().values()
        for column in contract.columns
    ]


def write_dictionary_markdown(path: Path, lang: str) -> Path:
    """The data dictionary of one language as Markdown, code lists included."""
    t = translator(lang)
    lines = [f"# {t(mark('Data dictionary'))}", ""]
    for contract in contracts().values():
        lines += [f"## {contract.table}", "", contract.grain(lang), ""]
        key = ", ".join(f"`{k}`" for k in contract.key)
        lines += [t(mark("Key: {key}"), key=key), ""]
        headings = [t(h) for h in HEADINGS[1:]]
        lines += [f"| {' | '.join(headings)} |", "|" + "---|" * len(headings)]
        lines += [
            f"| {' | '.join(row[1:])} |"
            for row in dictionary_rows(lang)
            if row[0] == contract.table
        ]
        lines.append("")
    lines += [f"## {t(mark('Code lists'))}", ""]
    for name in _used_lists():
        lines += [f"### {name}", ""]
        lines += [f"- `{code.code}` {code.label(lang)}" for code in code_list(name)]
        lines.append("")
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def write_dictionary_xlsx(path: Path) -> Path:
    """The data dictionary as a workbook: a sheet per language, and the code lists."""
    book = xlsxwriter.Workbook(str(path))
    formats = _formats(book)
    for lang, title in (("en", "dictionary"), ("zh", "数据字典")):
        sheet = book.add_worksheet(title)
        for at, heading in enumerate(HEADINGS):
            sheet.write_string(0, at, translator(lang)(heading), formats["header"])
        for i, row in enumerate(dictionary_rows(lang), 1):
            for at, text in enumerate(row):
                sheet.write_string(i, at, text, formats["note"])
        sheet.set_column(0, 5, 20)
        sheet.set_column(6, 6, 60)
        sheet.freeze_panes(1, 0)
    _write_codes(book.add_worksheet("codes"), formats)
    book.close()
    return path
