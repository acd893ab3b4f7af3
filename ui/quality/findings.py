"""Whether the build held up: its checks, what these data cannot show, and both in a sentence."""

import pandas as pd
import streamlit as st

from ui.format import count
from ui.page import Page
from ui.quality.files import NOT_YOURS, bad_values, sees_all
from yardstick.catalogue import load_catalogue
from yardstick.measure import Reader, measure
from yardstick.measure.model import SYMBOLS, VISIBLE, Filters, Profile, Scope, Status
from yardstick.sentences import joined
from yardstick.text import Translator, mark, translator
from yardstick.wording import status_words

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
    "answers_counted": mark("Every answer of a survey is counted"),
    "answers_routed": mark("Answers follow the filters of their survey"),
    "respondents_linked": mark("Respondents are linked to graduates"),
    "ratings_placed": mark("Ratings are of courses of the curriculum studied"),
    "course_shares": mark("Shares of a course add up to 1 at most"),
    "courses_replaced": mark("Courses that replaced others are known"),
    "competences_asked": mark("Surveys ask about every competence"),
    "objectives_asked": mark("Surveys ask about every objective"),
}


def checks(p: Page) -> pd.DataFrame:
    """The checks of the build and what each found."""
    t, rows = p.t, p.reader.snapshot.table("meta_checks").to_dict("records")
    return pd.DataFrame(
        {
            t("Check"): [t(CHECK_NAMES.get(r["check"], r["check"])) for r in rows],
            t("Result"): [t(CHECK_WORDS.get(r["status"], r["status"])) for r in rows],
            t("What was found"): [_detail(p, r) for r in rows],
        }
    )


def _detail(p: Page, row: dict) -> str:
    """What a check says; where it asks for attention it names codes of some programme or course."""
    told = sees_all(p) or row["status"] in ("passed", "not_applicable", "too_early")
    return row[f"detail_{p.lang}"] if told else p.t(NOT_YOURS)


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
            # The reason goes first: it is short, and on a phone the list beside it is long.
            t("Shown instead"): [joined([symbol, why], t) for symbol, why in together],
            t("Indicators"): [t("; ").join(names) for names in together.values()],
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
        values=count(len(bad_values(p, kept=True))),
    )
    held = (
        t("Checks passed: {n}; none asks for attention.", n=held_up)
        if not open_
        else t("Checks passed: {n}; asking for attention: {open}.", n=held_up, open=open_)
    )
    return t("{text} {next}", text=said, next=held)
