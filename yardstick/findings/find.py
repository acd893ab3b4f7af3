"""find(): the one verdict rule over all outcomes, programmes and lists of feedback, as the build
stores it.

Every number comes from the functions the pages call, so the same finding stands on the page, in
the triage list and in a report. Sorted for triage by kind, then by how large the difference is at
least (its bound towards no difference), in units of what is material; never by z, which ranks by
size.
"""

import pandas as pd

from yardstick.compare import stored
from yardstick.compare.catalogue import factor_set, load_outcomes
from yardstick.compare.comparison import compare
from yardstick.compare.model import Comparison
from yardstick.compare.pool import carried
from yardstick.compare.trends import null_trends
from yardstick.findings.alone import below_thresholds, coverage
from yardstick.findings.compared import moving, standing
from yardstick.findings.courses import courses
from yardstick.findings.disagreement import disagreements
from yardstick.findings.gaps import gaps
from yardstick.findings.model import CHANCE_COLUMNS, Found, by_chance, numbered, ordered
from yardstick.inference.redraw import DRAWS
from yardstick.measure import EVERYTHING, Reader
from yardstick.measure.model import VISIBLE


def find(reader: Reader, draws: int = DRAWS) -> Found:
    """All findings of a snapshot, whatever the reader's scope; ``draws`` null redraws per list."""
    everyone = Reader(reader.snapshot, EVERYTHING, reader.profile, reader.lang)
    rows: list[dict] = []
    chance: list[dict] = []
    effects: list[dict] = []
    models: list[dict] = []
    for outcome in load_outcomes().values():
        c = compare(everyone, outcome.id, draws=draws)
        if c.status not in VISIBLE:
            continue
        of_programmes, of_all = _stored(c, everyone)
        effects += of_programmes
        models.append(of_all)
        own = standing(c)
        rows += own
        told = c.frame["status"].isin([str(s) for s in VISIBLE])
        chance.append(by_chance(outcome.id, "benchmark", int(told.sum()), len(own), c.chance))
        schools = dict(zip(c.frame["programme"], c.frame["school"], strict=True))
        own, programmes = moving(everyone, outcome, schools)
        if programmes:
            rows += own
            flags = null_trends(everyone, outcome.id, draws=draws)
            chance.append(by_chance(outcome.id, "trend", programmes, len(own), flags))
    for feedback in (gaps, courses, disagreements):
        own, by_luck = feedback(everyone, draws)
        rows += own
        chance += by_luck
    rows += below_thresholds(everyone)
    rows += coverage(everyone)
    return Found(
        ordered(rows),
        pd.DataFrame(numbered(chance), columns=list(CHANCE_COLUMNS)),
        pd.DataFrame(numbered(effects), columns=list(stored.EFFECTS)),
        pd.DataFrame(numbered(models), columns=list(stored.MODELS)).astype({"wave": "Int64"}),
    )


def _stored(c: Comparison, reader: Reader) -> tuple[list[dict], dict]:
    usual = factor_set(c.factors)
    used, _ = carried(reader, usual)
    return stored.rows(c, reader, used, usual.coarsen)
