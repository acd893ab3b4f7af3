"""How industries and occupations change: concentration by cohort, and the shares that moved."""

from dataclasses import dataclass

import pandas as pd

from ui.distributions import there, why_not
from ui.format import cell, count
from ui.item import item
from ui.page import Page
from yardstick.feedback.moved import Moved, Pool, called, moved
from yardstick.figures.moved import LOOKS, moved_rows
from yardstick.figures.trend import trend
from yardstick.inference.verdict import Standing
from yardstick.measure.apart import apart
from yardstick.measure.change import MATERIAL_SHARE
from yardstick.measure.labels import DIMENSION_LABELS
from yardstick.sentences import joined
from yardstick.text import mark
from yardstick.wording import listing, missing, percent, signed, whole

#: Changes drawn; the table has all.
ROWS = 10


@dataclass(frozen=True)
class About:
    """What changes: its column, and its words as message ids (``several`` counts it with {k})."""

    key: str
    column: str
    heading: str
    question: str
    shares: str
    several: str
    equal: str


INDUSTRIES = About(
    "industries",
    "industry",
    mark("Industry"),
    mark("Do fewer industries take more of them?"),
    mark("Which industries take more, which fewer?"),
    mark("{k} industries"),
    mark("Number of equally large industries that would be as concentrated"),
)
OCCUPATIONS = About(
    "occupations",
    "occupation",
    mark("Occupation"),
    mark("Do fewer occupations take more of them?"),
    mark("Which occupations take more, which fewer?"),
    mark("{k} occupations"),
    mark("Number of equally large occupations that would be as concentrated"),
)


def show(p: Page, about: About) -> str:
    """Both items of one column; the sentence on how it changed (empty where nothing is on record)."""
    found = moved(p.reader, about.column, p.filters)
    if not there(found.found):
        item(
            p,
            f"{about.key}_concentration",
            p.t(about.question),
            why_not(p, found.found),
            pd.DataFrame(),
        )
        return ""
    said = _sentence(p, found, about)
    _concentration(p, found, about, said)
    _shares(p, found, about)
    return said


def pool_words(pool: Pool, p: Page) -> str:
    """The cohorts of a pool."""
    if pool.first == pool.last:
        return str(pool.first)
    return p.t("{first} to {last}", first=str(pool.first), last=str(pool.last))


def _equal(value: float) -> str:
    return f"{value:.1f}" if value < 10 else whole(value)


def _sentence(p: Page, found: Moved, about: About) -> str:
    t = p.t
    if found.early is None or found.late is None:
        return t(
            "Whether this changes cannot be said: it takes four cohorts observed alike, with enough "
            "graduates on record."
        )
    before, after = found.equal
    how = {
        1: mark("more concentrated"),
        -1: mark("more spread out"),
        0: mark("no change beyond chance that matters"),
    }[found.called]
    words = (
        mark(
            "Cohorts {early} against {late}: as concentrated as about {before} of equal size, both "
            "times: {how} (base {n} and {m})."
        )
        if _equal(before) == _equal(after)
        else mark(
            "Cohorts {early} against {late}: as concentrated as about {before} of equal size, then "
            "about {after}: {how} (base {n} and {m})."
        )
    )
    said = t(
        words,
        early=pool_words(found.early, p),
        late=pool_words(found.late, p),
        before=t(about.several, k=_equal(before)),
        after=_equal(after),
        how=t(how),
        n=whole(found.early.n),
        m=whole(found.late.n),
    )
    moves = called(found).head(3)
    if moves.empty:
        return said
    told = [
        t(
            "{name} {change}",
            name=p.label(about.column, r["code"]),
            change=t("{n} points", n=signed(r["difference"], "percent", 1)),
        )
        for r in moves.to_dict("records")
    ]
    return joined(
        [said, t("Shares that changed beyond chance: {names}.", names=listing(told, t))], t
    )


def _concentration(p: Page, found: Moved, about: About, said: str) -> None:
    t = p.t
    frame = found.by_cohort
    rows = frame.to_dict("records")
    table = pd.DataFrame(
        {
            DIMENSION_LABELS["cohort"](p.lang): [str(r["cohort"]) for r in rows],
            t("Equally large"): [cell(r["value"], r["status"], "points", 1) for r in rows],
            t("95% interval"): [_span(p, r) for r in rows],
            t("Herfindahl-Hirschman index"): [
                "" if missing(r["index"]) else f"{r['index']:.3f}" for r in rows
            ],
            t("Base"): [count(r["base"]) for r in rows],
        }
    )
    item(
        p,
        f"{about.key}_concentration",
        t(about.question),
        trend(
            [(t(about.heading), frame)],
            t,
            title=t(about.equal),
            unit="points",
            breaks={c: why(t) for c, why in found.breaks.items()},
        ),
        table,
        data=frame,
        note=said,
        caveats=[
            t(
                "1 divided by the Herfindahl-Hirschman index, estimated so that small cohorts do not "
                "look concentrated because they are small (Simpson). Fewer means more concentrated."
            ),
            t(
                "Everybody on record is counted; the intervals show how much such figures vary by "
                "chance from one cohort to another."
            ),
            *apart(found.breaks.values(), t),
        ],
    )


def _span(p: Page, r: dict) -> str:
    if missing(r["low"]) or missing(r["high"]):
        return ""
    return p.t("{low} to {high}", low=f"{r['low']:.1f}", high=f"{r['high']:.1f}")


def _shares(p: Page, found: Moved, about: About) -> None:
    t = p.t
    if found.early is None or found.late is None:
        return
    early, late = pool_words(found.early, p), pool_words(found.late, p)
    names = [p.label(about.column, c) for c in found.shares["code"]]
    rows = found.shares.to_dict("records")
    table = pd.DataFrame(
        {
            t(about.heading): names,
            t("Cohorts {years}", years=early): [percent(r["early"]) for r in rows],
            t("Cohorts {years}", years=late): [percent(r["late"]) for r in rows],
            t("Change, points"): [signed(r["difference"], "percent", 1) for r in rows],
            t("95% interval"): [
                t(
                    "{low} to {high}",
                    low=signed(r["low"], "percent", 1),
                    high=signed(r["high"], "percent", 1),
                )
                for r in rows
            ],
            t("Finding"): [_finding(p, r) for r in rows],
            t("Graduates"): [f"{whole(r['early_n'])} → {whole(r['late_n'])}" for r in rows],
        }
    )
    shown = found.shares.head(ROWS)
    item(
        p,
        f"{about.key}_moved",
        t(about.shares),
        moved_rows(
            shown,
            names[: len(shown)],
            t,
            title=t("Cohorts {late} against {early}", late=late, early=early),
            materiality=MATERIAL_SHARE,
        ),
        table,
        data=found.shares,
        caveats=[
            t(
                "A change is called if it is larger than {least} points beyond chance, adjusted for "
                "the {n} shares looked at together; by chance alone any would be called in at most "
                "5% of such comparisons. Grey band: too small to matter.",
                least=f"{100 * MATERIAL_SHARE:.1f}",
                n=whole(found.shares["q"].notna().sum()),
            ),
            t(
                "Shares are of those on record; a change of what is on record looks like a change "
                "of the labour market."
            ),
        ],
    )


def _finding(p: Page, r: dict) -> str:
    look = LOOKS.get(r["verdict"])
    return f"{look.shape} {p.t(look.words)}" if look and r["verdict"] != Standing.NO_FIGURE else ""
