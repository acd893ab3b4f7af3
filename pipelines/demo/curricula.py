"""The curricula of the demo's bachelor programmes: versions, courses, what they carry, objectives.

The graduate school has not handed in its own, and one renamed programme goes on with the curriculum
that stands under its old code.
"""

import csv
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from pipelines.demo import truths
from pipelines.demo.programmes import Programme

TABLE = Path(__file__).with_name("courses.csv")
#: Rows of the table that every programme takes, and field of study by discipline class.
EVERYBODY = "*"
FIELDS = {
    "0201": "EC", "0203": "EC", "0301": "LW", "0501": "CN", "0502": "FL", "0503": "JC",
    "0701": "MA", "0702": "PH", "0703": "CM", "0712": "MA", "0802": "ME", "0804": "MT",
    "0805": "EP", "0806": "EL", "0807": "EL", "0808": "EL", "0809": "CS", "0810": "CE",
    "0813": "CM", "0825": "EV", "0828": "AR", "1007": "PM", "1010": "ML", "1011": "NU",
    "1201": "MG", "1202": "MG", "1208": "MG", "1302": "MU", "1305": "DS",
}  # fmt: skip
ACCOUNTING = "120203K"
#: Version that graduates are recorded with where no curriculum was handed in.
UNDESCRIBED = "2014"
OBJECTIVES: tuple[tuple[str, str], ...] = (
    ("Does skilled work in {name} or a related field and solves complex problems",
     "能够胜任{name}及相关领域的专业工作，解决复杂问题"),
    ("Acts responsibly and by the rules of the profession", "具有社会责任感，遵守职业道德与规范"),
    ("Works and communicates well in teams, also as their leader",
     "能够在团队中有效沟通协作，发挥骨干作用"),
    ("Goes on learning and keeps up with the field", "具有终身学习能力，适应行业发展"),
)  # fmt: skip


@dataclass(frozen=True)
class Course:
    """A course of a curriculum, and the part of it that carries each competence."""

    code: str
    name_en: str
    name_zh: str
    credits: float
    core: bool
    carries: tuple[tuple[str, float], ...]
    offered_until: str = ""
    replaced_by: str = ""


@dataclass(frozen=True)
class Curriculum:
    """A version of a programme's curriculum; cohorts are missing where it has no end."""

    programme: str
    version: str
    cohort_from: int | None
    cohort_to: int | None
    courses: tuple[Course, ...]


def has_own(p: Programme) -> bool:
    """Whether a curriculum stands under the programme's own code."""
    return p.level == "bachelor" and p.code not in truths.RENAMED.values()


def version(p: Programme, cohort: int) -> str:
    """The version that graduates of a cohort are recorded with."""
    if p.level != "bachelor":
        return UNDESCRIBED
    if p.code in truths.TWO_CURRICULA and cohort > truths.LAST_OF_OLD_CURRICULUM:
        return truths.NEW_CURRICULUM
    if p.code in truths.RENAMED.values() or p.valid_from is None:
        return truths.OLD_CURRICULUM
    return str(p.valid_from - 4)


def curricula(catalogue: list[Programme]) -> list[Curriculum]:
    """All versions of all programmes that have curricula, in the order of the catalogue."""
    found = []
    for p in filter(has_own, catalogue):
        if p.code not in truths.TWO_CURRICULA:
            since = version(p, truths.COHORTS[-1])
            found.append(Curriculum(p.code, since, p.valid_from, None, courses_of(p)))
            continue
        last = truths.LAST_OF_OLD_CURRICULUM
        found += [
            Curriculum(p.code, truths.OLD_CURRICULUM, None, last, courses_of(p, renewed=False)),
            Curriculum(p.code, truths.NEW_CURRICULUM, last + 1, None, courses_of(p)),
        ]
    return found


def courses_of(p: Programme, renewed: bool = True) -> tuple[Course, ...]:
    """The courses of a programme; ``renewed`` is the version in force."""
    field = "AC" if p.code == ACCOUNTING else FIELDS[p.class_code]
    first = Course(
        f"{field}101",
        f"Introduction to {p.name_en}",
        f"{p.name_zh}导论",
        3,
        True,
        (("expertise", 0.6),),
    )
    last = Course(
        f"{field}401",
        f"{p.name_en} Project",
        f"{p.name_zh}综合实践",
        4,
        False,
        (("problem_solving", 0.4), ("teamwork", 0.3)),
    )
    found = [*_pool()[EVERYBODY], first, *_pool()[field], last]
    closed = truths.CLOSED_COURSE
    if p.code == closed.programme and renewed:
        found = [_closed(c) for c in found]
        instead = Course(closed.replaced_by, *closed.names, 3, False, (("digital_tools", 0.5),))
        found.insert(-1, instead)
    programme, competence = truths.UNCARRIED
    if p.code == programme:
        found = [c for c in found if competence not in dict(c.carries)]
    return tuple(found)


def _closed(course: Course) -> Course:
    closed = truths.CLOSED_COURSE
    if course.code != closed.course:
        return course
    until = closed.offered_until.isoformat()
    return replace(course, offered_until=until, replaced_by=closed.replaced_by)


@cache
def _pool() -> dict[str, list[Course]]:
    """Courses by field of study."""
    found: dict[str, list[Course]] = {}
    with TABLE.open(encoding="utf-8", newline="") as f:
        for r in csv.DictReader(f):
            parts = (part.split(":") for part in r["carries"].split(";"))
            found.setdefault(r["field"], []).append(
                Course(
                    code=r["course"],
                    name_en=r["name_en"],
                    name_zh=r["name_zh"],
                    credits=float(r["credits"]),
                    core=r["core"] == "yes",
                    carries=tuple((name, float(share)) for name, share in parts),
                )
            )
    return found


def files(catalogue: list[Programme]) -> dict[str, list[list]]:
    """Name and rows, header first, of the files of the office of academic affairs."""
    plans = curricula(catalogue)
    names = {p.code: (p.name_en, p.name_zh) for p in catalogue}
    return {
        "competences.csv": [["能力代码", "能力", "英文"]]
        + [[code, zh, en] for code, (en, zh) in truths.COMPETENCE_NAMES.items()],
        "curricula.csv": [["专业代码", "培养方案", "起始届", "截止届"]]
        + [[k.programme, k.version, k.cohort_from, k.cohort_to] for k in plans],
        "courses.csv": [["专业代码", "培养方案", "课程代码", "课程名称", "英文名称", "学分",
                         "是否核心课程", "停开日期", "替代课程"]]
        + [[k.programme, k.version, c.code, c.name_zh, c.name_en, c.credits,
            "是" if c.core else "否", c.offered_until, c.replaced_by]
           for k in plans for c in k.courses],
        "course_competences.csv": [["专业代码", "培养方案", "课程代码", "能力代码", "支撑比重"]]
        + [[k.programme, k.version, c.code, competence, share]
           for k in plans for c in k.courses for competence, share in c.carries],
        "objectives.csv": [["专业代码", "培养方案", "目标编号", "培养目标", "英文", "达成标准",
                            "评价题项"]]
        + [[k.programme, k.version, number, zh.format(name=names[k.programme][1]),
            en.format(name=names[k.programme][0]), truths.OBJECTIVE_THRESHOLD,
            f"alumni/OBJ_{number};employers/OBJ_{number}"]
           for k in plans for number, (en, zh) in enumerate(OBJECTIVES, start=1)],
    }  # fmt: skip
