"""Command line of the library: list the indicators, measure them.

    python -m yardstick indicators [--lang zh]
    python -m yardstick measure INDICATOR ... --by school --where cohort=2022 --format csv

Figures go to standard output. What downloads carry above their table goes to standard error, so
that the output stays a plain table; each row of a CSV, and the JSON, names classification and
build too, for files travel alone. What cannot be done is said in one sentence, with a non-zero
exit status.
"""

import argparse
import csv
import difflib
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from yardstick.catalogue import Indicator, load_catalogue
from yardstick.export import INTERNAL_WORDS, stamp
from yardstick.export.files import harmless
from yardstick.export.table import METHOD_WORDS
from yardstick.measure import Choices, Filters, Reader, choices, measure, open_snapshot
from yardstick.measure.labels import DIMENSION_LABELS, label
from yardstick.measure.model import DIMENSIONS, SYMBOLS, VISIBLE, WEIGHTED, Measures, Status
from yardstick.measure.pooled import pooled_in, pooled_words
from yardstick.measure.snapshot import SnapshotMissingError
from yardstick.pipe import stop_writing
from yardstick.places import warehouse_folder
from yardstick.text import LANGUAGES, Translator, translator
from yardstick.wording import amount, missing

#: Where a filter is kept in Filters, and the list of what it may be set to.
FILTERS = {
    "cohort": "cohorts",
    "school": "schools",
    "category": "categories",
    "class": "classes",
    "programme": "programmes",
    "level": "levels",
    "gender": "genders",
    "wave": "waves",
}


class RefusedError(Exception):
    """Something that cannot be done; its text is the sentence to say."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status."""
    chosen = _parser().parse_args(arguments)
    t = translator(chosen.lang)
    try:
        if chosen.command == "indicators":
            _indicators(t)
        else:
            _measure(chosen, t)
        sys.stdout.flush()
    except BrokenPipeError:
        stop_writing()
    except RefusedError as refused:
        print(refused, file=sys.stderr)
        return 2
    except SnapshotMissingError as absent:
        print(t(absent.message, **absent.values), file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m yardstick", description=__doc__.split("\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    listing = commands.add_parser("indicators", help="list the indicators of the catalogue")
    asking = commands.add_parser("measure", help="measure indicators of a published snapshot")
    asking.add_argument("indicator", nargs="+", help="id of an indicator")
    asking.add_argument("--by", default="", help="dimensions to split by, separated by commas")
    asking.add_argument(
        "--where",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="restrict to values, several separated by commas; may be repeated",
    )
    asking.add_argument(
        "--weighted",
        action="store_true",
        help="also give survey indicators weighted to the register, in rows of their own",
    )
    asking.add_argument("--format", choices=("table", "csv", "json"), default="table")
    asking.add_argument("--warehouse", type=Path, default=None, help="folder of snapshots")
    asking.add_argument("--build", default=None, help="an older build instead of the current one")
    for command in (listing, asking):
        command.add_argument("--lang", choices=LANGUAGES, default="en")
    return parser


def _indicators(t: Translator) -> None:
    """One line per indicator: id, label, standard and version."""
    catalogue = load_catalogue()
    width = max(len(i) for i in catalogue.indicators)
    for i in catalogue.indicators.values():
        standard = catalogue.standards[i.standard].label(t.lang)
        print(f"{i.id:<{width}}  {i.label(t.lang)}  [{standard}; {i.version}]")


def _measure(chosen: argparse.Namespace, t: Translator) -> None:
    known = load_catalogue().indicators
    for name in chosen.indicator:
        if name not in known:
            raise RefusedError(_unknown_indicator(name, list(known), t))
    by = tuple(d.strip() for d in chosen.by.split(",") if d.strip())
    for dimension in by:
        if dimension not in DIMENSIONS:
            raise RefusedError(
                t(
                    "Figures cannot be split by {name}; possible are {known}.",
                    name=dimension,
                    known=", ".join(DIMENSIONS),
                )
            )
        if by.count(dimension) > 1:
            raise RefusedError(t("Figures are split by {name} once, not twice.", name=dimension))
    reader = Reader(
        open_snapshot(chosen.warehouse or warehouse_folder(), chosen.build), lang=t.lang
    )
    filters = _filters(chosen.where, choices(reader), t)
    found = measure(reader, chosen.indicator, by, filters, weighted=chosen.weighted)
    print(
        *stamp(reader, filters=found.filters), *_notes(reader, found, t), sep="\n", file=sys.stderr
    )
    write = {"table": _table, "csv": _csv, "json": _json}[chosen.format]
    write(reader, found, t)


def _unknown_indicator(name: str, known: list[str], t: Translator) -> str:
    close = difflib.get_close_matches(name, known, n=3, cutoff=0.4)
    if close:
        return t(
            "The catalogue has no indicator {name}; did you mean {close}?",
            name=name,
            close=", ".join(close),
        )
    return t("The catalogue has no indicator {name}; see the list of indicators.", name=name)


def _filters(conditions: list[str], offered: Choices, t: Translator) -> Filters:
    """``cohort=2022`` and the like as Filters; a value that does not exist is refused."""
    values: dict[str, list[str]] = {}
    for condition in conditions:
        name, equals, value = condition.partition("=")
        if not equals or name not in FILTERS:
            raise RefusedError(
                t(
                    "{condition} is not a condition; write NAME=VALUE with NAME one of {known}.",
                    condition=condition,
                    known=", ".join(FILTERS),
                )
            )
        wanted = [v.strip() for v in value.split(",") if v.strip()]
        if not wanted:
            raise RefusedError(
                t(
                    "{condition} names no value; write {name}=VALUE, or leave the condition out.",
                    condition=condition,
                    name=name,
                )
            )
        values.setdefault(name, []).extend(wanted)
    set_to: dict[str, object] = {}
    for name, wanted in values.items():
        possible = {str(v): v for v in getattr(offered, FILTERS[name])}
        for value in wanted:
            if value not in possible:
                raise RefusedError(
                    t(
                        "{name} has no value {value}; there are {known}.",
                        name=name,
                        value=value,
                        known=", ".join(possible),
                    )
                )
        if name == "wave":
            if len(set(wanted)) > 1:
                raise RefusedError(t("Only one wave can be chosen: waves are never mixed."))
            set_to["wave"] = possible[wanted[0]]
        else:
            set_to[FILTERS[name]] = tuple(possible[v] for v in dict.fromkeys(wanted))
    return Filters().with_(**set_to)


def _records(found: Measures, t: Translator) -> list[dict]:
    """Rows with codes as they are, the symbol of the status and the reason as a sentence."""
    records = []
    for row in found.frame.to_dict("records"):
        record = {k: None if missing(v) else v for k, v in row.items()}
        record["symbol"] = SYMBOLS[Status(row["status"])]
        record["reason"] = row["reason"](t) if row["reason"] else ""
        records.append(record)
    return records


def _notes(reader: Reader, found: Measures, t: Translator) -> list[str]:
    """What to know of the figures as a whole: cohorts pooled that were not observed alike."""
    note = pooled_words(pooled_in(reader, found), t)
    return [note] if note else []


def _csv(reader: Reader, found: Measures, t: Translator) -> None:
    """Codes and numbers for programs; the symbol stands where a value is missing.

    Text that a spreadsheet would run as a formula is disarmed as in downloads.
    """
    about = {"classification": INTERNAL_WORDS(t.lang), "build": reader.snapshot.build_id}
    rows = [row | about for row in _records(found, t)]
    out = csv.writer(sys.stdout, lineterminator="\n")
    if rows:
        out.writerow(rows[0])
    for row in rows:
        if row["value"] is None:
            row["value"] = row["symbol"]
        out.writerow("" if v is None else harmless(v) for v in row.values())


def _json(reader: Reader, found: Measures, t: Translator) -> None:
    whole = {
        "classification": INTERNAL_WORDS(t.lang),
        "build": reader.snapshot.build_id,
        "notes": _notes(reader, found, t),
        "rows": _records(found, t),
    }
    json.dump(whole, sys.stdout, ensure_ascii=False, indent=1, default=_number)
    print()


def _number(value: object) -> object:
    """numpy numbers as JSON numbers."""
    return value.item()  # type: ignore[attr-defined]


def _table(reader: Reader, found: Measures, t: Translator) -> None:
    """Aligned text with labels."""
    catalogue, currency = load_catalogue(), reader.snapshot.meta.get("currency", "")
    weighted = bool((found.frame["method"] == WEIGHTED).any())
    lines = [
        [
            *(DIMENSION_LABELS[d](t.lang) for d in found.by),
            t("Indicator"),
            t("Months after graduation"),
            t("Value"),
            t("Lower limit"),
            t("Upper limit"),
            t("Base"),
            *([t("Method")] if weighted else []),
            t("Reason"),
        ]
    ]
    for row in _records(found, t):
        i = catalogue[row["indicator"]]

        def said(value: float | None, i: Indicator = i) -> str:
            return "" if value is None else amount(value, i.unit, t, i.decimals, currency)

        shown = Status(row["status"]) in VISIBLE and row["value"] is not None
        value = f"{said(row['value'])} {row['symbol']}".strip() if shown else row["symbol"]
        lines.append(
            [
                *(label(reader, d, row[d]) for d in found.by),
                i.label(t.lang),
                "" if row["wave_used"] is None else str(row["wave_used"]),
                value,
                said(row["low"]),
                said(row["high"]),
                "" if row["base"] is None else f"{row['base']:,.0f}",
                *([t(METHOD_WORDS[row["method"]])] if weighted else []),
                row["reason"],
            ]
        )
    widths = [max(_columns(line[c]) for line in lines) for c in range(len(lines[0]))]
    for line in lines:
        cells = (text + " " * (w - _columns(text)) for text, w in zip(line, widths, strict=True))
        print("  ".join(cells).rstrip())


def _columns(text: str) -> int:
    """Columns of a terminal: a Chinese character takes two."""
    return sum(2 if ord(c) > 0x2E80 else 1 for c in text)


if __name__ == "__main__":
    # Chinese text must not depend on the terminal's locale.
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")
    sys.exit(main())
