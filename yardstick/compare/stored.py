"""Pooled effects of the usual comparison: made once by the build, read by every page after it.

The model takes up to some seconds per outcome, and a snapshot never changes. So the build writes
down what the comparison of the whole institution over the latest cohorts gives, and a comparison of
the very same graduates by the very same factors takes that. Any other is fitted when it is asked for.
"""

import json
from collections.abc import Sequence
from dataclasses import astuple, dataclass

import numpy as np

from yardstick.compare.model import Comparison, MarketEffect
from yardstick.compare.pool import Pool
from yardstick.compare.pooled import Pooled
from yardstick.measure import Reader, Reason
from yardstick.measure.effects import stored_effects
from yardstick.text import Bilingual

#: One row per outcome and programme; shares are fractions, effects on pay log ratios.
EFFECTS = (
    "place", "outcome", "programme", "cohort_first", "cohort_last", "n", "observed",
    "pooled", "pooled_low", "pooled_high", "shrunk",
)  # fmt: skip
#: One row per outcome: what was compared, and what the model says of all programmes together.
MODELS = (
    "place", "outcome", "cohorts", "wave", "factors", "coarsen", "profile", "programmes",
    "compared", "reference", "sigma", "market", "market_left", "notes",
)  # fmt: skip
TEXT = (
    "outcome", "programme", "cohorts", "factors", "coarsen", "profile", "market", "market_left",
    "notes",
)  # fmt: skip
WHOLE = ("place", "cohort_first", "cohort_last", "wave", "programmes", "compared")
MARKET = "market"


@dataclass(frozen=True)
class Kept:
    """Stored effects by programme, and why figures on the labour market are not in the model."""

    by_programme: dict[str, tuple[float, float, float, float]]
    sigma: float
    market: tuple[MarketEffect, ...]
    left: dict[str, Reason]
    notes: tuple[Reason, ...]

    def of(self, programmes: Sequence[str]) -> Pooled:
        """In the order of ``programmes``; NaN for one without an effect."""
        gap = (np.nan,) * 4
        found = np.array([self.by_programme.get(p, gap) for p in programmes], dtype=float)
        return Pooled(*found.reshape(-1, 4).T, self.sigma, self.market, self.notes)


def rows(
    c: Comparison, reader: Reader, used: Sequence[str], coarsen: Sequence[str]
) -> tuple[list[dict], dict]:
    """What is stored of a comparison of the whole institution: rows of EFFECTS, a row of MODELS.

    ``used``: the factors the data carry, ``coarsen`` the order in which they are let go of.
    """
    about = {"outcome": c.outcome.id}
    window = {"cohort_first": c.cohorts[0], "cohort_last": c.cohorts[-1]}
    effects = [
        {k: v for k, v in (r | about | window).items() if k in EFFECTS}
        for r in c.frame.to_dict("records")
    ]
    left = {k: v for k, v in c.factors_left.items() if k.split(":")[0] == MARKET}
    model = about | {
        "cohorts": _joined(c.cohorts),
        "wave": c.wave,
        "factors": _joined(used),
        "coarsen": _joined(coarsen),
        "profile": reader.profile.name,
        "programmes": c.programmes,
        "compared": c.compared,
        "reference": c.reference,
        "sigma": c.sigma,
        "market": json.dumps([astuple(m) for m in c.market], ensure_ascii=False),
        "market_left": json.dumps({k: _plain(v) for k, v in left.items()}, ensure_ascii=False),
        "notes": json.dumps([_plain(x) for x in c.model_notes], ensure_ascii=False),
    }
    return effects, model


def kept(
    reader: Reader, outcome: str, pool: Pool, used: Sequence[str], coarsen: Sequence[str]
) -> Kept | None:
    """The stored effects, if they are those of these cohorts, this wave and these factors."""
    found = stored_effects(reader.snapshot, outcome)
    if found is None or not set(MODELS) <= set(found[1]) or not set(EFFECTS) <= set(found[0]):
        return None
    effects, model = found
    wave = None if model["wave"] is None or model["wave"] != model["wave"] else int(model["wave"])
    asked = (_joined(pool.cohorts), pool.wave, _joined(used), _joined(coarsen), reader.profile.name)
    if asked != (model["cohorts"], wave, model["factors"], model["coarsen"], model["profile"]):
        return None
    values = effects[["pooled", "pooled_low", "pooled_high", "shrunk"]].astype(float)
    return Kept(
        dict(zip(effects["programme"], values.itertuples(index=False, name=None), strict=True)),
        float(model["sigma"]) if model["sigma"] is not None else float("nan"),
        tuple(MarketEffect(*m) for m in json.loads(model["market"])),
        {k: _reason(v) for k, v in json.loads(model["market_left"]).items()},
        tuple(_reason(x) for x in json.loads(model["notes"])),
    )


def _joined(values: Sequence[object]) -> str:
    return ";".join(str(v) for v in values)


def _plain(reason: Reason) -> list:
    """A reason as JSON knows it; a text in both languages as an object."""
    return [
        reason.message,
        [
            [k, {"en": v.en, "zh": v.zh} if isinstance(v, Bilingual) else v]
            for k, v in reason.values
        ],
    ]


def _reason(plain: list) -> Reason:
    message, values = plain
    return Reason(
        message, tuple((k, Bilingual.of(v) if isinstance(v, dict) else v) for k, v in values)
    )
