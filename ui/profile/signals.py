"""What should one look at? The build's findings, the trend against the benchmark, the thresholds."""

import pandas as pd

from ui.format import cell, count
from ui.item import item
from ui.page import Page
from ui.profile.benchmark import LEFT_OUT
from ui.profile.chosen import Programme
from ui.standings.layers import not_judged
from yardstick.compare import load_outcomes, load_thresholds, thresholds, trends
from yardstick.figures.drawn import nothing, why_missing
from yardstick.figures.gaps import gaps
from yardstick.figures.standings import LOG_PAY, SHARE, gap, gap_span
from yardstick.figures.threshold import probability_words, threshold_bars
from yardstick.findings.told import sentence
from yardstick.inference.verdict import Standing
from yardstick.measure.model import SYMBOLS, VISIBLE, Filters, Status
from yardstick.records import records
from yardstick.signals import KIND_WORDS, signals, tone_words
from yardstick.text import mark
from yardstick.wording import missing, percent, whole

#: The verdicts of a trend with their shapes.
MOVES: dict[str, tuple[str, str]] = {
    "rising": ("▲", mark("rising")),
    "falling": ("▼", mark("falling")),
    Standing.CANNOT_TELL: ("○", mark("no change large and sure enough")),
    Standing.OWN_CONTRIBUTION: ("□", mark("compared mostly with itself")),
    Standing.NO_FIGURE: ("–", mark("too few cohorts with a figure")),
}
#: How a trend is drawn: with the looks of a standing.
DRAWN_AS = {"rising": str(Standing.ABOVE), "falling": str(Standing.BELOW)}


def show(p: Page, programme: Programme) -> None:
    """Three items: what the build found, the trend against the benchmark, the thresholds."""
    _found(p, programme)
    _moving(p, programme)
    _thresholds(p, programme)


def _found(p: Page, programme: Programme) -> None:
    """The findings of the one verdict rule, the same as on the overview and in the report."""
    t = p.t
    rows = signals(p.reader, Filters(programmes=(programme.code,)))
    table = pd.DataFrame(
        {
            t("What"): [t(KIND_WORDS[k]) for k in rows["kind"]],
            t("How to read it"): [
                tone_words(r["kind"], r["tone"], t) for r in rows.to_dict("records")
            ],
            t("Finding"): [sentence(r, p.reader, t) for r in rows.to_dict("records")],
        }
        if len(rows)
        else {}
    )
    note = t("One rule finds them for all programmes and outcomes at once, good news as well.")
    if not len(rows):
        note = t(
            "The rule that looks at all programmes and outcomes at once has found nothing here. "
            "That does not show that there is nothing: small programmes rarely stand out."
        )
    item(p, "findings", t("What has been found?"), None, table, note=note)


def _moving(p: Page, programme: Programme) -> None:
    t = p.t
    rows = _slopes(p, programme)
    there = rows["change"].notna()
    words = [MOVES[v] for v in rows["verdict"]]
    table = pd.DataFrame(
        {
            t("Outcome"): rows["name"],
            t("Change of the difference"): [
                gap(v, k, t) for v, k in zip(rows["change"], rows["kind"], strict=True)
            ],
            t("Verdict"): [f"{shape} {t(said)}" for shape, said in words],
            t("Interval"): [
                gap_span(a, b, k, t)
                for a, b, k in zip(rows["low"], rows["high"], rows["kind"], strict=True)
            ],
            t("Base"): [count(n) for n in rows["n"]],
            t("Cohorts"): rows["cohorts"],
        }
    )
    drawn = rows.assign(
        difference=rows["change"],
        verdict=[DRAWN_AS.get(v, str(v)) for v in rows["verdict"]],
        note=[t(said) for _, said in words],
    )
    item(
        p,
        "moving",
        t("Does it draw away from its benchmark, or closer?"),
        gaps(drawn, t, title=t("Change over the cohorts"), verdicts=False),
        table,
        data=rows.drop(columns=["kind"]),
        note=t(
            "How much the difference from the benchmark has changed between the earliest and the "
            "latest cohorts of an unbroken series, up to three pooled at each end. A year that is "
            "good or bad for all programmes cancels out. A change that began inside one of the "
            "pools is seen only in part."
        )
        if there.any()
        else "",
    )


def _slopes(p: Page, programme: Programme) -> pd.DataFrame:
    """One row per outcome: the trend of this programme, or that there is none."""
    filters = p.view.filters.with_(programmes=(), cohorts=())
    found = []
    for o in load_outcomes().values():
        if o.id in LEFT_OUT:
            continue
        slopes = trends(p.reader, o.id, filters).slopes
        codes = slopes["programme"].tolist()
        at = codes.index(programme.code) if programme.code in codes else -1
        own = records(slopes.take([at])) if at >= 0 else []
        row = own[0] if own else dict.fromkeys(("change", "low", "high", "n"), float("nan"))
        known = bool(own) and not missing(row["change"])
        years = (
            p.t(
                "{early}-{until} and {since}-{late}",
                early=int(row["early_first"]),
                until=int(row["early_last"]),
                since=int(row["late_first"]),
                late=int(row["late_last"]),
            )
            if known
            else ""
        )
        found.append(
            {
                "outcome": o.id,
                "name": o.label(p.lang),
                "cohorts": years,
                **{c: row[c] for c in ("change", "low", "high", "n")},
                "verdict": row["verdict"] if own else str(Standing.NO_FIGURE),
                "kind": LOG_PAY if o.kind == LOG_PAY else SHARE,
            }
        )
    return pd.DataFrame(found)


def _thresholds(p: Page, programme: Programme) -> None:
    t, known = p.t, load_thresholds()
    rows = thresholds(p.reader, p.view.filters.with_(programmes=(programme.code,)))
    rows = rows[rows["limit"].notna()].reset_index(drop=True)
    if rows.empty:
        return
    names = [known[i].label(p.lang) for i in rows["threshold"]]
    visible = rows["status"].isin(VISIBLE)
    bars = rows.assign(threshold=rows["limit"])[visible]
    few = not_judged(p, rows[visible])
    table = pd.DataFrame(
        {
            t("Threshold"): names,
            t("Set at"): [percent(v, 0) for v in rows["limit"]],
            t("Cohorts"): [
                t("{first} to {last}", first=str(a), last=str(b))
                for a, b in zip(rows["cohort_first"], rows["cohort_last"], strict=True)
            ],
            t("Value"): [
                cell(v, s, "percent", 1) for v, s in zip(rows["value"], rows["status"], strict=True)
            ],
            t("Base"): [count(n) for n in rows["n"]],
            t("Probability that it lies below"): [
                "" if missing(v) else probability_words(v) for v in rows["p_below"]
            ],
            t("Cohorts in a row below, of those asked for"): [
                t("{n} of {asked}", n=whole(r), asked=whole(a))
                for r, a in zip(rows["run"], rows["cohorts_asked"], strict=True)
            ],
            t("Source"): [known[i].source(p.lang) for i in rows["threshold"]],
        }
    )
    item(
        p,
        "thresholds",
        t("Is it above the thresholds others have set?"),
        threshold_bars(
            bars,
            [
                n if s != Status.UNRELIABLE else f"{n} {SYMBOLS[Status.UNRELIABLE]}"
                for n, s in zip(names, rows["status"], strict=True)
                if s in VISIBLE
            ],
            t,
            title=t("Share"),
        )
        if visible.any()
        else nothing(t, " ".join(dict.fromkeys(why_missing(r, t) for _, r in rows.iterrows()))),
        table,
        data=rows.drop(columns=["reason"]),
        note=t(
            "Thresholds look at the value alone: neither intake nor market is taken into account, "
            "and a good standing against the benchmark excuses nothing."
        ),
        caveats=[
            *([few] if few else []),
            *(
                t("{threshold}: {note}", threshold=name, note=known[i].note(p.lang))
                for name, i in zip(names, rows["threshold"], strict=True)
            ),
        ],
    )
