"""The signals as a triage list: by kind, good news too, each with its numbers and ways to look on."""

from collections.abc import Callable
from functools import partial
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from ui.address import link
from ui.format import count
from ui.item import tools
from ui.page import Page
from ui.programme_links import address, linked, markdown
from ui.standings.asked import OUTCOME
from ui.standings.words import currency
from ui.still import mould, still
from yardstick.catalogue import load_catalogue
from yardstick.compare import load_outcomes
from yardstick.figures.standings import in_units
from yardstick.inference.verdict import Standing
from yardstick.measure.labels import DIMENSION_LABELS
from yardstick.records import records
from yardstick.sentences import joined
from yardstick.signals import (
    KIND_WORDS,
    TONE_WORDS,
    chance,
    chance_sentence,
    conditions,
    gap,
    sentence,
    signals,
    tone_words,
    value,
)
from yardstick.text import Translator, mark
from yardstick.wording import cohorts_words, half_up, missing, percent, signed, whole

#: Findings named of each kind; the others are in the table.
NAMED, NAMED_NEUTRAL = 4, 2
SHAPES = {
    "threshold": "⚑",
    Standing.BELOW: "▼",
    "falling": "↘",
    "mismatch": "◇",
    "coverage": "?",
    Standing.ABOVE: "▲",
    "rising": "↗",
}
#: Where on the yardstick's page a kind is looked at.
PARTS = {"threshold": "layers", "coverage": "weights"}
BEFORE = mark(
    "This snapshot was built before findings were stored. Build it again, and they stand here: "
    "which programmes lie above or below what their intake predicts."
)


def show(p: Page) -> None:
    """The list for the reader's scope and filters."""
    found = signals(p.reader, p.filters)
    if not len(found.columns):
        p.draw(partial(_framed, inside=_stored_before))
        return
    by_chance = chance(p.reader)
    listed = records(found)
    kinds: dict[tuple[str, str], list[dict]] = {}
    for row in listed:
        kinds.setdefault((row["tone"], row["kind"]), []).append(row)
    lines = [
        _kind(p, kind, tone, kinds[tone, kind])
        for tone in TONE_WORDS
        for kind in SHAPES
        if (tone, kind) in kinds
    ]
    p.draw(
        partial(
            _framed,
            inside=partial(
                _list,
                said=[summary(p, found, by_chance), *conditions(found, p.reader, p.t), *lines],
                table=_table(p, listed) if listed else None,
                programmes=[r["programme"] for r in listed],
                by_chance=[f"- {chance_sentence(r, p.t)}" for r in records(by_chance)],
                cast=None if p.steps is None else mould(),
            ),
        )
    )


def _framed(p: Page, inside: Callable[[Page], None]) -> None:
    with st.container(border=True, key="item_signals"):
        st.subheader(
            p.t("Which programmes stand out for the students they take?"), anchor="signals"
        )
        inside(p)


def _stored_before(p: Page) -> None:
    st.info(p.t(BEFORE), icon=":material/info:")


def _list(
    p: Page,
    said: list[str],
    table: pd.DataFrame | None,
    programmes: list[str],
    by_chance: list[str],
    cast: str | None,
) -> None:
    """The findings in words, and folded below them all of them as a table with its download."""
    t = p.t

    def words() -> None:
        for text in said:
            st.markdown(text)

    def whole() -> None:
        st.table(
            table.assign(**{table.columns[0]: linked(p, programmes)}),
            border="horizontal",
            hide_index=True,
            alt=t("All findings in view, in the order of triage"),
        )

    still(cast and f"{cast}.words", words)
    with st.expander(t("All findings, chance by outcome, download")):
        if table is not None:
            still(cast and f"{cast}.table", whole)
            tools(p, "signals", t("Findings"), table)
        if by_chance:
            st.markdown("\n".join(by_chance))


def summary(p: Page, found: pd.DataFrame, by_chance: pd.DataFrame) -> str:
    """How many findings there are, and how many flags chance alone would give."""
    t = p.t
    if not len(found):
        said = t(
            "No programme in view stands out. Small programmes rarely do: it does not show that all "
            "is well."
        )
    else:
        said = t(
            "Findings in view: {n} (programmes they are on: {programmes}), by one rule for all "
            "programmes and outcomes. They say where to look, and not why.",
            n=whole(len(found)),
            programmes=whole(found["programme"].nunique()),
        )
    if not len(by_chance):
        return said
    expected = float(by_chance["mean"].sum())
    return joined(
        [
            said,
            t(
                "In the whole institution {found} flags rest on a comparison with like graduates. If "
                "no programme differed, chance alone would give {mean} in all lists together (over "
                "{draws} redraws of the data), because the rule calls only what is very likely large "
                "enough to act on.",
                found=whole(by_chance["found"].sum()),
                mean=t("fewer than 0.1") if expected < 0.1 else f"{half_up(expected, 1):.1f}",
                draws=whole(by_chance["draws"].min()),
            ),
        ],
        t,
    )


def _kind(p: Page, kind: str, tone: str, rows: list[dict]) -> str:
    """The findings of one kind as a list with its title."""
    t = p.t
    what, how = _words(KIND_WORDS, kind, t), tone_words(kind, tone, t)
    title = t("{kind} – {tone} ({n})", kind=what, tone=how, n=len(rows))
    lines = [f"**{SHAPES[kind]} {title}**", ""]
    named = NAMED_NEUTRAL if tone == "neutral" else NAMED
    lines += [_line(p, r) for r in rows[:named]]
    if len(rows) > named:
        lines.append("- " + t("and {n} more in the table", n=len(rows) - named))
    return "\n".join(lines)


def _line(p: Page, row: dict) -> str:
    """Programme with the way to its profile, the numbers, the way to the yardstick."""
    name = markdown(
        p.label("programme", row["programme"]), address(p.view, p.lang, row["programme"])
    )
    onwards = markdown(p.t("Compare"), yardstick(p, row))
    return "- " + p.t(
        "{name}: {found} · {onwards}", name=name, found=evidence(p, row), onwards=onwards
    )


def yardstick(p: Page, row: dict) -> str:
    """The relative address of the yardstick's page with the outcome of a finding."""
    own = {} if missing(row["outcome"]) or not row["outcome"] else {OUTCOME: row["outcome"]}
    if row["kind"] in PARTS:
        own["part"] = PARTS[row["kind"]]
    query = link(p.view.with_(lang=p.lang, cohort=None, wave=None), **own)
    return f"yardstick?{urlencode(query, doseq=True)}"


def evidence(p: Page, row: dict) -> str:
    """The finding in numbers with its base."""
    t, kind = p.t, row["kind"]
    years = cohorts_words(range(int(row["cohort_first"]), int(row["cohort_last"]) + 1), t)
    if kind == "coverage":
        return t(
            "{n} of {population} graduates answered ({observed}), {years}",
            observed=percent(row["observed"]),
            n=count(row["n"]),
            population=count(row["population"]),
            years=years,
        )
    if kind == "threshold":
        return t(
            "{outcome} {observed} of {n}, threshold {limit}, {years}",
            outcome=load_catalogue()[row["indicator"]].label(p.lang),
            observed=percent(row["observed"]),
            n=count(row["n"]),
            limit=percent(row["expected"], 0),
            years=years,
        )
    outcome = load_outcomes()[row["outcome"]]
    told = {
        "outcome": outcome.label(p.lang),
        "difference": gap(outcome, row["difference"], t),
        "limits": t("{low} to {high}", low=_end(row["low"], outcome.kind), high=_end(row["high"], outcome.kind)),
        "n": count(row["n"]),
        "years": years,
    }  # fmt: skip
    if kind in ("rising", "falling"):
        return t(
            "{outcome} against like graduates: {difference}, cohorts {late} against {early} "
            "({limits}; base {n})",
            early=_pool(row["cohort_first"], row["early_last"], t),
            late=_pool(row["late_first"], row["cohort_last"], t),
            **told,
        )
    return t(
        "{outcome} {observed} against {expected} of like graduates, {difference} ({limits}; base {n}, "
        "{years})",
        observed=value(outcome, row["observed"], currency(p), t),
        expected=value(outcome, row["expected"], currency(p), t),
        **told,
    )


def _pool(first: float, last: float, t: Translator) -> str:
    """The cohorts pooled at one end of a series."""
    return cohorts_words(range(int(first), int(last) + 1), t)


def _end(difference: float, kind: str) -> str:
    """One end of an interval, in points or percent of pay."""
    return signed(float(in_units(difference, kind)), "", 1)


def _table(p: Page, rows: list[dict]) -> pd.DataFrame:
    """Findings as a table: the sentence is the same as in the profile and in a report."""
    t = p.t
    return pd.DataFrame(
        {
            DIMENSION_LABELS["programme"](p.lang): [
                p.label("programme", r["programme"]) for r in rows
            ],
            t("Finding"): [_words(KIND_WORDS, r["kind"], t) for r in rows],
            t("Tone"): [tone_words(r["kind"], r["tone"], t) for r in rows],
            t("Base"): [count(r["n"]) for r in rows],
            t("In words"): [sentence(r, p.reader, t) for r in rows],
        }
    )


def _words(of: dict[str, str], code: str, t: Translator) -> str:
    words = of[code]
    return t(words)
