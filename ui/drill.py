"""Where to look first: the programmes that moved, and the table that drills down to them."""

from collections.abc import Sequence
from functools import partial

import pandas as pd
import streamlit as st

from ui.address import current, show
from ui.format import cell, count, legend, occurring, span
from ui.item import tools
from ui.page import Page
from ui.phone import on_phone
from ui.programme_links import name_programmes, open_profile, with_link_column
from yardstick.catalogue import Indicator
from yardstick.export import comparison
from yardstick.inference.chance import called_by_chance
from yardstick.inference.difference import Verdict
from yardstick.measure.change import MATERIAL_PAY
from yardstick.measure.labels import DIMENSION_LABELS
from yardstick.measure.model import Reader
from yardstick.records import records
from yardstick.sentences import VERDICT_SHAPES, verdict_words
from yardstick.text import Translator
from yardstick.wording import difference, missing, percent, signed

#: Dimension -> filter it drills into, from the widest to the narrowest.
LEVELS: dict[str, str] = {
    "school": "school",
    "category": "discipline",
    "class": "class",
    "programme": "programme",
}
NAMED_FIRST = 4
#: Pixels of a phone that names of groups may take from their values.
NAMES_ON_PHONE = 150


def currency(p: Page) -> str:
    return p.reader.snapshot.meta.get("currency", "")


def called(p: Page, i: Indicator, row: dict, short: bool = False) -> str:
    """What is called of a change: a shape before the words of the sentence."""
    said = verdict_words(row, i.unit, p.t, decimals=i.decimals, currency=currency(p), short=short)
    return f"{VERDICT_SHAPES.get(row['verdict'], '')} {said}".strip()


def span_of_change(r: dict, i: Indicator, t: Translator) -> str:
    """Both ends of the interval of a change; empty where there is none."""
    if missing(r["low"]) or missing(r["high"]):
        return ""
    low, high = (signed(r[end], i.unit, i.decimals) for end in ("low", "high"))
    return t("{low} to {high}", low=low, high=high)


def level_of(p: Page) -> str:
    """The level the table opens at: below the narrowest filter in use, and where there is more than
    one group to compare."""
    levels = list(LEVELS)
    used = [k for k, d in enumerate(levels) if p.view.codes(LEVELS[d])]
    below = levels[max(used, default=-1) + 1 :]
    facts = [p.offered.programmes[c] for c in p.offered.fitting(p.view)]
    for d in below[:-1]:
        if len({f[LEVELS[d]] for f in facts}) > 1:
            return d
    return "programme"


def choose_level(p: Page) -> str:
    """Let the reader say by what the table is split."""
    asked = st.query_params.get("by")
    st.session_state["overview_by"] = asked if asked in LEVELS else level_of(p)
    st.segmented_control(
        p.t("By"),
        list(LEVELS),
        format_func=lambda d: DIMENSION_LABELS[d](p.lang),
        key="overview_by",
        required=True,
        on_change=lambda: st.query_params.update(by=st.session_state["overview_by"]),
    )
    return st.session_state["overview_by"]


def groups_table(p: Page, i: Indicator, by: str, rows: pd.DataFrame) -> None:
    """The drill-down table: selecting a row narrows the whole page to it."""
    t, lang = p.t, p.lang
    table, codes, columns, marks, below = p.once(
        f"drill.{i.id}.{by}", lambda: _groups(p, i, by, rows)
    )
    # The column of names stays when the others are scrolled: whole, it leaves a phone nothing else.
    width = NAMES_ON_PHONE if on_phone() else None
    names = {DIMENSION_LABELS[by](lang): st.column_config.TextColumn(pinned=True, width=width)}
    st.caption(
        t("By {group}; select a row to narrow the page to it.", group=DIMENSION_LABELS[by](lang))
    )
    st.dataframe(
        table,
        hide_index=True,
        key=f"overview_groups_{by}",
        on_select=lambda: _drill(by, codes),
        selection_mode="single-row",
        column_config=columns | names,
        alt=t("{figure} by {group}", figure=i.label(lang), group=DIMENSION_LABELS[by](lang)),
    )
    if below:
        st.caption(
            t(
                "Below the threshold: the difference is less than {least}, so it is not reported as "
                "a change.",
                least=least(p, i, rows),
            )
        )
    if marks:
        st.caption(marks)
    tools(p, f"overview_{by}", i.label(lang), partial(_handed, p.reader, rows, by), [i.id])


def _groups(
    p: Page, i: Indicator, by: str, rows: pd.DataFrame
) -> tuple[pd.DataFrame, list[str], dict, str, bool]:
    """Table to read, codes of its rows, how its columns are shown, what its marks mean, and whether
    a change is below the threshold."""
    t, lang = p.t, p.lang
    listed = records(_ordered(rows))
    heading = change_heading(i, currency(p), t)
    columns = {
        DIMENSION_LABELS[by](lang): [p.label(by, r[by]) for r in listed],
        i.label(lang): [cell(r["value"], r["value_status"], i.unit, i.decimals) for r in listed],
        t("Interval"): [
            span(r["value_low"], r["value_high"], i.unit, i.decimals, t) for r in listed
        ],
        t("Base"): [count(r["base"]) for r in listed],
        heading: [signed(r["difference"], i.unit, i.decimals) for r in listed],
        t("Interval of the change"): [span_of_change(r, i, t) for r in listed],
        t("Verdict"): [called(p, i, r, short=True) for r in listed],
    }
    # A full count has no interval: an empty column would only ask a question.
    table = pd.DataFrame({name: v for name, v in columns.items() if any(v)}, dtype=object)
    marks = legend(occurring(table), t)
    codes = [r[by] for r in listed]
    below = any(r["verdict"] == Verdict.BELOW for r in listed)
    shown: dict = {}
    if by == "programme":
        table, links = with_link_column(name_programmes(p, table, codes))
        shown = links or {}
    return table, codes, shown, marks, below


def _ordered(rows: pd.DataFrame) -> pd.DataFrame:
    """Groups from the largest figure to those without one."""
    return rows.sort_values("value", ascending=False, na_position="last", kind="stable")


def _handed(reader: Reader, rows: pd.DataFrame, by: str) -> pd.DataFrame:
    """What the download holds, made when it is asked for."""
    return comparison(reader, _ordered(rows), by)


def change_heading(i: Indicator, currency: str, t: Translator) -> str:
    """Heading of a column of differences, with their unit."""
    if i.unit == "percent":
        return t("Change in points")
    return t("Change ({unit})", unit=t("months") if i.unit == "months" else currency)


def _drill(by: str, codes: Sequence[str]) -> None:
    picked = st.session_state[f"overview_groups_{by}"]["selection"]["rows"]
    if picked:
        narrow(LEVELS[by], codes[picked[0]])


def narrow(name: str, code: str) -> None:
    """Narrow the page to one school, discipline or programme, and open the level below."""
    if "by" in st.query_params:
        del st.query_params["by"]
    show(current().with_(**{name: code}))


def look_first(p: Page, i: Indicator, rows: pd.DataFrame, by: str) -> None:
    """Programmes that fell or rose beyond chance and materiality, and how many chance would give.

    ``by`` is what the table below is split by, which need not be the programmes of this list.
    """
    t = p.t
    compared, moved, order, smallest = p.once(f"drill.{i.id}.moved", lambda: _moved(p, i, rows))
    if not compared:
        st.caption(t("No programme can be compared with the cohort before."))
        return
    if compared == 1:
        return
    if not moved:
        st.markdown(t("None of {n} programmes compared changed beyond chance.", n=compared))
        return
    st.markdown(
        t(
            "{called} of {n} programmes compared changed beyond chance. Had nothing changed, at "
            "most about {expected} would be expected by chance alone, so look before you conclude.",
            called=len(moved),
            n=compared,
            expected=max(1, round(called_by_chance(compared, i.confidence))),
        )
    )
    st.caption(t("Differences of less than {least} are not reported as changes.", least=smallest))
    listed = st.container(gap=None, key="overview_first")
    for found in order:
        for row in found[:NAMED_FIRST]:
            listed.button(
                t(
                    "{verdict}: {programme}, {difference} ({limits})",
                    verdict=called(p, i, row),
                    programme=p.label("programme", row["programme"]),
                    difference=difference(row["difference"], i.unit, t, i.decimals, currency(p)),
                    limits=span_of_change(row, i, t),
                ),
                key=f"overview_first_{row['programme']}",
                type="tertiary",
                on_click=narrow,
                args=("programme", row["programme"]),
            )
        if more := len(found) - NAMED_FIRST:
            if more > 0 and by == "programme":
                listed.caption(t("and {n} more in the table", n=more))
            elif more > 0:
                listed.caption(t("and {n} more when split by programme", n=more))
    open_profile(p, "look_first", moved)


def _moved(
    p: Page, i: Indicator, rows: pd.DataFrame
) -> tuple[int, list[str], list[list[dict]], str]:
    """How many programmes are compared, which moved, these from the largest fall and from the
    largest rise, and the smallest difference that is called."""
    compared = [r for r in records(rows) if not missing(r["difference"])]
    order = []
    for verdict in (Verdict.DOWN, Verdict.UP):
        found = [r for r in compared if r["verdict"] == verdict]
        rising = verdict == Verdict.UP
        order.append(sorted(found, key=lambda r: r["difference"], reverse=rising))
    moved = [r["programme"] for r in compared if r["verdict"] in (Verdict.UP, Verdict.DOWN)]
    return len(compared), moved, order, least(p, i, rows) if moved else ""


def least(p: Page, i: Indicator, rows: pd.DataFrame) -> str:
    """The smallest difference that is called, in words."""
    if i.unit in ("percent", "months"):
        smallest = rows["material"].dropna().iloc[0]
        return difference(smallest, i.unit, p.t, 1).lstrip("+")
    return p.t("{share} of the earlier figure", share=percent(MATERIAL_PAY, 0))
