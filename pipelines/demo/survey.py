"""The graduate survey: who is asked, who answers, and what they say."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from pipelines.demo import truths
from pipelines.demo.careers import Careers, sigmoid
from pipelines.demo.columns import coded, frame, number, whole
from pipelines.demo.invented import INDUSTRIES, employers
from pipelines.demo.people import People
from pipelines.demo.status import AT, NONE, OWN, STUDY, employed
from pipelines.demo.work import (
    EMPLOYER_TYPES,
    FIELDS,
    LEVEL_FITS,
    OCCUPATIONS,
    REGIONS,
    SATISFACTION,
    Jobs,
    heap,
)  # fmt: skip

DISPOSITIONS = ("complete", "partial", "refused", "non_contact", "other", "unknown_eligibility",
                "ineligible")  # fmt: skip
#: Of those who do not answer.
NO_ANSWER = (0.13, 0.52, 0.09, 0.23, 0.03)
INVITED = {6: 0.97, 15: 0.94, 36: 0.88, 60: 0.82}
#: Month and day of the invitation, and years after graduation, by wave.
SENT = {6: (0, 12, 1), 15: (1, 9, 15), 36: (3, 6, 15), 60: (5, 6, 15)}
LATE_MONTHS = {6: (1, 2, 20), 15: (1, 11, 25), 36: (3, 8, 25), 60: (5, 8, 25)}
ACTIVITIES = ("全职工作", "非全职工作", "自雇或创业", "全日制学习", "求职中", "即将入职", "旅行",
              "照料家人", "非全日制学习")  # fmt: skip
SEEKING = ("在找全职工作", "在找非全职工作", "未在找工作")
SAID = ("签就业协议", "签劳动合同", "其他形式就业", "科研助理", "博士后", "应征入伍", "国家基层项目",
        "地方基层项目", "自主创业", "自由职业", "境内读研", "第二学士学位", "出国出境", "求职中",
        "准备升学", "暂不就业")  # fmt: skip


@dataclass(frozen=True)
class Answers:
    """One wave of one cohort: the list of the invited and what came back."""

    invited: np.ndarray
    disposition: np.ndarray
    answered: np.ndarray
    day: np.ndarray
    days: list[str]


def day_sent(cohort: int, wave: int) -> str:
    years, month, day = SENT[wave]
    return f"{cohort + years}-{month:02d}-{day:02d}"


def approach(
    rng: np.random.Generator, people: People, paths: Careers, catalogue_size: int, wave: int
) -> Answers:
    """Draw who is invited and who answers. Response leans towards the settled and the able."""
    n = len(people)
    settled = paths.settled(wave)
    mood = np.random.default_rng([wave, people.cohort]).normal(0, 0.2, catalogue_size)
    chance = sigmoid(
        truths.RESPONSE_LEVEL[wave]
        + truths.RESPONSE_SETTLED * (settled - 0.92)
        + truths.RESPONSE_ABILITY * people.ability
        + truths.RESPONSE_FEMALE * (people.female - 0.45)
        + mood[people.programme]
    )
    invited = people.awarded & (rng.random(n) < INVITED[wave])
    answered = invited & (rng.random(n) < chance)
    full = np.where(rng.random(n) < 0.92, 0, 1)
    silent = 2 + rng.choice(len(NO_ANSWER), n, p=NO_ANSWER)
    years, month, day = SENT[wave]
    days = [f"{people.cohort + years}/{month:02d}/{day + i:02d}" for i in range(1, 14)]
    late_years, late_month, late_day = LATE_MONTHS[wave]
    days.append(f"{people.cohort + late_years}/{late_month:02d}/{late_day:02d}")
    when = np.minimum(rng.exponential(4.0, n).astype(int), 12)
    return Answers(
        invited=invited,
        disposition=np.where(answered, full, silent),
        answered=answered,
        day=np.where(rng.random(n) < truths.LATE_ANSWERS, 13, when),
        days=days if f"{late_years + people.cohort}" <= "2025" else [*days[:13], days[12]],
    )


def invitations(people: People, ids: np.ndarray, asked: Answers, wave: int) -> pa.Table:
    """Rows of the survey list."""
    n = len(ids)
    return frame(
        {
            "学号": pa.array(ids),
            "调查轮次": pa.array(np.full(n, wave, np.int16)),
            "首次邀请日期": coded(np.zeros(n, np.int32), [day_sent(people.cohort, wave)]),
            "处置结果": coded(asked.disposition, DISPOSITIONS),
        },
        asked.invited,
    )


def stated(rng: np.random.Generator, code: np.ndarray) -> np.ndarray:
    """What people say they do: mostly the truth, a few say something else."""
    other = rng.choice([AT["10"], AT["11"], AT["76"], AT["801"], AT["70"]], len(code))
    return np.where(rng.random(len(code)) < truths.CONTRADICTS_REGISTER, other, code)


def answers(
    rng: np.random.Generator,
    people: People,
    ids: np.ndarray,
    paths: Careers,
    jobs: Jobs,
    asked: Answers,
    code: np.ndarray,
    wave: int,
) -> pa.Table:
    """Rows of the survey export of one wave; items are left blank here and there."""
    n = len(ids)
    work = employed(code)
    own = np.isin(code, OWN)
    study = np.isin(code, STUDY)
    idle = np.isin(code, NONE)
    looking = code == AT["70"]
    full = jobs.hours >= 35
    main = np.select(
        [own, work & full, work, study], [2, 0, 1, 3],
        np.where(looking, np.where(rng.random(n) < 0.85, 4, 5), np.where(rng.random(n) < 0.4, 6, 7)),
    )  # fmt: skip
    also = rng.random(n) < 0.06
    both = [*ACTIVITIES, *(f"{a}┋非全日制学习" for a in ACTIVITIES[:3])]
    everything = np.where(also & (main <= 2), len(ACTIVITIES) + main, main)
    wants = rng.random(n)
    seeking = np.where(idle, np.where(looking, np.where(wants < 0.94, 0, 1), 2), 2)
    seeking = np.where(work & ~full & (wants < 0.45), 0, seeking)
    partial = asked.disposition == 1

    def kept(share: float) -> np.ndarray:
        return rng.random(n) < np.where(partial, share / 2, share)

    hours = np.where(work, np.maximum(jobs.hours, 5), 0)
    first = np.isin(paths.kind, (0, 3, 4)) & (wave <= 15)
    waiting = (paths.kind == 0) & (paths.wait > wave)
    waited = np.where(waiting, wave, np.where(paths.kind == 0, np.ceil(paths.wait), 0))
    columns = {
        "学号": pa.array(ids),
        "提交日期": coded(asked.day, asked.days),
        "目前去向": coded(code, SAID),
        "最主要的活动": coded(main, ACTIVITIES),
        "全部活动": coded(everything, both),
        "求职意向": coded(seeking, SEEKING, kept(0.985)),
        "每周工时": whole(hours, kept(0.97)),
        "职业大类": coded(jobs.occupation, OCCUPATIONS, work & kept(0.95)),
        "求职月数": whole(waited, first & kept(0.95)),
        "是否已有首份工作": coded(waiting.astype(int), ("是", "否"), first),
        "专业匹配": coded(jobs.field, FIELDS, work & kept(0.95)),
        "学历匹配": coded(jobs.level_fit, LEVEL_FITS, work & kept(0.95)),
        "就业满意度": coded(jobs.satisfaction, SATISFACTION, work & kept(0.96)),
    }
    pay = heap(rng, jobs.pay)
    told = kept(0.88)
    if wave == 6:
        columns["税前月收入"] = whole(np.where(told, pay, -1), work)
    else:  # asked by the year, in units of 10,000
        hired = work & ~own
        columns |= {
            "单位名称": coded(jobs.employer, employers()[0], hired & kept(0.85)),
            "单位性质": coded(jobs.employer_type, EMPLOYER_TYPES, hired & kept(0.95)),
            "行业": coded(jobs.industry, INDUSTRIES, work & kept(0.95)),
            "工作地区": coded(jobs.region, REGIONS, work & kept(0.96)),
            "税前年收入（万元）": number(np.where(told, np.round(pay * 12 / 10_000, 1), -1), work),
            "调查轮次": pa.array(np.full(n, wave, np.int16)),
        }
    return frame(columns, asked.answered)
