"""How our graduates are doing, and where one should look first."""

import streamlit as st

from ui import drill, overview
from ui.employment.cohorts import NATURAL
from ui.item import item
from ui.page import page
from ui.tables import measures_table
from ui.telling import recomputed
from yardstick.figures.natural import with_natural
from yardstick.figures.trend import trend
from yardstick.measure import breaks, change, changes, measure
from yardstick.measure.model import VISIBLE
from yardstick.text import mark

with page(mark("How are our graduates doing, and where should one look first?")) as p:
    t, lang = p.t, p.lang
    asked = overview.key_indicators(p)
    rows = changes(p.reader, [i.id for i in asked], (), p.filters).to_dict("records")
    figures = list(zip(asked, rows, strict=True))
    shown = [f for f in figures if f[1]["value_status"] in VISIBLE]
    i, row = overview.lead(figures)
    if overview.nobody(figures):
        p.empty()
    else:
        p.answer(overview.answer(p, i, row))
        if which := overview.which_cohort(p, shown):
            st.caption(which)
        with st.grid(3, min_column_width=250, key="key_figures"):
            for figure in shown:
                overview.key_figure(p, *figure)
        overview.absent_figures(p, figures, i)
    if shown:
        st.header(t("Where should one look first?"), anchor="look-first")
        with st.container(horizontal=True, vertical_alignment="bottom", key="overview_choice"):
            overview.choose(p, figures, i)
            by = drill.choose_level(p)
        programmes = change(p.reader, i.id, ("programme",), p.filters)
        drill.look_first(p, i, programmes, by)
        rows = programmes if by == "programme" else change(p.reader, i.id, (by,), p.filters)
        drill.groups_table(p, i, by, rows)
        every = p.filters.with_(cohorts=())
        series = measure(p.reader, i.id, ("cohort",), every)
        why = {c: reason(t) for c, reason in breaks(p.reader, i.id, every).items()}
        again = recomputed(i, series.frame["cohort"], t)
        drawn_rows, natural = with_natural(series.estimates())
        drawn = trend(
            [(p.summary(), drawn_rows)],
            t,
            title=i.label(lang),
            unit=i.unit,
            decimals=i.decimals,
            currency=p.reader.snapshot.meta.get("currency", ""),
            breaks=why,
        )
        item(
            p,
            "overview_trend",
            t("How has it moved over the cohorts?"),
            drawn,
            measures_table(p, series),
            data=series,
            caveats=[
                *([again] if again else []),
                *([t(NATURAL)] if natural else []),
                *dict.fromkeys(why.values()),
            ],
            indicators=[i.id],
        )
