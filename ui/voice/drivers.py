"""What goes with satisfaction and outcomes: shares of each driver, and the ordinal model behind."""

from functools import partial
from math import exp

import pandas as pd
import streamlit as st

from ui.item import item
from ui.page import Page
from ui.voice.driver_words import (
    answer,
    left_out,
    names_of,
    odds,
    p_text,
    part_name,
    target_name,
    why_not,
)
from yardstick.feedback.drivers import (
    INSTITUTION,
    OUTCOME,
    Model,
    Part,
    Target,
    model,
    part_of,
    parts,
    targets,
)
from yardstick.figures.drivers import LOOKS, direction, driver_rows
from yardstick.text import mark
from yardstick.wording import half_up, missing, percent, signed, whole

PARAMETER = "target"
READING = (
    mark(
        "**Share.** How much of the differences between people’s answers goes with each thing "
        "asked. Things that go together leave no order in which to credit them; the share is the "
        "average over all orders (LMG, also called Shapley). Shares add up to the R² of all. "
        "Intervals are 95% bootstrap intervals; the dashed line is what something that goes with "
        "nothing takes on average."
    ),
    mark(
        "**Ordinal model.** All drivers together, each on a scale of 1 to 5 (others stretched onto "
        "it). Per point more of the driver, the odds of a higher answer are multiplied by the odds "
        "ratio, for people alike in the other drivers."
    ),
    mark(
        "**Positive answers.** The share of positive answers that the model expects where everybody "
        "rates the driver low (lower quartile) and where everybody rates it high (upper quartile), "
        "all else as answered. It compares people; it does not say what would happen if the driver "
        "were changed."
    ),
    mark(
        "“Goes with” is no “because”: who is content tends to rate everything better, and what was "
        "not asked is not in the model. Only who answered everything counts, unweighted, over all "
        "cohorts that answered at this time. A construct with many questions becomes their mean "
        "where there are more than 12 drivers (8 for a school or programme)."
    ),
)


def show(p: Page) -> None:
    """The model of the part and outcome the address asks for."""
    known = parts(p.reader)
    part = part_of(p.reader, p.filters, known)
    offered = targets(p.reader, part) if part else ()
    if not offered:
        why = p.t(NOT_IN_SCOPE if _stored(p) else NONE)
        p.draw(lambda q: st.info(why, icon=":material/info:"))
        return
    target = _chosen(offered)
    names = {x.key: target_name(p, x) for x in offered}
    p.draw(partial(_choose, names=names, now=target.key))
    found = model(p.reader, part, target)
    about = _about(p, part)
    p.draw(lambda q: st.caption(about))
    if not found.computed:
        why = why_not(p, found)
        p.draw(lambda q: st.info(why, icon=":material/info:"))
        return
    p.answer(answer(p, found))
    _shares(p, found)
    _ordinal(p, found)
    p.draw(_how_to_read)


NONE = mark(
    "There is no model: no survey of this build asks about overall satisfaction or recommendation, "
    "or this build is from before models were stored."
)
NOT_IN_SCOPE = mark(
    "Models are computed for the whole institution, for schools and for programmes. None of these "
    "lies wholly within what you may see and was answered."
)


def _stored(p: Page) -> bool:
    tables = p.reader.snapshot.tables
    return "drivers_models" in tables and p.reader.snapshot.info().items is not None


def _chosen(offered: tuple[Target, ...]) -> Target:
    known = {x.key: x for x in offered}
    return known.get(st.query_params.get(PARAMETER) or "") or offered[0]


def _choose(p: Page, *, names: dict[str, str], now: str) -> None:
    key = f"voice_{PARAMETER}"

    def write() -> None:
        st.query_params[PARAMETER] = st.session_state[key]

    st.session_state[key] = now
    st.selectbox(
        p.t("Answer or outcome looked at"),
        list(names),
        format_func=names.get,
        key=key,
        on_change=write,
        width=520,
    )


def _about(p: Page, part: Part) -> str:
    t = p.t
    if part.level == INSTITUTION:
        return t(
            "Computed once for the whole institution, over all cohorts that answered. Choose one "
            "school or one programme above for its own model; other filters do not change it."
        )
    return t(
        "Computed once for {who}, over all cohorts that answered; other filters do not change it.",
        who=part_name(p, part),
    )


def _shares(p: Page, found: Model) -> None:
    t, rows = p.t, found.drivers.to_dict("records")
    names, chance = names_of(p, found), found.row["chance"]
    looks = [LOOKS[direction(r, chance)] for r in rows]
    table = pd.DataFrame(
        {
            t("Asked"): names,
            t("Share of the differences"): [percent(r["share"]) for r in rows],
            t("95% interval"): [
                t("{low} to {high}", low=percent(r["share_low"]), high=percent(r["share_high"]))
                for r in rows
            ],
            t("Direction"): [f"{x.shape} {t(x.words)}" for x in looks],
            t("Correlation"): [signed(r["correlation"], "points", 2) for r in rows],
            t("Base"): [whole(found.row["n"])] * len(rows),
        }
    )
    item(
        p,
        "driver_shares",
        t("What goes with it, and how much?"),
        driver_rows(
            found.drivers,
            names,
            chance,
            int(found.row["n"]),
            t,
            title=t("Share of the differences between answers (R²)"),
        ),
        table,
        data=_data(found),
        note=t(
            "{about}. R² {total}, {draws} bootstrap draws; {left} people left out because of "
            "missing answers.",
            about=target_name(p, found.target),
            total=percent(found.row["r_squared"]),
            draws=int(found.row["draws"]),
            left=whole(found.left_out),
        ),
        caveats=[x for x in (left_out(p, found), t(NO_CAUSE)) if x],
        indicators=[found.target.target] if found.target.kind == OUTCOME else [],
    )


NO_CAUSE = mark("What goes with an outcome need not bring it about.")


def _ordinal(p: Page, found: Model) -> None:
    t = p.t
    if not found.row["fitted"]:
        why = odds(p, found)
        p.draw(lambda q: st.info(why, icon=":material/info:"))
        return
    rows = found.drivers.to_dict("records")
    table = pd.DataFrame(
        {
            t("Asked"): names_of(p, found),
            t("Log odds per point, 95% interval"): [_coefficient(p, r) for r in rows],
            t("Odds ratio"): [f"{half_up(_odds_ratio(r), 2):.2f}" for r in rows],
            "p": [p_text(r["p"]).removeprefix("= ") for r in rows],
            t("Rated low and high"): [
                f"{r['value_low']:.2g} → {r['value_high']:.2g}" for r in rows
            ],
            t("Positive answers expected"): [_positive(r) for r in rows],
            t("Difference in points, 95% interval"): [_shift(p, r) for r in rows],
        }
    )
    item(
        p,
        "driver_model",
        t("How much higher are the answers of those who rate it higher?"),
        None,
        table,
        data=_data(found),
        note=t(
            "Proportional-odds model of all drivers together, base {n}. {test}",
            n=whole(found.row["n"]),
            test=odds(p, found),
        ),
        caveats=[t(NO_CAUSE)],
    )


def _odds_ratio(row: dict) -> float:
    return exp(row["coefficient"])


def _coefficient(p: Page, r: dict) -> str:
    value, low, high = (signed(r[f"coefficient{x}"], "points", 2) for x in ("", "_low", "_high"))
    return p.t("{value} ({low} to {high})", value=value, low=low, high=high)


def _positive(r: dict) -> str:
    if missing(r["positive_low"]):
        return "–"
    return f"{percent(r['positive_low'], 0)} → {percent(r['positive_high'], 0)}"


def _shift(p: Page, r: dict) -> str:
    if missing(r["shift"]):
        return "–"
    value, low, high = (signed(r[f"shift{x}"], "percent", 1) for x in ("", "_low", "_high"))
    return p.t("{value} ({low} to {high})", value=value, low=low, high=high)


def _data(found: Model) -> pd.DataFrame:
    """What is downloaded: the drivers at full precision with the model's own figures."""
    about = {k: found.row[k] for k in ("answered", "n", "r_squared", "chance", "odds_p")}
    return found.drivers.drop(columns="place").assign(**about)


def _how_to_read(p: Page) -> None:
    with st.expander(p.t("How to read this"), icon=":material/help:", key="drivers_reading"):
        st.markdown("\n\n".join(p.t(part) for part in READING))
