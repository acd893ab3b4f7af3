"""The jobs people have: industry, employer, region, occupation, hours, pay and how well it fits."""

from dataclasses import dataclass, replace

import numpy as np

from pipelines.demo import truths
from pipelines.demo.invented import INDUSTRIES, employers
from pipelines.demo.people import ORIGINS, SCHOOL_CODES, People
from pipelines.demo.programmes import LEVELS, Programme

REGIONS = (*ORIGINS, "31", "11", "81", "99")
#: Where those go who neither stay nor return home.
HUBS = {"44": 0.24, "51": 0.18, "31": 0.14, "33": 0.13, "11": 0.10, "32": 0.10, "42": 0.05,
        "61": 0.03, "37": 0.02, "81": 0.004, "99": 0.006}  # fmt: skip
#: Industries by school: the rest is spread by EVERYWHERE.
INDUSTRY_OF: dict[str, dict[str, float]] = {
    "CS": {"I": 0.62, "C": 0.10, "J": 0.06, "M": 0.05},
    "EE": {"C": 0.28, "D": 0.24, "I": 0.24, "M": 0.05},
    "ME": {"C": 0.58, "M": 0.09, "G": 0.06, "D": 0.05},
    "CE": {"E": 0.58, "M": 0.14, "K": 0.08, "N": 0.05},
    "CH": {"C": 0.48, "M": 0.14, "N": 0.07, "Q": 0.05},
    "SC": {"P": 0.30, "I": 0.20, "J": 0.14, "M": 0.10},
    "BM": {"J": 0.28, "F": 0.14, "L": 0.14, "C": 0.12, "S": 0.06},
    "HL": {"P": 0.30, "S": 0.18, "L": 0.16, "R": 0.08},
    "MD": {"Q": 0.74, "C": 0.10, "M": 0.05},
    "AC": {"R": 0.40, "L": 0.16, "I": 0.10, "P": 0.10},
}
EVERYWHERE = {"S": 0.22, "P": 0.14, "F": 0.12, "J": 0.10, "C": 0.10, "L": 0.08, "H": 0.06,
              "O": 0.06, "A": 0.04, "G": 0.04, "R": 0.02, "B": 0.02}  # fmt: skip
#: Kind of employer by industry: (kinds, shares); the last line is for every other industry.
KIND_OF = {
    "S": (("10", "29", "56", "55"), (0.62, 0.26, 0.08, 0.04)),
    "P": (("22", "21", "39"), (0.70, 0.12, 0.18)),
    "Q": (("23", "39"), (0.85, 0.15)),
    "M": (("20", "39", "31"), (0.40, 0.40, 0.20)),
    "D": (("31", "39"), (0.82, 0.18)),
    "E": (("31", "39"), (0.62, 0.38)),
    "": (("39", "31", "32"), (0.66, 0.24, 0.10)),
}
EMPLOYER_TYPES = ("10", "20", "21", "22", "23", "29", "31", "32", "39", "40", "55", "56")
OCCUPATIONS = tuple("123456789")
OCCUPATION_OF = {  # by level: bachelor, master, doctor
    0: (0.03, 0.46, 0.17, 0.16, 0.04, 0.04, 0.07, 0.02, 0.01),
    1: (0.06, 0.66, 0.12, 0.10, 0.01, 0.01, 0.03, 0.01, 0.00),
    2: (0.05, 0.90, 0.03, 0.02, 0.00, 0.00, 0.00, 0.00, 0.00),
}
HUB_PAY = {"11": 0.20, "31": 0.20, "44": 0.13, "33": 0.11, "32": 0.09, "81": 0.55, "99": 0.60}
BASE_PAY = 4700.0
#: Pay against that at six months.
LATER_PAY = {2: 1.0, 6: 1.0, 15: 1.10, 36: 1.42, 60: 1.85}
CHANGED_JOB = {15: 0.22, 36: 0.45, 60: 0.60}
FIELDS = ("exclusively_own", "own_or_related", "different", "no_particular")
LEVEL_FITS = ("higher", "same", "lower", "below_tertiary")
SATISFACTION = ("1", "2", "3", "4", "5", "cannot_say")


@dataclass(frozen=True)
class Jobs:
    """The job everybody would have; positions in the lists named above (employers: invented)."""

    industry: np.ndarray
    employer: np.ndarray
    employer_type: np.ndarray
    size: np.ndarray
    region: np.ndarray
    occupation: np.ndarray
    hours: np.ndarray
    pay: np.ndarray
    field: np.ndarray
    level_fit: np.ndarray
    satisfaction: np.ndarray


def pick(rng: np.random.Generator, shares: np.ndarray, group: np.ndarray) -> np.ndarray:
    """Draw a position per person from row ``group`` of a table of shares."""
    edges = np.cumsum(shares, axis=1) / shares.sum(axis=1, keepdims=True)
    edges = (edges + np.arange(len(edges))[:, None]).ravel()
    flat = np.searchsorted(edges, group + rng.random(len(group)), side="right")
    return np.minimum(flat - group * shares.shape[1], shares.shape[1] - 1)


def _table(rows: list[dict[str, float]], columns: tuple[str, ...]) -> np.ndarray:
    return np.array([[row.get(c, 0.0) for c in columns] for row in rows])


def _industry_shares() -> np.ndarray:
    rows = []
    for school in SCHOOL_CODES:
        own = INDUSTRY_OF[school]
        rest = 1 - sum(own.values())
        rows.append({i: own.get(i, 0) + rest * EVERYWHERE.get(i, 0) for i in INDUSTRIES})
    return _table(rows, INDUSTRIES)


def _kind_shares() -> np.ndarray:
    rows = [dict(zip(*KIND_OF.get(i, KIND_OF[""]), strict=True)) for i in INDUSTRIES]
    return _table(rows, EMPLOYER_TYPES)


def _region(rng: np.random.Generator, people: People) -> np.ndarray:
    n = len(people)
    from_here = people.origin == [*ORIGINS].index(truths.SERVED_REGION)
    stay = rng.random(n) < np.where(
        from_here, truths.STAY_IF_FROM_HERE, truths.STAY_IF_FROM_ELSEWHERE
    )
    home = ~from_here & (people.origin >= 0) & (rng.random(n) < truths.RETURN_HOME)
    hub = pick(rng, _table([HUBS], REGIONS), np.zeros(n, dtype=int))
    here = REGIONS.index(truths.SERVED_REGION)
    return np.where(stay, here, np.where(home, people.origin, hub))


def heap(rng: np.random.Generator, pay: np.ndarray) -> np.ndarray:
    """Answers as people give them: half to the thousand, the rest to 500, 100 or the unit."""
    unit = np.array([1000, 500, 100, 1])[rng.choice(4, len(pay), p=[0.48, 0.27, 0.22, 0.03])]
    return np.maximum(np.rint(pay / unit) * unit, 1500.0)


def draw(rng: np.random.Generator, catalogue: list[Programme], people: People) -> Jobs:
    """The first job of everybody, as at six months."""
    n = len(people)
    names, _, weights = employers()
    industry = pick(rng, _industry_shares(), people.school)
    employer = np.minimum(np.searchsorted(weights, industry + rng.random(n)), len(names) - 1)
    region = _region(rng, people)
    occupation = pick(rng, np.array([OCCUPATION_OF[i] for i in range(3)]), people.level)
    level_pay = np.array([truths.LEVEL_LOG_PAY[x] for x in LEVELS])[people.level]
    field_pay = np.array([p.pay for p in catalogue])[people.programme]
    place_pay = np.array([HUB_PAY.get(r, 0.0) for r in REGIONS])[region]
    log_pay = (
        np.log(BASE_PAY)
        + truths.PAY_GROWTH * (people.cohort - truths.COHORTS[0])
        + level_pay
        + field_pay
        + place_pay
        + truths.FEMALE_LOG_PAY * people.female
        + 0.07 * people.ability
        + np.where(occupation <= 2, 0.05, -0.10)
        + rng.normal(0, 0.27, n)
    )
    own = rng.random(n) < np.array([p.match for p in catalogue])[people.programme]
    strictly = rng.random(n) < 0.38
    field = np.where(own, np.where(strictly, 0, 1), np.where(rng.random(n) < 0.6, 2, 3))
    high = occupation <= 2
    fits = np.where(high[:, None], [[0.10, 0.80, 0.08, 0.02]], [[0.03, 0.42, 0.36, 0.19]])
    level_fit = (np.cumsum(fits, axis=1) < rng.random(n)[:, None]).sum(axis=1)
    full = rng.random(n) < 0.94
    hours = np.where(full, rng.choice([35, 38, 40, 40, 40, 44, 45, 48, 50, 60], n), 0)
    hours = np.where(full, hours, rng.choice([8, 12, 16, 20, 24, 25, 28, 30, 32], n))
    pay = np.exp(log_pay) * np.where(full, 1.0, hours / 40)
    mood = 0.35 * own + 0.25 * high + 0.30 * (log_pay - np.log(6000)) + rng.normal(0, 0.95, n)
    satisfaction = np.searchsorted([-1.75, -1.0, -0.15, 1.25], mood)
    satisfaction[rng.random(n) < 0.03] = SATISFACTION.index("cannot_say")
    return Jobs(
        industry=industry,
        employer=employer,
        employer_type=pick(rng, _kind_shares(), industry),
        size=pick(rng, np.array([[0.08, 0.20, 0.30, 0.20, 0.22]]), np.zeros(n, dtype=int)),
        region=region,
        occupation=occupation,
        hours=hours,
        pay=pay,
        field=field,
        level_fit=level_fit,
        satisfaction=satisfaction,
    )


def later(
    rng: np.random.Generator, catalogue: list[Programme], people: People, first: Jobs, wave: int
) -> Jobs:
    """The job at a later wave: some have changed it; everybody's pay has grown."""
    fresh = draw(rng, catalogue, people)
    changed = rng.random(len(people)) < CHANGED_JOB[wave]
    growth = LATER_PAY[wave] * np.exp(rng.normal(0, 0.10, len(people)))
    mixed = {
        name: np.where(changed, getattr(fresh, name), getattr(first, name))
        for name in Jobs.__dataclass_fields__
    }
    climbed = (rng.random(len(people)) < {15: 0.02, 36: 0.10, 60: 0.18}[wave]) & (
        mixed["occupation"] > 0
    )
    mixed["occupation"] = np.where(
        climbed, np.maximum(mixed["occupation"] - 2, 0), mixed["occupation"]
    )
    return replace(Jobs(**mixed), pay=mixed["pay"] * growth)
