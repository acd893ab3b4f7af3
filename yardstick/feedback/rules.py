"""What is called in feedback, and when: the rules of ``data/catalogue/feedback.toml``."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from yardstick.catalogue_check import EVIDENCE
from yardstick.places import DATA
from yardstick.text import Bilingual


@dataclass(frozen=True)
class Materiality:
    """``part`` is the smallest difference worth acting on, a fraction of the range of the scale;
    ``false_calls`` the expected share of wrong calls among the calls of one list; ``least`` the
    share who must find important what is judged (0: nobody is asked)."""

    id: str
    part: float
    false_calls: float
    label: Bilingual
    note: Bilingual
    source: Bilingual
    evidence: str
    least: float = 0.0

    def points(self, low: float, high: float) -> float:
        """The smallest difference worth acting on, in points of a scale from ``low`` to ``high``."""
        return self.part * (high - low)


@cache
def load_rules(path: Path = DATA / "catalogue" / "feedback.toml") -> dict[str, Materiality]:
    """The rules by name. Raises ValueError or KeyError where one does not hold together."""
    found = {}
    for name, v in tomllib.loads(path.read_text(encoding="utf-8")).items():
        texts = [Bilingual.of(v[x]) for x in ("label", "note", "source")]
        numbers = (float(v["part"]), float(v["false_calls"]))
        rule = Materiality(name, *numbers, *texts, v["evidence"], float(v.get("least", 0)))
        within = 0 < rule.part < 1 and 0 < rule.false_calls < 1 and 0 <= rule.least < 1
        if not within or rule.evidence not in EVIDENCE:
            raise ValueError(f"rule {name} of feedback does not hold together")
        found[name] = rule
    return found
