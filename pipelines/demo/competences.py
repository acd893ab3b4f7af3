"""What work requires and what graduates acquired, on five points, with the planted gaps."""

import numpy as np

from pipelines.demo import truths
from pipelines.demo.people import SCHOOL_CODES
from pipelines.demo.programmes import Programme

CODES = tuple(truths.COMPETENCES)
#: What a school's graduates need more of, and learn more of, than the average.
TILT: dict[str, dict[str, float]] = {
    "CS": {"digital_tools": 0.6, "data_analysis": 0.2},
    "EE": {"digital_tools": 0.3},
    "SC": {"data_analysis": 0.4, "digital_tools": 0.2},
    "BM": {"data_analysis": 0.2, "foreign_language": 0.2},
    "HL": {"communication": 0.2, "foreign_language": 0.7, "digital_tools": -0.4},
    "MD": {"expertise": 0.3, "teamwork": 0.2, "digital_tools": -0.3},
    "AC": {"communication": 0.2, "data_analysis": -0.4},
}
#: The same person leans the same way on every question, and differently on each.
OWN_LEAN, OWN_ANSWER = 0.35, 0.65
CANNOT_SAY = 5


def required(school: np.ndarray) -> np.ndarray:
    """Mean importance (people, competences) by position of the school."""
    return _of_school(np.array([r for r, _ in truths.COMPETENCES.values()]), school)


def acquired(catalogue: list[Programme], programme: np.ndarray, school: np.ndarray) -> np.ndarray:
    """Mean attainment (people, competences), less what is planted for the programme."""
    missing = np.zeros((len(catalogue), len(CODES)))
    for gap in truths.COMPETENCE_GAPS:
        for place, p in enumerate(catalogue):
            if p.code == gap.programme:
                missing[place, [CODES.index(c) for c in gap.competences]] = gap.points
    mean = _of_school(np.array([a for _, a in truths.COMPETENCES.values()]), school)
    return mean - missing[programme]


def _of_school(mean: np.ndarray, school: np.ndarray) -> np.ndarray:
    tilt = np.array([[TILT.get(s, {}).get(c, 0.0) for c in CODES] for s in SCHOOL_CODES])
    return mean + tilt[school]


def points(rng: np.random.Generator, mean: np.ndarray, lean: np.ndarray) -> np.ndarray:
    """Positions of the answers (people, competences): 0 to 4, CANNOT_SAY, -1 where left blank."""
    answer = mean + OWN_LEAN * lean[:, None] + OWN_ANSWER * rng.standard_normal(mean.shape)
    place = np.clip(np.rint(answer), 1, 5).astype(np.int64) - 1
    luck = rng.random(mean.shape)
    return np.select([luck < 0.015, luck < 0.035], [-1, CANNOT_SAY], place)
