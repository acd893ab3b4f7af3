"""Does the work fit field and level? The 2x2, by cohort and programme, and why it does not fit."""

import pandas as pd
import streamlit as st

from ui.address import link
from ui.distributions import distribution_table, there
from ui.employment import match
from ui.format import cell, count
from ui.item import item
from ui.page import Page
from ui.programme_links import name_programmes
from ui.registry import BY_URL
from ui.sections import PARAMETER
from yardstick.figures.bars import bars
from yardstick.figures.parts import parts
from yardstick.measure import distribution
from yardstick.measure.apart import apart
from yardstick.measure.breaks import breaks_of
from yardstick.measure.labels import DIMENSION_LABELS, answer_label, label
from yardstick.measure.model import VISIBLE, Distribution, Status
from yardstick.places import ROOT
from yardstick.text import mark
from yardstick.wording import graduates, whole

#: Construct of questions on how work and studies go together, and its kinds that are answers.
CONSTRUCT, KINDS = "match", ("scale", "multi")
COLUMN = "match_2x2"
#: Fewer cohorts are no series.
SERIES = 2
FROM_SURVEY = mark(
    "No source of this build records field and level of the work with the graduate, so the two "
    "cannot be crossed. What surveys asked about the match stands below, one question at a time; "
    "neither of them alone is a rate of match."
)


def show(p: Page) -> None:
    """Field by level, how it goes by cohort and programme, the reasons, and a link to more."""
    linked = there(distribution(p.reader, COLUMN, (), p.filters))
    match.show(p)
    if linked:
        _by_cohort(p)
        _by_programme(p)
    elif _asked(p):
        p.draw(lambda q: st.info(q.t(FROM_SURVEY), icon=":material/info:"))
    for question in _asked(p):
        _question(p, question)
    p.draw(_way)


def _asked(p: Page) -> list[str]:
    """Questions on the match that anybody answered."""
    info = p.reader.snapshot.info()
    if info.items is None or info.items.empty:
        return []
    own = info.items[(info.items["construct"] == CONSTRUCT) & info.items["kind"].isin(KINDS)]
    return [x for x in own["item_id"] if ("item", x) in info.answered]


def _by_cohort(p: Page) -> None:
    t = p.t
    found = distribution(p.reader, COLUMN, ("cohort",), p.filters.with_(cohorts=()))
    groups, counts, base, weak, codes = _table(found, "cohort")
    if len(groups) < SERIES:
        return
    names = [p.label(COLUMN, c) for c in codes]
    details = [graduates(base[g], t) + (t("; small base") if g in weak else "") for g in groups]
    item(
        p,
        "match_by_cohort",
        t("How does the match go from cohort to cohort?"),
        parts(
            [str(g) for g in groups],
            details,
            names,
            counts,
            t,
            title=t("Share of those who answered"),
        ),
        _shares(p, DIMENSION_LABELS["cohort"](p.lang), [str(g) for g in groups], names, counts),
        data=found,
        note=t("All cohorts, whichever are selected above."),
        caveats=[
            t("Differences between cohorts may be chance: see the bases."),
            *apart(breaks_of(p.reader, COLUMN, found.wave).values(), t),
        ],
        indicators=match.GRID,
    )


def _by_programme(p: Page) -> None:
    t = p.t
    found = distribution(p.reader, COLUMN, ("programme",), p.filters)
    groups, counts, base, weak, codes = _table(found, "programme")
    if len(groups) < SERIES:
        return
    names = [p.label(COLUMN, c) for c in codes]
    order = sorted(range(len(groups)), key=lambda k: -counts[k][-1] / max(base[groups[k]], 1))
    groups, counts = [groups[k] for k in order], [counts[k] for k in order]
    table = _shares(
        p,
        DIMENSION_LABELS["programme"](p.lang),
        [p.label("programme", g) for g in groups],
        names,
        counts,
        [Status.UNRELIABLE if g in weak else Status.SHOWN for g in groups],
    )
    item(
        p,
        "match_by_programme",
        t("How does the match go by programme?"),
        None,
        name_programmes(p, table, groups),
        data=found,
        note=t("The largest share with neither field nor level first."),
        caveats=[
            t(
                "Sorted by the estimate, which is no ranking: where intervals overlap the order may "
                "be chance."
            )
        ],
        indicators=match.GRID,
    )


def _table(found: Distribution, by: str) -> tuple[list, list[list[float]], dict, set, list]:
    """Groups in their order, counts by code, bases, groups on a small base, and the codes."""
    frame = found.frame
    if len(frame):
        frame = frame[frame["status"].isin(VISIBLE) & frame[by].notna()]
    if frame.empty:
        return [], [], {}, set(), []
    groups, codes = list(dict.fromkeys(frame[by])), list(dict.fromkeys(frame["code"]))
    n = {(r[by], r["code"]): float(r["n"]) for r in frame.to_dict("records")}
    base = dict(zip(frame[by], frame["base"], strict=True))
    weak = set(frame.loc[frame["status"] == Status.UNRELIABLE, by])
    return groups, [[n.get((g, c), 0.0) for c in codes] for g in groups], base, weak, codes


def _shares(
    p: Page,
    heading: str,
    groups: list[str],
    names: list[str],
    counts: list[list[float]],
    status: list[Status] | None = None,
) -> pd.DataFrame:
    table: dict[str, list] = {heading: groups}
    status = status or [Status.SHOWN] * len(groups)
    for place, name in enumerate(names):
        table[name] = [
            cell(row[place] / sum(row), s, "percent", 1) if sum(row) else ""
            for row, s in zip(counts, status, strict=True)
        ]
    table[p.t("Base")] = [count(sum(row)) for row in counts]
    return pd.DataFrame(table)


def _question(p: Page, question: str) -> None:
    """The answers to one question on the match."""
    t = p.t
    found = distribution(p.reader, "answer_code", (), p.filters.with_(items=(question,)))
    if not there(found):
        return

    def name(code: object) -> str:
        return answer_label(p.reader, question, str(code))

    info = p.reader.snapshot.info()
    kind = dict(zip(info.items["item_id"], info.items["kind"], strict=True))[question]
    several = kind == "multi"
    base = float(found.frame["base"].max())
    caveats = [t("Several answers were possible: shares add up to more than 100%.")]
    item(
        p,
        f"match_{question.replace('/', '_').lower()}",
        label(p.reader, "item", question),
        bars(found.frame, "item", lambda _, c: name(c), t, title=t("Share of those who answered")),
        distribution_table(p, found.frame, t("Answer"), name),
        data=found,
        note=t(
            "{n} answered, {wave} months after graduation.", n=whole(base), wave=found.wave or 0
        ),
        caveats=caveats if several and found.frame["share"].sum() > 1 else [],
        indicators=[],
    )


def _way(p: Page) -> None:
    st.page_link(
        ROOT / BY_URL["employment"].file,
        label=p.t("More on the work of these graduates"),
        icon=":material/work:",
        query_params=link(p.view, **{PARAMETER: "match"}),
    )
