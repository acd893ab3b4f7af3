"""Without a programme: all of them by school, to search in."""

import pandas as pd
import streamlit as st

from ui.page import Page
from ui.programme_links import linked
from yardstick.measure.labels import DIMENSION_LABELS
from yardstick.wording import listing


def show(p: Page) -> None:
    """Say why no profile is shown, and offer every programme this reader may see."""
    t, asked = p.t, p.view.codes("programme")
    known = [c for c in asked if c in p.offered.programmes]
    p.answer(_why(p, asked, known))
    words = st.text_input(
        t("Search"),
        key="profile_search",
        placeholder=t("Part of a name, or a code"),
        icon=":material/search:",
    )
    found = matching(p, words, known if len(known) > 1 else p.offered.fitting(p.view))
    if not found:
        st.info(t("No programme you may see fits."), icon=":material/search_off:")
    levels = {level: place for place, level in enumerate(p.offered.labels["level"])}
    for school in dict.fromkeys(p.offered.programmes[c]["school"] for c in found):
        own = [c for c in found if p.offered.programmes[c]["school"] == school]
        own = sorted(own, key=lambda c: levels.get(p.offered.programmes[c]["level"], len(levels)))
        name = p.label("school", school)
        st.subheader(name, anchor=False)
        st.table(_table(p, own), border="horizontal", hide_index=True, alt=name)


def matching(p: Page, words: str, codes: list[str]) -> list[str]:
    """The codes whose name, code or school has every word looked for."""
    wanted = (words or "").casefold().split()

    def text(code: str) -> str:
        school = p.label("school", p.offered.programmes[code]["school"])
        return f"{code} {p.label('programme', code)} {school}".casefold()

    return [c for c in codes if all(w in text(c) for w in wanted)]


def _why(p: Page, asked: tuple[str, ...], known: list[str]) -> str:
    t = p.t
    if successor := _successor(p, asked):
        return t(
            "{code} goes on as {programme}: its graduates are counted there.",
            code=asked[0],
            programme=p.label("programme", successor),
        )
    if asked and not known:
        return t(
            "These data have no programme {codes}, or you may not see it. Choose another one.",
            codes=listing(list(asked), t),
        )
    if len(known) > 1:
        return t("The link names {n} programmes; a profile is about one.", n=len(known))
    return t("A profile is about one programme: choose one of {n}.", n=len(p.offered.programmes))


def _successor(p: Page, asked: tuple[str, ...]) -> str | None:
    """The series an older code belongs to today."""
    if len(asked) != 1 or asked[0] in p.offered.programmes:
        return None
    periods = p.reader.snapshot.info().programmes
    series = periods.loc[periods["programme_code"] == asked[0], "programme"]
    return next((c for c in series if c in p.offered.programmes), None)


def _table(p: Page, codes: list[str]) -> pd.DataFrame:
    facts = [p.offered.programmes[c] for c in codes]
    table = {
        DIMENSION_LABELS["programme"](p.lang): linked(p, codes),
        DIMENSION_LABELS["level"](p.lang): [p.label("level", f["level"]) for f in facts],
        DIMENSION_LABELS["category"](p.lang): [p.label("category", f["discipline"]) for f in facts],
    }
    return pd.DataFrame(table)
