"""The columns of a mapping: where each one's values come from, and whether what it names exists."""

import re
from typing import Any

import duckdb

from pipelines.mapping_check import Check
from pipelines.mapping_model import SHARE_UNITS, UNITS, ColumnMap, ExtraCode, LongCell, When
from pipelines.problems import Message
from yardstick.codes import code_list
from yardstick.contracts import Column, Contract
from yardstick.text import mark

ORIGINS = ("from", "constant", "template", "artificial", "cell")
TEMPLATE_FIELD = re.compile(r"\{([^{}]+)\}")
#: Headers that by their own words hold what tells who somebody is. Only an identifier, which is
#: replaced by a hash, may be made of them.
PERSONAL = frozenset(
    {
        *("姓名", "学生姓名", "毕业生姓名", "名字", "曾用名", "手机", "手机号", "手机号码", "电话"),
        *(
            "电话号码",
            "联系电话",
            "身份证",
            "身份证号",
            "身份证号码",
            "证件号码",
            "邮箱",
            "电子邮箱",
        ),
        *("微信号", "qq号", "家庭住址", "full name", "student name", "graduate name", "first name"),
        *("last name", "family name", "given name", "surname", "phone", "phone number", "mobile"),
        *("mobile number", "telephone", "e-mail", "email", "email address", "home address"),
    }
)


class Shared:
    """What the parts of one mapping share while it is checked."""

    def __init__(
        self,
        check: Check,
        codes: tuple[ExtraCode, ...],
        recodes: dict[str, dict[str, str]],
        max_rejected: float,
    ) -> None:
        self.check, self.codes, self.recodes = check, codes, recodes
        self.max_rejected = max_rejected

    def known_codes(self, name: str) -> set[str]:
        """Codes of a list, with those the mapping adds to it."""
        return {*code_list(name).keys(), *(c.code for c in self.codes if c.list == name)}


def long_cell(raw: Any, contract: Contract, where: str, check: Check) -> LongCell:
    """One wide column whose cells become rows: its header, units and what each row is given."""
    raw = check.keys(raw, "long", f"{where} long")
    header = str(check.need(raw, "from", f"{where} long"))
    units = _units(raw.get("unit"), f"{where} long {header}", check)
    constants = {k: str(v) for k, v in raw.get("set", {}).items()}
    return LongCell(header, units, constants)


def _units(raw: Any, where: str, check: Check) -> tuple[str, ...]:
    units = (raw,) if isinstance(raw, str) else tuple(raw or ())
    for unit in units:
        check.one_of(unit, (*SHARE_UNITS, *UNITS), "unit", where)
    return units


def _readable_date(date_format: str, where: str, check: Check) -> None:
    """Report a date format that the engine cannot read by."""
    try:
        with duckdb.connect() as con:
            con.execute(
                "SELECT try_strptime(strftime(DATE '2024-01-02', $1), $1)", [date_format]
            ).fetchone()
    except duckdb.Error:
        check.add(
            Message.of(
                mark("'{value}' is not a value that '{key}' takes in {where}."),
                value=date_format,
                key="date_format",
                where=where,
            ),
            Message.of(mark("Write for instance {allowed}."), allowed="%d/%m/%Y"),
        )


def column_map(name: str, raw: Any, contract: Contract, where: str, shared: Shared) -> ColumnMap:
    """What fills one column of a table; reports more or fewer than one origin, and unknown names."""
    check = shared.check
    where = f"{where}.{name}"
    if isinstance(raw, str):
        raw = {"from": raw}
    raw = check.keys(raw, "column", where)
    origins = [o for o in ORIGINS if o in raw]
    if len(origins) != 1:
        check.add(
            Message.of(
                mark("{where} has {n} origins ({origins})."),
                where=where,
                n=len(origins),
                origins=", ".join(origins) or "-",
            ),
            Message.of(mark("Give exactly one of: {allowed}."), allowed=", ".join(ORIGINS)),
        )
    column = next((c for c in contract.columns if c.name == name), None)
    if column is not None and column.type != "id":
        _not_personal(raw, column, where, check)
    recode = raw.get("recode")
    if recode is not None and recode not in shared.recodes:
        check.one_of(recode, tuple(shared.recodes) or ("-",), "recode", where)
    elif column is not None and column.codes:
        _codes_exist(raw, column, where, shared)
    for piece in TEMPLATE_FIELD.findall(raw.get("template", "")):
        named = piece.partition("|")[2]
        if named and named not in shared.recodes:
            check.one_of(named, tuple(shared.recodes) or ("-",), "recode", where)
    if raw.get("date_format"):
        _readable_date(raw["date_format"], where, check)
    when = raw.get("when")
    if when is not None:
        when = check.keys(when, "when", f"{where} when")
        when = When(
            str(check.need(when, "column", f"{where} when")),
            tuple(str(v) for v in check.need(when, "values", f"{where} when") or ()),
        )
    return ColumnMap(
        header=raw.get("from"),
        constant=None if raw.get("constant") is None else str(raw["constant"]),
        template=raw.get("template"),
        artificial=bool(raw.get("artificial", False)),
        cell=bool(raw.get("cell", False)),
        recode=recode,
        fold=bool(raw.get("fold", False)),
        units=_units(raw.get("unit"), where, check),
        missing=tuple(str(m) for m in raw.get("missing", ())),
        strip=raw.get("strip"),
        date_format=raw.get("date_format"),
        separator=raw.get("separator", ";"),
        when=when,
    )


def _not_personal(raw: dict, column: Column, where: str, check: Check) -> None:
    """Report headers that say themselves that they hold names, numbers or addresses of people."""
    pieces = TEMPLATE_FIELD.findall(str(raw.get("template", "")))
    for header in [str(raw.get("from", "")), *(piece.partition("|")[0] for piece in pieces)]:
        if " ".join(header.lower().replace("_", " ").split()) in PERSONAL:
            check.add(
                Message.of(
                    mark(
                        "{where} takes '{header}', which holds personal data by its name, and"
                        " '{column}' is no identifier that a hash replaces."
                    ),
                    where=where,
                    header=header,
                    column=column.name,
                ),
                Message.of(
                    mark("Name the header that is meant; no table asks for names or addresses.")
                ),
            )


def _codes_exist(raw: dict, column: Column, where: str, shared: Shared) -> None:
    """Report codes that a constant or a recode names and the code list does not have."""
    named = [str(raw["constant"])] if raw.get("constant") is not None else []
    if raw.get("recode"):
        named += [v for v in shared.recodes[raw["recode"]].values() if v not in ("", "=")]
    known = shared.known_codes(column.codes)
    for code in sorted({c for c in named if c not in known}):
        shared.check.add(
            Message.of(
                mark(
                    "{where} uses the code '{code}', which the code list '{codes}' does not have."
                ),
                where=where,
                code=code,
                codes=column.codes,
            ),
            Message.of(mark("Use one of: {allowed}."), allowed=", ".join(sorted(known))),
        )
