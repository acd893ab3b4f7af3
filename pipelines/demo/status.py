"""The true destination of everybody at a wave, in the codes of the national register."""

import numpy as np

from pipelines.demo import careers as c
from pipelines.demo.careers import Careers
from pipelines.demo.people import People
from pipelines.demo.work import pick

DESTINATIONS = ("10", "11", "12", "271", "272", "46", "501", "512", "75", "76", "801", "802", "85",
                "70", "71", "72")  # fmt: skip
AT = {code: position for position, code in enumerate(DESTINATIONS)}
STUDY = tuple(AT[x] for x in ("801", "802", "85"))
NONE = tuple(AT[x] for x in ("70", "71", "72"))
OWN = tuple(AT[x] for x in ("75", "76"))
#: Forms of employment by level: bachelor, master, doctor.
FORMS = np.array([
    [0.60, 0.22, 0.11, 0.010, 0.00, 0.0, 0.030, 0.030],
    [0.68, 0.19, 0.07, 0.005, 0.00, 0.0, 0.005, 0.050],
    [0.60, 0.10, 0.03, 0.000, 0.26, 0.0, 0.000, 0.010],
])  # fmt: skip
#: Share of those who studied on and have left it for work, by level, at a later wave.
LEFT_STUDY = {15: (0.01, 0.01, 0.0), 36: (0.86, 0.15, 0.9), 60: (0.92, 0.80, 0.9)}
#: Share that came round to study or to work of those who waited for it or rested.
CAME_ROUND = {15: (0.50, 0.30), 36: (0.45, 0.48), 60: (0.12, 0.80)}
LOST_JOB = {15: 0.025, 36: 0.03, 60: 0.03}


def form_of_employment(rng: np.random.Generator, people: People) -> np.ndarray:
    """Under which code each person's employment is registered, once it begins."""
    return pick(rng, FORMS, people.level)


def destination(
    rng: np.random.Generator, people: People, paths: Careers, form: np.ndarray, wave: float
) -> np.ndarray:
    """Position in DESTINATIONS at a wave (months). Draws only for waves after the first year."""
    kind = paths.kind
    second = (people.number % 50 == 0) & (people.level == 0)
    code = np.select(
        [
            kind == c.STUDY_HOME,
            kind == c.STUDY_ABROAD,
            kind == c.VENTURE,
            kind == c.FREELANCE,
            kind == c.MILITARY,
            kind == c.LATER_STUDY,
            kind == c.NOT_NOW,
        ],
        [
            np.where(second, AT["802"], AT["801"]),
            AT["85"],
            AT["75"],
            AT["76"],
            AT["46"],
            AT["71"],
            AT["72"],
        ],
        np.where(paths.wait <= wave, form, AT["70"]),
    )
    if wave < 15:
        return code
    n = len(people)
    u = rng.random(n)
    studied = (kind == c.STUDY_HOME) | (kind == c.STUDY_ABROAD)
    left = studied & (u < np.array(LEFT_STUDY[wave])[people.level])
    to_study, to_work = CAME_ROUND[wave]
    waited = (kind == c.LATER_STUDY) | (kind == c.NOT_NOW)
    code = np.where(left | (waited & (u >= to_study) & (u < to_study + to_work)), form, code)
    code = np.where(waited & (u < to_study), AT["801"], code)
    lost = (kind == c.SEEKER) & (paths.wait <= wave) & (u < LOST_JOB[wave])
    conscript_back = (kind == c.MILITARY) & (wave >= 36)
    return np.where(lost, AT["70"], np.where(conscript_back, form, code))


def employed(code: np.ndarray) -> np.ndarray:
    return ~np.isin(code, STUDY + NONE)
