"""``measure`` against the equivalent hand-written query over graduates with ENUM columns."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from benchmarks import prepare
from benchmarks.machine import machine
from benchmarks.results import keep, ms, quantile
from yardstick.measure import Filters, Reader, measure, open_snapshot

ROUNDS = 30
SETTLED = "('unit', 'venture', 'freelance', 'employed_unstated', 'study')"
PARTS = ("unit", "venture", "freelance", "employed_unstated", "study", "waiting", "not_now")
MART = "mart_graduate_wave m JOIN dim_programme d USING (programme_id)"
COUNTED = "m.wave = 6 AND m.cn_2024 <> 'excluded'"


@dataclass(frozen=True)
class Question:
    """One question asked both ways. ``sql`` returns group, value, base; value NULL is not compared."""

    title: str
    indicators: tuple[str, ...]
    by: tuple[str, ...]
    filters: Filters
    sql: str


QUESTIONS = (
    Question(
        "destination rate of one cohort by programme",
        ("cn2024.destination_rate",),
        ("programme",),
        Filters(cohorts=(2024,), wave=6),
        f"SELECT d.programme, count(*) FILTER (m.cn_2024 IN {SETTLED}) / count(*), count(*) "
        f"FROM {MART} WHERE m.cohort = 2024 AND {COUNTED} GROUP BY ALL",
    ),
    Question(
        "destination rate of all cohorts by school and cohort",
        ("cn2024.destination_rate",),
        ("school", "cohort"),
        Filters(wave=6),
        f"SELECT d.school || m.cohort, count(*) FILTER (m.cn_2024 IN {SETTLED}) / count(*), "
        f"count(*) FROM {MART} WHERE {COUNTED} GROUP BY ALL",
    ),
    Question(
        "rate and seven components of all cohorts by programme",
        ("cn2024.destination_rate", *(f"cn2024.{p}" for p in PARTS)),
        ("programme",),
        Filters(wave=6),
        f"SELECT d.programme, count(*) FILTER (m.cn_2024 IN {SETTLED}) / count(*), count(*), "
        + ", ".join(f"count(*) FILTER (m.cn_2024 = '{p}') / count(*)" for p in PARTS)
        + f" FROM {MART} WHERE {COUNTED} GROUP BY ALL",
    ),
    Question(
        "median pay of one cohort by school",
        ("pay.median",),
        ("school",),
        Filters(cohorts=(2024,), wave=6),
        f"SELECT d.school, quantile_cont(m.pay, 0.5), count(m.pay) FROM {MART} "
        "WHERE m.cohort = 2024 AND m.wave = 6 AND NOT m.excluded GROUP BY ALL",
    ),
    Question(
        "destination rate of all cohorts by region of origin",
        ("cn2024.destination_rate",),
        ("origin_region",),
        Filters(wave=6),
        f"SELECT m.origin_region, count(*) FILTER (m.cn_2024 IN {SETTLED}) / count(*), count(*) "
        f"FROM mart_graduate_wave m WHERE {COUNTED} GROUP BY ALL",
    ),
)


def timed(what: Callable[[], object]) -> tuple[float, float]:
    """Median and 95th percentile of the time over ROUNDS, after one unmeasured call."""
    what()
    spent = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        what()
        spent.append(time.perf_counter() - started)
    return quantile(spent, 0.5), quantile(spent, 0.95)


def _must_agree(question: Question, ours, theirs: list[tuple]) -> None:
    """Both roads must lead to the same numbers, or their times say nothing."""
    first = ours[(ours["indicator"] == question.indicators[0]) & (ours["method"] != "bounds")]
    key = first[list(question.by)].astype(str).agg("".join, axis=1)
    found = dict(zip(key, zip(first["value"], first["base"], strict=True), strict=True))
    for group, value, base, *_ in theirs:
        mine, mine_base = found[str(group)]
        if base and (int(mine_base) != base or abs(mine - value) > 1e-9 * max(1.0, abs(value))):
            raise AssertionError(
                f"{question.title}, {group}: {mine} of {mine_base}, {value} of {base}"
            )


def main() -> None:
    chosen = prepare.options(__doc__)
    facts = machine()
    reader = Reader(open_snapshot(prepare.warehouse(chosen.folder, chosen.graduates)))
    rows = []
    for q in QUESTIONS:

        def ours(q=q):
            # Not the answer kept from the first time: the one that is computed.
            return measure.__wrapped__(reader, q.indicators, q.by, q.filters).frame

        def theirs(q=q):
            return reader.snapshot.rows(q.sql)

        _must_agree(q, ours(), theirs())
        by_measure, by_hand = timed(ours), timed(theirs)
        rows.append([q.title, ms(by_measure[0]), ms(by_measure[1]), ms(by_hand[0]), ms(by_hand[1]),
                     f"{by_measure[0] / by_hand[0]:.2f}"])  # fmt: skip
    keep(
        f"measure_{chosen.graduates}",
        f"measure() against hand-written SQL at {chosen.graduates:,} graduates",
        facts,
        ["question", "measure, median", "p95", "by hand, median", "p95", "ratio"],
        rows,
        [
            "By hand: FILTER counts over one row per graduate and wave, codes as ENUM, the same "
            "connection. measure() also gives intervals, bounds, status and reasons.",
            "Both answers are compared before anything is timed.",
        ],
    )


if __name__ == "__main__":
    main()
