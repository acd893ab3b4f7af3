"""SQL for one contract column: from the text of a cell to a typed value and the rules it broke."""

from collections.abc import Iterable
from dataclasses import dataclass

from pipelines.load import identity
from pipelines.load.value_rules import (
    PERCENT_SCALE,
    Rule,
    date_rules,
    number_rules,
    required,
    unknown_code,
)
from pipelines.load.wording import literal, name, text_list
from pipelines.mapping_columns import TEMPLATE_FIELD
from pipelines.mapping_model import SHARE_UNITS, UNITS, ColumnMap, Mapping
from yardstick.codes import code_list
from yardstick.contracts import Column

SQL_TYPES = {
    "id": "UBIGINT",
    "text": "VARCHAR",
    "integer": "INTEGER",
    "number": "DOUBLE",
    "date": "DATE",
    "code": "VARCHAR",
}
THOUSANDS = r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?"
DATE_FORMATS = ("%Y.%m.%d", "%Y%m%d", "%Y年%m月%d日")


@dataclass(frozen=True)
class Expression:
    """SQL of one contract column in three layers: text, value (over texts), rules (over both)."""

    column: Column
    text: str
    parsed: str | None
    value: str
    rules: tuple[Rule, ...]
    unmatched: str | None
    label: str
    units: tuple[str, ...]
    #: Where a value that links tables is read without its invisible marks.
    respelt: str | None = None

    @property
    def text_name(self) -> str:
        return name(f"t_{self.column.name}")


def enum(codes: Iterable[str]) -> str:
    """The ENUM type of some texts: a cast to it is one look-up, however many there are."""
    return f"ENUM({text_list(dict.fromkeys(codes))})"


def known_codes(column: Column, mapping: Mapping) -> tuple[str, ...]:
    """The codes of a column's list, with those that the mapping adds."""
    added = [c.code for c in mapping.codes if c.list == column.codes]
    return tuple(dict.fromkeys([*code_list(column.codes).keys(), *added]))


def hash_column(column: Column) -> str:
    """Name of the column in which the hash of an identifier is joined to its row."""
    return name(f"h_{column.name}")


def cell_text(header: str, missing: tuple[str, ...]) -> str:
    """The trimmed text of a cell; NULL where it is blank or says that the value is missing."""
    trimmed = f"trim({name(header)})"
    if not missing:
        return f"nullif({trimmed}, '')"
    return f"CASE WHEN {trimmed} NOT IN ({text_list(['', *missing])}) THEN {trimmed} END"


def recoded(text: str, table: dict[str, str], fold: bool) -> str:
    """``text`` looked up in a recode table; what the table does not have becomes NULL."""
    key = f"lower({text})" if fold else text
    pairs = {(k.lower() if fold else k): v for k, v in table.items() if k != "*"}
    looked_up = "NULL"
    if pairs:
        entries = ", ".join(f"{literal(k)}: {literal(v)}" for k, v in pairs.items())
        looked_up = f"MAP {{{entries}}}[{key}]"
    default = table.get("*")
    if default is None:
        return looked_up
    other = text if default == "=" else literal(default)
    return f"coalesce({looked_up}, CASE WHEN {text} IS NOT NULL THEN {other} END)"


def source_text(column: ColumnMap, mapping: Mapping, missing: tuple[str, ...], seed: str) -> str:
    """SQL for the text that a column's map describes, before recoding."""
    missing = (*missing, *column.missing)
    if column.artificial:
        text = seed
    elif column.constant is not None:
        text = literal(column.constant)
    elif column.template is not None:
        text = _filled(column.template, mapping, missing)
    else:
        text = cell_text(column.header, missing)
    if column.strip:
        squeezed = f"regexp_replace({text}, '\\s+', ' ', 'g')"
        text = f"nullif(trim(rtrim({squeezed}, {literal(column.strip + ' ')})), '')"
    if column.when is not None:
        condition = f"trim({name(column.when.column)}) IN ({text_list(column.when.values)})"
        text = f"CASE WHEN {condition} THEN {text} END"
    return text


def _filled(template: str, mapping: Mapping, missing: tuple[str, ...]) -> str:
    """A template such as ``{School}-{Level|short}``; NULL where one of its cells is missing."""
    parts = []
    for i, piece in enumerate(TEMPLATE_FIELD.split(template)):
        if i % 2:
            header, _, recode = piece.partition("|")
            text = cell_text(header, missing)
            parts.append(recoded(text, mapping.recodes[recode], False) if recode else text)
        elif piece:
            parts.append(literal(piece))
    return "(" + " || ".join(parts) + ")"


def compile_column(
    column: Column,
    how: ColumnMap,
    units: tuple[str, ...],
    label: str,
    mapping: Mapping,
    missing: tuple[str, ...],
    seed: str,
) -> Expression:
    """All SQL of one contract column. ``label`` is what the reader of a sentence knows it by."""
    text = source_text(how, mapping, missing, seed)
    table = mapping.recodes.get(how.recode) if how.recode else None
    if table is not None and column.type in ("integer", "number", "date"):
        # What the table does not have may be a number or a date as it stands.
        text = f"coalesce({recoded(text, table, how.fold)}, {text})"
    respelt: str | None = None
    if identity.links(column) and not how.artificial and how.constant is None:
        respelt, text = identity.respelt(text, column), identity.plain(text, column)
    t = name(f"t_{column.name}")
    parsed: str | None = None
    unmatched: str | None = None
    rules: list[Rule] = []
    v = name(column.name)
    if column.type == "id":
        value = hash_column(column)
    elif column.type == "text":
        value = recoded(t, table, how.fold) if table is not None else t
        if table is not None:
            unmatched = f"({t} IS NOT NULL AND {v} IS NULL)"
    elif column.type == "code":
        value = _code(column, how, t, table, mapping)
        unmatched = f"({t} IS NOT NULL AND {v} IS NULL)"
    elif column.type == "date":
        value = _date(t, how.date_format)
        rules += date_rules(column, label, t, v)
    else:
        parsed = _number(t, units, column)
        value = f"TRY_CAST(p_{column.name} AS {SQL_TYPES[column.type]})"
        rules += number_rules(column, label, units, t, f"p_{column.name}")
    if column.required:
        rules.insert(0, required(column, label, t))
        if unmatched is not None:
            rules.append(unknown_code(column, label, unmatched))
    return Expression(column, text, parsed, value, tuple(rules), unmatched, label, units, respelt)


def _code(column: Column, how: ColumnMap, t: str, table: dict | None, mapping: Mapping) -> str:
    known = known_codes(column, mapping)
    if not column.many:
        text = t if table is None else recoded(t, table, how.fold)
        return f"TRY_CAST({text} AS {enum(known)})"
    item = recoded("x", table, how.fold) if table is not None else "x"
    single = recoded(t, table, how.fold) if table is not None else t
    items = f"list_transform(string_split({t}, {literal(how.separator)}), lambda x: trim(x))"
    coded = f"list_transform({items}, lambda x: {item})"
    # Most cells hold one code: lists are made only of the others.
    return (
        f"CASE WHEN NOT contains({t}, {literal(how.separator)})"
        f" THEN CASE WHEN {single} IN ({text_list(known)}) THEN {single} END"
        f" WHEN {t} IS NOT NULL AND list_has_all([{text_list(known)}], {coded})"
        f" THEN array_to_string({coded}, ';') END"
    )


def _date(t: str, date_format: str | None) -> str:
    if date_format:
        return f"CAST(try_strptime({t}, {literal(date_format)}) AS DATE)"
    return (
        f"coalesce(TRY_CAST({t} AS DATE),"
        f" CAST(try_strptime({t}, [{text_list(DATE_FORMATS)}]) AS DATE))"
    )


def _number(t: str, units: tuple[str, ...], column: Column) -> str:
    plain = (
        f"coalesce(TRY_CAST({t} AS DOUBLE), CASE WHEN regexp_full_match({t}, '{THOUSANDS}')"
        f" THEN TRY_CAST(replace({t}, ',', '') AS DOUBLE) END)"
    )
    if any(u in SHARE_UNITS for u in units):
        whole = 100.0 if column.unit in PERCENT_SCALE else 1.0
        percent = f"TRY_CAST(rtrim({t}, '%％ ') AS DOUBLE) * {whole} / 100"
        as_is = percent if "percent" in units else f"{plain} * {whole}"
        return f"CASE WHEN right({t}, 1) IN ('%', '％') THEN {percent} ELSE {as_is} END"
    factor = 1.0
    for unit in units:
        factor *= UNITS[unit]
    return plain if factor == 1.0 else f"{plain} * {factor!r}"
