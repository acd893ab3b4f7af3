"""The planted truths: what is true of the demo institution because it was made so.

The generator reads them, and tests ask the analyses to find them. The library under the screen
cannot import this module. Effects are on the scale of ``eta``, the log-odds of having a job before
graduation (about 2 in 5 do); the same ``eta`` shortens the wait of the others, so that 1.0 moves
the share settled after six months by roughly 6 to 8 percentage points where it was 88 %.
"""

from dataclasses import dataclass
from datetime import date

#: Ten cohorts; every file is as extracted on this day, so later waves exist for older cohorts only.
COHORTS: tuple[int, ...] = tuple(range(2016, 2026))
EXTRACTED_ON = date(2026, 1, 1)

#: Months after graduation (taken as the end of June) at which the register is read.
REGISTER_WAVES: tuple[int, ...] = (2, 6)
#: Survey waves and the latest cohort that has reached each of them.
SURVEY_WAVES: dict[int, int] = {6: 2025, 15: 2024, 36: 2022, 60: 2020}

#: Up to this cohort the year-end census was taken on 15 November, later on 31 December: the
#: destination rate jumps between the two for no other reason than the six weeks.
EARLY_CENSUS_UNTIL = 2018
EARLY_CENSUS = (11, 15)
EARLY_CENSUS_MONTHS = 4.5

#: A standard deviation (20 points) of entry percentile is worth this much eta.
ENTRY_EFFECT = 0.45
#: Labour-market shocks that hit every programme of a cohort alike.
MARKET: dict[int, float] = {2020: -0.40, 2022: -0.30, 2024: -0.10}
#: Vacancies for graduates of a field of study, 100 in an average year; fields not named have 100.
VACANCIES: dict[str, tuple[float, ...]] = {
    "02": (108, 106, 104, 103, 96, 101, 95, 96, 93, 92),
    "03": (98, 99, 101, 100, 95, 99, 97, 99, 101, 103),
    "05": (104, 103, 101, 100, 94, 97, 95, 96, 93, 92),
    "07": (98, 98, 99, 100, 97, 101, 102, 101, 104, 105),
    "08": (94, 96, 99, 102, 97, 104, 103, 107, 108, 110),
    "10": (96, 97, 98, 99, 106, 108, 105, 103, 101, 102),
    "12": (103, 104, 102, 101, 95, 99, 96, 98, 96, 95),
    "13": (105, 104, 103, 101, 90, 95, 92, 94, 92, 91),
}
#: Eta for each unit of the logarithm of that index: 10 % more vacancies are worth 0.095.
VACANCY_EFFECT = 1.0
#: Women wait a little longer and are paid less at the same programme, level and place.
FEMALE_ETA = -0.15
FEMALE_LOG_PAY = -0.06
#: Nominal pay grows by this much a cohort.
PAY_GROWTH = 0.042
#: Log pay over a bachelor's.
LEVEL_LOG_PAY: dict[str, float] = {"bachelor": 0.0, "master": 0.30, "doctor": 0.58}


@dataclass(frozen=True)
class ProgrammeEffect:
    """What a programme does for its graduates beyond what intake, level and market predict."""

    programme: str
    intake: float
    eta: float


#: Nursing takes in the weakest students and places them far better than predicted ...
BETTER_THAN_INTAKE = ProgrammeEffect("101101", intake=34, eta=1.2)
#: ... finance takes in the strongest and does worse than predicted.
WORSE_THAN_INTAKE = ProgrammeEffect("020301K", intake=86, eta=-1.2)


@dataclass(frozen=True)
class Reform:
    """A curriculum reform: who, from which cohort on, and what it did."""

    programme: str
    first_cohort: int
    eta: float


#: Three reforms that worked and one that changed nothing, all from the cohort of 2021 on.
REFORMS: tuple[Reform, ...] = (
    Reform("081001", 2021, 1.3),
    Reform("070302", 2021, 1.3),
    Reform("050301", 2021, 1.3),
    Reform("120201K", 2021, 0.0),
)

#: Survey response leans towards the successful: log-odds of answering, settled against not, and
#: per standard deviation of ability; the unweighted survey therefore flatters the institution.
RESPONSE_SETTLED = 0.9
RESPONSE_ABILITY = 0.25
RESPONSE_FEMALE = 0.25
#: Log-odds of answering at the average, by wave.
RESPONSE_LEVEL: dict[int, float] = {6: 0.18, 15: -0.35, 36: -0.75, 60: -1.05}
#: Share of answers that come in after the survey closed (still counted, with their date).
LATE_ANSWERS = 0.06

#: Of those settled at a census, the share the register does not know of (code 70, no evidence).
SETTLED_BUT_UNKNOWN = 0.012
#: Of those not settled, the share of whom the register knows nothing, early and late cohorts.
WAITING_UNKNOWN: tuple[float, float] = (0.60, 0.40)
#: Share of survey answers at six months that contradict the register for no good reason.
CONTRADICTS_REGISTER = 0.03
#: Share of the employed of whom an employer's report or a network profile exists at six months.
REPORTED_BY_EMPLOYER = 0.05
SEEN_ON_NETWORK = 0.02

#: Who is asked for feedback with items: by wave, the first and the last cohort.
FEEDBACK: dict[int, tuple[int, int]] = {6: (2022, 2025), 60: (2019, 2020)}
#: From this day on overall satisfaction is asked on five points instead of four (version 2).
FORM_CHANGED_ON = date(2024, 9, 1)
#: Share of those who complete the survey and go on to these questions.
GOES_ON = 0.75
#: Share of those who send it in without saying who they are, with programme and cohort.
ANONYMOUS = 0.05
#: Competences: what work requires and what graduates acquired, in points of five, at the average.
COMPETENCES: dict[str, tuple[float, float]] = {
    "expertise": (3.9, 3.9),
    "problem_solving": (4.0, 3.9),
    "data_analysis": (3.6, 3.5),
    "digital_tools": (3.6, 3.5),
    "communication": (4.0, 3.9),
    "teamwork": (3.9, 3.9),
    "foreign_language": (3.0, 3.2),
    "self_learning": (4.0, 4.0),
}


@dataclass(frozen=True)
class CompetenceGap:
    """Competences that graduates of a programme acquired less of, by so many points."""

    programme: str
    competences: tuple[str, ...]
    points: float


#: Work requires as much of them as of others: about 0.9 points more than they acquired.
COMPETENCE_GAPS: tuple[CompetenceGap, ...] = (
    CompetenceGap("080202", ("digital_tools", "communication"), 1.0),
    CompetenceGap("120203K", ("data_analysis", "digital_tools"), 1.0),
    CompetenceGap("100701", ("communication", "teamwork"), 1.0),
)
#: What the competences are called, English and Chinese.
COMPETENCE_NAMES: dict[str, tuple[str, str]] = {
    "expertise": ("Specialist knowledge", "专业知识"),
    "problem_solving": ("Problem solving", "分析与解决问题"),
    "data_analysis": ("Data analysis", "数据分析"),
    "digital_tools": ("Digital tools", "数字工具应用"),
    "communication": ("Communication", "沟通表达"),
    "teamwork": ("Teamwork", "团队合作"),
    "foreign_language": ("Foreign language", "外语应用"),
    "self_learning": ("Learning on one’s own", "自主学习"),
}

#: Programmes with two curricula: the old one for the cohorts up to the one named, then the new one.
OLD_CURRICULUM, NEW_CURRICULUM = "2013", "2017"
LAST_OF_OLD_CURRICULUM = 2020
TWO_CURRICULA: tuple[str, ...] = (
    *(gap.programme for gap in COMPETENCE_GAPS),
    *(reform.programme for reform in REFORMS),
)
#: The courses in which the missing competences are mainly taught: alumni need them more than other
#: courses, and most of those who need them say that they did not meet the need.
WEAK_COURSES: dict[str, tuple[str, str]] = {
    "080202": ("ME204", "ME205"),
    "120203K": ("AC204", "AC205"),
    "100701": ("PM204", "PM205"),
}
#: No course of this programme carries this competence; every other programme has one for each.
UNCARRIED: tuple[str, str] = ("070202", "communication")


@dataclass(frozen=True)
class ClosedCourse:
    """A core course that is no longer offered, and what took its place (English, Chinese)."""

    programme: str
    course: str
    offered_until: date
    replaced_by: str
    names: tuple[str, str]


CLOSED_COURSE = ClosedCourse(
    "050301", "JC203", date(2025, 7, 31), "JC206", ("New Media Production", "新媒体内容生产")
)
#: About five years out alumni and employers say how far objectives are attained, on five points:
#: about 3.9 everywhere, and this much less for one objective of one programme.
OBJECTIVE_THRESHOLD = 3.5
MISSED_OBJECTIVE: tuple[str, str] = ("080601", "2")
MISSED_BY = 1.0
#: Employers rate this competence lower than alumni do, in every programme, by so many points.
EMPLOYERS_SEE_LESS: tuple[str, float] = ("communication", 0.5)
#: Overall satisfaction goes with satisfaction with teaching far more than with using what was
#: learnt (standard deviations of the latent answer).
SATISFACTION_OF_TEACHING = 0.7
SATISFACTION_OF_USE = 0.2
#: Of the hired of a cohort, the share whose employers fill in the employer survey.
EMPLOYERS_ANSWER = 0.06

#: Half of the jobs of these schools lie in one or two industries; the others spread.
CONCENTRATED: dict[str, tuple[str, ...]] = {"CS": ("I",), "CE": ("E",), "MD": ("Q",)}
#: The region the university serves, and who stays there.
SERVED_REGION = "50"
STAY_IF_FROM_HERE = 0.70
STAY_IF_FROM_ELSEWHERE = 0.32
RETURN_HOME = 0.20

#: Lineage: the series go on under the code on the right.
RENAMED: dict[str, str] = {"080703": "080706"}
RENAMED_IN_PLACE: tuple[str, ...] = ("M0854",)
MERGED: dict[tuple[str, ...], str] = {("120202", "120801"): "120803"}
SPLIT: dict[str, tuple[str, ...]] = {"130500": ("130502", "130503")}
CLOSED: tuple[str, ...] = ("050207",)

#: Doctoral programmes with about ten graduates a cohort at 60,000: small bases, marked as such.
SMALL: tuple[str, ...] = ("D0702", "D1004", "D1202")


def vacancies(field: str, cohort: int) -> float:
    """The index of a discipline category in the year of a cohort."""
    return VACANCIES.get(field, (100.0,) * len(COHORTS))[COHORTS.index(cohort)]


def effect_of(programme: str, cohort: int) -> float:
    """Planted eta of a programme in a cohort: its lasting effect and its reform."""
    total = sum(p.eta for p in (BETTER_THAN_INTAKE, WORSE_THAN_INTAKE) if p.programme == programme)
    return total + sum(
        r.eta for r in REFORMS if r.programme == programme and cohort >= r.first_cohort
    )
