"""Who answered, and what weighting to the register does to the outcome: side by side, no cure."""

from collections.abc import Callable

import pandas as pd

from ui.format import cell, count, span
from ui.item import item
from ui.page import Page
from ui.programme_links import name_programmes
from ui.standings.asked import Asked
from ui.standings.reading import WEIGHTED as READ_WEIGHTED
from ui.standings.reading import how_to_read
from ui.standings.words import name_of
from yardstick.catalogue import Indicator, load_catalogue
from yardstick.compare import Comparison
from yardstick.measure import measure
from yardstick.measure.labels import DIMENSION_LABELS
from yardstick.measure.model import VISIBLE, WEIGHTED, Measures, Reason
from yardstick.measure.weighting import MARGINS, category_label, representativeness
from yardstick.text import Bilingual, mark
from yardstick.wording import missing, percent, signed, status_words

WIDER = mark(
    "Both intervals of a share allow for the part of the graduates who answered (finite "
    "population). The weighted one is mostly wider because unequal weights carry less."
)


def show(p: Page, c: Comparison, asked: Asked) -> None:
    """Both figures programme by programme, then the respondents against the register."""
    i = load_catalogue()[c.indicator]
    within = p.filters.with_(cohorts=c.cohorts, wave=c.wave)
    whole = measure(p.reader, i.id, (), within, weighted=True)
    if not (whole.frame["method"] == WEIGHTED).any():
        item(
            p,
            "weighted",
            p.t("Weighted beside unweighted"),
            None,
            pd.DataFrame(),
            note=p.t(
                "{outcome} comes from a register that counts everybody, so there is nothing to "
                "weight. Weights are for surveys, where only a part answers.",
                outcome=i.label(p.lang),
            ),
        )
        return
    _side_by_side(p, i, measure(p.reader, i.id, ("programme",), within, weighted=True), whole)
    how_to_read(p, "weighted", READ_WEIGHTED)
    for cohort in reversed(c.cohorts):
        if len(found := representativeness(p.reader, cohort, c.wave)):
            representative(p, cohort, found)
            break


def _side_by_side(p: Page, i: Indicator, found: Measures, whole: Measures) -> None:
    t = p.t
    table = weighted_table(p, i, found)
    total = {r["method"] == WEIGHTED: r for r in whole.estimates().to_dict("records")}
    item(
        p,
        "weighted",
        t("Weighted beside unweighted"),
        None,
        table,
        data=found,
        note=_overall(p, i, total),
        caveats=[
            t(
                "The comparison above is unweighted. Where response depends on the outcome itself, "
                "weighting can move a figure away from the truth."
            ),
            t(WIDER),
        ],
        indicators=[i.id],
    )


def _overall(p: Page, i: Indicator, total: dict[bool, dict]) -> str:
    """All graduates in view: both figures in one sentence, or why one is missing."""
    t, plain, heavy = p.t, total.get(False), total.get(True)
    if heavy is None or heavy["status"] not in VISIBLE or missing(heavy["value"]):
        return _why(p, heavy)
    return t(
        "All in view: {plain} unweighted, {heavy} weighted ({difference}), from {n} answers that "
        "are worth {effective} after weighting.",
        plain=cell(plain["value"], plain["status"], i.unit, i.decimals),
        heavy=cell(heavy["value"], heavy["status"], i.unit, i.decimals),
        difference=signed(heavy["value"] - plain["value"], i.unit, i.decimals),
        n=count(heavy["base"]),
        effective=count(heavy["effective_base"]),
    )


def _why(p: Page, row: dict | None) -> str:
    if row is None:
        return ""
    reason = row["reason"]
    return reason(p.t) if isinstance(reason, Reason) else status_words(row["status"], p.t)


def weighted_table(p: Page, i: Indicator, found: Measures) -> pd.DataFrame:
    """One row per programme: both values with their intervals and bases."""
    t, both = p.t, {}
    for r in found.estimates().to_dict("records"):
        both.setdefault(r["programme"], {})[r["method"] == WEIGHTED] = r
    codes = sorted(both, key=lambda x: name_of(p, x))

    def column(heavy: bool, words: Callable[[dict], str]) -> list[str]:
        return [words(both[x][heavy]) if heavy in both[x] else "" for x in codes]

    def value(r: dict) -> str:
        return cell(r["value"], r["status"], i.unit, i.decimals)

    def limits(r: dict) -> str:
        return span(r["low"], r["high"], i.unit, i.decimals, t)

    table = {
        DIMENSION_LABELS["programme"](p.lang): [name_of(p, x) for x in codes],
        t("Unweighted"): column(False, value),
        t("Interval"): column(False, limits),
        t("Weighted"): column(True, value),
        t("Interval, weighted"): column(True, limits),
        t("Weighted less unweighted"): [_moved(both[x], i) for x in codes],
        t("Answers"): column(False, lambda r: count(r["base"])),
        t("Effective base"): column(True, lambda r: count(r["effective_base"])),
    }
    return name_programmes(p, pd.DataFrame(table), codes)


def _moved(pair: dict[bool, dict], i: Indicator) -> str:
    if len(pair) < 2 or any(missing(r["value"]) for r in pair.values()):
        return "–"
    return signed(pair[True]["value"] - pair[False]["value"], i.unit, i.decimals)


def representative(p: Page, cohort: int, found: pd.DataFrame) -> None:
    """Respondents against the register, category by category."""
    t = p.t
    rows = found.to_dict("records")
    margins = [MARGINS[r["margin"]] for r in rows]
    table = pd.DataFrame(
        {
            t("Margin"): [t(m) for m in margins],
            t("Category"): [_category(p, r) for r in rows],
            t("In the register"): [count(r["population"]) for r in rows],
            t("Answered"): [count(r["respondents"]) for r in rows],
            t("Response"): [_percent(r["response"]) for r in rows],
            t("Share in the register"): [_percent(r["population_share"]) for r in rows],
            t("Share of the answers"): [_percent(r["share"]) for r in rows],
            t("Standardised difference"): [_number(r["difference"]) for r in rows],
            t("After weighting"): [_number(r["weighted_difference"]) for r in rows],
        }
    )
    item(
        p,
        "representativeness",
        t("Who answered, against the register: cohort {year}", year=cohort),
        None,
        table,
        note=t(
            "A standardised difference above 0.1 either way is commonly taken as worth a look. Only "
            "what the register holds can be compared."
        ),
    )


def _category(p: Page, row: dict) -> str:
    label = category_label(p.reader.snapshot, row["margin"], row["category"])
    return label(p.lang) if isinstance(label, Bilingual) else p.t(label)


def _percent(value: float) -> str:
    return "–" if missing(value) else percent(value)


def _number(value: float) -> str:
    if missing(value):
        return "–"
    return signed(value, "", 2)
