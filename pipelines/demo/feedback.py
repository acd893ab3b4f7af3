"""The alumni survey with items: satisfaction, voice, competences and open questions, as exported."""

from datetime import date

import numpy as np
import pyarrow as pa

from pipelines.demo import competences, remarks, truths
from pipelines.demo.columns import coded, frame, whole
from pipelines.demo.instrument import Question, questions
from pipelines.demo.people import People
from pipelines.demo.programmes import Programme
from pipelines.demo.survey import Answers, day_sent
from pipelines.demo.work import FIELDS, SATISFACTION, Jobs

#: Where the latent answer (standard normal at the average) passes from one point to the next.
CUTS = {
    "satisfied4": (-2.1, -1.1, 0.75),
    "satisfied5": (-2.3, -1.6, -0.7, 0.75),
    "agree5": (-2.0, -1.2, -0.4, 0.8),
    "likely11": (-2.9, -2.6, -2.3, -2.0, -1.7, -1.4, -1.0, -0.5, 0.1, 0.7),
}
#: Share that gives each reason for a job outside the field.
REASONS = (0.42, 0.30, 0.38, 0.24, 0.28, 0.16)
BLANK = 0.02
SEPARATOR = "┋"
NUMBER = "答卷编号"
#: Share of alumni from home who answer in English.
ENGLISH = 0.05


def asked(cohort: int, wave: int) -> bool:
    """Whether the cohort is sent the form at that wave."""
    first, last = truths.FEEDBACK.get(wave, (1, 0))
    return first <= cohort <= last


def version(cohort: int, wave: int) -> str:
    """Which form was in use on the day it was sent."""
    return "2" if date.fromisoformat(day_sent(cohort, wave)) >= truths.FORM_CHANGED_ON else "1"


def answers(
    rng: np.random.Generator,
    catalogue: list[Programme],
    people: People,
    ids: np.ndarray,
    jobs: Jobs,
    working: np.ndarray,
    survey: Answers,
    wave: int,
) -> tuple[pa.Table, np.ndarray]:
    """Rows of the export of one cohort and wave, and who they are among ``people``.

    Most of those who completed the survey go on to these questions.
    """
    complete = survey.answered & (survey.disposition == 0)
    who = np.flatnonzero(complete & (rng.random(len(people)) < truths.GOES_ON))
    n = len(who)
    form = questions("alumni", version(people.cohort, wave))
    programme, work = people.programme[who], working[who]
    secret = rng.random(n) < truths.ANONYMOUS
    mood = rng.standard_normal(n)
    columns = {
        NUMBER: pa.array((people.cohort * 100 + wave) * 1_000_000 + 1 + np.arange(n)),
        "学号": whole(ids[who], ~secret),
        "调查轮次": pa.array(np.full(n, wave, np.int16)),
        "提交日期": coded(survey.day[who], survey.days),
        "毕业年份": whole(np.full(n, people.cohort), secret),
        "专业代码": coded(programme, [p.code for p in catalogue], secret),
        "性别": coded(people.female[who].astype(np.int64), ("男", "女"), secret),
    }
    columns |= _opinions(rng, form, mood, jobs, who, work)
    columns |= _match(rng, form, jobs.field[who], work)
    skill = mood * 0.5 + rng.standard_normal(n)
    school = people.school[who]
    for side, mean, lean in (
        ("I", competences.required(school), rng.standard_normal(n)),
        ("A", competences.acquired(catalogue, programme, school), skill),
    ):
        points = competences.points(rng, mean, lean)
        for k, code in enumerate(competences.CODES):
            question = form[f"{side}_{code}"]
            columns[question.header] = coded(points[:, k], question.answers)
    english = (people.origin[who] < 0) | (rng.random(n) < ENGLISH)
    for item in remarks.WRITES:
        text = remarks.write(rng, catalogue, programme, english.astype(np.int64), item)
        columns[form[item].header] = text
    columns["填答语言"] = coded(english.astype(np.int64), remarks.LANGUAGES)
    return frame(columns), who


def placed(latent: np.ndarray, cuts: tuple[float, ...]) -> np.ndarray:
    """Position of the answer whose range the latent value falls in."""
    return np.searchsorted(cuts, latent)


def _opinions(
    rng: np.random.Generator,
    form: dict[str, Question],
    mood: np.ndarray,
    jobs: Jobs,
    who: np.ndarray,
    work: np.ndarray,
) -> dict[str, pa.Array]:
    n = len(mood)

    def noise(sd: float) -> np.ndarray:
        return sd * rng.standard_normal(n)

    # Students use what they learnt as those do who work in their field.
    own = ~work | (jobs.field[who] <= FIELDS.index("own_or_related"))
    liked = np.where(jobs.satisfaction[who] < SATISFACTION.index("cannot_say"),
                     jobs.satisfaction[who] - 2.8, 0.0) * work  # fmt: skip
    teaching = 0.5 * mood + noise(np.sqrt(0.75))
    use = np.where(own, 0.35, -0.75) + 0.2 * mood + noise(0.8)
    overall = (
        truths.SATISFACTION_OF_TEACHING * teaching
        + truths.SATISFACTION_OF_USE * use
        + 0.2 * mood
        + noise(0.55)
    )
    latent = {
        "SAT": (overall, CUTS["satisfied5" if len(form["SAT"].answers) == 6 else "satisfied4"]),
        "TEACH": (teaching, CUTS["satisfied5"]),
        "REC": (0.85 * overall + noise(0.55), CUTS["likely11"]),
        "MEANING": (0.45 * liked + noise(0.85), CUTS["agree5"]),
        "TRACK": (0.25 * liked + 0.3 * use + noise(0.85), CUTS["agree5"]),
        "USE": (use, CUTS["agree5"]),
    }
    return {
        form[item].header: coded(
            np.where(rng.random(n) < BLANK, -1, placed(value, cuts)), form[item].answers
        )
        for item, (value, cuts) in latent.items()
    }


def _match(
    rng: np.random.Generator, form: dict[str, Question], field: np.ndarray, work: np.ndarray
) -> dict[str, pa.Array]:
    """How the job is related to the field, and the reasons of those whose job is not."""
    n = len(field)
    related = np.where(work, np.minimum(field, 2), 3)
    chosen = rng.random((n, len(REASONS))) < np.array(REASONS)
    chosen[np.arange(n), rng.integers(0, len(REASONS), n)] |= ~chosen.any(axis=1)
    mask = chosen @ (1 << np.arange(len(REASONS)))
    why = form["WHY"]
    cells = [
        SEPARATOR.join(text for k, text in enumerate(why.answers) if combined >> k & 1)
        for combined in range(1 << len(REASONS))
    ]
    told = rng.random(n) >= BLANK
    return {
        form["MATCH"].header: coded(related, form["MATCH"].answers, told),
        why.header: coded(mask, cells, told & (related == 2) & (rng.random(n) >= BLANK)),
    }
