"""The values that travel on the road to a number: what is asked, by whom, and what comes back."""

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from yardstick.text import Bilingual, Translator

if TYPE_CHECKING:
    import pandas as pd

    from yardstick.measure.snapshot import Snapshot


class Status(StrEnum):
    """Why a figure is or is not there. None of these is zero."""

    SHOWN = "shown"
    UNRELIABLE = "unreliable"
    SUPPRESSED = "suppressed"
    NOT_RELEASED = "not_released"
    NOT_APPLICABLE = "not_applicable"
    NOT_ASKED = "not_asked"
    NOT_COMPUTABLE = "not_computable"
    NO_DATA = "no_data"


VISIBLE = frozenset({Status.SHOWN, Status.UNRELIABLE})

#: Symbols that stand in a table cell or a download in place of a value, or behind it (unreliable).
SYMBOLS: dict[Status, str] = {
    Status.SHOWN: "",
    Status.UNRELIABLE: "[u]",
    Status.SUPPRESSED: "[c]",
    Status.NOT_RELEASED: "[nr]",
    Status.NOT_APPLICABLE: "[z]",
    Status.NOT_ASKED: "[na]",
    Status.NOT_COMPUTABLE: "[x]",
    Status.NO_DATA: "[nd]",
}

#: What a figure can be split by. The first block is in every cube, the rest is answered from rows.
DIMENSIONS: tuple[str, ...] = (
    "cohort",
    "school",
    "category",
    "class",
    "programme",
    "level",
    "gender",
    "wave",
    "entry_band",
    "origin",
    "origin_region",
    "entry_route",
    "domicile",
    "hardship",
    "ethnicity",
    "disability",
    "region",
    "item",
    "pair",
    "course",
    "theme",
)


@dataclass(frozen=True)
class Filters:
    """What the reader asked to see. An empty tuple means no restriction.

    ``programmes`` are series: a programme together with the renamed or merged ones it continues.
    ``wave`` is months after graduation; None lets each indicator take its preferred one. ``items``
    are questions of surveys, ``pairs`` two questions on the same thing (how important, how well
    attained) and ``courses`` courses of a curriculum that alumni rated; only columns of answers
    know them. ``themes`` are what comments speak of.
    """

    cohorts: tuple[int, ...] = ()
    schools: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    genders: tuple[str, ...] = ()
    wave: int | None = None
    items: tuple[str, ...] = ()
    pairs: tuple[str, ...] = ()
    courses: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()

    def with_(self, **changes: object) -> "Filters":
        return replace(self, **changes)


@dataclass(frozen=True)
class Scope:
    """What the reader may see at all. None means everything; an empty tuple means nothing."""

    schools: tuple[str, ...] | None = None
    programmes: tuple[str, ...] | None = None


EVERYTHING = Scope()


@dataclass(frozen=True)
class Profile:
    """Disclosure rules as data. Chosen by the server or the role, never by the address."""

    name: str
    percent_base: int
    average_base: int
    quote_base: int
    named_employer_base: int
    hides_percent: bool


#: People authorised for the data, on their own premises: exact counts, small bases marked.
INTERNAL = Profile(
    name="internal",
    percent_base=23,
    average_base=8,
    quote_base=10,
    named_employer_base=3,
    hides_percent=False,
)


@dataclass(frozen=True)
class Reader:
    """Who reads: one snapshot for the whole page, a scope, a profile and a language."""

    snapshot: "Snapshot"
    scope: Scope = EVERYTHING
    profile: Profile = INTERNAL
    lang: str = "en"


#: Code of the row that holds all codes not named on their own.
REST = "_rest"

#: ``method`` of a row that holds bounds and no estimate.
BOUNDS = "bounds"

#: ``method`` of a row that holds a weighted estimate, below the unweighted one.
WEIGHTED = "weighted"

#: Columns of every Measures frame, after the group columns.
MEASURE_COLUMNS: tuple[str, ...] = (
    "indicator",
    "wave_used",
    "positive",
    "base",
    "population",
    "value",
    "low",
    "high",
    "confidence",
    "interval",
    "method",
    "effective_base",
    "status",
    "reason",
)


@dataclass(frozen=True)
class Measures:
    """Estimates, one row each by one method.

    ``frame`` has the columns ``by`` (codes), then MEASURE_COLUMNS. Shares are fractions between 0
    and 1, pay is in the snapshot's currency, times are in months. ``positive`` is the numerator of
    a share (missing otherwise), ``base`` the unweighted number of graduates the estimate rests on,
    ``population`` all graduates of the group. ``method`` is ``registry``, ``unweighted``, ``weighted``
    or ``bounds``; with weighted rows there is a last column ``se``, the linearised standard error of
    weighted shares, and where a mean was asked for ``sd``, the standard deviation of one answer;
    ``reason`` is a message id with values for whoever translates it, empty when shown.
    """

    by: tuple[str, ...]
    filters: Filters
    frame: "pd.DataFrame"

    def estimates(self) -> "pd.DataFrame":
        """The rows that are estimates, without the rows of bounds."""
        return self._rows(bounds=False)

    def bounds(self) -> "pd.DataFrame":
        """The rows of bounds: limits with all unknown outcomes negative ... positive."""
        return self._rows(bounds=True)

    def _rows(self, bounds: bool) -> "pd.DataFrame":
        methods = self.frame["method"].tolist()
        at = [k for k, method in enumerate(methods) if (method == BOUNDS) == bounds]
        some = self.frame if len(at) == len(methods) else self.frame.iloc[at]
        return some.reset_index(drop=True)


@dataclass(frozen=True)
class Distribution:
    """How graduates spread over the codes (names, values) of one column.

    ``frame``: ``by`` columns, code, n, base, share, low, high, names, status. ``names`` is how many
    codes the row stands for: 1, more in the remainder (code ``REST``). ``missing`` counts by
    residual code what is outside the base ("missing" for no value at all). ``counts`` are the
    sizes of all codes of the selection, largest first, also of those not named. A shown
    distribution may carry a ``reason``: a caveat on what its shares are shares of.
    """

    column: str
    by: tuple[str, ...]
    filters: Filters
    wave: int | None
    frame: "pd.DataFrame"
    population: int
    missing: dict[str, int] = field(default_factory=dict)
    counts: tuple[int, ...] = ()
    status: Status = Status.SHOWN
    reason: "Reason | None" = None


@dataclass(frozen=True)
class Curve:
    """A survival curve per group.

    ``frame``: ``by`` columns, time (months), at_risk, events, value (share still waiting), low,
    high, status.
    """

    indicator: str
    by: tuple[str, ...]
    filters: Filters
    wave: int | None
    frame: "pd.DataFrame"
    status: Status = Status.SHOWN
    reason: "Reason | None" = None


@dataclass(frozen=True)
class Reason:
    """Why a figure is missing: an English message id and the values that fill it."""

    message: str
    values: tuple[tuple[str, object], ...] = ()

    def __call__(self, t: Translator) -> str:
        """The sentence in the translator's language."""
        return t(self.message, **{k: _said(k, v, t.lang) for k, v in self.values})


def _said(name: str, value: object, lang: str) -> object:
    """A value as it stands in a sentence: in the reader's language, counts with separators."""
    if isinstance(value, Bilingual):
        return value(lang)
    return f"{value:,}" if name == "n" and isinstance(value, int) else value
