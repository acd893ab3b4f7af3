"""Rules that look at several columns of one row of a contract table."""

from pipelines.load.value_rules import Rule
from pipelines.load.wording import VALUE
from pipelines.problems import Message
from yardstick.text import mark

#: Columns that no contract requires, but without which a row says nothing.
MADE_OF = {"benchmarks": ("value",)}

_RULES: dict[str, tuple[tuple[frozenset[str], Rule], ...]] = {
    "benchmarks": (
        (
            frozenset({"value", "unit"}),
            Rule(
                "value",
                "percentage",
                "(unit = 'share' AND value > 1)",
                Message.of(
                    mark(
                        "the share '{value}' is above 1: a percentage stands where a fraction belongs."
                    ),
                    value=VALUE,
                ),
                Message.of(mark('Declare unit = "percent" in the mapping, or divide by 100.')),
            ),
        ),
    ),
    "programmes": (
        (
            frozenset({"valid_from", "valid_to"}),
            Rule(
                "valid_to",
                "order",
                "valid_to < valid_from",
                Message.of(mark("'valid_to' ({value}) lies before 'valid_from'."), value=VALUE),
                Message.of(mark("Exchange the two years or correct them.")),
            ),
        ),
    ),
    "curricula": (
        (
            frozenset({"cohort_from", "cohort_to"}),
            Rule(
                "cohort_to",
                "order",
                "cohort_to < cohort_from",
                Message.of(mark("'cohort_to' ({value}) lies before 'cohort_from'."), value=VALUE),
                Message.of(mark("Exchange the two years or correct them.")),
            ),
        ),
    ),
    "objectives": (
        (
            frozenset({"years_first", "years_last"}),
            Rule(
                "years_last",
                "order",
                "years_last < years_first",
                Message.of(mark("'years_last' ({value}) lies before 'years_first'."), value=VALUE),
                Message.of(mark("Correct one of the two numbers.")),
            ),
        ),
    ),
    "enrolments": (
        (
            frozenset({"enrolled", "graduated"}),
            Rule(
                "graduated",
                "order",
                "graduated > enrolled",
                Message.of(
                    mark("more students graduated ({value}) than were enrolled."), value=VALUE
                ),
                Message.of(mark("Correct one of the two numbers.")),
            ),
        ),
    ),
}


def row_rules(table: str, given: set[str]) -> list[Rule]:
    """The rules of a table whose columns the mapping all gives."""
    return [rule for needs, rule in _RULES.get(table, ()) if needs <= given]
