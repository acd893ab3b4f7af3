"""Open questions that anybody commented on, and the themes of what was written."""

from dataclasses import dataclass

import pandas as pd

from yardstick.comments.themes import NO_THEME
from yardstick.measure import Filters, Measures, Reader, measure
from yardstick.measure.model import VISIBLE

SHARE = "comment.theme"


@dataclass(frozen=True)
class OpenQuestion:
    """One open question; ``waves`` are the months after graduation at which anybody wrote."""

    item: str
    survey: str
    respondent: str
    waves: tuple[int, ...]


@dataclass(frozen=True)
class Themes:
    """``frame``: the road's rows of the selection, largest share first, without "no theme found".

    It has besides ``all_value``, ``all_low``, ``all_high`` and ``all_base``, those of everybody the
    reader may see, and ``all_status``. ``none`` is the row of comments in which no theme was found;
    None where nobody of the selection commented.
    """

    measures: Measures
    frame: pd.DataFrame
    none: dict | None
    wave: int | None
    narrowed: bool


def open_questions(reader: Reader) -> tuple[OpenQuestion, ...]:
    """Open questions with comments: alumni before employers, in the order of their forms."""
    info = reader.snapshot.info()
    if info.items is None or info.items.empty:
        return ()
    found = [
        OpenQuestion(
            str(r["item_id"]),
            str(r["survey"]),
            str(r["respondent"]),
            info.answered["comment", r["item_id"]],
        )
        for r in info.items.to_dict("records")
        if ("comment", r["item_id"]) in info.answered
    ]
    return tuple(sorted(found, key=lambda q: q.respondent))


def themes(reader: Reader, item: str, filters: Filters | None = None) -> Themes:
    """Shares of comments by theme, of the selection and of all the reader may see at that time."""
    filters = (filters or Filters()).with_(items=(item,))
    found = measure(reader, SHARE, ("theme",), filters)
    frame = found.frame
    wave = next((int(w) for w in frame["wave_used"] if w is not None), None)
    everybody = measure(reader, SHARE, ("theme",), Filters(items=(item,), wave=wave)).frame
    whole = everybody.set_index("theme")[["value", "low", "high", "base", "status"]]
    frame = frame.join(whole.add_prefix("all_"), on="theme")
    none = frame[frame["theme"] == NO_THEME].to_dict("records")
    frame = frame[frame["theme"] != NO_THEME]
    frame = frame.sort_values("value", ascending=False, kind="stable", na_position="last")
    return Themes(
        found,
        frame.reset_index(drop=True),
        none[0] if none else None,
        wave,
        filters != Filters(items=(item,), wave=filters.wave),
    )


def told_apart(found: Themes) -> pd.DataFrame:
    """Themes that can be shown."""
    return found.frame[found.frame["status"].isin(VISIBLE)]


def cohorts_at(reader: Reader, wave: int | None, filters: Filters) -> tuple[int, ...]:
    """Cohorts of the selection of which anybody commented at this wave; all where none is known."""
    chosen = filters.cohorts or reader.snapshot.info().cohorts
    presence = reader.snapshot.info().presence.get("comment_theme", {})
    return tuple(c for c in chosen if presence.get((c, wave), 0) > 0) or tuple(chosen)
