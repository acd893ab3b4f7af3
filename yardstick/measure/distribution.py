"""distribution(): how graduates spread over the codes, names or values of one column."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from yardstick.catalogue import DataColumn, load_catalogue
from yardstick.inference.proportion import wilson_fpc
from yardstick.measure.answered import COLUMN as ANSWER_CODE
from yardstick.measure.answered import spread_of_answers
from yardstick.measure.answers import refusal
from yardstick.measure.cells import OUTSIDE, Cells, missing_dimensions
from yardstick.measure.counted import counted
from yardstick.measure.guard import (
    EMPLOYED_ONLY,
    EMPTY,
    base_status,
    no_split,
    not_asked,
    not_provided,
)
from yardstick.measure.model import (
    REST,
    VISIBLE,
    Distribution,
    Filters,
    Reader,
    Reason,
    Status,
)
from yardstick.measure.remember import remembered
from yardstick.measure.waves import wave_for
from yardstick.text import mark

#: Codes that say the question did not apply; beside each column's own unknown codes.
RESIDUAL = (OUTSIDE, "not_working", "not_in_work", "not_invited")
OF_THOSE_DELIVERED = mark(
    "The source holds only graduates with a destination: these are shares of them, "
    "not of all graduates."
)
CONFIDENCE = 0.95


@remembered
def distribution(
    reader: Reader,
    column: str,
    by: Sequence[str] = (),
    filters: Filters | None = None,
    top: int | None = None,
) -> Distribution:
    """Spread of ``column`` in each group of ``by``.

    ``top`` keeps the largest codes and adds the others up as ``REST``; names in the data
    (employers, institutions) join it as well where fewer graduates stand behind them than the
    profile asks. Codes of a status come in their own order, other codes by size, values ascending.
    Raises KeyError for a column that does not exist.
    """
    catalogue = load_catalogue()
    filters, by = filters or Filters(), tuple(by)
    if column not in catalogue.columns:
        raise KeyError(f"there is no column {column!r}")
    about = catalogue.columns[column]
    wave = (
        None
        if "wave" in by and filters.wave is None
        else wave_for(reader.snapshot, about, None, filters)
    )

    def none(status: Status, reason: Reason) -> Distribution:
        names = (*by, "code", "n", "base", "share", "low", "high", "names", "status")
        empty = pd.DataFrame({name: [] for name in names})
        return Distribution(column, by, filters, wave, empty, 0, status=status, reason=reason)

    info = reader.snapshot.info()
    if unknown := missing_dimensions(about, by, filters):
        return none(Status.NOT_APPLICABLE, no_split(unknown, about))
    if absent := not_provided(about, info.provided):
        return none(Status.NOT_COMPUTABLE, absent)
    if about.of_answers and (why := refusal(about, by, filters, wave)):
        return none(*why)
    if wave is None and "wave" not in about.without and "wave" not in by:
        return none(Status.NO_DATA, Reason(EMPTY))
    found = counted(reader, about, by, filters.with_(wave=wave))
    if about.name == ANSWER_CODE:
        return spread_of_answers(
            reader, found, filters, wave, lambda n: base_status(n, True, reader.profile)
        )
    if not found.asked.any() and found.count.sum():
        return none(Status.NOT_ASKED, not_asked(wave))
    if about.beyond_work and found.working.any():
        return none(Status.NOT_COMPUTABLE, Reason(EMPLOYED_ONLY))
    return _spread(reader, found, filters, wave, top)


def _spread(
    reader: Reader, found: Cells, filters: Filters, wave: int | None, top: int | None
) -> Distribution:
    codes, table, missing = _table(found)
    sizes = table.sum(axis=0)
    order = _order(found.column, codes, sizes)
    codes, table, sizes = [codes[j] for j in order], table[:, order], sizes[order]
    named, rest = _named(found.column, sizes, top, reader.profile.named_employer_base)
    shown = [codes[j] for j in named]
    counts, names = table[:, named], np.ones(len(named), dtype=np.int64)
    if rest:
        shown.append(REST)
        counts = np.column_stack([counts, table[:, rest].sum(axis=1)])
        names = np.append(names, len(rest))
    population = int(found.count.sum()) - missing.get(OUTSIDE, 0)
    missing.pop(OUTSIDE, None)
    base = table.sum(axis=1)
    is_share = found.column.kind != "number"
    status = [base_status(int(b), is_share, reader.profile)[0] for b in base]
    whole, reason = Status.SHOWN, None
    if not base.sum():
        whole, reason = Status.NO_DATA, Reason(EMPTY)
    elif all(s not in VISIBLE for s in status):
        whole, reason = status[0], base_status(int(base[0]), is_share, reader.profile)[1]
    elif (found.narrow | found.sampled).any() and "destination_code" in " ".join(
        found.column.needs
    ):
        reason = Reason(OF_THOSE_DELIVERED)
    return Distribution(
        column=found.column.name,
        by=found.by,
        filters=filters,
        wave=wave,
        frame=_frame(found, shown, counts, names, base, status),
        population=population,
        missing={k: int(v) for k, v in missing.items() if v},
        counts=tuple(int(n) for n in np.sort(sizes)[::-1] if n) if is_share else (),
        status=whole,
        reason=reason,
    )


def _table(found: Cells) -> tuple[list, np.ndarray, dict[str, int]]:
    """Codes of the base, their counts by group, and the counts outside the base."""
    if found.codes:
        full = found.matrix()
        residual = {*RESIDUAL, *found.column.unknown}
        inside = [j for j, c in enumerate(found.codes) if c not in residual]
        missing = {c: int(full[:, j].sum()) for j, c in enumerate(found.codes) if c in residual}
        missing["missing"] = missing.get("missing", 0) + int(full[:, -1].sum())
        return [found.codes[j] for j in inside], full[:, inside], missing
    known = ~pd.isna(found.value)
    values, place = np.unique(found.value[known], return_inverse=True)
    table = np.zeros((found.groups, len(values)), dtype=np.int64)
    np.add.at(table, (found.group[known], place), found.count[known])
    return list(values), table, {"missing": int(found.count[~known].sum())}


def _has_indicator(column: DataColumn) -> bool:
    return any(i.column == column.name for i in load_catalogue().indicators.values())


def _order(column: DataColumn, codes: list, sizes: np.ndarray) -> np.ndarray:
    """Status codes as listed (empty ones too), values ascending, everything else by size."""
    if column.kind == "number":
        return np.arange(len(codes))
    if column.codes and _has_indicator(column) and column.name != "destination":
        return np.arange(len(codes))
    order = np.argsort(-sizes, kind="stable")
    return order[sizes[order] > 0]


def _named(
    column: DataColumn, sizes: np.ndarray, top: int | None, least: int
) -> tuple[list[int], list[int]]:
    """Places that get a row of their own, and places that form the remainder."""
    places = list(range(len(sizes)))
    named = [j for j in places if column.kind != "text" or sizes[j] >= least]
    if top is not None and len(named) > top:
        largest = sorted(named, key=lambda j: (-sizes[j], j))[:top]
        named = sorted(largest)
    return named, [j for j in places if j not in set(named)]


def _frame(
    found: Cells,
    codes: list,
    counts: np.ndarray,
    names: np.ndarray,
    base: np.ndarray,
    status: list[Status],
) -> pd.DataFrame:
    """One row per group and code; nothing of a group that is not visible."""
    groups, width = counts.shape
    n = counts.reshape(-1).astype(float)
    bases = np.repeat(base, width).astype(float)
    visible = np.repeat([s in VISIBLE for s in status], width)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.where(bases > 0, n / bases, np.nan)
    low, high = _limits(found, counts, base)
    columns = {d: np.repeat(keys, width) for d, keys in found.keys.items()}
    columns |= {
        "code": np.tile(np.array(codes, dtype=object), groups),
        "n": np.where(visible, n, np.nan),
        "base": np.where(visible, bases, np.nan),
        "share": np.where(visible, share, np.nan),
        "low": np.where(visible, low, np.nan),
        "high": np.where(visible, high, np.nan),
        "names": np.tile(names, groups),
        "status": np.repeat(np.array([str(s) for s in status], dtype=object), width),
    }
    return pd.DataFrame(columns)


def _limits(found: Cells, counts: np.ndarray, base: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Wilson limits for what was asked in a survey; none for a full register or values."""
    surveyed = any(
        i.column == found.column.name and i.kind == "share" and i.interval != "census"
        for i in load_catalogue().indicators.values()
    )
    if not surveyed or not counts.size:
        return np.full(counts.size, np.nan), np.full(counts.size, np.nan)
    full = found.matrix()
    outside = [j for j, c in enumerate(found.codes) if c == OUTSIDE]
    silent = [j for j, c in enumerate(found.codes) if c in found.column.unknown] + [-1]
    population = full.sum(axis=1) - full[:, outside].sum(axis=1)
    answered = population - full[:, silent].sum(axis=1)
    reach = np.maximum(base * population / np.maximum(answered, 1), base)
    reach = np.where(answered >= population, base, reach)
    reach = np.where(found.sampled, np.inf, reach)
    low, high = wilson_fpc(counts, base[:, None], reach[:, None], CONFIDENCE)
    return low.reshape(-1), high.reshape(-1)
