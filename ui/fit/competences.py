"""Importance against attainment of one list: gaps, the map, and what to look at first."""

import pandas as pd
import streamlit as st

from ui.fit.cells import finding_cell, gap_cell, gap_span
from ui.fit.chosen import Chosen
from ui.fit.reading import how_to_read
from ui.fit.words import answer, criteria, not_paired, pair_name
from ui.format import cell, count
from ui.item import item
from ui.page import Page
from yardstick.feedback.by_programme import programme_gaps
from yardstick.feedback.gaps import INDICATORS, Finding, Gaps
from yardstick.figures.competences import gap_rows
from yardstick.figures.importance import importance_map, lines_words, quadrant_words
from yardstick.wording import missing


def show(p: Page, chosen: Chosen) -> None:
    """Everything on the pairs of the chosen list."""
    found = chosen.of(p)
    p.answer(answer(p, found, _short(p, chosen, found)))
    waves(p, found)
    names = [pair_name(p, x) for x in found.frame["pair"]]
    _gaps(p, found, names)
    _map(p, found, names)
    how_to_read(p)


def _short(p: Page, chosen: Chosen, found: Gaps) -> list[str]:
    """Programmes in view that fall short of something, where none is chosen and all together do not."""
    if p.filters.programmes or (found.frame["finding"] == Finding.SHORT).any():
        return []
    each = programme_gaps(p.reader, chosen.list, p.filters)
    return list(dict.fromkeys(each.called()["programme"])) if each.wave == found.wave else []


def waves(p: Page, found: Gaps) -> None:
    """Other times at which the same was asked: they are never put together."""
    others = [w for w in found.list.waves if w != found.wave]
    if others and found.wave is not None:
        st.caption(
            p.t(
                "Shown: answers {wave} months after graduation. Also asked at {others} months; "
                "choose that time above to see it.",
                wave=found.wave,
                others=", ".join(str(w) for w in others),
            )
        )


def _gaps(p: Page, found: Gaps, names: list[str]) -> None:
    t = p.t
    item(
        p,
        "gaps",
        t("Where does attainment fall short of importance?"),
        gap_rows(
            found.frame,
            names,
            t,
            title=t("Importance less attainment, scale points"),
            margin=found.margin,
        ),
        gap_table(p, found, names),
        data=found.measures,
        note=t("Grey band: gaps too small to matter.") if found.frame["seen"].any() else "",
        caveats=[
            *criteria(found.margin, int(found.frame["q"].notna().sum()), t),
            *not_paired(p, found),
        ],
        indicators=INDICATORS,
    )


def gap_table(p: Page, found: Gaps, names: list[str]) -> pd.DataFrame:
    """One row per pair: both means, gap, interval, finding, shares, base."""
    t = p.t
    rows = found.frame.to_dict("records")
    return pd.DataFrame(
        {
            t("Asked of"): names,
            t("Importance"): [cell(r["importance"], r["status"], "points", 2) for r in rows],
            t("Attainment"): [cell(r["attainment"], r["status"], "points", 2) for r in rows],
            t("Gap"): [gap_cell(r) for r in rows],
            t("95% interval"): [gap_span(p, r) for r in rows],
            t("Finding"): [finding_cell(p, r) for r in rows],
            t("With a shortage"): [
                cell(r["shortage"], r["short_status"], "percent", 1) for r in rows
            ],
            t("With a surplus"): [
                cell(r["surplus"], r["short_status"], "percent", 1) for r in rows
            ],
            t("Base"): [count(r["n"]) for r in rows],
        }
    )


def _map(p: Page, found: Gaps, names: list[str]) -> None:
    t, frame = p.t, found.frame
    numbers = list(range(1, len(frame) + 1))
    rows = frame.to_dict("records")
    table = pd.DataFrame(
        {
            t("No."): [str(n) for n in numbers],
            t("Asked of"): names,
            t("Quadrant"): [quadrant_words(r, t) if r["seen"] else "" for r in rows],
            t("Importance, 90% interval"): [_limits(p, r, "importance") for r in rows],
            t("Attainment, 90% interval"): [_limits(p, r, "attainment") for r in rows],
            t("Base"): [count(r["n"]) for r in rows],
        }
    )
    item(
        p,
        "importance_map",
        t("How important, and how well attained?"),
        importance_map(frame, names, numbers, found.lines, t),
        table,
        data=table,
        note=lines_words(found.lines, t) if frame["seen"].any() else "",
        caveats=[
            t("A quadrant is named only if both 90% intervals lie on one side of their line."),
            t("The lines come from the same answers and are taken as given."),
        ],
        indicators=INDICATORS[1:3],
        table_open=True,
    )


def _limits(p: Page, r: dict, side: str) -> str:
    if not r["seen"]:
        return cell(None, r["status"], "points", 2)
    value = f"{r[side]:.2f}"
    if missing(r[f"{side}_low"]):
        return value
    low, high = f"{r[f'{side}_low']:.2f}", f"{r[f'{side}_high']:.2f}"
    return p.t("{value} ({low} to {high})", value=value, low=low, high=high)
