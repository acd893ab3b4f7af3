"""The only SQL of the road: a histogram of one column's values per group.

Cubes answer wherever they have the keys asked for; the graduates' rows answer the rest. Filters
are bound parameters, and the scope is intersected with them here, so no filter can widen it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from yardstick.catalogue import DataColumn
from yardstick.measure.answers import NAMED, mixed, query, scale_ends
from yardstick.measure.groups import any_of, grouped, plain
from yardstick.measure.model import DIMENSIONS, Filters, Scope
from yardstick.measure.snapshot import Info, Snapshot

#: Dimensions that are a property of the programme, and their column there.
OF_PROGRAMME = ("school", "category", "class", "programme", "level")
IN_EVERY_CUBE = ("cohort", *OF_PROGRAMME, "gender", "wave")
#: What is counted besides for the columns that are compared between programmes.
FACTORS = ("entry_band", "origin")
#: More than the longest wave in months: a cohort and a wave become one number.
WAVES = 1000
CUBE_WEIGHTS = ", sum(c.wn)::BIGINT AS wn, sum(c.w) AS w, sum(c.w2) AS w2"
ROW_WEIGHTS = ", count(c.weight) AS wn, sum(c.weight) AS w, sum(c.weight * c.weight) AS w2"
#: Respondents' rows with the weight of those who are like them in all that was raked.
WEIGHTED_ROWS = (
    "(SELECT m.*, x.weight FROM mart_graduate_wave AS m LEFT JOIN mart_weights AS x "
    "ON m.responded AND x.cohort = m.cohort AND x.wave = m.wave "
    "AND x.programme_id = m.programme_id AND x.gender = m.gender AND x.registered = m.registered)"
)
#: Code of those outside the population of every standard.
OUTSIDE = "excluded"


@dataclass(frozen=True)
class CellWeights:
    """Of each cell: respondents with a weight, the sum of their weights and of the squares."""

    n: np.ndarray
    w: np.ndarray
    w2: np.ndarray


@dataclass(frozen=True)
class Cells:
    """A value histogram per group, in long form.

    ``keys`` holds one array per group column, one entry per group, groups in display order.
    ``group``, ``value``, ``count`` and ``event`` have one entry per cell; for a column of codes
    ``value`` is the place in ``codes`` (-1 where there is none). ``narrow``, ``sampled`` and
    ``working`` say of each group whether any of its cohorts was declared as only those with a
    destination (or a job), as respondents only or as the employed only; ``asked`` whether the
    column was asked of any of them.
    """

    column: DataColumn
    by: tuple[str, ...]
    groups: int
    keys: dict[str, np.ndarray]
    codes: tuple[str, ...]
    group: np.ndarray
    value: np.ndarray
    count: np.ndarray
    event: np.ndarray | None
    narrow: np.ndarray
    sampled: np.ndarray
    working: np.ndarray
    asked: np.ndarray
    weights: "CellWeights | None" = None
    #: Of each group of answers: lowest and highest score of the scale (NaN where there is none or
    #: several), and whether questions are put together that differ in scale or in who answers.
    scale_low: np.ndarray | None = None
    scale_high: np.ndarray | None = None
    differ: np.ndarray | None = None

    def matrix(self) -> np.ndarray:
        """Counts by group and code, with those without a value in a last column of their own."""
        table = np.zeros((self.groups, len(self.codes) + 1), dtype=np.int64)
        np.add.at(table, (self.group, self.value), self.count)
        return table


def allowed_programmes(info: Info, filters: Filters, scope: Scope) -> list[int] | None:
    """Ids of the programmes that both the scope and the filters admit; None means all."""
    found: list[int] | None = None
    for column, *asked in (
        ("school", filters.schools or None, scope.schools),
        ("category", filters.categories or None),
        ("class", filters.classes or None),
        ("programme", filters.programmes or None, scope.programmes),
        ("level", filters.levels or None),
    ):
        for values in asked:
            if values is not None:
                wanted = set(values)
                known = zip(info.programme_ids, info.programme_facts[column], strict=True)
                inside = [i for i, value in known if value in wanted]
                found = inside if found is None else sorted(set(found).intersection(inside))
    return found


def missing_dimensions(column: DataColumn, by: Sequence[str], filters: Filters) -> list[str]:
    """Dimensions asked for that the column does not know: its source holds counts, or answers."""
    asked = [*by, *(about for about, names in NAMED.items() if getattr(filters, names))]
    if column.of_answers:
        return [d for d in dict.fromkeys(asked) if d not in {*IN_EVERY_CUBE, *column.dims}]
    if questions := [d for d in dict.fromkeys(asked) if d in NAMED]:
        return questions
    if column.kind != "count":
        return []
    known = set(OF_PROGRAMME) | {"cohort"} | (set(IN_EVERY_CUBE) - set(column.without))
    asked = [d for d in by if d not in known]
    if filters.genders and "gender" not in known and "gender" not in asked:
        asked.append("gender")
    return asked


def cells(
    snapshot: Snapshot,
    column: DataColumn,
    by: tuple[str, ...] = (),
    filters: Filters | None = None,
    scope: Scope | None = None,
    weight: bool = False,
) -> Cells:
    """Histogram of ``column`` per group of ``by``, within filters and scope.

    With ``weight`` the result has ``weights`` as well, which only columns that respondents fill
    have; ValueError for any other.

    ``filters.wave`` None takes every wave: then ``by`` must have the wave, or the column none.
    Raises ValueError for a dimension that does not exist, for waves that would be mixed and for
    answers to questions that nobody named.
    """
    filters, scope = filters or Filters(), scope or Scope()
    by = tuple(by)
    for dimension in by:
        if dimension not in DIMENSIONS:
            raise ValueError(f"there is no dimension {dimension!r}")
    if weight and not column.weighted:
        raise ValueError(f"{column.name} is not answered in a survey and has no weights")
    waves = "wave" not in column.without
    if waves and filters.wave is None and "wave" not in by:
        raise ValueError(f"waves of {column.name} would be mixed: say which wave")
    if mixed(column, by, filters):
        raise ValueError(f"questions of {column.name} would be mixed: say which questions")
    info = snapshot.info()
    if column.of_answers:
        allowed = allowed_programmes(info, filters, scope)
        sql, parameters = query(
            column, by, OF_PROGRAMME, filters, allowed, CUBE_WEIGHTS if weight else ""
        )
    else:
        sql, parameters = _query(info, column, by, filters, scope, waves, weight)
    if column.codes:
        # The place of a code is asked of the counted groups, not of every row.
        sql = f"SELECT * REPLACE (coalesce(enum_code(value)::SMALLINT, -1) AS value) FROM ({sql})"
    elif column.kind == "text":
        # Names are kept as numbers of their type; the counted groups get them as text.
        sql = f"SELECT * REPLACE (value::VARCHAR AS value) FROM ({sql})"
    found = snapshot.arrays(sql, parameters)
    keys, group, groups = grouped(info, by, found)
    ends = scale_ends(info, column, keys, groups, filters) if column.of_answers else (None,) * 3
    value = plain(found["value"])
    codes: tuple[str, ...] = ()
    if column.codes:
        codes = snapshot.enum(f"cube_{column.name}", "value")
        value = value.astype(np.int64)
    elif column.kind == "number":
        value = value.astype(float)
    return Cells(
        column=column,
        by=by,
        groups=groups,
        keys=keys,
        codes=codes,
        group=group,
        value=value,
        count=found["n"].astype(np.int64),
        event=found["event"].astype(bool) if column.event else None,
        narrow=any_of(group, groups, found["narrow"]),
        sampled=any_of(group, groups, found["sampled"]),
        working=any_of(group, groups, found["working"]),
        asked=any_of(group, groups, found["asked"]),
        weights=_cell_weights(found) if weight else None,
        scale_low=ends[0],
        scale_high=ends[1],
        differ=ends[2],
    )


def _query(
    info: Info,
    column: DataColumn,
    by: tuple[str, ...],
    filters: Filters,
    scope: Scope,
    waves: bool,
    weight: bool,
) -> tuple[str, list]:
    """The statement and its parameters."""
    counted_by = {*IN_EVERY_CUBE, *column.dims}
    coarse = counted_by.issuperset(by)
    from_cube = coarse or (column.factors and counted_by.union(FACTORS).issuperset(by))
    cube = f"cube_{column.name}" if coarse else f"factors_{column.name}"
    table = cube if from_cube else "mart_graduate_wave"
    value = "c.value" if from_cube else f"c.{column.name}"
    counted = "sum(c.n)::BIGINT" if from_cube else "count(*)"
    weights = ""
    if weight:
        weights = CUBE_WEIGHTS if from_cube else ROW_WEIGHTS
        table = table if from_cube else WEIGHTED_ROWS
    # The event is only meaningful beside a value; without one it is not an event.
    event = f", coalesce(c.{'event' if from_cube else column.event}, false) AS event"
    of_programme = [d for d in by if d in OF_PROGRAMME]
    groups = [f'{"d" if d in OF_PROGRAMME else "c"}."{d}" AS g{i}' for i, d in enumerate(by)]
    flags, parameters = _flags(info, column, filters.wave if waves else None, waves)
    where = []
    if not from_cube:
        where.append("NOT c.excluded")
    allowed = allowed_programmes(info, filters, scope)
    for expression, values in (
        ("c.programme_id", allowed),
        ("c.cohort", list(filters.cohorts) or None),
        ("c.gender", list(filters.genders) or None),
    ):
        if values is not None:
            marks = ", ".join("?" * len(values))
            where.append(
                f"{expression}::VARCHAR IN ({marks})"
                if values and isinstance(values[0], str)
                else f"{expression} IN ({marks})"
                if values
                else "false"
            )
            parameters.extend(values)
    if waves and filters.wave is not None:
        where.append("c.wave = ?")
        parameters.append(filters.wave)
    sql = (
        f"SELECT {''.join(g + ', ' for g in groups)}{value} AS value"
        f"{event if column.event else ''}, {counted} AS n{weights}, "
        f"{flags} "
        f"FROM {table} AS c "
        f"{'JOIN dim_programme AS d USING (programme_id) ' if of_programme else ''}"
        f"{'WHERE ' + ' AND '.join(where) if where else ''} GROUP BY ALL"
    )
    return sql, parameters


def _cell_weights(found: dict[str, np.ndarray]) -> CellWeights:
    """Sums of weights are missing where nobody has one: that is 0."""
    w, w2 = (
        np.asarray(np.ma.filled(found[name].astype(float), 0.0), dtype=float)
        for name in ("w", "w2")
    )
    return CellWeights(found["wn"].astype(np.int64), np.nan_to_num(w), np.nan_to_num(w2))


def _flags(
    info: Info, column: DataColumn, wave: int | None, waves: bool
) -> tuple[str, list[list[int]]]:
    """Select terms for a group's cohorts: any narrow, of respondents or the employed only, asked.

    Usually all cohorts are alike and the answer is a constant, which costs nothing.
    """
    declared = {} if column.kind == "count" else info.population
    asked = [
        cohort * WAVES + (at or 0)
        for (cohort, at), n in info.presence.get(column.name, {}).items()
        if n > 0 and (wave is None or at == wave)
    ]
    possible = [c for c, w in info.cohort_waves if wave is None or w == wave] if waves else None
    at_wave = f"c.cohort::INTEGER * {WAVES}" + (" + c.wave" if waves else "")
    narrow = [c for c, d in declared.items() if d in ("with_destination", "employed_only")]
    sampled = [c for c, d in declared.items() if d == "respondents"]
    working = [c for c, d in declared.items() if d == "employed_only"]
    terms, parameters = [], []
    for name, expression, found, everything in (
        ("narrow", "c.cohort", narrow, len(narrow) == len(info.cohorts)),
        ("sampled", "c.cohort", sampled, len(sampled) == len(info.cohorts)),
        ("working", "c.cohort", working, len(working) == len(info.cohorts)),
        ("asked", at_wave, asked, possible is not None and len(asked) == len(possible)),
    ):
        if not found or everything:
            terms.append(f"{'true' if found else 'false'} AS {name}")
        else:
            terms.append(f"bool_or(list_contains(?, {expression})) AS {name}")
            parameters.append(found)
    return ", ".join(terms), parameters
