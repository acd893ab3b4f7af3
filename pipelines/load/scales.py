"""Refuses a column whose values stand on another scale than the mapping says."""

import duckdb

from pipelines.load.expressions import Expression
from pipelines.load.strand import Strand
from pipelines.load.value_rules import PERCENT_SCALE
from pipelines.load.wording import name
from pipelines.problems import Message, SourceError, SourceProblem
from yardstick.text import mark

FEWEST = 10
SUSPICIOUS = 0.2


def refuse_wrong_scale(con: duckdb.DuckDBPyConnection, strand: Strand, target_id: int) -> None:
    """Raise SourceError where many values lie below a hundredth of their scale.

    A single small value can be true (the lowest percentile). A fifth of a column cannot: then
    fractions stand among percentages.
    """
    problems = []
    for expression in strand.columns:
        limit = _suspicious_below(expression)
        if limit is None:
            continue
        column = name(expression.column.name)
        n, low = con.execute(
            f"SELECT count({column}), count(*) FILTER ({column} > 0 AND {column} < {limit})"
            f" FROM stg_{strand.contract.table} WHERE {strand.mine(target_id)}"
        ).fetchone()
        if n >= FEWEST and low > SUSPICIOUS * n:
            problems.append(
                SourceProblem(
                    strand.rows.file,
                    None,
                    Message.of(
                        mark(
                            "{low} of {n} values in '{column}' are fractions of 1, not percentages."
                        ),
                        low=low,
                        n=n,
                        column=expression.label,
                    ),
                    Message.of(
                        mark('Declare unit = "fraction", or bring the column to one scale.')
                    ),
                )
            )
    if problems:
        raise SourceError(problems)


def _suspicious_below(expression: Expression) -> float | None:
    if "fraction" in expression.units:
        return None
    if expression.column.unit in PERCENT_SCALE:
        return 1.0
    return 0.01 if "percent" in expression.units else None
