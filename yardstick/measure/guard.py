"""The typed status of every estimate: is it there, and if not, why.

A profile's numbers decide what a small base does. A value that is not visible is gone: NaN, never
zero, and nothing in its row gives it back.
"""

from dataclasses import dataclass

import numpy as np

from yardstick.catalogue import DataColumn, Indicator, load_catalogue
from yardstick.codes import code_list
from yardstick.contracts import contracts
from yardstick.measure.answers import DIFFERENT_SCALES, NAMED, NO_SCALE, OTHER_SCALE, refusal
from yardstick.measure.averages import other_scale, without_scale
from yardstick.measure.cells import Cells
from yardstick.measure.estimate import Estimate
from yardstick.measure.labels import DIMENSION_LABELS
from yardstick.measure.model import VISIBLE, Filters, Profile, Reason, Status
from yardstick.text import Bilingual, mark, plural

WITHOUT_OTHERS = mark(
    "The source holds only graduates with a destination, so a rate over all graduates "
    "cannot be computed."
)
WITHOUT_UNPLACED = mark(
    "The source holds only graduates with a destination, so a share that also counts graduates "
    "without one cannot be computed."
)
STILL_WAITING_LACK = mark(
    "The source holds only graduates with a destination or a job. Those still waiting are not in "
    "it, so the waiting time cannot be computed."
)
EMPLOYED_ONLY = mark(
    "The source holds only graduates in employment, so a share that also counts graduates without "
    "a job or in further study cannot be computed."
)
RESPONDENTS_ONLY = mark(
    "The source holds only survey respondents, so a rate over all graduates cannot be computed."
)
NOT_PROVIDED = mark("No source provides {columns}.")
UNDECLARED = {"served_regions": mark("The mapping declares no served regions.")}
REFUSED = mark(
    "{n} graduates are recorded as {codes}, for whom the rate is not defined; "
    "only its bounds are given."
)
REFUSED_ONE = mark(
    "{n} graduate is recorded as {codes}, for whom the rate is not defined; "
    "only its bounds are given."
)
NOT_ASKED = mark("Nothing was recorded for these graduates {wave} months after graduation.")
NOT_COUNTED = mark("The source has no counts for these cohorts.")
OUTSIDE_WINDOW = mark(
    "The definition measures {first} to {last} months after graduation, not at {wave}."
)
NO_WAVE = mark("No observation lies {first} to {last} months after graduation.")
NO_SPLIT = mark("The source counts students by programme and year only, not by: {dimensions}.")
ANSWERS_SPLIT = mark("Answers to a survey are not counted by: {dimensions}.")
NO_QUESTION = mark("This figure is not made of answers to single questions of a survey.")
EMPTY = mark("No graduate of this selection counts towards the base.")
TOO_FEW = mark("The base is below {n}, so the figure is withheld.")
SMALL = mark("The base is below {n}: one graduate more or less moves the figure noticeably.")
NOT_REACHED = mark(
    "By the last observation fewer than half had found a job, so there is no median."
)


@dataclass(frozen=True)
class Verdicts:
    """Status and reason of each group, and which groups get a row of bounds."""

    status: np.ndarray
    reason: np.ndarray
    bounded: np.ndarray


def listed(texts: list[Bilingual]) -> Bilingual:
    """Several texts as one, in either language; in quotes, for they have commas of their own."""
    return Bilingual(", ".join(f"“{t.en}”" for t in texts), "、".join(f"“{t.zh}”" for t in texts))


def not_provided(column: DataColumn, provided: frozenset[str]) -> Reason | None:
    """What the figure is made of and neither source nor mapping gives; None where all is there."""
    absent = []
    for need in column.needs:
        table, _, name = need.partition(".")
        if need not in provided:
            absent.append(contracts()[table].column(name).description)
    if absent:
        return Reason(NOT_PROVIDED, (("columns", listed(absent)),))
    undeclared = [need for need in column.needs_meta if need not in provided]
    return Reason(UNDECLARED[undeclared[0]]) if undeclared else None


def no_split(dimensions: list[str], column: DataColumn) -> Reason:
    """Why figures of the column cannot be split or filtered by these dimensions."""
    if not column.of_answers and set(dimensions) & set(NAMED):
        return Reason(NO_QUESTION)
    names = listed([DIMENSION_LABELS[d] for d in dimensions])
    message = ANSWERS_SPLIT if column.of_answers else NO_SPLIT
    return Reason(message, (("dimensions", names),))


def beforehand(
    indicator: Indicator,
    column: DataColumn,
    provided: frozenset[str],
    dimensions: list[str],
    wave: int | None,
) -> tuple[Status, Reason] | None:
    """What can be said of a figure before any graduate is counted."""
    window = indicator.window
    if dimensions:
        return Status.NOT_APPLICABLE, no_split(dimensions, column)
    if absent := not_provided(column, provided):
        return Status.NOT_COMPUTABLE, absent
    if window is None or "wave" in column.without:
        return None
    limits = (("first", window.first), ("last", window.last))
    if wave is None:
        return Status.NOT_APPLICABLE, Reason(NO_WAVE, limits)
    if not window.first <= wave <= window.last:
        return Status.NOT_APPLICABLE, Reason(OUTSIDE_WINDOW, (*limits, ("wave", wave)))
    return None


def uncountable(
    i: Indicator,
    column: DataColumn,
    provided: frozenset[str],
    unknown: list[str],
    by: tuple[str, ...],
    filters: Filters,
    wave: int | None,
) -> tuple[Status, Reason] | None:
    """Why a figure of answers to questions cannot be counted at all."""
    why = beforehand(i, column, provided, unknown, wave)
    return why or (refusal(column, by, filters, wave) if column.of_answers else None)


def not_asked(wave: int | None) -> Reason:
    return Reason(NOT_COUNTED) if wave is None else Reason(NOT_ASKED, (("wave", wave),))


def base_status(base: float, share: bool, profile: Profile) -> tuple[Status, Reason | None]:
    """What the size of the base allows under the profile."""
    if base == 0:
        return Status.NO_DATA, Reason(EMPTY)
    least = profile.percent_base if share else profile.average_base
    if base >= least:
        return Status.SHOWN, None
    if share and not profile.hides_percent:
        return Status.UNRELIABLE, _small(profile)
    return Status.SUPPRESSED, Reason(TOO_FEW, (("n", least),))


def _small(profile: Profile) -> Reason:
    return Reason(SMALL, (("n", profile.percent_base),))


def guard(
    estimate: Estimate,
    cells: Cells,
    waves: np.ndarray,
    profile: Profile,
    provided: frozenset[str],
    dimensions: list[str],
) -> Verdicts:
    """Status of one indicator in every group of its cells. ``waves`` has each group's wave."""
    i = estimate.indicator
    status = np.full(cells.groups, Status.SHOWN, dtype=object)
    reason = np.full(cells.groups, None, dtype=object)

    def put(where: np.ndarray, what: Status, why: Reason) -> None:
        for g in np.flatnonzero(where & (status == Status.SHOWN)):
            status[g], reason[g] = what, why

    for wave in dict.fromkeys(waves.tolist()):
        at = np.array([w == wave for w in waves])
        if known := beforehand(i, cells.column, provided, dimensions, wave):
            put(at, *known)
        put(at & ~cells.asked & (estimate.population > 0), Status.NOT_ASKED, not_asked(wave))
    if cells.column.of_answers:
        for at, why in _of_questions(i, cells):
            put(at, Status.NOT_APPLICABLE, why)
    if i.complete or cells.column.beyond_work:
        put(cells.working, Status.NOT_COMPUTABLE, Reason(EMPLOYED_ONLY))
    if i.complete:
        put(cells.sampled, Status.NOT_COMPUTABLE, Reason(RESPONDENTS_ONLY))
        put(cells.narrow, Status.NOT_COMPUTABLE, Reason(WITHOUT_OTHERS))
    elif set(i.base) & set(cells.column.unplaced):
        put(cells.narrow, Status.NOT_COMPUTABLE, Reason(WITHOUT_UNPLACED))
    if i.kind == "survival":
        put(cells.narrow, Status.NOT_COMPUTABLE, Reason(STILL_WAITING_LACK))
    if cells.column.of_comments:
        # What few people wrote is theirs, also as a theme.
        few = (estimate.base > 0) & (estimate.base < profile.quote_base)
        put(few, Status.SUPPRESSED, Reason(TOO_FEW, (("n", profile.quote_base),)))
    bounded = ~np.isnan(estimate.bounds_low) & (status == Status.SHOWN)
    for g in np.flatnonzero((estimate.refused > 0) & (status == Status.SHOWN)):
        status[g], reason[g] = Status.NOT_COMPUTABLE, _refusal(i, cells, g)
    least = profile.percent_base if i.kind == "share" else profile.average_base
    for g in np.flatnonzero((estimate.base < least) & (status == Status.SHOWN)):
        status[g], reason[g] = base_status(estimate.base[g], i.kind == "share", profile)
        bounded[g] &= status[g] in VISIBLE
    if i.kind == "mean":
        # A mean of few answers is there, and moves with every one of them.
        put(estimate.base < profile.percent_base, Status.UNRELIABLE, _small(profile))
    if i.kind == "survival":
        put(np.isnan(estimate.value), Status.NOT_COMPUTABLE, Reason(NOT_REACHED))
    return Verdicts(status, reason, bounded)


def _of_questions(i: Indicator, cells: Cells) -> list[tuple[np.ndarray, Reason]]:
    """Groups whose questions the definition cannot take, each with its reason."""
    found = [] if cells.differ is None else [(cells.differ, Reason(DIFFERENT_SCALES))]
    if i.scale_points is not None:
        ends = (f"{point:g}" for point in i.scale_points)
        values = tuple(zip(("low", "high"), ends, strict=True))
        found.append((other_scale(cells, i), Reason(OTHER_SCALE, values)))
    return [*found, (without_scale(cells, i), Reason(NO_SCALE))]


def _refusal(i: Indicator, cells: Cells, group: int) -> Reason:
    """How many of the group have a code that forbids the rate, and which of the codes occur."""
    own = cells.group == group
    found = {
        code: int(cells.count[own & (cells.value == place)].sum())
        for place, code in enumerate(cells.codes)
        if code in i.refuse
    }
    n = sum(found.values())
    codes = code_list(load_catalogue().columns[i.column].codes or "")
    names = listed([c.label for c in codes if found.get(c.code)])
    return Reason(plural(n, REFUSED_ONE, REFUSED), (("n", n), ("codes", names)))
