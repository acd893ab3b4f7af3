"""The gaps programme by programme: who falls short of what, one competence, and all as a table."""

import pandas as pd
import streamlit as st

from ui.fit.cells import finding_cell, gap_cell, gap_span
from ui.fit.chosen import Chosen, list_name
from ui.fit.pick import lead_into, pick_programme
from ui.fit.words import criteria, least_words, pair_name, whom
from ui.format import cell, count
from ui.item import item
from ui.page import Page
from ui.programme_links import name_programmes
from yardstick.feedback.by_programme import ProgrammeGaps, programme_gaps
from yardstick.feedback.gaps import GAP
from yardstick.figures.competences import gap_rows
from yardstick.measure.labels import DIMENSION_LABELS
from yardstick.measure.model import Status
from yardstick.sentences import joined
from yardstick.wording import listing, whole

PAIR = "pair"
#: The section a programme is looked into.
INTO = "courses"
#: Programmes named in the sentence on top.
NAMED = 3


def show(p: Page, chosen: Chosen) -> None:
    """Programmes beside each other on one pair, and all pairs in a table."""
    found = programme_gaps(p.reader, chosen.list, p.filters)
    programmes = list(dict.fromkeys(found.frame["programme"]))
    p.answer(_answer(p, chosen, found, programmes))
    _called(p, found)
    _one(p, found, _pair(p, found))
    item(
        p,
        "gaps_all",
        p.t("All gaps, programme by programme"),
        None,
        _table(p, found.frame, programmes, list(chosen.list.pairs)),
        data=found.measures,
        note=p.t("Importance less attainment in scale points, and the base of the pair."),
        indicators=[GAP],
    )


def margin_of(frame: pd.DataFrame) -> float | None:
    """The smallest gap that matters, where it is one for all rows."""
    known = set(frame["margin"].dropna().round(9))
    return known.pop() if len(known) == 1 else None


def _answer(p: Page, chosen: Chosen, found: ProgrammeGaps, programmes: list[str]) -> str:
    """How many programmes fall short of anything, and how many have too few answers."""
    t, frame = p.t, found.frame
    seen = frame.loc[frame["seen"], "programme"].nunique()
    called = found.called()
    names = [p.label("programme", c) for c in dict.fromkeys(called["programme"])]
    about = {
        "about": list_name(p, chosen.list),
        "who": whom(p, found.wave),
        "seen": whole(seen),
        "least": least_words(margin_of(frame), t),
    }
    if names:
        said = t(
            "{about}, {who}: {short} of the {seen} programmes with enough answers fall short of at "
            "least one pair by more than {least}, beyond chance (largest gaps: {names}).",
            short=whole(len(names)),
            names=listing(names[:NAMED], t),
            **about,
        )
    else:
        said = t(
            "{about}, {who}: none of the {seen} programmes with enough answers falls short of any "
            "pair by more than {least}, beyond chance.",
            **about,
        )
    few = len(programmes) - seen
    if not few:
        return said
    withheld = t(
        "On {few} fewer than {least} people rated both sides, and nothing is shown.",
        few=whole(few),
        least=p.reader.profile.average_base,
    )
    return joined([said, withheld], t)


def _called(p: Page, found: ProgrammeGaps) -> None:
    """Programmes that fall short, the largest gap first, and a way into each of them."""
    t, called = p.t, found.called()
    caveats = criteria(margin_of(found.frame), found.family, t)
    title = t("Which programmes fall short, and of what?")
    if called.empty:
        with st.container(border=True, key="item_short"):
            st.subheader(title, anchor="short")
            st.info(
                t("No programme in view falls short of any pair beyond chance and materiality."),
                icon=":material/info:",
            )
            for said in caveats:
                st.caption(f":material/info: {said}")
        return
    codes = list(dict.fromkeys(called["programme"]))
    by = {c: called[called["programme"] == c] for c in codes}
    table = pd.DataFrame(
        {
            DIMENSION_LABELS["programme"](p.lang): [p.label("programme", c) for c in codes],
            t("Falls short of"): [
                listing([f"{pair_name(p, r['pair'])} {gap_cell(r)}" for r in _rows(by[c])], t)
                for c in codes
            ],
            t("Base"): [_span_of(by[c]["n"]) for c in codes],
        }
    )
    table = lead_into(p, table, codes, INTO)
    item(p, "short", title, None, table, data=called, caveats=caveats, indicators=[GAP])
    pick_programme(p, "short", codes, INTO)


def _rows(frame: pd.DataFrame) -> list[dict]:
    return frame.to_dict("records")


def _span_of(n: pd.Series) -> str:
    low, high = whole(n.min()), whole(n.max())
    return low if low == high else f"{low}–{high}"


def _one(p: Page, found: ProgrammeGaps, pair: str) -> None:
    """Every programme on one pair."""
    t = p.t
    here = found.frame[found.frame["pair"] == pair]
    here = here.sort_values(["seen", "gap"], ascending=False, kind="stable").reset_index(drop=True)
    codes = here["programme"].tolist()
    names = [p.label("programme", c) for c in codes]
    item(
        p,
        "gap_by_programme",
        t("{competence}: the gap by programme", competence=pair_name(p, pair)),
        gap_rows(
            here,
            names,
            t,
            title=t("Importance less attainment, scale points"),
            margin=margin_of(here),
            programmes=codes,
        ),
        _of_one(p, here, codes, names),
        data=here,
        caveats=[
            t(
                "Sorted by the estimate, which is no ranking: where intervals overlap the order may "
                "be chance."
            )
        ],
        indicators=[GAP],
    )


def _pair(p: Page, found: ProgrammeGaps) -> str:
    """The pair the address asks for; where it asks for none that of the largest gap called, or the
    first of the list."""
    asked = st.query_params.get(PAIR)
    pairs = list(found.list.pairs)
    called = found.called()["pair"].tolist()
    now = asked if asked in pairs else [*called, *pairs][0]
    key = "fit_pair"

    def write() -> None:
        st.query_params[PAIR] = st.session_state[key]

    st.session_state[key] = now
    st.selectbox(
        DIMENSION_LABELS["pair"](p.lang),
        pairs,
        format_func=lambda x: pair_name(p, x),
        key=key,
        on_change=write,
        width=340,
    )
    return now


def _of_one(p: Page, here: pd.DataFrame, codes: list[str], names: list[str]) -> pd.DataFrame:
    t, rows = p.t, _rows(here)
    table = {
        DIMENSION_LABELS["programme"](p.lang): names,
        t("Gap"): [gap_cell(r) for r in rows],
        t("95% interval"): [gap_span(p, r) for r in rows],
        t("Finding"): [finding_cell(p, r) for r in rows],
        t("Base"): [count(r["n"]) for r in rows],
    }
    return name_programmes(p, pd.DataFrame(table), codes)


def _table(p: Page, frame: pd.DataFrame, programmes: list[str], pairs: list[str]) -> pd.DataFrame:
    """A row for each programme, a column for each pair: gap and base, or the symbol of why not."""
    rows = {(r["programme"], r["pair"]): r for r in _rows(frame)}
    table = {DIMENSION_LABELS["programme"](p.lang): [p.label("programme", x) for x in programmes]}
    for pair in pairs:
        table[pair_name(p, pair)] = [_cell(rows.get((x, pair))) for x in programmes]
    return name_programmes(p, pd.DataFrame(table), programmes)


def _cell(row: dict | None) -> str:
    if row is None:
        return cell(None, Status.NO_DATA, "points", 2)
    said = gap_cell(row)
    return f"{said} ({whole(row['n'])})" if row["seen"] else said
