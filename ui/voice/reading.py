"""How to read answers on a scale, in plain words."""

from collections.abc import Sequence

import streamlit as st

from ui.page import Page
from yardstick.text import mark

ANSWERS = (
    mark(
        "**Positive answers.** Each question says which answers count as positive. Of the same 400 "
        "answers on five points 62.5% are positive if the upper two count, and 92.5% if the middle "
        "counts as well: a share can only be compared with one that counts the same answers."
    ),
    mark(
        "**Cannot say** leaves the base, and so do blanks and questions that were not asked. A "
        "neutral answer stays in the base and counts as not positive."
    ),
    mark(
        "**Net promoter score.** The percentage who say 9 or 10 less the percentage who say 0 to 6, "
        "from −100 to 100. It moves with how a country uses such scales: compare it over time, and "
        "with care between institutions."
    ),
    mark(
        "**Versions.** Another wording or another scale makes another version of a question, and "
        "another series. What looks like a jump between two versions is not a change of opinion."
    ),
    mark(
        "**Who answered.** The interval says how far chance may move a figure. It says nothing about "
        "those who did not answer: read the response rate and the weighted figure beside it."
    ),
)


def how_to_read(p: Page, parts: Sequence[str] = ANSWERS, key: str = "voice_reading") -> None:
    """The explanation, folded."""

    def fold(page: Page) -> None:
        with st.expander(page.t("How to read this"), icon=":material/help:", key=key):
            st.markdown("\n\n".join(page.t(part) for part in parts))

    p.draw(fold)
