"""The yardstick's key figures, each with what it rests on."""

import streamlit as st

from ui.format import count
from ui.page import Page
from ui.standings.asked import TARGETS, Asked
from ui.standings.words import (
    caveats,
    counts,
    currency,
    factor_names,
    height,
    least_words,
    who,
)
from yardstick.compare import Comparison
from yardstick.compare.rows import OVERALL_WITHHELD
from yardstick.inference.verdict import Standing
from yardstick.measure import Status
from yardstick.sentences.held_constant import not_held, same_cohort
from yardstick.wording import cohorts_words, percent, status_words, whole


def show(p: Page, c: Comparison, asked: Asked) -> None:
    """Cards, and below them what is held constant."""
    with st.grid(3, min_column_width=230, key="yardstick_key"):
        for title, value, about in cards(p, c):
            with st.container(border=True, height="stretch", gap="xsmall"):
                st.metric(title, value)
                st.caption(about)
    for line in conditions(p, c, asked):
        st.caption(f":material/info: {line}")


def cards(p: Page, c: Comparison) -> list[tuple[str, str, str]]:
    """Title, value, and what it rests on."""
    t, n = p.t, counts(c)
    base = t("base {n}; {who}", n=_compared(p, c), who=who(p, c))
    in_view = t("{n} of them in view", n=len(c.frame))
    own = n[Standing.OWN_CONTRIBUTION]
    found = [
        (
            t("Programmes compared"),
            whole(c.programmes),
            base if len(c.frame) == c.programmes else f"{base} · {in_view}",
        ),
        (
            t("▲ above · ▼ below the benchmark"),
            f"{n[Standing.ABOVE]} · {n[Standing.BELOW]}",
            t(
                "of {n} in view; {same} cannot be told, {own} compared mostly with themselves",
                n=len(c.frame),
                same=n[Standing.CANNOT_TELL],
                own=own,
            )
            if own
            else t("of {n} in view; {same} cannot be told", n=len(c.frame), same=n[Standing.CANNOT_TELL]),
        ),
    ]  # fmt: skip
    if c.chance is not None:
        found.append(
            (
                t("Flags by chance alone"),
                *_by_chance(p, c),
            )
        )
    found += [
        (
            t("Overall value"),
            status_words(Status.NOT_RELEASED, t)
            if c.withheld
            else height(c.reference, c.outcome.kind, t, currency(p)),
            t("all programmes together, base {n}", n=_compared(p, c)),
        ),
        (t("Cohorts pooled"), cohorts_words(c.cohorts, t), _pooled(p, c)),
        (
            t("Smallest difference worth acting on"),
            least_words(c.materiality, c.outcome.kind, t),
            t("a convention; called with a probability of 95% and a false discovery rate of 5%"),
        ),
    ]
    return found


def _compared(p: Page, c: Comparison) -> str:
    """How many graduates are compared, or that it is not said."""
    return status_words(Status.NOT_RELEASED, p.t) if c.withheld else count(c.compared)


def _by_chance(p: Page, c: Comparison) -> tuple[str, str]:
    """Flags where no programme differs: an average, or where that is near nothing their number."""
    t, found = p.t, c.chance
    draws = len(found.counts)
    if found.mean >= 0.95:
        return f"{found.mean:.1f}", t(
            "of {n}, on average of {draws} redraws in which no programme differs; at least "
            "one in {share} of them",
            n=c.programmes,
            draws=draws,
            share=percent(found.at_least_one, 0),
        )
    return t("{total} in {draws} redraws", total=whole(found.mean * draws), draws=draws), t(
        "redraws of the {n} programmes in which none differs; so few because a flag asks for more "
        "than {least}",
        n=c.programmes,
        least=least_words(c.materiality, c.outcome.kind, t),
    )


def _pooled(p: Page, c: Comparison) -> str:
    if len(c.cohorts) < 2:
        return p.t("one cohort only: small differences cannot be seen")
    return p.t(
        "{n} cohorts, because one alone is too small to show a few points; each is compared with "
        "its own year",
        n=len(c.cohorts),
    )


def conditions(p: Page, c: Comparison, asked: Asked) -> list[str]:
    """What is held constant, with whom is compared, and what of the labour market."""
    t = p.t
    return [
        t(
            "Held constant: {factors}. Compared with like graduates of {target}.",
            factors=factor_names(p, c.factors_used),
            target=t(TARGETS[asked.target]),
        ),
        *([said] if (said := not_held(c.factors_used, t)) else []),
        market(p, c),
        *caveats(p, c),
        *([same_cohort(t)] if {n.message for n in c.notes} - {OVERALL_WITHHELD} else []),
    ]


def market(p: Page, c: Comparison) -> str:
    """Whether the labour market is taken into account, and where."""
    t = p.t
    if not c.market:
        why = [c.factors_left[k](t) for k in c.factors_left if k.split(":")[0] == "market"]
        return " ".join(why) or t("The labour market is not taken into account.")
    named = "; ".join(
        t(
            "{name} ({source}), {value} for a figure higher by one SD, standard error {se}",
            name=m.name,
            source=m.source,
            value=f"{m.coefficient:+.2f}".replace("-", "−"),
            se=f"{m.se:.2f}",
        )
        for m in c.market
    )
    scale = t("log pay") if c.outcome.kind == "log_pay" else t("log odds")
    return t(
        "The labour market is taken into account in the pooled effects, and not in the verdict: "
        "{named}, in {scale}.",
        named=named,
        scale=scale,
    )
