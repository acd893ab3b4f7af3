"""Findings of weak courses: the rule of ``yardstick/feedback/weak.py`` on the usual cohorts."""

from yardstick.feedback.rules import load_rules
from yardstick.feedback.weak import FULFILMENT, RULE, null_courses, rated_courses
from yardstick.findings.model import by_chance, schools_of, sized
from yardstick.measure import Reader

FAMILY = "course"


def courses(reader: Reader, draws: int) -> tuple[list[dict], list[dict]]:
    """Rows of findings and of what chance gives."""
    found = rated_courses(reader)
    if not found.family:
        return [], []
    schools = schools_of(reader)
    material = load_rules()[RULE].points(0, 1)
    rows = [
        {
            "kind": "course",
            "tone": "bad",
            "indicator": FULFILMENT,
            "subject": r["course"],
            "programme": r["programme"],
            "school": schools.get(r["programme"], ""),
            "cohort_first": found.cohorts[0],
            "cohort_last": found.cohorts[-1],
            "wave": found.wave,
            "n": r["n"],
            "observed": r["fulfilment"],
            "expected": r["expected"],
            "difference": r["difference"],
            "sd": r["sd"],
            "low": r["low"],
            "high": r["high"],
            "probability": r["p_below"],
            "q_value": r["q"],
            "materiality": material,
            "contribution": r["contribution"],
            **sized(r["difference"], r["sd"], material),
        }
        for r in found.weak().to_dict("records")
    ]
    flags = null_courses(reader, draws=draws) if draws else None
    return rows, [by_chance(FAMILY, FAMILY, found.family, len(rows), flags)]
