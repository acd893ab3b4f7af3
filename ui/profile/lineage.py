"""Where does the programme come from? Names and codes it has had, and what became of it."""

import pandas as pd

from ui.history import history
from ui.item import item
from ui.page import Page
from ui.profile.chosen import Programme
from yardstick.records import records
from yardstick.sentences import joined
from yardstick.wording import missing


def show(p: Page, programme: Programme) -> None:
    """One item where the series has had several names or codes, or a note; else nothing."""
    t, lang = p.t, p.lang
    periods = p.reader.snapshot.info().programmes
    own = periods[periods["programme"] == programme.code].sort_values("cohort_from")
    notes = history(p.reader, programme.code, t)
    if len(own) < 2 and not notes:
        return
    rows = records(own)
    table = {
        t("Code"): [str(r["programme_code"]) for r in rows],
        t("Name"): [r[f"name_{lang}"] or r["name_en"] for r in rows],
        t("Cohorts"): [_cohorts(p, r) for r in rows],
    }
    item(
        p,
        "lineage",
        t("What has it been called, and what does it continue?"),
        None,
        pd.DataFrame(table),
        note=joined(notes, t),
    )


def _cohorts(p: Page, row: dict) -> str:
    first, last = row["cohort_from"], row["cohort_to"]
    if missing(first) or missing(last):
        return p.t("no graduates")
    if first == last:
        return str(first)
    return p.t("{first} to {last}", first=str(first), last=str(last))
