"""Rules that a typed value may break: empty, unknown, no date or number, out of range."""

from dataclasses import dataclass

from pipelines.load.wording import VALUE
from pipelines.mapping_model import SHARE_UNITS
from pipelines.problems import Message
from yardstick.contracts import Column
from yardstick.text import mark

#: Units of a column whose values are percentages rather than fractions.
PERCENT_SCALE = ("percent", "percentile")
FIRST_DATE = "DATE '1900-01-01'"
LAST_DATE = "(current_date + 366)"


@dataclass(frozen=True)
class Rule:
    """One rule of a column: SQL that is true where it is broken, and what to say then."""

    column: str
    name: str
    broken: str
    what: Message
    todo: Message
    #: Whether the row can do without the value: then the cell is left blank and the row stays.
    spares: bool = False


def required(column: Column, label: str, t: str) -> Rule:
    """A blank cell of a required column."""
    return Rule(
        column.name,
        "required",
        f"{t} IS NULL",
        Message.of(mark("'{column}' is empty but required."), column=label),
        Message.of(mark("Fill it in, or exclude the row in the mapping with a reason.")),
    )


def unknown_code(column: Column, label: str, unmatched: str) -> Rule:
    """A code that no list knows, in a required column."""
    return Rule(
        column.name,
        "code",
        unmatched,
        Message.of(
            mark("'{value}' in '{column}' is not in the code list '{codes}'."),
            value=VALUE,
            column=label,
            codes=column.codes or column.name,
        ),
        Message.of(mark("Correct it, or add it to the recode table of the mapping.")),
    )


def date_rules(column: Column, label: str, t: str, v: str) -> list[Rule]:
    """Dates that do not exist, or lie where no date of these data can."""
    return [
        Rule(
            column.name,
            "date",
            f"({t} IS NOT NULL AND {v} IS NULL)",
            Message.of(
                mark("'{value}' in '{column}' is not a date that exists."),
                value=VALUE,
                column=label,
            ),
            Message.of(mark("Write dates as year-month-day, or give date_format in the mapping.")),
        ),
        Rule(
            column.name,
            "date_range",
            f"({v} < {FIRST_DATE} OR {v} > {LAST_DATE})",
            Message.of(
                mark("the date '{value}' in '{column}' lies before 1900 or in the future."),
                value=VALUE,
                column=label,
            ),
            Message.of(mark("Correct the year.")),
        ),
    ]


def number_rules(column: Column, label: str, units: tuple[str, ...], t: str, p: str) -> list[Rule]:
    """What is no number, no whole one, in no declared unit, or out of range."""
    correct = Message.of(mark("Correct the value, or declare its unit in the mapping."))
    percent = f"right({t}, 1) IN ('%', '％')"
    unreadable = f"({t} IS NOT NULL AND NOT coalesce(isfinite({p}), FALSE))"
    found = {"value": VALUE, "column": label}
    rules = [
        Rule(
            column.name,
            "number",
            f"({unreadable} AND NOT {percent})",
            Message.of(mark("'{value}' in '{column}' is not a number."), **found),
            Message.of(mark("Correct it, or list it under missing in the mapping.")),
        ),
        Rule(
            column.name,
            "percentage",
            f"({unreadable} AND {percent})",
            Message.of(
                mark("'{value}' in '{column}' is a percentage, which no unit declares."), **found
            ),
            Message.of(mark('Declare unit = "percent" or "fraction" in the mapping.')),
        ),
    ]
    if column.type == "integer":
        rules.append(
            Rule(
                column.name,
                "whole",
                f"({p} <> floor({p}))",
                Message.of(mark("'{value}' in '{column}' is not a whole number."), **found),
                correct,
            )
        )
    top = column.max
    if any(u in SHARE_UNITS for u in units) and column.unit not in PERCENT_SCALE:
        top = 1
        rules.append(
            Rule(
                column.name,
                "percentage",
                f"(isfinite({p}) AND {p} > 1)",
                Message.of(
                    mark("'{value}' in '{column}' is above 1 where a fraction belongs."), **found
                ),
                Message.of(mark('Declare unit = "percent" if the values are percentages.')),
            )
        )
    elif top is not None and "fraction" in units:
        rules.append(
            Rule(
                column.name,
                "range",
                f"(isfinite({p}) AND {p} > {top!r} AND NOT {percent})",
                Message.of(
                    mark(
                        "'{value}' in '{column}' was read as a fraction of 1, as the mapping says,"
                        " and is above 1."
                    ),
                    **found,
                ),
                Message.of(mark('Declare unit = "percent" if the values are percentages.')),
            )
        )
    if top is not None and not (any(u in SHARE_UNITS for u in units) and top == 1):
        read = f" AND {percent}" if "fraction" in units else ""
        rules.append(
            Rule(
                column.name,
                "range",
                f"(isfinite({p}) AND {p} > {top!r}{read})",
                Message.of(
                    mark("'{value}' in '{column}' is above the highest possible value {max}."),
                    max=f"{top:g}" if top != int(top) else int(top),
                    **found,
                ),
                correct,
            )
        )
    if column.min is not None:
        what = (
            Message.of(mark("'{value}' in '{column}' is negative."), **found)
            if column.min == 0
            else Message.of(
                mark("'{value}' in '{column}' is below the lowest possible value {min}."),
                min=column.min,
                **found,
            )
        )
        rules.append(
            Rule(column.name, "range", f"(isfinite({p}) AND {p} < {column.min!r})", what, correct)
        )
    return rules
