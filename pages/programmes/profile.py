"""How does one programme do, and what is behind it? Everything about it on one sheet."""

import streamlit as st

from ui.page import page
from ui.profile import (
    behind,
    benchmark,
    chooser,
    comparable,
    courses,
    effects,
    feedback,
    lineage,
    match,
    pay,
    signals,
    standing,
    trends,
    voice,
    where,
)
from ui.profile.chosen import alone, chosen, contradicts, explain_contradiction, place, select
from ui.profile.outcomes import asked, outcomes
from ui.profile.sheet import in_pairs, lay_out, print_button
from ui.telling import nobody
from yardstick.text import mark

with page(mark("How does this programme do, and what is behind it?"), compared=asked()) as p:
    lay_out()
    programme = chosen(p)
    with st.container(key="profile_bar"):
        select(p, programme)
        if programme:
            print_button(p)
    if programme is None:
        chooser.show(p)
    elif shut_out := contradicts(p, programme):
        explain_contradiction(p, programme, shut_out)
    elif nobody(p):
        p.empty()
    else:
        st.header(programme.name, anchor=False)
        st.caption(place(p, programme))
        sheet, figures = alone(p), outcomes(p)
        stands = benchmark.compared(sheet, programme)
        benchmark.show(sheet, programme, stands)
        effects.show(sheet, stands)
        answer = benchmark.sentence(sheet, programme, stands)
        standing.show(sheet, programme, figures, answer)
        signals.show(sheet, programme)
        trends.show(sheet, figures)
        where.show(sheet, figures[0])
        for place, part in zip(in_pairs(), (pay, match), strict=False):
            with place:
                part.show(sheet)
        feedback.show(sheet, programme)
        courses.show(sheet, programme)
        voice.show(sheet, programme)
        comparable.show(sheet, programme, figures)
        behind.show(sheet, figures)
        lineage.show(sheet, programme)
