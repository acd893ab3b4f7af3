"""What do our graduates and their employers say? One section at a time, each a question of its own."""

import streamlit as st

from ui.page import page
from ui.sections import Section, switch
from ui.voice import comments, cover, drivers, employers, headline, objectives
from ui.voice.chosen import NO_QUESTIONS, choose, chosen
from yardstick.text import mark

#: Sections that look at one topic of the alumni survey take what was chosen; the others the page.
SECTIONS = (
    Section("answers", mark("Satisfaction and views"), ":material/thumbs_up_down:", headline.show),
    Section("drivers", mark("What goes with it"), ":material/hub:", drivers.show),
    Section("employers", mark("Employers"), ":material/apartment:", employers.show),
    Section("objectives", mark("Objectives"), ":material/flag:", objectives.show),
    Section("comments", mark("Comments"), ":material/forum:", comments.show),
    Section("who", mark("Who answered"), ":material/how_to_reg:", cover.show),
)
OF_TOPICS = ("answers",)
#: Sections that hold choices of their own, and what is not kept: drawn anew for each reader.
ALIVE = ("comments",)

with page(mark("What do graduates and employers say?"), every=True, answers=True) as p:
    section = switch(p, SECTIONS)
    if section.key in OF_TOPICS:
        asked = chosen(p)
        if asked is None:
            st.info(p.t(NO_QUESTIONS), icon=":material/info:")
        else:
            choose(p, asked)
            p.shown(f"voice.{section.key}", lambda q: section.show(q, asked))
    elif section.key in ALIVE:
        section.show(p)
    else:
        p.shown(f"voice.{section.key}", section.show)
