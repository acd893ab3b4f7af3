"""What a reader must know of one programme before reading its series: renamed, split, merged, ended."""

import streamlit as st

from ui.address import View
from yardstick.measure.model import Reader
from yardstick.text import Translator
from yardstick.wording import missing


def history(reader: Reader, code: str, t: Translator) -> list[str]:
    """The notes of a programme's series, and its last cohort where later ones have graduated."""
    info = reader.snapshot.info()
    facts = info.programme_facts
    at = [i for i, programme in enumerate(facts["programme"]) if programme == code]
    told = (facts[f"note_{t.lang}"][i] for i in at)
    notes = list(dict.fromkeys(n for n in told if n and not missing(n)))
    ends = [facts["cohort_to"][i] for i in at]
    last = max((e for e in ends if not missing(e)), default=None)
    if last is not None and last < max(info.cohorts):
        notes.append(
            t(
                "The last cohort of this programme is {year}; it has no later graduates.",
                year=str(last),
            )
        )
    return notes


def show_history(reader: Reader, view: View, t: Translator) -> None:
    """The notes under the filters, where one programme is selected."""
    chosen = view.codes("programme")
    if len(chosen) == 1:
        for note in history(reader, chosen[0], t):
            st.caption(f":material/history: {note}")
