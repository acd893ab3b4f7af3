"""Where programmes stand: pooled effects beside the raw results, and the benchmark table."""

import pandas as pd
import streamlit as st

from ui.format import cell, count, span
from ui.item import item
from ui.page import Page
from ui.programme_links import name_programmes
from ui.standings.asked import Asked
from ui.standings.examples import benchmark_example, effects_example
from ui.standings.reading import BENCHMARK, EFFECTS, how_to_read
from ui.standings.words import counts_from, currency, least_words, name_of, written_in
from yardstick.compare import Comparison
from yardstick.export.standings import standings
from yardstick.figures.gaps import effects
from yardstick.figures.standings import LOG_PAY, gap, gap_span, standing_words
from yardstick.inference.verdict import Standing
from yardstick.measure.labels import DIMENSION_LABELS
from yardstick.measure.model import VISIBLE
from yardstick.wording import percent, status_words

#: Programmes drawn at first: those furthest out on either side, and all with a verdict.
DRAWN = 24
ALL = "all"
#: Findings first, then the others by name.
ORDER = {Standing.BELOW: 0, Standing.ABOVE: 1}


def show(p: Page, c: Comparison, asked: Asked) -> None:
    """Both items of the section."""
    least = least_words(c.materiality, c.outcome.kind, p.t)
    benchmark(p, c)
    example = benchmark_example(p, c)
    how_to_read(p, "benchmark", BENCHMARK, example=example, least=least, n=c.programmes)
    pooled(p, c)
    how_to_read(p, "effects", EFFECTS, example=effects_example(p, c), least=least)


def benchmark(p: Page, c: Comparison) -> None:
    """The table the verdict rests on."""
    item(
        p,
        "benchmark",
        p.t("Against the benchmark, programme by programme"),
        None,
        benchmark_table(p, c),
        data=standings(p.reader, c),
        note=p.t(
            "Findings first, the others by name: this is not a ranking. The verdict rests on this "
            "table alone. The downloads hold more columns, among them the benchmark without the "
            "programme itself."
        ),
        caveats=[counts_from([c], p.t)],
        indicators=[c.indicator],
    )


def ordered(p: Page, c: Comparison) -> pd.DataFrame:
    """Rows with a finding first, then by name."""
    frame = c.frame
    keys = pd.DataFrame(
        {
            "found": [ORDER.get(v, 2) for v in frame["verdict"]],
            "name": [name_of(p, x) for x in frame["programme"]],
        },
        index=frame.index,
    )
    return frame.loc[keys.sort_values(["found", "name"], kind="stable").index].reset_index(
        drop=True
    )


def benchmark_table(p: Page, c: Comparison) -> pd.DataFrame:
    """One row per programme, ready to read."""
    t, kind = p.t, c.outcome.kind
    unit, decimals = written_in(kind)
    frame = ordered(p, c)
    rows = frame.to_dict("records")
    observed = t("Observed ({unit})", unit=currency(p)) if kind == LOG_PAY else t("Observed")
    table = {
        DIMENSION_LABELS["programme"](p.lang): [name_of(p, r["programme"]) for r in rows],
        t("Verdict"): [standing_words(r["verdict"], t) for r in rows],
        t("Base"): [count(r["n"]) for r in rows],
        observed: [cell(r["observed"], r["status"], unit, decimals) for r in rows],
        t("Expected"): [_level(r["expected"], unit, decimals) for r in rows],
        t("Difference"): [gap(r["difference"], kind, t) for r in rows],
        t("95% interval"): [gap_span(r["low"], r["high"], kind, t) for r in rows],
        t("Own contribution"): [_share(r["contribution"]) for r in rows],
        t("Detectable"): [gap(r["detectable"], kind, t).lstrip("+") for r in rows],
        t("Difference, itself left out"): [
            _both(gap(r["left_out_difference"], kind, t), r, kind, t) for r in rows
        ],
        t("Why not"): [_why(r, p) for r in rows],
    }  # fmt: skip
    shown = pd.DataFrame(table)
    if not (shown[t("Why not")] != "").any():
        shown = shown.drop(columns=t("Why not"))
    return name_programmes(p, shown, frame["programme"].tolist())


def _level(value: float, unit: str, decimals: int) -> str:
    return "–" if value != value else cell(value, "shown", unit, decimals)


def _share(value: float) -> str:
    return "–" if value != value else percent(value, 0)


def _both(said: str, row: dict, kind: str, t) -> str:
    limits = gap_span(row["left_out_low"], row["left_out_high"], kind, t)
    return t("{value} ({interval})", value=said, interval=limits) if limits else said


def _why(row: dict, p: Page) -> str:
    if callable(row["reason"]):
        return row["reason"](p.t)
    return "" if row["status"] in VISIBLE else status_words(row["status"], p.t)


def pooled(p: Page, c: Comparison) -> None:
    """The caterpillar of pooled effects."""
    t = p.t
    known = c.frame[c.frame["pooled"].notna()]
    drawn_rows = known if _everything() else furthest(known)
    if len(known) > len(drawn_rows) or _everything():
        _switch(p, len(known), len(drawn_rows))
    names = [name_of(p, x) for x in drawn_rows["programme"]]
    item(
        p,
        "effects",
        t("Pooled effects, with the raw results beside"),
        effects(
            drawn_rows,
            names,
            t,
            title=t("Pooled effect"),
            kind=c.outcome.kind,
            reference=c.reference,
            materiality=c.materiality,
        ),
        effects_table(p, c),
        data=standings(p.reader, c),
        note="" if len(known) == len(drawn_rows) else t(
            "Drawn: the {n} furthest from zero and all with a finding, of {all}; the table has all.",
            n=len(drawn_rows),
            all=len(known),
        ),
        caveats=[_shrunk(p, known)],
        indicators=[c.indicator],
    )  # fmt: skip


def furthest(frame: pd.DataFrame, most: int = DRAWN) -> pd.DataFrame:
    """The rows with the largest effects on either side, and all with a finding."""
    if len(frame) <= most:
        return frame
    order = frame["pooled"].sort_values(kind="stable").index
    found = frame.index[frame["verdict"].isin([Standing.ABOVE, Standing.BELOW])]
    keep = {*order[: most // 2], *order[-(most // 2) :], *found}
    return frame[frame.index.isin(keep)]


def _everything() -> bool:
    return ALL in st.query_params


def _switch(p: Page, n: int, drawn: int) -> None:
    def write() -> None:
        if st.session_state["yardstick_all"]:
            st.query_params[ALL] = "1"
        elif ALL in st.query_params:
            del st.query_params[ALL]

    st.session_state["yardstick_all"] = _everything()
    st.toggle(p.t("Draw all {n} programmes", n=n), key="yardstick_all", on_change=write)


def _shrunk(p: Page, frame: pd.DataFrame) -> str:
    """How much pooling drew the effects towards zero."""
    known = frame["shrunk"].dropna()
    if known.empty:
        return p.t("The model has no estimate here, so only the benchmark speaks.")
    return p.t(
        "Pooling took between {low} and {high} of each programme's own difference, most where "
        "the base is small.",
        low=percent(float(known.min()), 0),
        high=percent(float(known.max()), 0),
    )


def effects_table(p: Page, c: Comparison) -> pd.DataFrame:
    """Raw result and pooled effect of every programme."""
    t, kind = p.t, c.outcome.kind
    unit, decimals = written_in(kind)
    frame = ordered(p, c)
    rows = frame.to_dict("records")
    table = {
        DIMENSION_LABELS["programme"](p.lang): [name_of(p, r["programme"]) for r in rows],
        t("Raw result"): [cell(r["observed"], r["status"], unit, decimals) for r in rows],
        t("Interval"): [
            span(r["observed_low"], r["observed_high"], unit, decimals, t) for r in rows
        ],
        t("Base"): [count(r["n"]) for r in rows],
        t("Pooled effect"): [gap(r["pooled"], kind, t) for r in rows],
        t("95% interval"): [gap_span(r["pooled_low"], r["pooled_high"], kind, t) for r in rows],
        t("Shrunk by"): [_share(r["shrunk"]) for r in rows],
    }
    return name_programmes(p, pd.DataFrame(table), frame["programme"].tolist())
