"""Of whom and when a finding is: cohorts and months after graduation, in words."""

from collections.abc import Mapping

import pandas as pd

from yardstick.sentences import Told
from yardstick.text import Translator
from yardstick.wording import cohorts_words


def wave_of(row: Mapping[str, object]) -> int | None:
    """Months after graduation; None where the finding knows none."""
    wave = row["wave"]
    return None if wave is None or pd.isna(wave) else int(wave)  # type: ignore[call-overload]


def about(row: Mapping[str, object], t: Translator) -> str:
    """Cohorts and months after graduation; months alone where no cohort is on record."""
    if pd.isna(row["cohort_first"]):
        return when(row, t)
    first, last = int(row["cohort_first"]), int(row["cohort_last"])  # type: ignore[call-overload]
    return Told(cohorts_words(range(first, last + 1), t), wave_of(row))(t)


def when(row: Mapping[str, object], t: Translator) -> str:
    """Months after graduation."""
    wave = wave_of(row)
    return t("at graduation") if not wave else t("{n} months after graduation", n=wave)


def years(first: object, last: object, t: Translator) -> str:
    """The cohorts of a pool."""
    return t(
        "the cohorts {first} to {last}",
        first=str(int(first)),  # type: ignore[call-overload]
        last=str(int(last)),  # type: ignore[call-overload]
    )
