"""What a check is and what it can find. The statuses are fixed; the quality page just reads them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

import duckdb

from pipelines.problems import Message
from yardstick.text import Translator
from yardstick.wording import cohorts_words


class CheckStatus(StrEnum):
    """How a check ended."""

    PASSED = "passed"
    NOTE = "note"
    WARNING = "warning"
    NEEDS_PERSON = "needs_person"
    TOO_EARLY = "too_early"
    NOT_APPLICABLE = "not_applicable"
    FAILED = "failed"


@dataclass(frozen=True)
class Years(Message):
    """Cohorts in a sentence, runs of years folded."""

    text: str = ""
    cohorts: tuple[int, ...] = ()

    def say(self, t: Translator) -> str:
        """The years as the translator's language lists them."""
        return cohorts_words(self.cohorts, t)


@dataclass(frozen=True)
class Finding:
    """The outcome of one check, with one sentence for the reader."""

    status: CheckStatus
    detail: Message


@dataclass(frozen=True)
class Check:
    """One check. A hard one that fails stops the build; others are only told."""

    name: str
    run: Callable[[duckdb.DuckDBPyConnection], Finding]


def passed(text: str, /, **values: object) -> Finding:
    """Nothing to complain about."""
    return Finding(CheckStatus.PASSED, Message.of(text, **values))


def note(text: str, /, **values: object) -> Finding:
    """Nothing is wrong, but a reader should know it."""
    return Finding(CheckStatus.NOTE, Message.of(text, **values))


def warning(text: str, /, **values: object) -> Finding:
    """Published, but the reader is told."""
    return Finding(CheckStatus.WARNING, Message.of(text, **values))


def needs_person(text: str, /, **values: object) -> Finding:
    """Somebody who knows the data has to look."""
    return Finding(CheckStatus.NEEDS_PERSON, Message.of(text, **values))


def too_early(text: str, /, **values: object) -> Finding:
    """There is not enough yet to tell."""
    return Finding(CheckStatus.TOO_EARLY, Message.of(text, **values))


def not_applicable(text: str, /, **values: object) -> Finding:
    """The data have nothing this check could look at."""
    return Finding(CheckStatus.NOT_APPLICABLE, Message.of(text, **values))


def failed(text: str, /, **values: object) -> Finding:
    """The figures would be wrong: nothing is published."""
    return Finding(CheckStatus.FAILED, Message.of(text, **values))


def count(con: duckdb.DuckDBPyConnection, query: str, *values: object) -> int:
    """The single number a query returns."""
    row = con.execute(query, list(values)).fetchone()
    return int(row[0] or 0) if row else 0


def miscounted(con: duckdb.DuckDBPyConnection, rows: Mapping[str, str]) -> dict[str, str]:
    """The first column whose histogram does not add up to its ``rows`` (a FROM clause each).

    With ``n`` rows and ``found`` in the histogram, as words of a sentence; empty where all add up.
    """
    for column, source in rows.items():
        there = count(con, f"SELECT count(*) FROM {source}")
        found = count(con, f"SELECT coalesce(sum(n), 0)::BIGINT FROM cube_{column}")
        if there != found:
            return {"column": column, "n": f"{there:,}", "found": f"{found:,}"}
    return {}
