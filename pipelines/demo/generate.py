"""Writes the demo institution as ordinary source files, cohort by cohort, from one seed.

Everything is drawn in arrays; no line of code runs once per graduate. The files are read back by
``data/mappings/demo.toml`` through the same pipeline as anyone's.
"""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pyarrow as pa

from pipelines.demo import (
    careers,
    counts,
    curricula,
    feedback,
    firms,
    instrument,
    objectives,
    people,
    ratings,
    register,
    remarks,
    reports,
    status,
    survey,
    truths,
    work,
)
from pipelines.demo.columns import coded, frame, number
from pipelines.demo.people import ENTRY_ROUTES, ETHNICITIES, ORIGINS, People
from pipelines.demo.programmes import Programme, programmes
from pipelines.demo.write import Feeds, to_gb18030, to_text, to_xlsx
from pipelines.problems import Message
from yardstick.text import mark

GRADUATES = 60_000
SEED = 20260101
#: Feed -> file and delimiter.
FILES: dict[str, tuple[str, str]] = {
    "graduates": ("graduates.csv", ","),
    "register_initial": ("register_initial.csv", ","),
    "register_yearend": ("register_yearend.csv", ","),
    "survey_6": ("survey_6_months.csv", ","),
    "survey_later": ("survey_later.csv", ","),
    "survey_list": ("survey_list.csv", ","),
    "feedback_1": ("alumni_feedback_first_form.csv", ","),
    "feedback_2": ("alumni_feedback_second_form.csv", ","),
    "five_years_1": ("alumni_five_years_first_form.csv", ","),
    "five_years_2": ("alumni_five_years_second_form.csv", ","),
    "ratings": ("course_ratings.csv", ","),
    "firms": ("employer_survey.csv", ","),
    "firms_five_years": ("employer_survey_five_years.csv", ","),
    "employers": ("employer_reports.csv", ","),
    "network": ("network_profiles.tsv", "\\t"),
}


def generate(
    folder: Path,
    graduates: int = GRADUATES,
    seed: int = SEED,
    progress: Callable[[Message], None] | None = None,
) -> None:
    """Write the files of the demo institution into ``folder``.

    ``progress`` is called with a message after every step. The same ``graduates``
    and ``seed`` give the same files, byte for byte.
    """
    tell = progress or (lambda _: None)
    folder.mkdir(parents=True, exist_ok=True)
    catalogue = programmes()
    feeds = Feeds(folder / "generate.tmp")
    enrolled = [counts.ENROLMENT_HEADER]
    try:
        seeds = np.random.SeedSequence(seed).spawn(1 + 3 * len(truths.COHORTS))
        # Feedback is drawn on its own, and so are courses and objectives: what else is invented
        # does not depend on them.
        each = len(truths.COHORTS)
        draws = zip(*(seeds[1 + k * each : 1 + (k + 1) * each] for k in range(3)), strict=True)
        for (cohort, size), own in zip(people.cohort_sizes(graduates).items(), draws, strict=True):
            rngs = tuple(map(np.random.default_rng, own))
            enrolled += _cohort(feeds, rngs, catalogue, cohort, size)
            tell(
                Message.of(
                    mark("Invented the cohort of {cohort}: {n} graduates"), cohort=cohort, n=size
                )
            )
        for feed, (name, delimiter) in FILES.items():
            rows = feeds.copy(feed, folder / name, delimiter)
            tell(Message.of(mark("Wrote {file}: {n} rows"), file=name, n=rows))
    finally:
        feeds.close()
    to_gb18030(folder / "employer_reports.csv")
    _small(folder, np.random.default_rng(seeds[0]), catalogue, enrolled)


def _small(
    folder: Path, rng: np.random.Generator, catalogue: list[Programme], enrolled: list[list]
) -> None:
    titles = ["示范大学专业目录（演示数据，纯属虚构）", "教务处  2026年1月1日", ""]
    to_xlsx(folder / "programmes.xlsx", "专业目录", titles, counts.programme_rows(catalogue))
    to_text(folder / "enrolments.csv", enrolled, ",", "gb18030")
    to_text(folder / "benchmarks.tsv", counts.benchmark_rows(rng), "\t", "utf-8-sig")
    to_text(folder / "market.tsv", counts.market_rows(), "\t", "utf-8")
    for name, rows in curricula.files(catalogue).items():
        to_text(folder / name, rows, ",", "utf-8")
    (folder / "staff_names.txt").write_text("\n".join(remarks.STAFF) + "\n", encoding="utf-8")


def _cohort(
    feeds: Feeds,
    rngs: tuple[np.random.Generator, ...],
    catalogue: list[Programme],
    cohort: int,
    size: int,
) -> list[list]:
    """Draw one cohort into the feeds; returns its rows of enrolments.

    ``rngs`` are for graduates and outcomes, for feedback, for courses and objectives.
    """
    rng, other, third = rngs
    who = people.draw(rng, catalogue, cohort, size)
    paths = careers.draw(rng, catalogue, who)
    jobs = work.draw(rng, catalogue, who)
    form = status.form_of_employment(rng, who)
    ids = cohort * 100_000_000 + who.number.astype(np.int64)
    university = register.study_place(rng, who, paths.kind == careers.STUDY_ABROAD)
    feeds.add("graduates", _graduates(who, ids, catalogue))
    known = None
    for wave, feed in zip(
        truths.REGISTER_WAVES, ("register_initial", "register_yearend"), strict=True
    ):
        known, unknown = register.recorded(rng, who, paths, form, wave)
        feeds.add(feed, register.export(who, ids, known, unknown, jobs, university, wave))
    hired = status.employed(known) & ~np.isin(known, status.OWN)
    feeds.add("employers", reports.of_employers(rng, who, ids, jobs, hired))
    feeds.add("network", reports.of_network(rng, who, ids, jobs, hired))
    for wave, latest in truths.SURVEY_WAVES.items():
        if cohort > latest:
            continue
        asked = survey.approach(rng, who, paths, len(catalogue), wave)
        code = status.destination(rng, who, paths, form, wave)
        now = jobs if wave == 6 else work.later(rng, catalogue, who, jobs, wave)
        said = survey.stated(rng, code) if wave == 6 else code
        rows = survey.answers(rng, who, ids, paths, now, asked, said, wave)
        feeds.add("survey_6" if wave == 6 else "survey_later", rows)
        feeds.add("survey_list", survey.invitations(who, ids, asked, wave))
        if feedback.asked(cohort, wave):
            working = status.employed(said)
            rows, some = feedback.answers(other, catalogue, who, ids, now, working, asked, wave)
            _add_feedback(feeds, third, catalogue, who, rows, some, wave)
            if wave == objectives.WAVE:
                kept = working & ~np.isin(said, status.OWN)
                feeds.add("firms_five_years", firms.answers(third, catalogue, who, now, kept, wave))
    if feedback.asked(cohort, firms.WAVE):
        feeds.add("firms", firms.answers(other, catalogue, who, jobs, hired))
    return counts.enrolment_rows(rng, catalogue, who)


def _add_feedback(
    feeds: Feeds,
    rng: np.random.Generator,
    catalogue: list[Programme],
    who: People,
    rows: pa.Table,
    some: np.ndarray,
    wave: int,
) -> None:
    """The forms of ``some`` of a cohort, with ratings of courses early and objectives late."""
    form = feedback.version(who.cohort, wave)
    programme = who.programme[some]
    if wave == objectives.WAVE:
        asked = instrument.questions("alumni", form)
        for header, column in objectives.answers(rng, catalogue, programme, asked).items():
            rows = rows.append_column(header, column)
        feeds.add(f"five_years_{form}", rows)
        return
    feeds.add(f"feedback_{form}", rows)
    if wave == ratings.WAVE:
        number = rows[feedback.NUMBER].to_numpy()
        feeds.add("ratings", ratings.ratings(rng, catalogue, programme, who.cohort, number))


def _graduates(who: People, ids: np.ndarray, catalogue: list[Programme]) -> pa.Table:
    """Rows of the student records office."""
    n = len(who)
    june, december = f"{who.cohort}-06-24", f"{who.cohort}-12-20"
    late = who.days_to_award > 100
    plans = [curricula.version(p, who.cohort) for p in catalogue]
    return frame({
        "学号": pa.array(ids),
        "毕业年份": pa.array(np.full(n, who.cohort, np.int16)),
        "授予日期": coded(late.astype(int), (june, december), who.awarded),
        "毕结业": coded(np.where(who.awarded, 0, 1), ("毕业", "结业")),
        "专业代码": coded(who.programme, [p.code for p in catalogue]),
        "培养方案": coded(who.programme, plans),
        "性别": coded(who.female.astype(int), ("男", "女")),
        "民族": coded(who.ethnicity, ETHNICITIES),
        "残疾": coded(who.disability.astype(int), ("否", "是")),
        "家庭经济困难": coded(who.hardship.astype(int), ("否", "是")),
        "生源地代码": coded(np.where(who.origin < 0, len(ORIGINS), who.origin), (*ORIGINS, "99")),
        "国际学生": coded((who.origin < 0).astype(int), ("否", "是")),
        "入学途径": coded(who.route, ENTRY_ROUTES),
        "入学百分位": number(who.entry),
    })  # fmt: skip
