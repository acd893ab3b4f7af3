"""A finding on screen: whose it is, its numbers with their base, and the way to where it is read."""

from urllib.parse import urlencode

from ui.address import FIELDS, link
from ui.format import count
from ui.page import Page
from ui.programme_links import address, markdown
from ui.sections import PARAMETER
from ui.standings.asked import OUTCOME
from ui.standings.words import currency
from yardstick.catalogue import load_catalogue
from yardstick.compare import load_outcomes
from yardstick.figures.standings import in_units
from yardstick.findings.told import gap, value
from yardstick.findings.told_feedback import FEEDBACK, points, raters, subject, whose
from yardstick.text import Translator, mark
from yardstick.wording import cohorts_words, missing, percent, signed

#: Where on the yardstick's page a kind is looked at.
PARTS = {"threshold": "layers", "coverage": "weights"}
#: Page and section where findings of feedback are read, and what the way there is called.
SECTIONS: dict[str, tuple[str, str]] = {
    "gap": ("fit", "gaps"),
    "course": ("fit", "courses"),
    "disagreement": ("voice", "employers"),
}
LIST = "list"
FIT, VOICE, COMPARE = mark("Curriculum fit"), mark("Alumni voice"), mark("Compare")
_WAYS: dict[str, str] = {"fit": FIT, "voice": VOICE}


def name(p: Page, row: dict) -> str:
    """The programme with the way to its profile; a school or the whole by its name."""
    said = whose(row, p.reader, p.t)
    if row["unit"] != "programme":
        return said
    return markdown(said, address(p.view, p.lang, row["programme"]))


def onwards(p: Page, row: dict) -> str:
    """The way to the page where the finding is read, as a markdown link."""
    if row["kind"] not in SECTIONS:
        return markdown(p.t(COMPARE), yardstick(p, row))
    page, _ = SECTIONS[row["kind"]]
    return markdown(p.t(_WAYS[page]), feedback(p, row))


def yardstick(p: Page, row: dict) -> str:
    """The relative address of the yardstick's page with the outcome of a finding."""
    own = {} if missing(row["outcome"]) or not row["outcome"] else {OUTCOME: row["outcome"]}
    if row["kind"] in PARTS:
        own["part"] = PARTS[row["kind"]]
    query = link(p.view.with_(lang=p.lang, cohort=None, wave=None), **own)
    return f"yardstick?{urlencode(query, doseq=True)}"


def feedback(p: Page, row: dict) -> str:
    """The relative address of the section that shows the same figures: same people, same time."""
    page, part = SECTIONS[row["kind"]]
    own = {PARAMETER: part}
    if row["kind"] == "gap":
        pairs = p.reader.snapshot.info().pairs
        pair = pairs[pairs["pair_id"] == row["subject"]].iloc[0]
        construct = "" if missing(pair["construct"]) else pair["construct"]
        own[LIST] = f"{pair['survey']}/{construct}/{pair['version']}"
    chosen: dict[str, object] = {"lang": p.lang, "standard": p.view.standard}
    if row["unit"] != "institution":
        chosen[row["unit"]] = row[row["unit"]]
    if not missing(row["cohort_first"]):
        chosen["cohort"] = range(int(row["cohort_first"]), int(row["cohort_last"]) + 1)
    if not missing(row["wave"]):
        chosen["wave"] = int(row["wave"])
    view = p.view.with_(**dict.fromkeys(FIELDS), wave=None).with_(**chosen)
    return f"{page}?{urlencode(link(view, **own), doseq=True)}"


def evidence(p: Page, row: dict) -> str:
    """The finding in numbers with its base."""
    t, kind = p.t, row["kind"]
    years = _years(row, t)
    if kind in FEEDBACK:
        return _feedback(p, row, years)
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


def _feedback(p: Page, row: dict, years: str) -> str:
    t = p.t
    about = {"subject": subject(row, p.reader), "n": count(row["n"]), "years": years}
    if row["kind"] == "course":
        return t(
            "{subject}: meets the need of {observed} of {n}, against {expected} over all courses "
            "({limits} points, {years})",
            observed=percent(row["observed"]),
            expected=percent(row["expected"]),
            limits=t("{low} to {high}", low=signed(100 * row["low"], "", 1), high=signed(100 * row["high"], "", 1)),
            **about,
        )  # fmt: skip
    limits = t("{low} to {high}", low=points(row["low"]), high=points(row["high"]))
    if row["kind"] == "gap":
        return t(
            "{subject}: attainment {gap} points short of importance ({limits}; {who}, {years})",
            who=raters(row, p.reader, t),
            gap=points(row["difference"]).lstrip("+"),
            limits=limits,
            **about,
        )
    return t(
        "{subject}: employers {difference} points against alumni ({limits}; bases {m} and {n}, {years})",
        difference=points(row["difference"]),
        limits=limits,
        m=count(row["n_beside"]),
        **about,
    )


def _years(row: dict, t: Translator) -> str:
    """The cohorts a finding is about; that none is on record where it is not."""
    if missing(row["cohort_first"]):
        return t("cohorts not on record")
    return _pool(row["cohort_first"], row["cohort_last"], t)


def _pool(first: float, last: float, t: Translator) -> str:
    """The cohorts pooled at one end of a series."""
    return cohorts_words(range(int(first), int(last) + 1), t)


def _end(difference: float, kind: str) -> str:
    """One end of an interval, in points or percent of pay."""
    return signed(float(in_units(difference, kind)), "", 1)
