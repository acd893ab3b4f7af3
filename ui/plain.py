"""Plain tables: kept as numbers for the download, put into words for the eye."""

from collections.abc import Callable, Iterable, Mapping

import pandas as pd
from pandas.api.types import is_float_dtype, is_numeric_dtype

from ui.format import count
from ui.page import Page
from yardstick.measure.labels import DIMENSION_LABELS
from yardstick.text import mark
from yardstick.wording import missing, percent

#: Headings of numbers that are names: written without separated thousands.
NAMES = (mark("Header in row"), mark("Row"), mark("Year"))

Words = Callable[[object], str]


def whole_numbers(values: Iterable[object]) -> pd.Series:
    """Counts as a column of whole numbers, also where some are missing."""
    return pd.Series([pd.NA if missing(v) else int(v) for v in values], dtype="Int64")  # type: ignore[call-overload]


def readable(
    p: Page, table: pd.DataFrame, words: Mapping[str, Words] | None = None
) -> pd.DataFrame:
    """The table with its numbers as text: counts with separators, fractions as percentages.

    ``words`` says otherwise for single columns, by their heading.
    """
    plain = {p.t(name) for name in NAMES}
    plain |= {DIMENSION_LABELS[d](p.lang) for d in ("cohort", "wave")}
    said = {}
    for name in table.columns:
        values = table[name]
        how = (words or {}).get(name)
        if how is None and is_numeric_dtype(values):
            how = _plain if name in plain else _share if is_float_dtype(values) else count
        known = values.astype(object).where(values.notna(), None)
        said[name] = values if how is None else ["" if v is None else how(v) for v in known]
    return pd.DataFrame(said, columns=table.columns)


def _plain(value: object) -> str:
    return f"{value:.0f}"


def _share(value: object) -> str:
    return percent(value)  # type: ignore[arg-type]
