"""The screen in place of a comparison that cannot be made: which one, why, and what can be instead."""

import streamlit as st

from ui.address import link
from ui.filters import reset_button
from ui.page import Page
from ui.registry import BY_URL
from ui.standings.asked import OUTCOME, Asked, impossible
from yardstick.compare import Comparison, load_outcomes
from yardstick.measure.model import VISIBLE, Reason
from yardstick.places import ROOT
from yardstick.wording import status_words


def show(p: Page, c: Comparison, asked: Asked) -> None:
    """Say why, and offer the outcomes that can be compared, or the way back."""
    t = p.t
    p.answer(
        t(
            "{outcome} cannot be compared here: {why}",
            outcome=c.outcome.label(p.lang),
            why=why(p, c),
        )
    )
    unavailable = impossible(p)
    possible = [o for o in load_outcomes().values() if o.id not in unavailable]
    if asked.outcome not in unavailable:
        # The data hold it, so the selection is what shuts it out.
        reset_button(t, key="yardstick_reset")
        return
    if not possible:
        st.info(t("None of the outcomes can be compared on these data."), icon=":material/info:")
        return
    st.markdown(t("What can be compared on these data:"))
    for o in possible:
        st.page_link(
            ROOT / BY_URL["yardstick"].file,
            label=o.label(p.lang),
            icon=":material/balance:",
            query_params=link(p.view, **{OUTCOME: o.id}),
        )


def why(p: Page, c: Comparison) -> str:
    """The reason of the comparison, or of the programmes in view."""
    if c.status not in VISIBLE:
        return c.reason(p.t) if c.reason else status_words(c.status, p.t)
    if c.frame.empty:
        return p.t("no programme in view has graduates in the cohorts compared.")
    reasons = [r(p.t) for r in c.frame["reason"] if isinstance(r, Reason)]
    if reasons:
        return " ".join(dict.fromkeys(reasons))
    return status_words(c.frame["status"].iloc[0], p.t)
