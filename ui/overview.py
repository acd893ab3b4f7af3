"""The overview's parts: key figures, the drill-down table, where to look first."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from ui.address import View, current, show
from ui.format import cell, count, difference, legend, occurring, signed, span
from ui.item import methods_links, tools
from ui.page import Page
from ui.telling import told
from yardstick.catalogue import Indicator, load_catalogue
from yardstick.inference.chance import called_by_chance
from yardstick.inference.difference import Verdict
from yardstick.measure.labels import DIMENSION_LABELS
from yardstick.measure.model import VISIBLE, Reason, Status
from yardstick.sentences import absent, changed, rate
from yardstick.text import Translator, mark
from yardstick.wording import amount, missing, percent, status_words

#: What is shown first where no standard is chosen, if these data have it.
KEY = ("mix.study", "pay.median", "match.field", "satisfaction.job", "survey.response")
#: Dimension -> filter it drills into, from the widest to the narrowest.
LEVELS: dict[str, str] = {
    "school": "school",
    "category": "discipline",
    "class": "class",
    "programme": "programme",
}
VERDICT_WORDS: dict[str, str] = {
    Verdict.UP: mark("▲ rose"),
    Verdict.DOWN: mark("▼ fell"),
    Verdict.NO_CALL: mark("○ no clear change"),
    Verdict.BREAK: mark("┆ not comparable"),
}
NAMED_FIRST = 4


def key_indicators(p: Page) -> list[Indicator]:
    """The figures of the page: those of the chosen standard, else one of each family."""
    catalogue = load_catalogue()
    heads = [i for i in catalogue.indicators.values() if i.headline]
    if p.view.standard in catalogue.standards:
        own = [i for i in catalogue.indicators.values() if i.standard == p.view.standard]
        return ([i for i in own if i.headline] or own)[:6]
    latest = max(p.filters.cohorts or p.reader.snapshot.info().cohorts, default=0)
    rate = [
        i
        for i in heads
        if i.standard == "cn_moe"
        and (i.first_cohort or 0) <= latest
        and latest <= (i.last_cohort or latest)
    ]
    return [*(rate or heads)[:1], *(catalogue[i] for i in KEY)]


def verdict_words(verdict: str, t: Translator) -> str:
    """What was called of a change: a shape and a word, no colour."""
    words = VERDICT_WORDS[verdict]
    return t(words)


def own(row: dict) -> dict:
    """A row of ``change`` as the estimate of the later cohort alone."""
    names = {"value_low": "low", "value_high": "high", "value_status": "status"}
    return row | {new: row[old] for old, new in {**names, "value_reason": "reason"}.items()}


def answer(p: Page, i: Indicator, row: dict) -> str:
    """The lead figure of the latest cohort and its comparison with the one before."""
    about = told(p, row["wave_used"], [] if missing(row["cohort"]) else [int(row["cohort"])])
    said = rate(own(row), i.label(p.lang), about, p.t, decimals=i.decimals)
    seen = row["value_status"] in VISIBLE
    before = changed(row, i.unit, p.t, decimals=i.decimals) if seen else ""
    return p.t("{text} {next}", text=said, next=before) if before else said


def nobody(figures: list[tuple[Indicator, dict]]) -> bool:
    """Whether the selection holds no graduate at all, whatever its figures say of themselves."""
    known = [row["population"] for _, row in figures if not missing(row["population"])]
    return bool(known) and max(known) == 0


def lead(figures: list[tuple[Indicator, dict]]) -> tuple[Indicator, dict]:
    """The figure the page is about: the one asked for in the address, else the first share."""
    asked = st.query_params.get("figure")
    shares = [f for f in figures if f[0].kind == "share" and f[1]["value_status"] in VISIBLE]
    return next((f for f in figures if f[0].id == asked), (shares or figures)[0])


def choose(p: Page, figures: list[tuple[Indicator, dict]], chosen: Indicator) -> None:
    """Let the reader say which figure the rest of the page is about."""
    labels = {i.id: i.label(p.lang) for i, row in figures if row["value_status"] in VISIBLE}
    st.session_state["overview_figure"] = chosen.id
    st.selectbox(
        p.t("Figure"),
        list(labels),
        format_func=labels.get,
        key="overview_figure",
        on_change=lambda: st.query_params.update(figure=st.session_state["overview_figure"]),
    )


def choose_level(p: Page) -> str:
    """Let the reader say by what the table is split."""
    asked = st.query_params.get("by")
    st.session_state["overview_by"] = asked if asked in LEVELS else level_of(p.view)
    st.segmented_control(
        p.t("By"),
        list(LEVELS),
        format_func=lambda d: DIMENSION_LABELS[d](p.lang),
        key="overview_by",
        required=True,
        on_change=lambda: st.query_params.update(by=st.session_state["overview_by"]),
    )
    return st.session_state["overview_by"]


def absent_figures(p: Page, figures: list[tuple[Indicator, dict]], told: Indicator) -> None:
    """Which key figures these data do not give, and why; ``told`` is in the answer already."""
    for i, row in figures:
        if row["value_status"] not in VISIBLE and i is not told:
            st.caption(f":material/info: {absent(i.label(p.lang), own(row), p.t)}")


def key_figure(p: Page, i: Indicator, row: dict) -> None:
    """One figure with its interval, base and comparison with the cohort before."""
    t = p.t
    currency = p.reader.snapshot.meta.get("currency", "")
    value = (
        amount(row["value"], i.unit, t, i.decimals, currency)
        if row["value_status"] == Status.SHOWN and not missing(row["value"])
        else cell(row["value"], row["value_status"], i.unit, i.decimals)
    )
    box = st.container(
        border=True, height="stretch", gap="xsmall", key=f"key_{i.id.replace('.', '_')}"
    )
    with box:
        st.metric(i.label(p.lang), value)
        limits = span(row["value_low"], row["value_high"], i.unit, i.decimals, t)
        about = [
            t("{level} interval {limits}", level=percent(i.confidence, 0), limits=limits)
            if limits
            else "",
            t("base {n}", n=count(row["base"])) if not missing(row["base"]) else "",
            t("cohort {year}", year=row["cohort"]) if not missing(row["cohort"]) else "",
        ]
        st.caption(" · ".join(a for a in about if a))
        st.caption(compared(i, row, t))
        methods_links(p, [i.id], named=False)


def compared(i: Indicator, row: dict, t: Translator) -> str:
    """The comparison with the cohort before, or why there is none."""
    if not missing(row["difference"]):
        return t(
            "{verdict} against {year}: {difference} ({limits})",
            verdict=verdict_words(row["verdict"], t),
            year=row["previous_cohort"],
            difference=difference(row["difference"], i.unit, i.decimals, t),
            limits=span_of_change(row, i, t),
        )
    reason = row["value_reason"] if row["value_status"] not in VISIBLE else row["reason"]
    return reason(t) if isinstance(reason, Reason) else status_words(row["value_status"], t)


def level_of(view: View) -> str:
    """The level the table opens at: below the narrowest filter in use."""
    if view.codes("class") or view.codes("programme"):
        return "programme"
    if view.codes("discipline"):
        return "class"
    return "category" if view.codes("school") else "school"


def groups_table(p: Page, i: Indicator, by: str, rows: pd.DataFrame) -> None:
    """The drill-down table: selecting a row narrows the whole page to it."""
    t, lang = p.t, p.lang
    rows = rows.sort_values("value", ascending=False, na_position="last", kind="stable")
    records = rows.to_dict("records")
    heading = t("Change in points") if i.unit == "percent" else t("Change")
    table = pd.DataFrame(
        {
            DIMENSION_LABELS[by](lang): [p.label(by, r[by]) for r in records],
            i.label(lang): [
                cell(r["value"], r["value_status"], i.unit, i.decimals) for r in records
            ],
            t("Interval"): [
                span(r["value_low"], r["value_high"], i.unit, i.decimals, t) for r in records
            ],
            t("Base"): [count(r["base"]) for r in records],
            heading: [signed(r["difference"], i.unit, i.decimals) for r in records],
            t("Interval of the change"): [span_of_change(r, i, t) for r in records],
            t("Verdict"): [verdict_words(r["verdict"], t) for r in records],
        }
    )
    # A full count has no interval: an empty column would only ask a question.
    table = table.loc[:, [not (table[c] == "").all() for c in table.columns]]
    codes = [r[by] for r in records]
    st.dataframe(
        table,
        hide_index=True,
        key=f"overview_groups_{by}",
        on_select=lambda: _drill(by, codes),
        selection_mode="single-row",
        column_config={DIMENSION_LABELS[by](lang): st.column_config.TextColumn(pinned=True)},
        alt=t("{figure} by {group}", figure=i.label(lang), group=DIMENSION_LABELS[by](lang)),
    )
    if marks := legend(occurring(table), t):
        st.caption(marks)
    tools(p, f"overview_{by}", i.label(lang), table, [i.id])


def span_of_change(r: dict, i: Indicator, t: Translator) -> str:
    """Both ends of the interval of a change; empty where there is none."""
    if missing(r["low"]) or missing(r["high"]):
        return ""
    low, high = (signed(r[end], i.unit, i.decimals) for end in ("low", "high"))
    return t("{low} to {high}", low=low, high=high)


def _drill(by: str, codes: Sequence[str]) -> None:
    picked = st.session_state[f"overview_groups_{by}"]["selection"]["rows"]
    if picked:
        narrow(LEVELS[by], codes[picked[0]])


def narrow(name: str, code: str) -> None:
    """Narrow the page to one school, discipline or programme, and open the level below."""
    if "by" in st.query_params:
        del st.query_params["by"]
    show(current().with_(**{name: code}))


def look_first(p: Page, i: Indicator, rows: pd.DataFrame) -> None:
    """Programmes that fell or rose beyond chance and materiality, and how many chance would give."""
    t = p.t
    compared_ = rows[rows["difference"].notna()]
    if compared_.empty:
        st.caption(t("No programme can be compared with the cohort before."))
        return
    if len(compared_) == 1:
        return
    called = compared_[compared_["verdict"].isin([Verdict.UP, Verdict.DOWN])]
    if called.empty:
        st.markdown(t("None of {n} programmes changed beyond chance.", n=len(compared_)))
        return
    st.markdown(
        t(
            "{called} of {n} programmes changed beyond chance. With so many comparisons chance "
            "alone would bring about up to {expected}, so look before you conclude.",
            called=len(called),
            n=len(compared_),
            expected=max(1, round(called_by_chance(len(compared_), i.confidence))),
        )
    )
    if i.unit == "percent":
        least = difference(compared_["material"].iloc[0], i.unit, 1, t).lstrip("+")
        st.caption(t("Differences of less than {points} are not called.", points=least))
    listed = st.container(gap=None, key="overview_first")
    for verdict in (Verdict.DOWN, Verdict.UP):
        found = called[called["verdict"] == verdict]
        found = found.sort_values("difference", ascending=verdict == Verdict.DOWN)
        for row in found.head(NAMED_FIRST).to_dict("records"):
            listed.button(
                t(
                    "{verdict}: {programme}, {difference} ({limits})",
                    verdict=verdict_words(verdict, t),
                    programme=p.label("programme", row["programme"]),
                    difference=difference(row["difference"], i.unit, i.decimals, t),
                    limits=span_of_change(row, i, t),
                ),
                key=f"overview_first_{row['programme']}",
                type="tertiary",
                on_click=narrow,
                args=("programme", row["programme"]),
            )
        if len(found) > NAMED_FIRST:
            listed.caption(t("and {n} more in the table", n=len(found) - NAMED_FIRST))
