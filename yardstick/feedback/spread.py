"""How answers spread over a scale, and which side of it each answer is on."""

from dataclasses import dataclass

import pandas as pd

from yardstick.feedback.voice import Version
from yardstick.measure import Distribution, Filters, Reader, distribution
from yardstick.measure.model import VISIBLE

NEGATIVE, NEUTRAL, POSITIVE = "negative", "neutral", "positive"
#: Longer scales are drawn by their sides: more answers cannot be told apart.
MOST = 7
#: The scale of the net promoter score: 7 and 8 lie between promoters and detractors.
RECOMMEND, BETWEEN = (0.0, 10.0), (7.0, 8.0)
CANNOT_SAY = "cannot_say"


@dataclass(frozen=True)
class Side:
    """Answers of a scale that are drawn as one, and the side they are on."""

    codes: tuple[str, ...]
    side: str


@dataclass(frozen=True)
class Spread:
    """``answers`` is the road's, a row per group and option; ``rows`` the same by the keys of the
    group; ``cannot_say`` how many could not say. A group without any has no entry."""

    answers: Distribution
    rows: dict[tuple, list[dict]]
    cannot_say: dict[tuple, float]


def sides(reader: Reader, version: Version) -> tuple[Side, ...]:
    """The answers of a scale from the most negative to the most positive.

    Positive is what the question's positive set says. Between lies the middle of a scale with an odd
    number of scores, or 7 and 8 where 0 to 10 asks for a recommendation; the others are negative.
    """
    scales = reader.snapshot.info().scales
    rows = scales[(scales["scale"] == version.scale) & ~scales["cannot_say"].fillna(False)]
    options = [
        (str(r["code"]), _side(r["code"], r["score"], version)) for r in rows.to_dict("records")
    ]
    if _backwards(rows["score"].tolist(), [s for _, s in options]):
        options.reverse()
    if len(options) <= MOST:
        return tuple(Side((code,), side) for code, side in options)
    return tuple(
        Side(codes, side)
        for side in (NEGATIVE, NEUTRAL, POSITIVE)
        if (codes := tuple(c for c, s in options if s == side))
    )


def _side(code: str, score: float, version: Version) -> str:
    if code in version.positives:
        return POSITIVE
    if version.ends is None or pd.isna(score):
        return NEGATIVE
    if version.ends == RECOMMEND:
        return NEUTRAL if BETWEEN[0] <= score <= BETWEEN[1] else NEGATIVE
    return NEUTRAL if score == sum(version.ends) / 2 else NEGATIVE


def _backwards(scores: list, found: list[str]) -> bool:
    """Whether the list begins with its best answer."""
    known = [s for s in scores if not pd.isna(s)]
    if len(known) > 1:
        return known[0] > known[-1]
    return bool(found) and found[0] == POSITIVE and found[-1] != POSITIVE


def spread(reader: Reader, items: tuple[str, ...], by: tuple[str, ...], filters: Filters) -> Spread:
    """How the answers to these questions spread, by ``by`` (``item`` among it)."""
    asked = filters.with_(items=items)
    found = distribution(reader, "answer_code", by, asked)
    known = distribution(reader, "answer_status", by, asked).frame
    if not known.empty:
        known = known[(known["code"] == CANNOT_SAY) & known["status"].isin(VISIBLE)]
    rows: dict[tuple, list[dict]] = {}
    for r in found.frame.to_dict("records"):
        rows.setdefault(tuple(r[d] for d in by), []).append(r)
    out = {tuple(r[d] for d in by): float(r["n"]) for r in known.to_dict("records") if r["n"]}
    return Spread(found, rows, out)
