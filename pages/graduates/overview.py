"""How our graduates are doing, and where one should look first."""

from functools import partial

import streamlit as st

from ui import drill, overview, triage
from ui.page import page
from yardstick.measure import change, changes_of_one
from yardstick.measure.model import VISIBLE
from yardstick.records import records
from yardstick.text import mark

with page(mark("How are our graduates doing, and where should one look first?")) as p:
    t = p.t
    asked = overview.key_indicators(p)
    rows = p.once(
        "overview.figures",
        lambda: records(changes_of_one(p.reader, [i.id for i in asked], p.filters)),
    )
    figures = list(zip(asked, rows, strict=True))
    shown = [f for f in figures if f[1]["value_status"] in VISIBLE]
    i, row = overview.lead(figures)
    if overview.nobody(figures):
        p.empty()
    else:
        p.answer(overview.answer(p, i, row))
        if which := overview.which_cohort(p, shown):
            st.caption(which)
        p.shown("overview.cards", partial(overview.cards, figures=shown))
        overview.absent_figures(p, figures, i)
    if shown:
        st.header(t("Where should one look first?"), anchor="look-first")
        p.shown("overview.triage", triage.show)
        with st.container(horizontal=True, vertical_alignment="bottom", key="overview_choice"):
            overview.choose(p, figures, i)
            by = drill.choose_level(p)
        programmes = change(p.reader, i.id, ("programme",), p.filters)
        drill.look_first(p, i, programmes, by)
        rows = programmes if by == "programme" else change(p.reader, i.id, (by,), p.filters)
        drill.groups_table(p, i, by, rows)
        p.shown(f"overview.{i.id}", partial(overview.over_cohorts, i=i))
