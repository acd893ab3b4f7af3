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
    feedback,
    firms,
    people,
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
    "firms": ("employer_survey.csv", ","),
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
        seeds = np.random.SeedSequence(seed).spawn(1 + 2 * len(truths.COHORTS))
        # Feedback is drawn on its own: what else is invented does not depend on it.
        each = len(truths.COHORTS)
        draws = zip(seeds[1 : 1 + each], seeds[1 + each :], strict=True)
        for (cohort, size), own in zip(people.cohort_sizes(graduates).items(), draws, strict=True):
            rng, other = map(np.random.default_rng, own)
            enrolled += _cohort(feeds, rng, other, catalogue, cohort, size)
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
    (folder / "staff_names.txt").write_text("\n".join(remarks.STAFF) + "\n", encoding="utf-8")


def _cohort(
    feeds: Feeds,
    rng: np.random.Generator,
    other: np.random.Generator,
    catalogue: list[Programme],
    cohort: int,
    size: int,
) -> list[list]:
    """Draw one cohort into the feeds, feedback from ``other``; returns its rows of enrolments."""
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
            rows = feedback.answers(
                other, catalogue, who, ids, now, status.employed(said), asked, wave
            )
            feeds.add(f"feedback_{feedback.version(cohort, wave)}", rows)
    if feedback.asked(cohort, firms.WAVE):
        feeds.add("firms", firms.answers(other, catalogue, who, jobs, hired))
    return counts.enrolment_rows(rng, catalogue, who)


def _graduates(who: People, ids: np.ndarray, catalogue: list[Programme]) -> pa.Table:
    """Rows of the student records office."""
    n = len(who)
    june, december = f"{who.cohort}-06-24", f"{who.cohort}-12-20"
    late = who.days_to_award > 100
    plan = who.cohort - 4 - (who.cohort % 4)
    return frame({
        "学号": pa.array(ids),
        "毕业年份": pa.array(np.full(n, who.cohort, np.int16)),
        "授予日期": coded(late.astype(int), (june, december), who.awarded),
        "毕结业": coded(np.where(who.awarded, 0, 1), ("毕业", "结业")),
        "专业代码": coded(who.programme, [p.code for p in catalogue]),
        "培养方案": coded(np.zeros(n, int), [str(plan)]),
        "性别": coded(who.female.astype(int), ("男", "女")),
        "民族": coded(who.ethnicity, ETHNICITIES),
        "残疾": coded(who.disability.astype(int), ("否", "是")),
        "家庭经济困难": coded(who.hardship.astype(int), ("否", "是")),
        "生源地代码": coded(np.where(who.origin < 0, len(ORIGINS), who.origin), (*ORIGINS, "99")),
        "国际学生": coded((who.origin < 0).astype(int), ("否", "是")),
        "入学途径": coded(who.route, ENTRY_ROUTES),
        "入学百分位": number(who.entry),
    })  # fmt: skip
