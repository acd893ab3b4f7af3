"""The methods page's parts: entries of the catalogue, code lists, data dictionary, symbols."""

from collections.abc import Iterable

import pandas as pd
import streamlit as st

from ui.item import show_table
from ui.page import Page
from yardstick.catalogue import Catalogue, Indicator
from yardstick.codes import code_list, code_list_names
from yardstick.contracts import contracts
from yardstick.definitions import EVIDENCE_WORDS, entry
from yardstick.measure.model import SYMBOLS, Status
from yardstick.text import Translator, mark
from yardstick.wording import status_words

TYPE_WORDS: dict[str, str] = {
    "id": mark("identifier, replaced by a keyed hash"),
    "text": mark("text"),
    "integer": mark("whole number"),
    "number": mark("number"),
    "date": mark("date"),
    "code": mark("code"),
}


def card(catalogue: Catalogue, indicator: Indicator, t: Translator) -> None:
    """One definition, whole."""
    lines = [f"**{heading}**  \n{_plain(text)}" for heading, text in entry(catalogue, indicator, t)]
    st.markdown("\n\n".join(lines))
    st.caption(t("Identifier for the command line: {id}", id=f"`{indicator.id}`"))


def entries(catalogue: Catalogue, indicators: Iterable[Indicator], t: Translator) -> None:
    """Definitions under their standards, each folded."""
    for standard, own in by_standard(indicators).items():
        st.header(catalogue.standards[standard].label(t.lang), anchor=standard)
        st.caption(catalogue.standards[standard].note(t.lang))
        for indicator in own:
            with st.expander(indicator.label(t.lang), key=f"entry_{indicator.id}"):
                card(catalogue, indicator, t)


def found(catalogue: Catalogue, words: str, standard: str | None, t: Translator) -> list[Indicator]:
    """Indicators whose entry has every word looked for, of one standard or of all."""
    wanted = words.casefold().split()

    def text(i: Indicator) -> str:
        both = (i.label.en, i.label.zh, i.definition.en, i.definition.zh, i.id)
        return " ".join((*both, *(part for row in entry(catalogue, i, t) for part in row)))

    return [
        i
        for i in catalogue.indicators.values()
        if standard in (None, i.standard)
        and (not wanted or all(w in text(i).casefold() for w in wanted))
    ]


def symbols(t: Translator) -> None:
    """What stands in place of a figure, and what the evidence tags mean."""
    st.subheader(t("Symbols in tables and downloads"), anchor="symbols")
    show_table(
        pd.DataFrame(
            {
                t("Symbol"): [SYMBOLS[s] or t("(none)") for s in Status],
                t("Meaning"): [status_words(s, t) for s in Status],
            }
        ),
        t("Symbols and their meaning"),
    )
    st.caption(t("None of these symbols stands for zero. A zero is written as 0."))
    st.subheader(t("How well a definition is evidenced"), anchor="evidence")
    show_table(
        pd.DataFrame(
            {
                t("Tag"): list(EVIDENCE_WORDS),
                t("Meaning"): [t(words) for words in EVIDENCE_WORDS.values()],
            }
        ),
        t("Evidence tags and their meaning"),
    )


def code_lists(p: Page) -> None:
    """The closed vocabularies, with each code's place in the standards and what mappings added."""
    names = {
        code: column.description(p.lang)
        for table in contracts().values()
        for column in table.columns
        if (code := column.codes)
    }
    name = st.selectbox(
        p.t("Code list"),
        code_list_names(),
        format_func=lambda n: p.t("{list} ({what})", list=n, what=names[n]) if n in names else n,
        key="methods_list",
    )
    codes = code_list(name)
    table = {
        p.t("Code"): [c.code for c in codes],
        p.t("English"): [c.label.en for c in codes],
        p.t("Chinese"): [c.label.zh for c in codes],
    }
    for column in codes.codes[0].extra:
        table[column] = [c.extra[column] for c in codes]
    show_table(pd.DataFrame(table), p.t("Codes of the list {name}", name=name))


def dictionary(p: Page) -> None:
    """The contracts: which columns each source table must and may carry."""
    tables = contracts()
    name = st.selectbox(
        p.t("Source table"),
        list(tables),
        format_func=lambda n: p.t("{table}: {grain}", table=n, grain=tables[n].grain(p.lang)),
        key="methods_table",
    )
    columns = tables[name].columns
    table = pd.DataFrame(
        {
            p.t("Column"): [c.name for c in columns],
            p.t("Meaning"): [c.description(p.lang) for c in columns],
            p.t("Type"): [p.t(TYPE_WORDS[c.type]) for c in columns],
            p.t("Required"): [p.t("yes") if c.required else p.t("no") for c in columns],
            p.t("Codes"): [c.codes or "" for c in columns],
            p.t("Example"): [c.example for c in columns],
        }
    )
    show_table(table, p.t("Columns of the source table {name}", name=name))


def by_standard(indicators: Iterable[Indicator]) -> dict[str, list[Indicator]]:
    """Indicators under their standard, in the order of the catalogue."""
    groups: dict[str, list[Indicator]] = {}
    for indicator in indicators:
        groups.setdefault(indicator.standard, []).append(indicator)
    return groups


def _plain(text: str) -> str:
    """Text from data with markdown's own characters made harmless."""
    for character in "\\`*_[]$<>":
        text = text.replace(character, "\\" + character)
    return text
