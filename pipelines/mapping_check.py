"""Collects what is wrong with a mapping file: unknown keys, missing ones, values of a wrong kind."""

import difflib
from typing import Any

from pipelines.problems import Message, SourceProblem
from yardstick.text import mark

KEYS = {
    "": {"mapping", "institution", "recode", "code", "file"},
    "mapping": {"name", "title_en", "title_zh", "demo", "max_rejected"},
    "institution": {
        *("name_en", "name_zh", "currency", "served_regions", "precedence"),
        *("census_note_en", "census_note_zh"),
    },
    "code": {"list", "code", "en", "zh"},
    "file": {
        *("path", "format", "sheet", "header_row", "encoding", "delimiter", "missing"),
        *("population", "exclude", "target"),
    },
    "exclude": {"column", "values", "blank", "reason_en", "reason_zh"},
    "target": {
        *("table", "columns", "same_names", "count", "distinct", "sql", "long", "max_rejected"),
        *("items", "scales", "without", "names"),
    },
    "long": {"from", "unit", "set"},
    "when": {"column", "values"},
    "column": {
        *("from", "constant", "template", "artificial", "cell", "recode", "fold", "unit"),
        *("missing", "strip", "date_format", "separator", "when"),
    },
}

_TEXT = Message.of(mark("a text"))
_LIST = Message.of(mark("a list"))
_TRUTH = Message.of(mark("true or false"))
_NUMBER = Message.of(mark("a number"))
_WHOLE = Message.of(mark("a whole number"))
_TABLE = Message.of(mark("a table of keys and values"))

# Which keys take which kind of value, in whatever table of the file they stand.
TYPES: tuple[tuple[set[str], tuple[type, ...], Message], ...] = (
    (
        {
            *("path", "format", "sheet", "encoding", "delimiter", "population", "column", "table"),
            *(
                "items",
                "scales",
                "names",
                "count",
                "sql",
                "from",
                "template",
                "strip",
                "date_format",
                "separator",
            ),
            *("name", "title_en", "title_zh", "name_en", "name_zh", "currency", "en", "zh"),
            *("reason_en", "reason_zh", "census_note_en", "census_note_zh"),
        },
        (str,),
        _TEXT,
    ),
    (
        {
            "without",
            "missing",
            "served_regions",
            "precedence",
            "long",
            "file",
            "exclude",
            "target",
            "values",
        },
        (list,),
        _LIST,
    ),
    ({"demo", "blank", "same_names", "distinct", "artificial", "cell", "fold"}, (bool,), _TRUTH),
    ({"max_rejected"}, (int, float), _NUMBER),
    ({"header_row"}, (int,), _WHOLE),
    ({"columns", "mapping", "institution", "set", "when"}, (dict,), _TABLE),
)


def called_wrongly(value: Any, types: tuple[type, ...]) -> bool:
    """True and false are integers to Python, but no numbers to the reader of a mapping."""
    return isinstance(value, bool) and bool not in types


class Check:
    """Collects what is wrong with one mapping."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[SourceProblem] = []
        self.reported: set[tuple[str, str | Message]] = set()

    def add(self, what: Message, todo: Message) -> None:
        self.problems.append(SourceProblem(self.file, None, what, todo))

    def is_table(self, table: Any, where: str | Message) -> bool:
        """Whether ``table`` is a TOML table; reported where it is not."""
        if isinstance(table, dict):
            return True
        self.add(
            Message.of(mark("{where} is not a table of keys and values."), where=where),
            Message.of(mark("See docs/mapping.md for its form.")),
        )
        return False

    def keys(self, table: Any, kind: str, where: str | Message) -> dict[str, Any]:
        """``table`` with only the keys its kind knows; the others are reported."""
        if not self.is_table(table, where):
            return {}
        for key in table.keys() - KEYS[kind]:
            near = difflib.get_close_matches(key, sorted(KEYS[kind]), 1)
            self.add(
                Message.of(mark("the key '{key}' is not known in {where}."), key=key, where=where),
                Message.of(mark("Did you mean '{near}'?"), near=near[0])
                if near
                else Message.of(
                    mark("The keys known there are: {keys}."), keys=", ".join(sorted(KEYS[kind]))
                ),
            )
        return {
            k: v for k, v in table.items() if k in KEYS[kind] and self._is_of_its_kind(k, v, where)
        }

    def _is_of_its_kind(self, key: str, value: Any, where: str | Message) -> bool:
        """Whether the value of a key has the type its name asks for; reported where it has not."""
        for names, types, called in TYPES:
            if key in names and (not isinstance(value, types) or called_wrongly(value, types)):
                self.add(
                    Message.of(
                        mark("'{key}' in {where} is not {kind}."), key=key, where=where, kind=called
                    ),
                    Message.of(mark("Correct it; docs/mapping.md describes it.")),
                )
                self.reported.add((key, where))
                return False
        if key == "max_rejected" and not 0 <= value <= 1:
            self.add(
                Message.of(
                    mark("'{key}' in {where} is not between 0 and 1."), key=key, where=where
                ),
                Message.of(mark("It is a share of the rows: 0.05 allows five in a hundred.")),
            )
            return False
        return True

    def need(self, table: dict, key: str, where: str | Message) -> Any:
        if (key, where) in self.reported:
            return ""
        if table.get(key) in (None, "", []):
            self.add(
                Message.of(mark("{where} lacks the key '{key}'."), where=where, key=key),
                Message.of(mark("Add it; docs/mapping.md describes it.")),
            )
            return ""
        return table[key]

    def one_of(self, value: str, allowed: tuple[str, ...], key: str, where: str | Message) -> None:
        if value not in allowed:
            self.add(
                Message.of(
                    mark("'{value}' is not a value that '{key}' takes in {where}."),
                    value=value,
                    key=key,
                    where=where,
                ),
                Message.of(mark("Use one of: {allowed}."), allowed=", ".join(allowed)),
            )
