"""Reads a mapping file and checks it against the contracts before any source file is opened.

Every mistake found is reported at once, each as one sentence that names the mapping, the place in
it and what to do. The format is described in ``docs/mapping.md``.
"""

import difflib
import tomllib
from pathlib import Path
from typing import Any

from pipelines.mapping_check import Check
from pipelines.mapping_columns import Shared, column_map, long_cell
from pipelines.mapping_model import (
    MAX_REJECTED,
    POPULATIONS,
    PRECEDENCE,
    ColumnMap,
    Exclude,
    ExtraCode,
    FileMap,
    Institution,
    LongCell,
    Mapping,
    Target,
)
from pipelines.mapping_survey import survey_keys
from pipelines.problems import Message, SourceError
from pipelines.read.content import BY_SPEC
from yardstick.codes import code_list
from yardstick.contracts import Contract, contracts
from yardstick.text import Bilingual, mark

__all__ = ["Mapping", "load_mapping"]


def load_mapping(path: str | Path) -> Mapping:
    """Read and check one mapping file. Raises SourceError with every mistake found."""
    path = Path(path)
    check = Check(path.name)
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        check.add(
            Message.of(mark("there is no such mapping file.")),
            Message.of(mark("Check the path given to --mapping.")),
        )
        raise SourceError(check.problems) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        check.add(
            Message.of(mark("this is not a readable TOML file: {error}."), error=error),
            Message.of(mark("Correct that place and save the file as UTF-8.")),
        )
        raise SourceError(check.problems) from None
    mapping = _mapping(raw, path, check)
    if check.problems:
        raise SourceError(check.problems)
    return mapping


def _mapping(raw: dict, path: Path, check: Check) -> Mapping:
    whole = Message.of(mark("the mapping file"))
    raw = check.keys(raw, "", whole)
    head = check.keys(raw.get("mapping", {}), "mapping", "[mapping]")
    name = check.need(head, "name", "[mapping]")
    codes = tuple(_code(c, check) for c in raw.get("code", []))
    tables = raw.get("recode", {})
    recodes = {
        n: {str(k): str(v) for k, v in table.items()}
        for n, table in (tables.items() if check.is_table(tables, "[recode]") else ())
        if check.is_table(table, f"[recode.{n}]")
    }
    shared = Shared(check, codes, recodes, float(head.get("max_rejected", MAX_REJECTED)))
    files = tuple(_file(f, i, shared) for i, f in enumerate(raw.get("file", []), 1))
    if not files:
        check.need({}, "file", whole)
    institution = _institution(raw["institution"], check) if "institution" in raw else None
    return Mapping(
        path=path,
        name=name,
        title=Bilingual(head.get("title_en", name), head.get("title_zh", "")),
        demo=bool(head.get("demo", False)),
        institution=institution,
        files=files,
        recodes=recodes,
        codes=codes,
    )


def _code(raw: Any, check: Check) -> ExtraCode:
    raw = check.keys(raw, "code", "[[code]]")
    for key in ("list", "code", "en", "zh"):
        check.need(raw, key, "[[code]]")
    name = str(raw.get("list", ""))
    try:
        code_list(name)
    except KeyError:
        check.add(
            Message.of(
                mark("[[code]] names the code list '{name}', which does not exist."), name=name
            ),
            Message.of(mark("The code lists are the files of data/codes.")),
        )
    return ExtraCode(
        name, str(raw.get("code", "")), Bilingual(raw.get("en", ""), raw.get("zh", ""))
    )


def _institution(raw: Any, check: Check) -> Institution:
    raw = check.keys(raw, "institution", "[institution]")
    precedence = tuple(raw.get("precedence", PRECEDENCE))
    for source in precedence:
        check.one_of(source, tuple(code_list("source").keys()), "precedence", "[institution]")
    note = None
    if raw.get("census_note_en") or raw.get("census_note_zh"):
        note = Bilingual(raw.get("census_note_en", ""), raw.get("census_note_zh", ""))
    if not raw.get("name_en") and not raw.get("name_zh"):
        check.need(raw, "name_en", "[institution]")
    return Institution(
        name=Bilingual(raw.get("name_en", ""), raw.get("name_zh", "")),
        currency=raw.get("currency", ""),
        served_regions=tuple(str(r) for r in raw.get("served_regions", ())),
        precedence=precedence,
        census_note=note,
    )


def _file(raw: Any, number: int, shared: Shared) -> FileMap:
    check = shared.check
    raw = check.keys(raw, "file", f"[[file]] {number}")
    path = str(check.need(raw, "path", f"[[file]] {number}"))
    where = f"[[file]] {path or number}"
    population = str(check.need(raw, "population", where))
    if population:
        check.one_of(population, POPULATIONS, "population", where)
    if raw.get("format"):
        check.one_of(raw["format"].lower(), tuple(BY_SPEC), "format", where)
    targets = raw.get("target", [])
    if not targets:
        check.need(raw, "target", where)
    return FileMap(
        path=path,
        population=population,
        targets=tuple(_target(t, where, shared) for t in targets),
        format=raw.get("format"),
        sheet=raw.get("sheet"),
        header_row=raw.get("header_row"),
        encoding=raw.get("encoding"),
        delimiter=raw.get("delimiter"),
        missing=tuple(str(m) for m in raw.get("missing", ())),
        excludes=tuple(_exclude(e, where, check) for e in raw.get("exclude", ())),
    )


def _exclude(raw: Any, where: str, check: Check) -> Exclude:
    where = f"{where} [[file.exclude]]"
    raw = check.keys(raw, "exclude", where)
    for key in ("column", "reason_en", "reason_zh"):
        check.need(raw, key, where)
    if not raw.get("values") and not raw.get("blank"):
        check.need(raw, "values", where)
    return Exclude(
        column=raw.get("column", ""),
        values=tuple(str(v) for v in raw.get("values", ())),
        blank=bool(raw.get("blank", False)),
        reason=Bilingual(raw.get("reason_en", ""), raw.get("reason_zh", "")),
    )


def _target(raw: Any, where: str, shared: Shared) -> Target:
    check = shared.check
    raw = check.keys(raw, "target", f"{where} [[file.target]]")
    table = str(check.need(raw, "table", f"{where} [[file.target]]"))
    if table not in contracts():
        if table:
            check.one_of(table, tuple(contracts()), "table", f"{where} [[file.target]]")
        return Target(table, {})
    where = f"{where} -> {table}"
    contract = contracts()[table]
    columns = {
        name: column_map(name, value, contract, where, shared)
        for name, value in raw.get("columns", {}).items()
    }
    long = tuple(long_cell(cell, contract, where, check) for cell in raw.get("long", ()))
    if long and raw.get("sql"):
        check.add(
            Message.of(mark("{where} combines sql and long."), where=where),
            Message.of(
                mark("Use one of the two; a SELECT can turn wide columns into rows itself.")
            ),
        )
    same_names = bool(raw.get("same_names", False))
    survey = survey_keys(raw, table, where, check)
    _provided(contract, columns, long, same_names, survey.filled, where, check)
    return Target(
        table=table,
        columns=columns,
        same_names=same_names,
        count=raw.get("count"),
        distinct=bool(raw.get("distinct", False)),
        sql=raw.get("sql"),
        long=long,
        max_rejected=float(raw.get("max_rejected", shared.max_rejected)),
        items=survey.items,
        scales=survey.scales,
        without=survey.without,
        names=survey.names,
    )


def _provided(
    contract: Contract,
    columns: dict[str, ColumnMap],
    long: tuple[LongCell, ...],
    same_names: bool,
    filled: tuple[str, ...],
    where: str,
    check: Check,
) -> None:
    """Report columns that the contract does not know, and required ones that nothing fills."""
    known = [c.name for c in contract.columns]
    for name in [*columns, *(n for cell in long for n in cell.constants)]:
        if name not in known:
            near = difflib.get_close_matches(name, known, 1)
            check.add(
                Message.of(
                    mark("{where}: the table has no column '{name}'."), where=where, name=name
                ),
                Message.of(mark("Did you mean '{near}'?"), near=near[0])
                if near
                else Message.of(mark("Its columns are: {columns}."), columns=", ".join(known)),
            )
    if same_names:
        return
    for name in contract.required:
        if name in columns or name in filled:
            continue
        if not (long and all(name in c.constants for c in long)):
            check.add(
                Message.of(
                    mark("{where}: the required column '{name}' is filled from nothing."),
                    where=where,
                    name=name,
                ),
                Message.of(
                    mark("Name the header it comes from, or give it a constant, under columns.")
                ),
            )
