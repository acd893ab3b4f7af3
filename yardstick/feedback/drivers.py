"""What goes with satisfaction and outcomes: the models a build stored, for whoever may see them.

A model speaks of the whole institution, of a school or of a programme, over all cohorts that
answered at one time. It is released only where all programmes it speaks of lie in the reader's
scope: a part taken off a whole would tell of the others.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from yardstick.feedback.driving import State
from yardstick.measure.cells import allowed_programmes
from yardstick.measure.drivers import stored_drivers
from yardstick.measure.model import Filters, Reader

#: Constructs whose questions sum up what somebody thinks of the institution, in their order on the
#: page. Of each the first question of a form is an outcome, and none of those drives another.
OVERALL = ("satisfaction", "recommendation", "choice_again")
#: Outcomes of linked graduates at the time of the answers, by the indicator that defines them.
OUTCOMES = ("satisfaction.job", "match.field", "cn2024.destination_rate")
INSTITUTION, SCHOOL, PROGRAMME = "institution", "school", "programme"
LEVELS = (INSTITUTION, SCHOOL, PROGRAMME)
ITEM, OUTCOME = "item", "outcome"

#: One row per model. ``left`` names questions that are no drivers, ``reason:item`` joined by ";".
MODELS = (
    "place", "level", "code", "survey", "wave", "kind", "target", "state", "answered", "n",
    "drivers", "r_squared", "chance", "draws", "confidence", "categories", "positive_from",
    "fitted", "odds_statistic", "odds_df", "odds_p", "left_out",
)  # fmt: skip
#: One row per model and driver; ``items`` joined by ";" where a construct stands for several.
DRIVERS = (
    "place", "level", "code", "survey", "wave", "kind", "target", "driver", "items",
    "share", "share_low", "share_high", "correlation",
    "coefficient", "coefficient_low", "coefficient_high", "p", "odds_p",
    "value_low", "value_high", "positive_low", "positive_high", "shift", "shift_low", "shift_high",
)  # fmt: skip
KEYS = ("level", "code", "survey", "wave", "kind", "target")
TEXT = ("level", "code", "survey", "kind", "target", "state", "left_out", "driver", "items")
WHOLE = (
    "place", "wave", "answered", "n", "drivers", "draws", "categories", "fitted", "odds_df",
)  # fmt: skip


@dataclass(frozen=True)
class Part:
    """Whom a model speaks of: the institution (code empty), a school or a programme."""

    level: str
    code: str


@dataclass(frozen=True)
class Target:
    """What a model is about: a question (``kind`` item) or an outcome, asked with a survey."""

    survey: str
    wave: int
    kind: str
    target: str

    @property
    def key(self) -> str:
        """As it stands in the address."""
        return f"{self.survey}~{self.wave}~{self.target}"


@dataclass(frozen=True)
class Model:
    """One stored model: its row of MODELS, and its drivers (frame of DRIVERS), largest share first."""

    part: Part
    target: Target
    row: dict
    drivers: pd.DataFrame

    @property
    def computed(self) -> bool:
        return self.row["state"] == State.COMPUTED

    @property
    def left_out(self) -> int:
        """People with an outcome who did not answer everything."""
        return int(self.row["answered"]) - int(self.row["n"])


def parts(reader: Reader) -> tuple[Part, ...]:
    """Whom the reader may see models of: institution, schools, programmes, in this order."""
    found = stored_drivers(reader.snapshot)
    if found is None:
        return ()
    rows = found[0][["level", "code"]].drop_duplicates().itertuples(index=False, name=None)
    every = [Part(level, code or "") for level, code in rows]
    return tuple(p for level in LEVELS for p in every if p.level == level and _may(reader, p))


def _may(reader: Reader, part: Part) -> bool:
    """Whether all programmes the part holds lie in the reader's scope."""
    info = reader.snapshot.info()
    allowed = allowed_programmes(info, Filters(), reader.scope)
    if allowed is None:
        return True
    if part.level == INSTITUTION:
        return False
    known = zip(info.programme_ids, info.programme_facts[part.level], strict=True)
    members = {i for i, code in known if code == part.code}
    return bool(members) and members <= set(allowed)


def part_of(reader: Reader, filters: Filters, known: Sequence[Part] | None = None) -> Part | None:
    """Whom a selection asks for: its one programme, else its one school, else the institution.

    The widest part the reader may see where that is none of them; None where there is none at all.
    """
    known = parts(reader) if known is None else known
    asked = Part(INSTITUTION, "")
    if len(filters.programmes) == 1:
        asked = Part(PROGRAMME, filters.programmes[0])
    elif len(filters.schools) == 1 and not filters.programmes:
        asked = Part(SCHOOL, filters.schools[0])
    return asked if asked in known else next(iter(known), None)


def targets(reader: Reader, part: Part) -> tuple[Target, ...]:
    """What there are models of for this part, as the build ordered them."""
    found = stored_drivers(reader.snapshot)
    if found is None or not _may(reader, part):
        return ()
    own = _of(found[0], part)
    named = own[["survey", "wave", "kind", "target"]].itertuples(index=False, name=None)
    return tuple(Target(s, int(w), k, t) for s, w, k, t in named)


def model(reader: Reader, part: Part, target: Target) -> Model | None:
    """The stored model; None where there is none, or not all of it lies in the reader's scope."""
    found = stored_drivers(reader.snapshot)
    if found is None or not _may(reader, part):
        return None
    about, rows = (_about(_of(frame, part), target) for frame in found)
    if about.empty:
        return None
    ordered = rows.sort_values(["share", "place"], ascending=[False, True], kind="stable")
    return Model(part, target, about.iloc[0].to_dict(), ordered.reset_index(drop=True))


def _of(frame: pd.DataFrame, part: Part) -> pd.DataFrame:
    return frame[(frame["level"] == part.level) & (frame["code"].fillna("") == part.code)]


def _about(frame: pd.DataFrame, target: Target) -> pd.DataFrame:
    same = (
        (frame["survey"] == target.survey)
        & (frame["wave"] == target.wave)
        & (frame["kind"] == target.kind)
        & (frame["target"] == target.target)
    )
    return frame[same]
