"""The parts of the data page: what was read, what became of every row, what is missing."""

import pandas as pd
import streamlit as st

from ui.format import count, day
from ui.page import Page
from yardstick.catalogue import load_catalogue
from yardstick.codes import code_list
from yardstick.contracts import contracts
from yardstick.measure import Reader, measure
from yardstick.measure.breaks import REGISTER
from yardstick.measure.labels import DIMENSION_LABELS
from yardstick.measure.model import SYMBOLS, VISIBLE, Filters, Profile, Scope, Status
from yardstick.text import Translator, mark, translator
from yardstick.wording import missing, percent, status_words

CHECK_WORDS: dict[str, str] = {
    "passed": mark("passed"),
    "note": mark("note"),
    "failed": mark("failed"),
    "warning": mark("warning"),
    "too_early": mark("too early to tell"),
    "needs_person": mark("needs a person"),
    "not_applicable": mark("not applicable"),
}
CHECK_NAMES: dict[str, str] = {
    "rows_accounted": mark("Every row is accounted for"),
    "population_adds_up": mark("The population adds up"),
    "one_place_each": mark("Every code has one place in every standard"),
    "components_add_up": mark("Components add up to the total"),
    "cubes_equal_mart": mark("Histograms count everybody"),
    "nothing_unmatched": mark("Every value is in its code list"),
    "programmes_described": mark("Every programme is described"),
    "cohorts_in_validity": mark("Cohorts lie within the validity of their programmes"),
    "destinations_coded": mark("Every graduate of a register has a code"),
    "conflicts_counted": mark("Conflicts between sources are counted"),
    "census_dates": mark("Census dates are known and alike"),
    "waves_filled": mark("Every wave has observations"),
    "one_currency": mark("Pay is in one currency"),
    "graduation_counts": mark("Counts of graduates and degrees agree"),
}
#: Tables that show one example of each kind, and which rows of the log their download holds.
LOGS: dict[str, bool] = {"rejects": False, "left_out": True}
#: Shown of a file's fingerprint; the download has it whole.
FINGERPRINT = 12


def file_names(p: Page) -> dict[int, str]:
    """Names of the source files by their number."""
    sources = p.reader.snapshot.table("meta_sources")
    return dict(zip(sources["file_id"], sources["file"], strict=True))


def sources(p: Page) -> pd.DataFrame:
    """One row per source file, as it was found."""
    t, rows = p.t, p.reader.snapshot.table("meta_sources").to_dict("records")

    def found(r: dict) -> str:
        parts = [str(r["format"]).upper()]
        parts += [str(r[k]) for k in ("encoding", "sheet") if not missing(r[k])]
        if not missing(r["delimiter"]):
            names = {",": t("comma"), "\t": t("tab"), ";": t("semicolon")}
            parts.append(names.get(r["delimiter"], str(r["delimiter"])))
        return " · ".join(parts)

    populations = code_list("population")
    return pd.DataFrame(
        {
            t("File"): [r["file"] for r in rows],
            t("Found as"): [found(r) for r in rows],
            t("Header in row"): [count(r["header_row"]) for r in rows],
            t("Rows"): [count(r["rows_read"]) for r in rows],
            t("Declared population"): [populations.label(r["population"], p.lang) for r in rows],
            t("Fingerprint (SHA-256)"): [str(r["sha256"])[:FINGERPRINT] + "…" for r in rows],
        }
    )


def accounting(p: Page) -> pd.DataFrame:
    """What became of the rows of each file, each term counted by itself."""
    t, names = p.t, file_names(p)
    rows = p.reader.snapshot.table("meta_accounting").to_dict("records")
    whole = [r["read"] == r["loaded"] + r["rejected"] + r["excluded"] for r in rows]
    return pd.DataFrame(
        {
            t("File"): [names[r["file_id"]] for r in rows],
            t("Source table"): [r["target"] for r in rows],
            t("Read"): [count(r["read"]) for r in rows],
            t("Loaded"): [count(r["loaded"]) for r in rows],
            t("Rejected"): [count(r["rejected"]) for r in rows],
            t("Excluded"): [count(r["excluded"]) for r in rows],
            t("Adds up"): [t("yes") if ok else t("no") for ok in whole],
            t("Rows made of them"): [count(r["expanded"]) for r in rows],
        }
    )


def _told(p: Page, kept: bool) -> pd.DataFrame:
    """The log of bad values: of rows that were kept without them, or of rejected rows."""
    found = p.reader.snapshot.table("meta_rejects")
    if "kept" not in found:
        # Snapshots used to reject every row with a bad value.
        found = found.assign(kept=False)
    return found[found["kept"] == kept]


def rejects(p: Page) -> pd.DataFrame:
    """Rejected rows by file, column and rule, with one sentence as an example."""
    return _by_rule(p, _told(p, kept=False))


def left_out(p: Page) -> pd.DataFrame:
    """Values left out of rows that were kept, by file, column and rule, with an example."""
    return _by_rule(p, _told(p, kept=True))


def whole_log(p: Page, kept: bool) -> pd.DataFrame:
    """Every bad value with its row and sentence, for the download: the table shows one of each."""
    t, names = p.t, file_names(p)
    found = _told(p, kept).sort_values(["file_id", "target", "row"])
    return pd.DataFrame(
        {
            t("File"): [names[f] for f in found["file_id"]],
            t("Source table"): found["target"].tolist(),
            t("Row"): found["row"].tolist(),
            t("Column"): found["column_name"].tolist(),
            t("Rule"): found["rule"].tolist(),
            t("Sentence"): found[f"sentence_{p.lang}"].tolist(),
        }
    )


def _by_rule(p: Page, found: pd.DataFrame) -> pd.DataFrame:
    t, names = p.t, file_names(p)
    keys = ["file_id", "target", "column_name", "rule"]
    groups = found.groupby(keys, dropna=False, sort=False)
    rows = [
        (names[file], target, column, len(part), part[f"sentence_{p.lang}"].iloc[0])
        for (file, target, column, _), part in groups
    ]
    headings = [t("File"), t("Source table"), t("Column"), t("Rows"), t("For example")]
    return pd.DataFrame(rows, columns=headings).fillna("")


def exclusions(p: Page) -> pd.DataFrame:
    """Rows left out on purpose, with the reason the mapping gives."""
    names = file_names(p)
    rows = p.reader.snapshot.table("meta_exclusions").to_dict("records")
    return pd.DataFrame(
        [(names[r["file_id"]], r["target"], r[f"reason_{p.lang}"], count(r["n"])) for r in rows],
        columns=[p.t("File"), p.t("Source table"), p.t("Reason"), p.t("Rows")],
    )


def unmatched(p: Page) -> pd.DataFrame:
    """Values that no code list has: listed, never guessed."""
    names = file_names(p)
    hidden = p.t("values that may be personal, not shown")
    rows = p.reader.snapshot.table("meta_unmatched").sort_values("n", ascending=False)
    return pd.DataFrame(
        [
            (
                names[r["file_id"]],
                r["target"],
                r["column_name"],
                hidden if missing(r["value"]) else r["value"],
                count(r["n"]),
            )
            for r in rows.to_dict("records")
        ],
        columns=[p.t("File"), p.t("Source table"), p.t("Column"), p.t("Value"), p.t("Rows")],
    )


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
            DIMENSION_LABELS["cohort"](p.lang): [str(r["cohort"]) for r in rows],
            DIMENSION_LABELS["wave"](p.lang): [count(r["wave"]) for r in rows],
            t("What they say of"): [fields.get(r["field"], r["field"]) for r in rows],
            t("Known from several sources"): [count(r["graduates"]) for r in rows],
            t("Disagreeing"): [count(r["conflicting"]) for r in rows],
            t("Share"): [percent(r["conflicting"] / r["graduates"], 1) for r in rows],
        }
    )


def census(p: Page) -> pd.DataFrame:
    """On which day each cohort was counted at each wave, by source."""
    t = p.t
    found = p.reader.snapshot.table("meta_census").sort_values(["cohort", "wave", "source"])
    rows = found.to_dict("records")
    return pd.DataFrame(
        {
            DIMENSION_LABELS["cohort"](p.lang): [str(r["cohort"]) for r in rows],
            DIMENSION_LABELS["wave"](p.lang): [count(r["wave"]) for r in rows],
            t("Source"): [p.label("source", r["source"]) for r in rows],
            t("Counted on"): [
                _undated(r["source"], t) if missing(r["census_on"]) else day(str(r["census_on"]), t)
                for r in rows
            ],
            t("Graduates"): [count(r["n"]) for r in rows],
        }
    )


def _undated(source: str, t: Translator) -> str:
    """Why no day is given: a survey has none, a register has one that was not stated."""
    return t("not stated") if source == REGISTER else t("not one day")


def checks(p: Page) -> pd.DataFrame:
    """The checks of the build and what each found."""
    t, rows = p.t, p.reader.snapshot.table("meta_checks").to_dict("records")
    return pd.DataFrame(
        {
            t("Check"): [t(CHECK_NAMES.get(r["check"], r["check"])) for r in rows],
            t("Result"): [t(CHECK_WORDS.get(r["status"], r["status"])) for r in rows],
            t("What was found"): [r[f"detail_{p.lang}"] for r in rows],
        }
    )


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


def degraded(p: Page) -> pd.DataFrame:
    """Indicators these data cannot show for all graduates, each with the sentence it shows."""
    snapshot = p.reader.snapshot
    where = str(snapshot.path)
    return _degraded(snapshot.build_id, where, p.reader.scope, p.reader.profile, p.lang, p.reader)


@st.cache_data(max_entries=16, show_spinner=False)
def _degraded(
    build_id: str, path: str, scope: Scope, profile: Profile, lang: str, _reader: Reader
) -> pd.DataFrame:
    catalogue, t = load_catalogue(), translator(lang)
    found = measure(_reader, list(catalogue.indicators), (), Filters()).estimates()
    together: dict[tuple[str, str], list[str]] = {}
    for r in found.to_dict("records"):
        if r["status"] not in VISIBLE:
            why = r["reason"](t) if callable(r["reason"]) else status_words(r["status"], t)
            shown = (SYMBOLS[Status(r["status"])], why)
            together.setdefault(shown, []).append(catalogue[r["indicator"]].label(lang))
    return pd.DataFrame(
        {
            t("Indicators"): [t("; ").join(names) for names in together.values()],
            t("Shown instead"): [symbol for symbol, _ in together],
            t("Why"): [why for _, why in together],
        }
    )


def verdict(p: Page, t: Translator) -> str:
    """The answering sentence: rows read and what became of them, checks, what is missing."""
    rows = p.reader.snapshot.table("meta_accounting")
    found = p.reader.snapshot.table("meta_checks")
    held_up = int((found["status"] == "passed").sum())
    open_ = int((~found["status"].isin(["passed", "note", "not_applicable"])).sum())
    by_file = p.reader.snapshot.table("meta_sources")
    said = t(
        "{rows} rows were read from the source files; rejected: {rejected}; left out on purpose: "
        "{excluded}; single values not used: {values}.",
        rows=count(by_file["rows_read"].sum()),
        rejected=count(rows["rejected"].sum()),
        excluded=count(rows["excluded"].sum()),
        values=count(len(_told(p, kept=True))),
    )
    held = (
        t("Checks passed: {n}; none asks for attention.", n=held_up)
        if not open_
        else t("Checks passed: {n}; asking for attention: {open}.", n=held_up, open=open_)
    )
    return t("{text} {next}", text=said, next=held)
