"""SQL that types the plain cells of a file while it is read, for targets without special wishes.

A cell is plain if its text stands as it is in a code list, a recode table or the list of missing
markers, or reads as a number or date that breaks no rule. Every other row is loaded by the careful
expressions (``expressions.py``), which say what is wrong with it: both give plain cells one value.
"""

from dataclasses import dataclass, replace

import duckdb

from pipelines.load import identity
from pipelines.load.expressions import enum, known_codes
from pipelines.load.row_rules import row_rules
from pipelines.load.tables import SCRATCH
from pipelines.load.target import all_columns
from pipelines.load.value_rules import FIRST_DATE, LAST_DATE
from pipelines.load.wording import literal, name, text_list
from pipelines.mapping_model import SHARE_UNITS, UNITS, ColumnMap, FileMap, Mapping
from pipelines.read import Plan, RawFile
from pipelines.read.layout import Layout
from yardstick.contracts import Column, Contract, contracts

#: So many different texts of a column are worth knowing in advance.
MOST_KNOWN = 1000


@dataclass(frozen=True)
class _Cell:
    """The value of a plain cell, and SQL that is true where it is not plain (NULL is false)."""

    value: str
    odd: str
    closed: bool = True


def plan(mapping: Mapping, file: FileMap, layout: Layout, sample: list[list[str]]) -> Plan | None:
    """How the one target of the file is typed while it is read; None where care is needed."""
    target = file.targets[0]
    if (
        len(file.targets) > 1
        or file.excludes
        or target.sql is not None
        or target.count
        or target.distinct
        or target.long
        or target.items
        or target.table == "comments"
        or any(header.startswith("_") for header in layout.names)
    ):
        return None
    contract = contracts()[target.table]
    maps = all_columns(contract, target, layout.names)
    given = {c.name for c in contract.columns if c.name in maps}
    if row_rules(contract.table, given) or not given >= {*contract.required}:
        return None
    if sum(c.type == "id" for c in contract.columns if c.name in given) > 1:
        return None
    values, odd, closed, cells = {}, [], set(), []
    # A header that reads like a number could be repeated in a column of numbers.
    numbers_closed = not any(header[:1].isdigit() for header in layout.names)
    for column in contract.columns:
        how = maps.get(column.name)
        if how is None:
            continue
        made = _typed(column, how, mapping, file.missing, layout, sample)
        if made is None:
            return None
        values[column.name] = made.value
        if how.header is not None:
            odd.append(f"coalesce({made.odd}, FALSE)")
            cells.append(column.name)
            if made.closed and (column.type == "code" or numbers_closed):
                closed.add(how.header)
        if column.required and how.header is not None:
            odd.append(f"{name(how.header)} IS NULL")
    if not any(c.required and maps[c.name].header for c in contract.columns if c.name in maps):
        return None
    return Plan(values, f"({' OR '.join(odd)})", frozenset(closed), tuple(cells))


def _typed(
    column: Column,
    how: ColumnMap,
    mapping: Mapping,
    missing: tuple[str, ...],
    layout: Layout,
    sample: list[list[str]],
) -> _Cell | None:
    """The quick SQL of one column; None where its map asks for more than is known here."""
    if how.template is not None or how.artificial or how.cell or how.strip or how.when:
        return None
    missing = (*missing, *how.missing)
    if how.constant is not None:
        return _constant(column, how, mapping, missing)
    if how.header not in layout.names or how.fold:
        return None
    x = name(how.header)
    table = mapping.recodes.get(how.recode) if how.recode else None
    if table is not None and column.type in ("integer", "number", "date"):
        return None
    if column.type == "id":
        return _Cell(x, f"({_not_bare(x, missing)} OR {identity.respelt(x, column)})", False)
    if column.type == "code" or table is not None:
        known = known_codes(column, mapping) if column.type == "code" else None
        place = layout.names.index(how.header)
        seen = {row[place] for row in sample if len(row) > place} if column.many else set()
        return _listed(x, column, how, table, known, missing, seen)
    if column.type == "text":
        odd = [_not_bare(x, ())]
        odd += [identity.respelt(x, column)] if identity.links(column) else []
        cell = _Cell(x, f"({' OR '.join(odd)})", False)
    else:
        cell = _date(x, how) if column.type == "date" else _number(x, column, how)
    if cell is None or not missing:
        return cell
    away = _among(x, missing)
    if column.required:
        return replace(cell, odd=f"({away} OR {cell.odd})")
    if column.type == "text":
        return replace(cell, value=f"CASE WHEN NOT {away} THEN {x} END")
    return _Cell(f"CASE WHEN NOT {away} THEN {cell.value} END", f"(NOT {away} AND {cell.odd})")


def _among(x: str, texts: tuple[str, ...]) -> str:
    """Membership, without the join that a long IN becomes: rows must come in the order of the
    file."""
    return f"list_contains([{text_list(texts)}], {x})"


def _not_bare(x: str, missing: tuple[str, ...]) -> str:
    tests = [f"starts_with({x}, ' ')", f"ends_with({x}, ' ')"]
    if missing:
        tests.append(_among(x, missing))
    return f"({' OR '.join(tests)})"


def _constant(
    column: Column, how: ColumnMap, mapping: Mapping, missing: tuple[str, ...]
) -> _Cell | None:
    text = how.constant
    if how.recode or how.units or text != text.strip() or text in ("", *missing):
        return None
    if column.type == "text":
        return _Cell(literal(text), "FALSE")
    if column.type == "code" and not column.many and text in known_codes(column, mapping):
        return _Cell(f"CAST({literal(text)} AS {enum(known_codes(column, mapping))})", "FALSE")
    low, high = column.min, column.max
    if (
        column.type == "integer"
        and text.isdecimal()
        and (low is None or int(text) >= low)
        and (high is None or int(text) <= high)
    ):
        return _Cell(f"CAST({literal(text)} AS INTEGER)", "FALSE")
    return None


def _listed(
    x: str,
    column: Column,
    how: ColumnMap,
    table: dict[str, str] | None,
    known: tuple[str, ...] | None,
    missing: tuple[str, ...],
    seen: set[str],
) -> _Cell | None:
    """A text of a closed list: code, recoded text, or the combinations of codes that were seen."""
    pairs = dict(table) if table is not None else {code: code for code in known}
    if "*" in pairs:
        return None
    if known is not None:
        pairs = {text: code for text, code in pairs.items() if code in known}
    if column.many:
        pairs |= _combined(pairs, how.separator, seen)
    pairs = {text: code for text, code in pairs.items() if text and text == text.strip(" ")}
    if column.required:
        pairs = {text: code for text, code in pairs.items() if text not in missing}
    else:
        pairs |= dict.fromkeys(missing)
    if not pairs:
        return None
    kind = enum(known) if known is not None and not column.many else "VARCHAR"
    if table is None and not column.many and not missing and tuple(pairs) == known:
        value = f"TRY_CAST({x} AS {kind})"
        return _Cell(value, f"({x} IS NOT NULL AND {value} IS NULL)")
    found = f"TRY_CAST({x} AS {enum(pairs)})"
    codes = ", ".join("NULL" if code is None else literal(code) for code in pairs.values())
    value = f"CAST([{codes}] AS {kind}[])[enum_code({found}) + 1]"
    return _Cell(value, f"({x} IS NOT NULL AND {found} IS NULL)")


def _combined(pairs: dict[str, str], separator: str, seen: set[str]) -> dict[str, str]:
    """Cells of several codes as they stand in the first rows, and what they are as codes."""
    found = {}
    for text in sorted(seen)[:MOST_KNOWN]:
        parts = [part.strip(" ") for part in text.split(separator)]
        if len(parts) > 1 and all(part in pairs for part in parts):
            found[text] = ";".join(pairs[part] for part in parts)
    return found


def _date(x: str, how: ColumnMap) -> _Cell:
    if how.date_format:
        value = f"CAST(try_strptime({x}, {literal(how.date_format)}) AS DATE)"
    else:
        value = f"TRY_CAST({x} AS DATE)"
    wrong = f"{value} IS NULL OR {value} < {FIRST_DATE} OR {value} > {LAST_DATE}"
    return _Cell(value, f"({x} IS NOT NULL AND ({wrong}))")


def _number(x: str, column: Column, how: ColumnMap) -> _Cell | None:
    if any(unit in SHARE_UNITS for unit in how.units):
        return None
    factor = 1.0
    for unit in how.units:
        factor *= UNITS[unit]
    value = f"TRY_CAST({x} AS DOUBLE)" + ("" if factor == 1.0 else f" * {factor!r}")
    wrong = [f"NOT coalesce(isfinite({value}), FALSE)"]
    if column.max is not None:
        wrong.append(f"{value} > {column.max!r}")
    if column.min is not None:
        wrong.append(f"{value} < {column.min!r}")
    if column.type == "integer":
        wrong.append(f"{value} <> floor({value})")
    odd = f"({x} IS NOT NULL AND ({' OR '.join(wrong)}))"
    if column.type == "integer":
        value = f"TRY_CAST({value} AS INTEGER)"
    return _Cell(value, odd)


def insert_plain(
    con: duckdb.DuckDBPyConnection, contract: Contract, raw: RawFile, file_id: int, target_id: int
) -> None:
    """Move the plain rows from the table of the reader to the staging table.

    An identifier that was not met before leaves its column empty.
    """
    made = f"{SCRATCH}.{name(raw.table)}"
    given = {c for (c,) in con.execute(
        "SELECT column_name FROM duckdb_columns() WHERE database_name = ? AND table_name = ?",
        [SCRATCH, raw.table],
    ).fetchall()}  # fmt: skip
    one = next((c for c in contract.columns if c.type == "id" and c.name in given), None)
    values = [
        "i.hash" if c is one else f"t.{name(c.name)}" if c.name in given else "NULL"
        for c in contract.columns
    ]
    check, join = "NULL", ""
    if one is not None:
        check = "i.digits"
        join = f" LEFT JOIN {SCRATCH}.identifiers i ON t.{name(one.name)} = i.text"
    con.execute(
        f"INSERT INTO stg_{contract.table} SELECT {', '.join(values)}, {file_id},"
        f" t.rowid + {raw.first_row}, {target_id}, 0, {check}, 0"
        f" FROM {made} t{join} WHERE NOT t._odd"
    )
