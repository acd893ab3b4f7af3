"""Does what we teach fit what work asks for? Gaps, match, and the industries fed."""

import streamlit as st

from ui.fit import competences, courses, fed, match, programmes
from ui.fit.chosen import NO_PAIRS, choose, chosen
from ui.page import page
from ui.sections import Section, switch
from ui.sections import asked as asked_part
from ui.telling import nobody
from yardstick.text import mark

SECTIONS = (
    Section("gaps", mark("Competences"), ":material/compare_arrows:", competences.show),
    Section("programmes", mark("By programme"), ":material/school:", programmes.show),
    Section("courses", mark("Courses"), ":material/menu_book:", courses.show),
    Section("match", mark("Match"), ":material/join_inner:", match.show),
    Section("fed", mark("Industries and occupations"), ":material/apartment:", fed.show),
)
OF_PAIRS = ("gaps", "programmes", "courses")

#: Answers have no census day; match and industries may come from a register.
of_pairs = (asked_part() or SECTIONS[0].key) in OF_PAIRS
with page(mark("Does what we teach fit what work asks for?"), every=True, answers=of_pairs) as p:
    section = switch(p, SECTIONS)
    if section.key in OF_PAIRS:
        asked = chosen(p)
        if asked is None and section.key != "courses":
            st.info(p.t(NO_PAIRS), icon=":material/info:")
        else:
            if asked is not None:
                choose(p, asked, section.key == "gaps")
            section.show(p, asked)
    elif nobody(p):
        p.empty()
    else:
        p.shown(f"fit.{section.key}", section.show)
