"""What the reader asks of the yardstick: outcome, factors and target, as codes in the address."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import streamlit as st

from ui.address import EVERY
from ui.page import Page
from yardstick.catalogue import load_catalogue
from yardstick.compare import Comparison, compare, load_factors, load_outcomes
from yardstick.inference.redraw import DRAWS
from yardstick.measure import Filters, Reason, measure
from yardstick.measure.model import VISIBLE, Status
from yardstick.text import mark
from yardstick.wording import status_words

OUTCOME, FACTORS, TARGET = "outcome", "factors", "target"
DEFAULT_FACTORS = "intake"
TARGETS: dict[str, str] = {
    "institution": mark("the whole institution"),
    "category": mark("its discipline"),
    "class": mark("its field of study"),
}
#: Here no data can ever be: what a status says is not about the selection.
NEVER = (Status.NOT_COMPUTABLE, Status.NOT_ASKED)


@dataclass(frozen=True)
class Asked:
    """Codes of the catalogue: an outcome, a set of factors, a target. ``draws``: null redraws."""

    outcome: str
    factors: str
    target: str

    def of(self, p: Page, factors: str = "") -> Comparison:
        """The comparison the address asks for; ``factors`` in place of its own set."""
        return compare(
            p.reader,
            self.outcome,
            filters(p),
            factors=factors or self.factors,
            target=self.target,
            draws=0 if factors else DRAWS,
        )


def filters(p: Page) -> Filters:
    """The filters of the page. Without a cohort the latest ones are pooled; "all" asks for all."""
    if EVERY in p.view.codes("cohort"):
        return p.filters.with_(cohorts=tuple(p.reader.snapshot.info().cohorts))
    return p.filters


def impossible(p: Page) -> dict[str, str]:
    """Outcomes these data cannot give for anybody, with the reason in words."""
    found = {}
    catalogue = load_catalogue()
    for o in load_outcomes().values():
        wave = p.filters.wave
        everybody = Filters(cohorts=filters(p).cohorts, wave=wave)
        row = measure(p.reader, catalogue[o.indicator].id, (), everybody).estimates().iloc[0]
        if row["status"] in NEVER:
            reason = row["reason"]
            said = reason(p.t) if isinstance(reason, Reason) else status_words(row["status"], p.t)
            found[o.id] = said
    return found


def possible_first(unavailable: dict[str, str]) -> str:
    """The first outcome that can be compared; the first of all where none can."""
    return next((o for o in load_outcomes() if o not in unavailable), next(iter(load_outcomes())))


def asked(unavailable: dict[str, str]) -> Asked:
    """What the address asks for; a code that does not exist asks for the usual."""
    outcome = _known(OUTCOME, load_outcomes(), "")
    return Asked(
        outcome or possible_first(unavailable),
        _known(FACTORS, load_factors().sets, DEFAULT_FACTORS),
        _known(TARGET, TARGETS, "institution"),
    )


def _known(name: str, known: Iterable[str], usual: str) -> str:
    value = st.query_params.get(name)
    return value if value in known else usual


def choose(p: Page, chosen: Asked, unavailable: dict[str, str]) -> None:
    """The three selects; each writes its code into the address."""
    t, lang = p.t, p.lang
    outcomes, sets = load_outcomes(), load_factors().sets

    def outcome_name(code: str) -> str:
        label = outcomes[code].label(lang)
        return t("{outcome} – not on these data", outcome=label) if code in unavailable else label

    order = sorted(outcomes, key=lambda o: o in unavailable)
    with st.container(horizontal=True, vertical_alignment="bottom", key="yardstick_choice"):
        _select(OUTCOME, t("Outcome"), order, outcome_name, chosen.outcome)
        _select(
            FACTORS,
            t("Held constant"),
            list(sets),
            lambda code: sets[code].label(lang),
            chosen.factors,
        )
        _select(
            TARGET,
            t("Compared with like graduates of"),
            list(TARGETS),
            lambda code: t(TARGETS[code]),
            chosen.target,
        )


def _select(
    name: str, title: str, codes: list[str], words: Callable[[str], str], value: str
) -> None:
    key = f"yardstick_{name}"

    def write() -> None:
        st.query_params[name] = st.session_state[key]

    st.session_state[key] = value
    st.selectbox(title, codes, format_func=words, key=key, on_change=write, width=340)


def explain_unavailable(p: Page, unavailable: dict[str, str]) -> None:
    """Which outcomes cannot be compared on these data, and why."""
    if not unavailable:
        return
    outcomes = load_outcomes()
    with st.expander(
        p.t("What these data cannot compare, and why ({n})", n=len(unavailable)),
        icon=":material/block:",
        key="yardstick_unavailable",
    ):
        st.markdown(
            "\n".join(
                f"- **{outcomes[code].label(p.lang)}** — {why}" for code, why in unavailable.items()
            )
        )


def has_values(c: Comparison) -> bool:
    """Whether there is any programme with a figure to show."""
    return bool(len(c.frame)) and bool(c.frame["status"].isin(VISIBLE).any())
