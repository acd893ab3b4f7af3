"""The destination register as it is exported at a census: every graduate, national codes."""

import numpy as np
import pyarrow as pa

from pipelines.demo import careers as c
from pipelines.demo import truths
from pipelines.demo.careers import Careers
from pipelines.demo.columns import coded, frame
from pipelines.demo.invented import INDUSTRIES, employers, universities
from pipelines.demo.people import People
from pipelines.demo.status import AT, DESTINATIONS, OWN, STUDY, destination, employed
from pipelines.demo.work import EMPLOYER_TYPES, REGIONS, Jobs

EVIDENCE = (
    "就业协议",
    "劳动合同",
    "用人单位证明",
    "收入流水",
    "录取或在读证明",
    "本人自述",
    "无佐证",
)
PROOF = {"10": 0, "11": 1, "12": 2, "271": 0, "272": 0, "46": 2, "501": 2, "512": 2, "75": 5,
         "76": 5, "801": 4, "802": 4, "85": 4, "70": 5, "71": 5, "72": 5}  # fmt: skip
SIZES = ("1", "2", "3", "4", "5")


def census(cohort: int, wave: int) -> tuple[str, float]:
    """Day of the census and the months since graduation it really stands for."""
    if wave == 2:
        return f"{cohort}-08-31", 2.0
    if cohort <= truths.EARLY_CENSUS_UNTIL:
        month, day = truths.EARLY_CENSUS
        return f"{cohort}-{month:02d}-{day:02d}", truths.EARLY_CENSUS_MONTHS
    return f"{cohort}-12-31", 6.0


def study_place(rng: np.random.Generator, people: People, abroad: np.ndarray) -> np.ndarray:
    """Position of the university of further study; four in ten of those at home stay with us."""
    _, _, home = universities()
    n = len(people)
    elsewhere = 1 + (rng.random(n) ** 2 * (home - 1)).astype(int)
    own = rng.random(n) < 0.42
    away = home + (rng.random(n) ** 2 * (len(universities()[0]) - home)).astype(int)
    return np.where(abroad, away, np.where(own, 0, elsewhere))


def recorded(
    rng: np.random.Generator, people: People, paths: Careers, form: np.ndarray, wave: int
) -> tuple[np.ndarray, np.ndarray]:
    """Codes as the register has them, and who is coded 70 because nothing is known."""
    _, months = census(people.cohort, wave)
    code = destination(rng, people, paths, form, months)
    n = len(people)
    lost = paths.settled(months) & (rng.random(n) < truths.SETTLED_BUT_UNKNOWN)
    code = np.where(lost, AT["70"], code)
    if wave == 2:  # places abroad are often confirmed only in autumn
        pending = (paths.kind == c.STUDY_ABROAD) & (rng.random(n) < 0.3)
        code = np.where(pending & ~lost, AT["71"], code)
    early, late = truths.WAITING_UNKNOWN
    silent = rng.random(n) < (early if people.cohort < 2020 else late)
    return code, lost | ((code == AT["70"]) & silent)


def export(
    people: People,
    ids: np.ndarray,
    code: np.ndarray,
    unknown: np.ndarray,
    jobs: Jobs,
    university: np.ndarray,
    wave: int,
) -> pa.Table:
    """Rows of the export at one census."""
    day, _ = census(people.cohort, wave)
    work = employed(code)
    hired = work & ~np.isin(code, OWN) & (code != AT["46"])
    study = np.isin(code, STUDY)
    proof = np.where(
        unknown, EVIDENCE.index("无佐证"), np.array([PROOF[d] for d in DESTINATIONS])[code]
    )
    names, countries, home = universities()
    abroad = np.isin(university, np.arange(home, len(names)))
    place = np.where(work, jobs.region, np.where(abroad, REGIONS.index("99"), -1))
    return frame({
        "学号": pa.array(ids),
        "毕业年份": pa.array(np.full(len(ids), people.cohort, np.int16)),
        "统计截止日期": coded(np.zeros(len(ids), np.int32), [day]),
        "毕业去向代码": coded(code, DESTINATIONS),
        "佐证材料": coded(proof, EVIDENCE),
        "单位名称": coded(jobs.employer, employers()[0], hired),
        "单位性质代码": coded(jobs.employer_type, EMPLOYER_TYPES, hired),
        "单位规模": coded(jobs.size, SIZES, hired),
        "单位行业": coded(jobs.industry, INDUSTRIES, work & (code != AT["46"])),
        "单位或学校所在地代码": coded(place, REGIONS, work | study),
        "升学院校": coded(university, names, study),
        "升学国家": coded(university, countries, study),
    })  # fmt: skip
