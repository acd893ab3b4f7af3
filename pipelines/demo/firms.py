"""The employer survey: what those who hired graduates of a programme require and get."""

import numpy as np
import pyarrow as pa

from pipelines.demo import competences, objectives, truths
from pipelines.demo.columns import coded, frame, whole
from pipelines.demo.feedback import CUTS, placed
from pipelines.demo.instrument import questions
from pipelines.demo.invented import INDUSTRIES
from pipelines.demo.people import People
from pipelines.demo.programmes import Programme
from pipelines.demo.work import Jobs

WAVE = 6
#: Share of employers who speak of the institution's graduates as a whole.
OF_ALL = 0.08


def answers(
    rng: np.random.Generator,
    catalogue: list[Programme],
    people: People,
    jobs: Jobs,
    hired: np.ndarray,
    wave: int = WAVE,
) -> pa.Table:
    """Rows of the export of one cohort: one per employer who hired and answered.

    At the wave of the objectives of programmes these are asked besides.
    """
    who = np.flatnonzero(hired & (rng.random(len(people)) < truths.EMPLOYERS_ANSWER))
    n = len(who)
    form = questions("employers", "1")
    programme, school = people.programme[who], people.school[who]
    whole_house = rng.random(n) < OF_ALL
    columns = {
        "问卷编号": pa.array((people.cohort * 100 + wave) * 1_000_000 + 1 + np.arange(n)),
        "毕业届": whole(np.full(n, people.cohort), ~whole_house),
        "专业代码": coded(programme, [p.code for p in catalogue], ~whole_house),
        "行业": coded(jobs.industry[who], INDUSTRIES),
        "填表日期": coded(np.zeros(n, np.int32), [day_asked(people.cohort, wave)]),
    }
    mood = rng.standard_normal(n)
    for item, scale in (("SAT", "satisfied5"), ("AGAIN", "agree5")):
        latent = 0.3 + 0.7 * mood + 0.6 * rng.standard_normal(n)
        columns[form[item].header] = coded(placed(latent, CUTS[scale]), form[item].answers)
    attained = competences.acquired(catalogue, programme, school)
    seen, less = truths.EMPLOYERS_SEE_LESS
    attained[:, competences.CODES.index(seen)] -= less
    for side, mean, lean in (
        ("I", competences.required(school), rng.standard_normal(n)),
        ("A", attained, mood),
    ):
        points = competences.points(rng, mean, lean)
        for k, code in enumerate(competences.CODES):
            question = form[f"{side}_{code}"]
            columns[question.header] = coded(points[:, k], question.answers)
    if wave == objectives.WAVE:
        columns |= objectives.answers(rng, catalogue, programme, form)
    return frame(columns)


def day_asked(cohort: int, wave: int) -> str:
    """The day the form was filled in: so many months after the end of June, in mid-month."""
    months = 6 + wave
    return f"{cohort + (months - 1) // 12}-{(months - 1) % 12 + 1:02d}-15"
