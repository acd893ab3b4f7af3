"""How far the survey behind a figure reached: response, form, register, and what is not linkable."""

from collections.abc import Sequence

from ui.page import Page
from yardstick.measure import measure, weighting_report
from yardstick.measure.model import VISIBLE, Filters
from yardstick.measure.respondents import respondents
from yardstick.records import records
from yardstick.sentences import joined
from yardstick.wording import missing, percent, whole

RESPONSE, REACH = "survey.response", "survey.reach"


def response_words(
    p: Page, survey: str, wave: int | None, cohorts: Sequence[int], *, graduates: bool = True
) -> str:
    """Two or three sentences: how many answered of whom, and how alike they are to the others.

    ``graduates``: the survey was sent to graduates; otherwise its own list says who was asked.
    """
    t = p.t
    if wave is None:
        return ""
    within = p.filters.with_(cohorts=tuple(cohorts), wave=wave)
    if not graduates:
        return _listed(p, survey, within)
    asked = measure(p.reader, [RESPONSE, REACH], (), within).estimates()
    found = {r["indicator"]: r for r in records(asked)}
    return joined([_invited(p, found), _form(p, survey, within), _alike(p, wave, cohorts)], t)


def _listed(p: Page, survey: str, within: Filters) -> str:
    """The response rate of a survey that brings a list of its own."""
    t, found = p.t, respondents(p.reader, survey, within)
    if not found.by_disposition:
        return t("The response rate is not known.")
    rates = found.rates()
    if not rates:
        return t(
            "{n} answered; the response rate is not known, because the list holds only those who "
            "answered.",
            n=whole(found.answered),
        )
    return t(
        "Response rate (RR2) {rate} of {n} asked; {known} of those known to be eligible (RR6).",
        rate=percent(rates["RR2"]),
        n=whole(found.invited),
        known=percent(rates["RR6"]),
    )


def _invited(p: Page, found: dict[str, dict]) -> str:
    t = p.t
    response, reach = found.get(RESPONSE), found.get(REACH)
    if response is None or response["status"] not in VISIBLE or missing(response["value"]):
        return t("The response rate is not known: no source lists who was invited at this time.")
    if reach is None or reach["status"] not in VISIBLE or missing(reach["value"]):
        return t(
            "Response rate (RR2) {rate} of {n} invited.",
            rate=percent(response["value"]),
            n=whole(response["base"]),
        )
    return t(
        "Response rate (RR2) {rate} of {n} invited; {reach} of all {whole} graduates.",
        rate=percent(response["value"]),
        n=whole(response["base"]),
        reach=percent(reach["value"]),
        whole=whole(reach["base"]),
    )


def _form(p: Page, survey: str, within: Filters) -> str:
    """Who filled in this form, and how many of them are not linked to a graduate."""
    t = p.t
    found = respondents(p.reader, survey, within)
    if not found.answered:
        return ""
    if not found.linked:
        return t(
            "All {n} who filled in this form are anonymous: not linkable to the register.",
            n=whole(found.answered),
        )
    if found.answered == found.linked:
        return t("{n} filled in this form.", n=whole(found.answered))
    return t(
        "{n} filled in this form, {anonymous} of them anonymously (not linkable).",
        n=whole(found.answered),
        anonymous=whole(found.answered - found.linked),
    )


def _alike(p: Page, wave: int, cohorts: Sequence[int]) -> str:
    """The R-indicator of the latest of the cohorts that has one."""
    report = weighting_report(p.reader, tuple(cohorts), wave)
    if report.empty:
        return ""
    report = report[report["r_indicator"].notna()]
    if report.empty:
        return ""
    last = report.iloc[-1]
    return p.t(
        "R-indicator of cohort {year}: {value} (1 is evenly answered).",
        year=str(int(last["cohort"])),
        value=f"{last['r_indicator']:.2f}",
    )
