"""The small tables: programmes with their lineage, counts of students by stage, benchmarks, labour market."""

import numpy as np

from pipelines.demo import truths
from pipelines.demo.people import People
from pipelines.demo.programmes import CATEGORIES, CLASSES, SCHOOLS, Programme

LEVEL_NAMES = {"bachelor": "本科", "master": "硕士", "doctor": "博士"}
#: How the invented national figures differ by discipline category: points, and factor on pay.
BENCHMARK_RATE = {"08": 2.0, "10": 1.5, "03": -4.0, "13": -3.0}
BENCHMARK_PAY = {"08": 1.10, "02": 1.02, "05": 0.90, "13": 0.92}
YEARS = {"bachelor": 4, "master": 3, "doctor": 4}


def programme_rows(catalogue: list[Programme]) -> list[list]:
    """Header and one row per code-period, as the registrar would list them."""
    rows: list[list] = [[
        "专业代码", "专业名称", "英文名称", "学院代码", "学院", "学院英文名称", "学科门类代码",
        "学科门类", "学科门类英文", "专业类代码", "专业类", "专业类英文", "层次", "起始届", "截止届",
        "前身专业",
    ]]  # fmt: skip
    for p in catalogue:
        school_en, school_zh = SCHOOLS[p.school]
        category_en, category_zh = CATEGORIES[p.category_code]
        class_en, class_zh = CLASSES[p.class_code]
        rows.append([
            p.code, p.name_zh, p.name_en, p.school, school_zh, school_en, p.category_code,
            category_zh, category_en, p.class_code, class_zh, class_en, LEVEL_NAMES[p.level],
            p.valid_from, p.valid_to, p.predecessor or None,
        ])  # fmt: skip
    return rows


def enrolment_rows(
    rng: np.random.Generator, catalogue: list[Programme], people: People
) -> list[list]:
    """Final stage of a cohort's programmes, and the same students at entry and half-way."""
    size = np.bincount(people.programme, minlength=len(catalogue))
    done = np.bincount(people.programme[people.awarded], minlength=len(catalogue))
    rows = []
    for p, ended, graduated in zip(catalogue, size.tolist(), done.tolist(), strict=True):
        if not ended:
            continue
        due = ended + int(rng.binomial(ended, 0.03))
        degrees = graduated - int(rng.binomial(graduated, 0.006))
        years = YEARS[p.level]
        entered = due + int(rng.binomial(due, 0.02))
        half = (due + entered) // 2
        first, middle = people.cohort - years, people.cohort - years // 2
        rows += [
            [p.code, people.cohort, "毕业年级", None, due, graduated, degrees],
            [p.code, first, "入学年", entered, entered, None, None],
            [p.code, middle, "中间年级", None, half, None, None],
        ]
    return rows


ENROLMENT_HEADER = [
    "专业代码",
    "年度",
    "阶段",
    "入学人数",
    "在读人数",
    "按期毕业人数",
    "授予学位人数",
]


def benchmark_rows(rng: np.random.Generator) -> list[list]:
    """Invented external figures by year and discipline category, one column per figure."""
    rows: list[list] = [["来源", "年度", "学科", "去向落实率（%）", "月收入中位数", "样本量"]]
    source = "虚构全国毕业生调查（演示） Invented national survey (demonstration)"
    for cohort in truths.COHORTS[-5:]:
        shock = 2.0 * truths.MARKET.get(cohort, 0.0)
        pay = 4700 * (1 + truths.PAY_GROWTH * (cohort - truths.COHORTS[0]))
        rows.append([source, cohort, None, round(91.0 + shock, 1), round(pay, -1), 412_000])
        for code, (en, _) in CATEGORIES.items():
            rate = 91.0 + shock + BENCHMARK_RATE.get(code, 0.0) + float(rng.normal(0, 0.4))
            level = BENCHMARK_PAY.get(code, 0.97) * pay + float(rng.normal(0, 60))
            base = int(rng.integers(8_000, 90_000))
            rows.append([source, cohort, en, round(rate, 1), round(level, -1), base])
    return rows


def market_rows() -> list[list]:
    """The invented index of vacancies by discipline category and year, as a job site might."""
    source = "虚构岗位需求指数（演示） Invented vacancy index (demonstration)"
    return [["来源", "年度", "学科门类代码", "岗位需求指数"]] + [
        [source, cohort, field, truths.vacancies(field, cohort)]
        for field in truths.VACANCIES
        for cohort in truths.COHORTS
    ]
