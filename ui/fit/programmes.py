"""The gaps programme by programme: one competence as a figure, all of them as a table."""

import pandas as pd
import streamlit as st

from ui.fit.chosen import Chosen, list_name
from ui.fit.words import pair_name, whom
from ui.format import cell, count
from ui.item import item
from ui.page import Page
from ui.programme_links import name_programmes
from yardstick.feedback.gaps import GAP
from yardstick.figures.caterpillar import caterpillar
from yardstick.measure import Measures, measure
from yardstick.measure.labels import DIMENSION_LABELS
from yardstick.measure.model import VISIBLE, Status
from yardstick.sentences import joined
from yardstick.wording import missing, signed, symbol, whole

PAIR = "pair"


def show(p: Page, chosen: Chosen) -> None:
    """Programmes beside each other on one pair, and all pairs in a table."""
    t = p.t
    found = measure(p.reader, GAP, ("programme", "pair"), p.filters.with_(pairs=chosen.list.pairs))
    frame = found.frame[found.frame["programme"].notna()]
    programmes = list(dict.fromkeys(frame["programme"]))
    p.answer(_answer(p, chosen, frame, programmes))
    pair = _pair(p, chosen)
    one = measure(p.reader, GAP, ("programme",), p.filters.with_(pairs=(pair,)))
    here = one.frame[one.frame["programme"].notna()].reset_index(drop=True)
    item(
        p,
        "gap_by_programme",
        t("{competence}: the gap by programme", competence=pair_name(p, pair)),
        caterpillar(
            here,
            ("programme",),
            p.label,
            t,
            title=t("Importance less attainment, scale points"),
            unit="points",
            decimals=2,
            reference=(t("no gap"), 0.0),
        ),
        _table(p, here, programmes, [pair]),
        data=one,
        caveats=[
            t(
                "Sorted by the estimate, which is no ranking: where intervals overlap the order may "
                "be chance."
            )
        ],
        indicators=[GAP],
    )
    item(
        p,
        "gaps_all",
        t("All gaps, programme by programme"),
        None,
        _table(p, frame, programmes, list(chosen.list.pairs)),
        data=Measures(found.by, found.filters, frame.reset_index(drop=True)),
        note=t("Importance less attainment in scale points, and the base of the pair."),
        indicators=[GAP],
    )


def _answer(p: Page, chosen: Chosen, frame: pd.DataFrame, programmes: list[str]) -> str:
    """How many programmes have any figure, and how many have too few answers."""
    t = p.t
    seen = frame.loc[frame["status"].isin(VISIBLE), "programme"].nunique()
    few = len(programmes) - seen
    wave = next((int(w) for w in frame["wave_used"] if not missing(w)), None)
    weak = frame.loc[frame["status"] == Status.UNRELIABLE, "programme"].nunique()
    said = t(
        "{about}, {who}: {seen} of {n} programmes have enough pairs for an average, {weak} of them "
        "with a small base somewhere, marked as unreliable.",
        about=list_name(p, chosen.list),
        who=whom(p, wave),
        seen=whole(seen),
        n=whole(len(programmes)),
        weak=whole(weak),
    )
    if not few:
        return said
    withheld = t(
        "On {few} fewer than {least} people rated both sides, and nothing is shown.",
        few=whole(few),
        least=p.reader.profile.average_base,
    )
    return joined([said, withheld], t)


def _pair(p: Page, chosen: Chosen) -> str:
    """The pair the address asks for; the first of the list where it asks for none."""
    asked = st.query_params.get(PAIR)
    pairs = list(chosen.list.pairs)
    now = asked if asked in pairs else pairs[0]
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


def _table(p: Page, frame: pd.DataFrame, programmes: list[str], pairs: list[str]) -> pd.DataFrame:
    """A row for each programme, a column for each pair: gap and base, or the symbol of why not."""
    t = p.t
    single = "pair" not in frame
    rows = {
        (r["programme"], pairs[0] if single else r["pair"]): r for r in frame.to_dict("records")
    }
    table = {
        DIMENSION_LABELS["programme"](p.lang): [p.label("programme", x) for x in programmes],
    }
    for pair in pairs:
        table[t("Gap") if single else pair_name(p, pair)] = [
            _cell(rows.get((x, pair)), base=not single) for x in programmes
        ]
    if single:
        own = [rows.get((x, pairs[0]), {}) for x in programmes]
        table[t("95% interval")] = [_span(p, r) for r in own]
        table[t("Base")] = [count(r.get("base")) for r in own]
    return name_programmes(p, pd.DataFrame(table), programmes)


def _cell(row: dict | None, *, base: bool) -> str:
    if row is None:
        return cell(None, Status.NO_DATA, "points", 2)
    if row["status"] not in VISIBLE:
        return cell(None, row["status"], "points", 2)
    said = f"{signed(row['value'], 'points', 2)} {symbol(row['status'])}".strip()
    return f"{said} ({whole(row['base'])})" if base else said


def _span(p: Page, r: dict) -> str:
    if not r or missing(r["low"]):
        return ""
    return p.t(
        "{low} to {high}",
        low=signed(r["low"], "points", 2),
        high=signed(r["high"], "points", 2),
    )
