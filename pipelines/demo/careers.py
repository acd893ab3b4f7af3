"""What becomes of each graduate: the true destination at any month, before anybody observes it."""

from dataclasses import dataclass

import numpy as np

from pipelines.demo import truths
from pipelines.demo.people import SCHOOL_CODES, People
from pipelines.demo.programmes import Programme

#: True kinds of destination. SEEKER has a job from month ``wait`` on.
SEEKER, STUDY_HOME, STUDY_ABROAD, VENTURE, FREELANCE, MILITARY, LATER_STUDY, NOT_NOW = range(8)
ABROAD = {"BM": 0.24, "AC": 0.26, "HL": 0.22}
FREE = {"AC": 0.10, "HL": 0.03}


@dataclass(frozen=True)
class Careers:
    """True paths of one cohort. ``wait`` is months from graduation to the first job, 0 before it."""

    kind: np.ndarray
    wait: np.ndarray
    eta: np.ndarray

    def settled(self, month: float) -> np.ndarray:
        """Has a destination at that month: work, own business, forces or further study."""
        return np.where(
            self.kind == SEEKER, self.wait <= month, (self.kind >= 1) & (self.kind <= MILITARY)
        )


def sigmoid(x: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-x))


def _by_school(shares: dict[str, float], other: float, school: np.ndarray) -> np.ndarray:
    return np.array([shares.get(s, other) for s in SCHOOL_CODES])[school]


def draw(rng: np.random.Generator, catalogue: list[Programme], people: People) -> Careers:
    """Draw the true path of everybody: eta, the kind of destination, the wait for a first job."""
    n = len(people)
    cohort = people.cohort
    base = np.array(
        [
            p.demand
            + truths.effect_of(p.code, cohort)
            + truths.VACANCY_EFFECT * np.log(truths.vacancies(p.category_code, cohort) / 100)
            for p in catalogue
        ]
    )
    eta = (
        base[people.programme]
        + truths.ENTRY_EFFECT * people.entry_z
        + truths.MARKET.get(cohort, 0.0)
        + truths.FEMALE_ETA * people.female
        + 0.25 * people.ability
    )
    share = np.array([min(max(p.study, 1e-6), 0.95) for p in catalogue])[people.programme]
    study = rng.random(n) < sigmoid(
        np.log(share / (1 - share)) + 0.5 * people.ability + 0.025 * (cohort - 2018)
    )
    abroad = rng.random(n) < _by_school(ABROAD, 0.09, people.school)
    kind = np.where(study, np.where(abroad, STUDY_ABROAD, STUDY_HOME), SEEKER)

    other = rng.random(n)
    free = _by_school(FREE, 0.012, people.school) * (people.level < 2)
    waits = 0.022 * np.exp(-0.6 * eta) * (people.level == 0)
    rests = 0.009 * np.exp(-0.3 * eta)
    soldier = np.where(people.female, 0.002, 0.014) * (people.level == 0)
    edges = np.cumsum([np.full(n, 0.008), free, soldier, waits, rests], axis=0)
    for code, low, high in zip(
        (VENTURE, FREELANCE, MILITARY, LATER_STUDY, NOT_NOW),
        (np.zeros(n), *edges[:-1]),
        edges,
        strict=True,
    ):
        kind = np.where((kind == SEEKER) & (other >= low) & (other < high), code, kind)

    early = rng.random(n) < sigmoid(-0.35 + 0.9 * eta)
    wait = np.where(early, 0.0, 0.1 + rng.exponential(1.0, n) * 2.4 * np.exp(-0.6 * eta))
    return Careers(kind=kind, wait=np.minimum(wait, 59.0), eta=eta)
