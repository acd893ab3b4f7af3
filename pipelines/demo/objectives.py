"""What alumni about five years out, and those who employ them, say on the objectives of a programme."""

import numpy as np
import pyarrow as pa

from pipelines.demo import truths
from pipelines.demo.columns import coded
from pipelines.demo.instrument import Question
from pipelines.demo.programmes import Programme

WAVE = 60
ITEMS = ("OBJ_1", "OBJ_2", "OBJ_3", "OBJ_4")
#: Mean of five points, how far a person lies from it on all of them, and on each.
ATTAINED, OWN_LEAN, OWN_ANSWER = 4.0, 0.4, 0.7
BLANK = 0.02


def answers(
    rng: np.random.Generator,
    catalogue: list[Programme],
    programme: np.ndarray,
    form: dict[str, Question],
) -> dict[str, pa.Array]:
    """Columns of the export by header: to what degree each objective is attained."""
    n = len(programme)
    lean = OWN_LEAN * rng.standard_normal(n)
    missed, objective = truths.MISSED_OBJECTIVE
    there = programme == [p.code for p in catalogue].index(missed)
    found = {}
    for number, item in enumerate(ITEMS, start=1):
        short = truths.MISSED_BY if str(number) == objective else 0.0
        point = ATTAINED - short * there + lean + OWN_ANSWER * rng.standard_normal(n)
        place = np.clip(np.rint(point), 1, 5).astype(np.int64) - 1
        given = rng.random(n) >= BLANK
        found[form[item].header] = coded(place, form[item].answers, given)
    return found
