"""Curricula by version, their courses, what those carry and what is aimed at, as a reader may see.

A competence leads only to courses of the versions that the cohorts asked for studied. Which those
are is recorded with the graduates or, where it is not, laid down with the curriculum.
"""

from collections.abc import Sequence

import pandas as pd

from yardstick.measure.cells import allowed_programmes
from yardstick.measure.model import Filters, Reader

#: What tells one curriculum from another.
KEY = ["programme_id", "curriculum"]
CURRICULUM_COLUMNS = [
    *("programme", "programme_id", "programme_code", "curriculum"),
    *("cohort_from", "cohort_to", "cohorts"),
]
COURSE_COLUMNS = [
    *("course_id", "programme", "programme_id", "curriculum", "cohort_from", "cohort_to"),
    *("cohorts", "course", "name", "credits", "core", "offered", "offered_until"),
    *("replaced_by", "replaced_by_name", "waves", "place"),
]
CARRIED_COLUMNS = [*COURSE_COLUMNS, "competence", "competence_name", "share"]
UNCARRIED_COLUMNS = [*CURRICULUM_COLUMNS, "competence", "name"]
OBJECTIVE_COLUMNS = [
    *("objective_id", "programme", "programme_id", "curriculum", "cohort_from", "cohort_to"),
    *("cohorts", "objective", "wording", "threshold", "years_first", "years_last", "items"),
    "place",
]


def has_curricula(reader: Reader) -> bool:
    """Whether any source holds curricula, for whomever."""
    return reader.snapshot.info().curricula is not None


def curricula(
    reader: Reader, programme: str | None = None, cohorts: Sequence[int] = ()
) -> pd.DataFrame:
    """Versions of curricula (CURRICULUM_COLUMNS) within the reader's scope.

    Those of one ``programme`` (a series), studied by any of ``cohorts`` (all where none is named).
    ``cohorts`` of a row are the cohorts of graduates who studied it. Empty where there are none.
    """
    info = reader.snapshot.info()
    found = info.curricula
    if found is None:
        return pd.DataFrame(columns=CURRICULUM_COLUMNS)
    series = dict(zip(info.programme_ids, info.programme_facts["programme"], strict=True))
    asked = Filters(programmes=(programme,) if programme else ())
    allowed = allowed_programmes(info, asked, reader.scope)
    found = found.assign(
        programme=[series[i] for i in found["programme_id"]],
        cohorts=[tuple(int(c) for c in x) for x in found["cohorts"]],
    )
    rows = found.to_dict("records")
    keep = [
        (allowed is None or r["programme_id"] in allowed) and _studied(r, cohorts) for r in rows
    ]
    return found.loc[keep, CURRICULUM_COLUMNS].reset_index(drop=True)


def courses(
    reader: Reader, programme: str | None = None, cohorts: Sequence[int] = ()
) -> pd.DataFrame:
    """Courses (COURSE_COLUMNS) of the versions that ``curricula`` gives, in their order.

    ``name`` is in the reader's language, ``credits`` may be missing, ``offered`` says whether the
    course still exists, ``waves`` at how many months after graduation it was rated (empty: never).
    """
    info = reader.snapshot.info()
    if info.courses is None:
        return pd.DataFrame(columns=COURSE_COLUMNS)
    lang = reader.lang
    found = info.courses.assign(
        name=info.courses[f"name_{lang}"],
        replaced_by_name=info.courses[f"replaced_by_{lang}"],
        waves=[info.answered.get(("course", c), ()) for c in info.courses["course_id"]],
    )
    return _of_versions(found, curricula(reader, programme, cohorts))[COURSE_COLUMNS]


def carried(
    reader: Reader, programme: str | None = None, cohorts: Sequence[int] = ()
) -> pd.DataFrame:
    """One row per course and competence it carries (CARRIED_COLUMNS), of the same versions.

    ``share`` is the part of the course, between 0 and 1.
    """
    info = reader.snapshot.info()
    if info.course_competences is None:
        return pd.DataFrame(columns=CARRIED_COLUMNS)
    names = competences(reader).set_index("competence")["name"]
    found = courses(reader, programme, cohorts).merge(info.course_competences, on="course_id")
    found = found.assign(competence_name=found["competence"].map(names))
    return found[CARRIED_COLUMNS].reset_index(drop=True)


def uncarried(
    reader: Reader, programme: str | None = None, cohorts: Sequence[int] = ()
) -> pd.DataFrame:
    """Competences that surveys ask about and no course carries, by version (UNCARRIED_COLUMNS).

    A version of which no course is mapped says nothing about what it carries: it is left out.
    """
    asked = competences(reader)
    asked = asked.loc[asked["asked"].astype(bool), ["competence", "name"]]
    mapped = carried(reader, programme, cohorts)
    versions = curricula(reader, programme, cohorts).merge(mapped[KEY].drop_duplicates(), on=KEY)
    every = versions.merge(asked, how="cross")
    there = set(mapped[[*KEY, "competence"]].itertuples(index=False, name=None))
    keys = every[[*KEY, "competence"]].itertuples(index=False, name=None)
    return every.loc[[k not in there for k in keys], UNCARRIED_COLUMNS].reset_index(drop=True)


def competences(reader: Reader) -> pd.DataFrame:
    """All competences: competence, name (in the reader's language), asked (by any survey), place."""
    known = reader.snapshot.info().competences
    if known is None:
        return pd.DataFrame(columns=["competence", "name", "asked", "place"])
    named = known.assign(name=known[f"label_{reader.lang}"])
    return named[["competence", "name", "asked", "place"]]


def objectives(
    reader: Reader, programme: str | None = None, cohorts: Sequence[int] = ()
) -> pd.DataFrame:
    """Objectives (OBJECTIVE_COLUMNS) of the versions that ``curricula`` gives, in their order.

    ``wording`` is in the reader's language; ``threshold`` is a score on the items' scale and may be
    missing; ``items`` are ids of questions; ``years_first`` to ``years_last`` after graduation the
    objective is judged.
    """
    known = reader.snapshot.info().objectives
    if known is None:
        return pd.DataFrame(columns=OBJECTIVE_COLUMNS)
    found = known.assign(
        wording=known[f"wording_{reader.lang}"], items=[tuple(x) for x in known["items"]]
    )
    return _of_versions(found, curricula(reader, programme, cohorts))[OBJECTIVE_COLUMNS]


def _studied(version: dict, cohorts: Sequence[int]) -> bool:
    """Whether any of the cohorts studied the version; before it has graduates, as laid down."""
    if not cohorts:
        return True
    if version["cohorts"]:
        return bool(set(version["cohorts"]) & set(cohorts))
    first, last = version["cohort_from"], version["cohort_to"]
    return any(
        (pd.isna(first) or cohort >= first) and (pd.isna(last) or cohort <= last)
        for cohort in cohorts
    )


def _of_versions(frame: pd.DataFrame, versions: pd.DataFrame) -> pd.DataFrame:
    """The rows that belong to one of the versions, with the version's own columns."""
    own = versions[[*KEY, "programme", "cohort_from", "cohort_to", "cohorts"]]
    found = frame.merge(own, on=KEY, how="inner")
    return found.sort_values("place", kind="stable").reset_index(drop=True)
