"""How to read gaps and the map, in plain words."""

import streamlit as st

from ui.page import Page
from yardstick.text import mark

GAPS = (
    mark(
        "**Importance** is how important something is, or how much of it work requires; "
        "**attainment** how well it is met, or how much of it was acquired. Both were asked of the "
        "same people, and only who rated both counts."
    ),
    mark(
        "**Gap** is importance less attainment of each person, averaged. Above zero attainment "
        "falls short. A gap matters from a sixteenth of the range of the scale on (0.25 points where "
        "it runs from 1 to 5), and is called where it is larger than that beyond chance: with many "
        "answers a hundredth of a point is sure, and no reason to change a course. A mean of zero may hide as many with too little as with too much: the shares "
        "with a shortage (one point or more too little) and with a surplus say so."
    ),
    mark(
        "**Map.** Up is more important, right is better attained. In the upper left lies what "
        "matters beside the others and is little attained. A hollow point lies too close to a line "
        "to say on which side it is."
    ),
    mark(
        "Both are judgements of those who answered. A gap goes with a programme; it does not say "
        "what made it, and those who answered may differ from those who did not."
    ),
)


def how_to_read(p: Page) -> None:
    """The explanation, folded."""
    with st.expander(p.t("How to read this"), icon=":material/help:", key="fit_reading"):
        st.markdown("\n\n".join(p.t(part) for part in GAPS))
