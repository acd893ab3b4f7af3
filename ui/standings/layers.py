"""What stands beside the comparison and is never mixed into it: thresholds, external figures."""

import pandas as pd

from ui.format import cell, count
from ui.item import item
from ui.page import Page
from ui.programme_links import name_programmes
from ui.standings.asked import Asked, filters
from ui.standings.reading import THRESHOLDS, how_to_read
from ui.standings.words import currency, name_of
from yardstick.catalogue import load_catalogue
from yardstick.compare import Comparison, load_thresholds, thresholds
from yardstick.compare.catalogue import Threshold
from yardstick.compare.layers import LEAST_RESPONSE
from yardstick.figures.drawn import Drawn
from yardstick.figures.threshold import threshold_bars
from yardstick.figures.trend import trend
from yardstick.measure import benchmarks, breaks, measure
from yardstick.measure.labels import DIMENSION_LABELS, field_label
from yardstick.measure.model import SYMBOLS, VISIBLE, Status
from yardstick.sentences import joined
from yardstick.wording import amount, cohorts_words, missing, percent, status_words, whole

#: Programmes drawn at each threshold: those most probably below.
DRAWN, FEWEST = 12, 3
#: From this probability of lying below a programme is near enough to be drawn.
NEAR = 0.005


def show(p: Page, c: Comparison, asked: Asked) -> None:
    """One item for each threshold, then the external figures."""
    found = thresholds(p.reader, filters(p))
    for limit in load_thresholds().values():
        _threshold(p, limit, found[found["threshold"] == limit.id].reset_index(drop=True))
    how_to_read(p, "thresholds", THRESHOLDS)
    external(p, c)


def _threshold(p: Page, limit: Threshold, frame: pd.DataFrame) -> None:
    t = p.t
    visible = frame["status"].isin(VISIBLE) & frame["limit"].notna()
    # What cannot be judged stands at the end of the table, and no bar is drawn for it.
    seen = frame[visible].sort_values(
        ["judged", "p_below"], ascending=[False, False], kind="stable", ignore_index=True
    )
    about = [
        limit.note(p.lang),
        t("Source: {source} [{tag}]", source=limit.source(p.lang), tag=limit.evidence),
    ]
    title = limit.label(p.lang)
    if seen.empty:
        why = _why_not(p, limit, frame)
        item(p, limit.id, title, Drawn(None, why), pd.DataFrame(), caveats=about)
        return
    judged = seen[seen["judged"]]
    near = int((judged["p_below"] >= NEAR).sum())
    most = judged.head(min(max(near, FEWEST), DRAWN))
    item(
        p,
        limit.id,
        title,
        threshold_bars(
            most.assign(threshold=most["limit"]),
            [name_of(p, x) for x in most["programme"]],
            t,
            title=load_catalogue()[limit.indicator].label(p.lang),
        )
        if len(most)
        else Drawn(None, not_judged(p, seen)),
        _threshold_table(p, limit, seen),
        data=_threshold_data(p, limit, seen),
        note=_summary(p, limit, judged, len(most), len(seen)) if len(most) else "",
        caveats=[said for said in (not_judged(p, seen) if len(most) else "", *about) if said],
        indicators=[limit.indicator],
    )  # fmt: skip


def not_judged(p: Page, rows: pd.DataFrame) -> str:
    """What the mark means on values that stand for too few; empty where there is none."""
    if rows["judged"].all():
        return ""
    return p.t(
        "{symbol}: fewer than {base} graduates, or less than {share} of them answered. That is too "
        "little to judge by, and no finding is made of it.",
        symbol=SYMBOLS[Status.UNRELIABLE],
        base=whole(p.reader.profile.percent_base),
        share=percent(LEAST_RESPONSE, 0),
    )


def _why_not(p: Page, limit: Threshold, frame: pd.DataFrame) -> str:
    """The road's own reason, once."""
    if frame.empty:
        # No cohort was observed for it at all: the road knows why.
        frame = measure(p.reader, limit.indicator, (), filters(p)).estimates()
    reasons = [r(p.t) for r in frame["reason"] if callable(r)]
    if reasons:
        return " ".join(dict.fromkeys(reasons))
    return status_words(frame["status"].iloc[0] if len(frame) else Status.NO_DATA, p.t)


def _summary(p: Page, limit: Threshold, frame: pd.DataFrame, drawn: int, every: int) -> str:
    """How many of those that can be judged lie below, and what is drawn of ``every`` programme."""
    t = p.t
    years = cohorts_words(
        range(int(frame["cohort_first"].min()), int(frame["cohort_last"].max()) + 1), t
    )
    if limit.cohorts > 1:
        said = t(
            "{years}: of {n} programmes that can be judged, {met} lay below in {k} cohorts running.",
            years=years,
            n=len(frame),
            met=int(frame["met"].sum()),
            k=limit.cohorts,
        )
    else:
        said = t(
            "{years}: of {n} programmes that can be judged, {low} lie below with a probability of 95% "
            "or more.",
            years=years,
            n=len(frame),
            low=int((frame["p_below"] >= 0.95).sum()),
        )
    if drawn < every:
        more = t("Drawn: the {n} most probably below; the table has all.", n=drawn)
        said = joined([said, more], t)
    return said


def _threshold_table(p: Page, limit: Threshold, frame: pd.DataFrame) -> pd.DataFrame:
    t = p.t
    rows = frame.to_dict("records")
    table = {
        DIMENSION_LABELS["programme"](p.lang): [name_of(p, r["programme"]) for r in rows],
        DIMENSION_LABELS["level"](p.lang): [p.label("level", r["level"]) for r in rows],
        t("Value"): [cell(r["value"], r["status"], "percent", 1) for r in rows],
        t("Base"): [count(r["n"]) for r in rows],
        t("Threshold"): [percent(r["limit"], 0) for r in rows],
        t("Probability below"): [_probability(r["p_below"]) for r in rows],
    }
    if limit.cohorts > 1:
        table[t("Cohorts running below")] = [whole(r["run"]) for r in rows]
    return name_programmes(p, pd.DataFrame(table), frame["programme"].tolist())


def _threshold_data(p: Page, limit: Threshold, frame: pd.DataFrame) -> pd.DataFrame:
    """The same as numbers."""
    t = p.t
    table = {
        DIMENSION_LABELS["programme"](p.lang): [name_of(p, x) for x in frame["programme"]],
        DIMENSION_LABELS["level"](p.lang): [p.label("level", x) for x in frame["level"]],
        t("Value"): frame["value"].to_numpy(),
        t("Status"): [status_words(s, t) for s in frame["status"]],
        t("Base"): frame["n"].to_numpy(),
        t("Threshold"): frame["limit"].to_numpy(),
        t("Probability below"): frame["p_below"].to_numpy(),
    }
    if limit.cohorts > 1:
        table[t("Cohorts running below")] = frame["run"].to_numpy()
    return pd.DataFrame(table)


def _probability(value: float) -> str:
    if missing(value):
        return "–"
    if value < 0.001:
        return "<0.1%"
    return ">99.9%" if value > 0.999 else percent(value)


def external(p: Page, c: Comparison) -> None:
    """Published figures of others on the same thing, as lines beside the own series."""
    t = p.t
    i = load_catalogue()[c.indicator]
    others = benchmarks(p.reader, i.id)
    title = t("Beside published figures of others")
    if others.empty:
        item(
            p,
            "external_figures",
            title,
            None,
            pd.DataFrame(),
            note=t(
                "No published figure on “{outcome}” was loaded. A table of benchmarks with source, "
                "year and field would stand here.",
                outcome=i.label(p.lang),
            ),
        )
        return
    every = p.filters.with_(cohorts=())
    own = measure(p.reader, i.id, ("cohort",), every).estimates()
    series = [(p.t("Own graduates in view"), own)]
    for source, rows in others[others["field"].isna()].groupby("source", sort=True):
        series.append((str(source), _as_series(rows)))
    item(
        p,
        "external_figures",
        title,
        trend(
            series,
            t,
            title=i.label(p.lang),
            unit=i.unit,
            decimals=i.decimals,
            currency=currency(p),
            breaks={y: why(t) for y, why in breaks(p.reader, i.id, every).items()},
        ),
        _external_table(p, others, i),
        note=t(
            "Reference lines only: they follow their source's own definition, and nothing of them "
            "is in the benchmark."
        ),
        indicators=[i.id],
    )


def _as_series(rows: pd.DataFrame) -> pd.DataFrame:
    """External figures as a series over years; without an interval, because none was published."""
    return pd.DataFrame(
        {
            "cohort": rows["year"].astype(int),
            "value": rows["value"].astype(float),
            "low": float("nan"),
            "high": float("nan"),
            "confidence": float("nan"),
            "base": rows["base"],
            "status": str(Status.SHOWN),
            "reason": None,
        }
    ).drop_duplicates("cohort", ignore_index=True)


def _external_table(p: Page, others: pd.DataFrame, i) -> pd.DataFrame:
    t = p.t
    rows = others.sort_values(["source", "year"], ascending=[True, False]).to_dict("records")
    return pd.DataFrame(
        {
            t("Source"): [str(r["source"]) for r in rows],
            t("Year"): [str(r["year"]) for r in rows],
            t("Field"): [
                t("all fields") if missing(r["field"]) else field_label(p.reader, str(r["field"]))
                for r in rows
            ],
            t("Value"): [amount(r["value"], i.unit, t, i.decimals, currency(p)) for r in rows],
            t("Base"): [count(r["base"]) for r in rows],
        }
    )
