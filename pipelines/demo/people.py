"""Who graduates: one array entry per graduate of a cohort, drawn from the programmes' parameters."""

from dataclasses import dataclass

import numpy as np

from pipelines.demo import truths
from pipelines.demo.programmes import LEVELS, SCHOOLS, Programme

#: Region of origin and its share, before the regions are mixed by school.
ORIGINS: dict[str, float] = {
    "50": 0.42, "51": 0.11, "52": 0.05, "53": 0.03, "42": 0.04, "43": 0.04, "41": 0.06,
    "37": 0.04, "34": 0.03, "36": 0.02, "44": 0.02, "45": 0.02, "33": 0.02, "32": 0.02,
    "13": 0.02, "14": 0.015, "61": 0.02, "62": 0.015, "35": 0.01, "21": 0.005, "23": 0.005,
    "65": 0.005, "15": 0.005, "12": 0.005, "46": 0.005, "22": 0.005, "64": 0.003, "63": 0.002,
    "54": 0.005,
}  # fmt: skip
ENTRY_ROUTES = ("national_exam", "special_plan", "postgraduate_exam", "recommended", "application")
ETHNICITIES = ("01", "15", "06", "other")
SCHOOL_CODES = tuple(SCHOOLS)
#: Share of women by school.
WOMEN = {"CS": 0.27, "EE": 0.25, "ME": 0.15, "CE": 0.30, "CH": 0.46, "SC": 0.42, "BM": 0.62,
         "HL": 0.75, "MD": 0.76, "AC": 0.66}  # fmt: skip


@dataclass(frozen=True)
class People:
    """The graduates of one cohort as parallel arrays; codes are positions in the named lists."""

    cohort: int
    number: np.ndarray  # running number within the cohort, shuffled over programmes
    programme: np.ndarray  # position in the list of code-periods
    school: np.ndarray
    level: np.ndarray
    female: np.ndarray
    origin: np.ndarray  # position in ORIGINS; -1 abroad
    entry: np.ndarray  # percentile; NaN after the bachelor
    entry_z: np.ndarray  # (entry - 60) / 20, 0.3 where there is none
    route: np.ndarray
    ability: np.ndarray  # standard normal, correlated with entry
    ethnicity: np.ndarray
    disability: np.ndarray
    hardship: np.ndarray
    awarded: np.ndarray  # False: completed without award
    days_to_award: np.ndarray

    def __len__(self) -> int:
        return len(self.number)


def sizes(catalogue: list[Programme], cohort: int, graduates: int) -> np.ndarray:
    """Graduates per code-period of a cohort; adds up exactly (largest remainders)."""
    weight = np.array([p.size if p.runs_in(cohort) else 0.0 for p in catalogue])
    ideal = graduates * weight / weight.sum()
    whole = np.floor(ideal).astype(int)
    for i in np.argsort(whole - ideal, kind="stable")[: graduates - whole.sum()]:
        whole[i] += 1
    return whole


def cohort_sizes(graduates: int) -> dict[int, int]:
    """Graduates per cohort: the institution grows by 2 % a year."""
    n = len(truths.COHORTS)
    edges = np.rint(graduates * np.cumsum(1.02 ** np.arange(n)) / (1.02 ** np.arange(n)).sum())
    return dict(zip(truths.COHORTS, np.diff(edges, prepend=0).astype(int).tolist(), strict=True))


def draw(
    rng: np.random.Generator, catalogue: list[Programme], cohort: int, graduates: int
) -> People:
    """Draw the graduates of one cohort."""
    n = graduates
    programme = rng.permutation(np.repeat(np.arange(len(catalogue)), sizes(catalogue, cohort, n)))
    school = np.array([SCHOOL_CODES.index(p.school) for p in catalogue])[programme]
    level = np.array([LEVELS.index(p.level) for p in catalogue])[programme]
    intake = np.array([np.nan if p.intake is None else p.intake for p in catalogue])[programme]
    bachelor = level == 0
    latent = rng.standard_normal(n)
    entry = np.round(np.clip(intake + 13 * latent, 1, 99.9), 1)
    origin = rng.choice(len(ORIGINS), n, p=np.array([*ORIGINS.values()]) / sum(ORIGINS.values()))
    special = bachelor & (rng.random(n) < 0.06)
    route = np.where(bachelor, np.where(special, 1, 0), np.where(rng.random(n) < 0.3, 3, 2))
    route[level == 2] = 4
    awarded = rng.random(n) >= np.where(bachelor, 0.014, 0.006)
    return People(
        cohort=cohort,
        number=rng.permutation(n) + 1,
        programme=programme,
        school=school,
        level=level,
        female=rng.random(n) < np.array([WOMEN[s] for s in SCHOOL_CODES])[school],
        origin=np.where(rng.random(n) < 0.012, -1, origin),
        entry=np.where(rng.random(n) < 0.02, np.nan, entry),
        entry_z=np.where(bachelor, (entry - 60) / 20, 0.3),
        route=route,
        ability=0.5 * latent + np.sqrt(0.75) * rng.standard_normal(n),
        ethnicity=rng.choice(4, n, p=[0.88, 0.06, 0.03, 0.03]),
        disability=rng.random(n) < 0.006,
        hardship=rng.random(n) < np.where(special, 0.6, 0.17),
        awarded=awarded,
        days_to_award=np.where(rng.random(n) < 0.94, 24, 178),
    )
