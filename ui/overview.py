"""The overview's answer and its key figures."""

from functools import partial

import streamlit as st

from ui.drill import called, currency, span_of_change
from ui.employment.cohorts import NATURAL
from ui.format import cell, count, legend, span
from ui.item import item, methods_links
from ui.page import Page
from ui.still import mould, still
from ui.tables import measures_table
from ui.telling import recomputed, told
from yardstick.catalogue import Indicator, load_catalogue
from yardstick.figures.natural import with_natural
from yardstick.figures.trend import trend
from yardstick.measure import breaks, measure_one
from yardstick.measure.apart import apart
from yardstick.measure.model import VISIBLE, Reason, Status
from yardstick.sentences import Told, absent, changed, pay, rate
from yardstick.wording import amount, difference, missing, percent, status_words

#: What is shown first where no standard is chosen, if these data have it.
KEY = ("mix.study", "pay.median", "match.field", "satisfaction.job", "survey.response")


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


def own(row: dict) -> dict:
    """A row of ``change`` as the estimate of the later cohort alone."""
    names = {"value_low": "low", "value_high": "high", "value_status": "status"}
    return row | {new: row[old] for old, new in {**names, "value_reason": "reason"}.items()}


def answer(p: Page, i: Indicator, row: dict) -> str:
    """The lead figure of the latest cohort and its comparison with the one before."""
    about = told(p, row["wave_used"], [] if missing(row["cohort"]) else [int(row["cohort"])])
    said = sentence(i, own(row), about, p)
    seen = row["value_status"] in VISIBLE
    told_change = changed(row, i.unit, p.t, decimals=i.decimals, currency=currency(p))
    before = told_change if seen else ""
    return p.t("{text} {next}", text=said, next=before) if before else said


def sentence(i: Indicator, row: dict, about: Told, p: Page) -> str:
    """A figure in a sentence of its own kind: only a share is a share of graduates."""
    if i.kind == "share":
        return rate(row, i.label(p.lang), about, p.t, decimals=i.decimals)
    if i.id == "pay.median":
        return pay(row, None, None, about, p.t)
    if row["status"] not in VISIBLE:
        return absent(i.label(p.lang), row, p.t)
    return p.t(
        "{name}: {value} ({told}).",
        name=i.label(p.lang),
        value=amount(row["value"], i.unit, p.t, i.decimals, currency(p)),
        told=about(p.t),
    )


def nobody(figures: list[tuple[Indicator, dict]]) -> bool:
    """Whether the selection holds no graduate at all, whatever its figures say of themselves."""
    known = [row["population"] for _, row in figures if not missing(row["population"])]
    return bool(known) and max(known) == 0


def over_cohorts(p: Page, i: Indicator) -> None:
    """The figure over all cohorts, whichever are selected."""
    every = p.filters.with_(cohorts=())
    series = measure_one(p.reader, [i.id], ("cohort",), every)
    moved = breaks(p.reader, i.id, every)
    why = {c: reason(p.t) for c, reason in moved.items()}
    again = recomputed(i, series.frame["cohort"], p.t)
    rows, natural = with_natural(series.estimates())
    drawn = trend(
        [(p.summary(), rows)],
        p.t,
        title=i.label(p.lang),
        unit=i.unit,
        decimals=i.decimals,
        currency=currency(p),
        breaks=why,
    )
    caveats = [
        *([again] if again else []),
        *([p.t(NATURAL)] if natural else []),
        *apart(moved.values(), p.t),
    ]
    item(
        p,
        "overview_trend",
        p.t("How has it moved over the cohorts?"),
        drawn,
        measures_table(p, series),
        data=series,
        caveats=caveats,
        indicators=[i.id],
    )


def lead(figures: list[tuple[Indicator, dict]]) -> tuple[Indicator, dict]:
    """The figure the page is about: the one asked for in the address, else the first share that can
    be shown, else the first figure that can."""
    asked = st.query_params.get("figure")
    shown = [f for f in figures if f[1]["value_status"] in VISIBLE]
    shares = [f for f in shown if f[0].kind == "share"]
    return next((f for f in figures if f[0].id == asked), (shares or shown or figures)[0])


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


def absent_figures(p: Page, figures: list[tuple[Indicator, dict]], told: Indicator) -> None:
    """Which key figures these data do not give, and why; ``told`` is in the answer already."""
    for i, row in figures:
        if row["value_status"] not in VISIBLE and i is not told:
            st.caption(f":material/info: {absent(i.label(p.lang), own(row), p.t)}")


def cards(p: Page, figures: list[tuple[Indicator, dict]]) -> None:
    """The key figures side by side."""
    p.draw(partial(_cards, figures=figures, cast=None if p.steps is None else mould()))


def _cards(p: Page, figures: list[tuple[Indicator, dict]], cast: str | None) -> None:
    def drawn() -> None:
        with st.grid(3, min_column_width=250, key="key_figures"):
            for figure in figures:
                key_figure(p, *figure)

    still(cast, drawn)


def key_figure(p: Page, i: Indicator, row: dict) -> None:
    """One figure with its interval, base and comparison with the cohort before."""
    t = p.t
    value = (
        amount(row["value"], i.unit, t, i.decimals, currency(p))
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
        st.caption(compared(p, i, row))
        if row["value_status"] == Status.UNRELIABLE:
            st.caption(legend({Status.UNRELIABLE}, t))
        if again := recomputed(i, [row["cohort"]], t):
            st.caption(again)
        methods_links(p, [i.id], named=False)


def which_cohort(p: Page, figures: list[tuple[Indicator, dict]]) -> str:
    """Which cohort the cards are about where the reader asked for several."""
    pooled = p.filters.cohorts or p.reader.snapshot.info().cohorts
    years = {int(row["cohort"]) for _, row in figures if not missing(row["cohort"])}
    if len(pooled) < 2 or not years:
        return ""
    if len(years) == 1:
        return p.t("Cards show the latest cohort, {year}.", year=str(max(years)))
    return p.t("Each card shows the latest cohort that has its figure, and names it.")


def compared(p: Page, i: Indicator, row: dict) -> str:
    """The comparison with the cohort before, or why there is none."""
    t = p.t
    if not missing(row["difference"]):
        return t(
            "{verdict} against {year}: {difference} ({limits})",
            verdict=called(p, i, row),
            year=row["previous_cohort"],
            difference=difference(row["difference"], i.unit, t, i.decimals, currency(p)),
            limits=span_of_change(row, i, t),
        )
    reason = row["value_reason"] if row["value_status"] not in VISIBLE else row["reason"]
    return reason(t) if isinstance(reason, Reason) else status_words(row["value_status"], t)
