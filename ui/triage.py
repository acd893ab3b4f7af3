"""The signals as a triage list: by kind, good news too, each with its numbers and ways to look on."""

from collections.abc import Callable
from functools import partial

import pandas as pd
import streamlit as st

from ui.evidence import evidence, name, onwards
from ui.format import count
from ui.item import tools
from ui.page import Page
from ui.still import mould, still
from yardstick.findings.told import chance_sentence, sentence
from yardstick.findings.told_feedback import flags, whose
from yardstick.inference.verdict import Standing
from yardstick.measure.labels import DIMENSION_LABELS
from yardstick.records import records
from yardstick.sentences import joined
from yardstick.signals import (
    COMPARED,
    KIND_WORDS,
    TONE_WORDS,
    chance,
    conditions,
    signals,
    tone_words,
)
from yardstick.text import Translator, mark
from yardstick.wording import whole

#: Findings named of each kind; the others are in the table.
NAMED, NAMED_NEUTRAL = 4, 2
SHAPES = {
    "threshold": "⚑",
    Standing.BELOW: "▼",
    "falling": "↘",
    "gap": "◧",
    "course": "▤",
    "mismatch": "◇",
    "disagreement": "⇄",
    "coverage": "?",
    Standing.ABOVE: "▲",
    "rising": "↗",
}
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
                names=[name(p, r) for r in listed],
                by_chance=[f"- {chance_sentence(r, p.reader, p.t)}" for r in records(by_chance)],
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
    names: list[str],
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
            table.assign(**{table.columns[0]: names}),
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
            programmes=whole(found.loc[found["programme"] != "", "programme"].nunique()),
        )
    if not len(by_chance):
        return said
    compared = by_chance["family"].isin(COMPARED)
    return joined([said, _compared(by_chance[compared], t), _feedback(by_chance[~compared], t)], t)


def _compared(by_chance: pd.DataFrame, t: Translator) -> str:
    """How many flags rest on a comparison of programmes, and how many chance would give."""
    if not len(by_chance):
        return ""
    return t(
        "In the whole institution {found} flags rest on a comparison with like graduates. If "
        "no programme differed, chance alone would give {mean} in all lists together (over "
        "{draws} redraws of the data), because the rule calls only what is very likely large "
        "enough to act on.",
        found=whole(by_chance["found"].sum()),
        mean=flags(by_chance["mean"].sum(), t),
        draws=whole(by_chance["draws"].min()),
    )


def _feedback(by_chance: pd.DataFrame, t: Translator) -> str:
    """The same of what alumni and employers say of competences and courses."""
    if not len(by_chance):
        return ""
    return t(
        "{found} more rest on what alumni and employers say of competences and courses; there "
        "chance alone would give {mean} (over {draws} redraws).",
        found=whole(by_chance["found"].sum()),
        mean=flags(by_chance["mean"].sum(), t),
        draws=whole(by_chance["draws"].min()),
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
    return "- " + p.t(
        "{name}: {found} · {onwards}",
        name=name(p, row),
        found=evidence(p, row),
        onwards=onwards(p, row),
    )


def _table(p: Page, rows: list[dict]) -> pd.DataFrame:
    """Findings as a table: the sentence is the same as in the profile and in a report."""
    t = p.t
    return pd.DataFrame(
        {
            DIMENSION_LABELS["programme"](p.lang): [whose(r, p.reader, t) for r in rows],
            t("Finding"): [_words(KIND_WORDS, r["kind"], t) for r in rows],
            t("Tone"): [tone_words(r["kind"], r["tone"], t) for r in rows],
            t("Base"): [count(r["n"]) for r in rows],
            t("In words"): [sentence(r, p.reader, t) for r in rows],
        }
    )


def _words(of: dict[str, str], code: str, t: Translator) -> str:
    words = of[code]
    return t(words)
