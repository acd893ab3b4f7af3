"""Where the figures come from: sources that disagree, days of counting, columns that are given."""

import pandas as pd

from ui.format import day
from ui.page import Page
from ui.plain import whole_numbers
from yardstick.contracts import contracts
from yardstick.measure.breaks import REGISTER
from yardstick.measure.labels import DIMENSION_LABELS
from yardstick.text import Translator
from yardstick.wording import missing


def conflicts(p: Page) -> pd.DataFrame:
    """Where several sources know the same graduate: how often they disagree."""
    t = p.t
    found = p.reader.snapshot.table("meta_conflicts").sort_values(["cohort", "wave", "field"])
    rows = found[found["graduates"] > 0].to_dict("records")
    fields = {
        "destination": t("destination"),
        "industry": t("industry"),
        "region": t("region of work"),
    }
    return pd.DataFrame(
        {
            DIMENSION_LABELS["cohort"](p.lang): whole_numbers(r["cohort"] for r in rows),
            DIMENSION_LABELS["wave"](p.lang): whole_numbers(r["wave"] for r in rows),
            t("What they say of"): [fields.get(r["field"], r["field"]) for r in rows],
            t("Known from several sources"): whole_numbers(r["graduates"] for r in rows),
            t("Disagreeing"): whole_numbers(r["conflicting"] for r in rows),
            t("Share"): [r["conflicting"] / r["graduates"] for r in rows],
        }
    )


def census(p: Page) -> pd.DataFrame:
    """On which day each cohort was counted at each wave, by source."""
    t = p.t
    found = p.reader.snapshot.table("meta_census").sort_values(["cohort", "wave", "source"])
    rows = found.to_dict("records")
    return pd.DataFrame(
        {
            DIMENSION_LABELS["cohort"](p.lang): whole_numbers(r["cohort"] for r in rows),
            DIMENSION_LABELS["wave"](p.lang): whole_numbers(r["wave"] for r in rows),
            t("Source"): [p.label("source", r["source"]) for r in rows],
            t("Counted on"): [
                _undated(r["source"], t) if missing(r["census_on"]) else day(str(r["census_on"]), t)
                for r in rows
            ],
            t("Graduates"): whole_numbers(r["n"] for r in rows),
        }
    )


def _undated(source: str, t: Translator) -> str:
    """Why no day is given: a survey has none, a register has one that was not stated."""
    return t("not stated") if source == REGISTER else t("not one day")


def columns(p: Page) -> pd.DataFrame:
    """Which columns of the contracts these sources give."""
    t, tables = p.t, contracts()
    rows = p.reader.snapshot.table("meta_columns").to_dict("records")
    return pd.DataFrame(
        {
            t("Source table"): [r["target"] for r in rows],
            t("Column"): [r["column_name"] for r in rows],
            t("Meaning"): [
                tables[r["target"]].column(r["column_name"]).description(p.lang)
                if r["target"] in tables
                else ""
                for r in rows
            ],
            t("Given"): [t("yes") if r["provided"] else t("no") for r in rows],
        }
    )
