"""Where does the programme stand for the graduates it has? Every outcome against its benchmark."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from ui.drill import currency
from ui.format import count
from ui.item import item
from ui.page import Page
from ui.profile.chosen import Programme
from ui.standings.words import counts_from, height, standing
from yardstick.compare import Comparison, compare, load_factors, load_outcomes
from yardstick.figures.gaps import gaps
from yardstick.figures.standings import LOG_PAY, SHARE, gap, gap_span, standing_words
from yardstick.inference.verdict import Standing
from yardstick.measure.apart import apart
from yardstick.measure.model import SYMBOLS, VISIBLE, Filters, Reason, Status
from yardstick.records import records
from yardstick.sentences import caution, joined
from yardstick.text import Translator
from yardstick.wording import cohorts_words, listing, missing, percent, status_words

#: Outcomes of which neither way is good are told of, not judged; mismatches are the match again.
LEFT_OUT = ("study", "horizontal", "vertical", "mismatch")
#: Shown where these data support none of the others.
INSTEAD = "study"


@dataclass(frozen=True)
class Stands:
    """One outcome of the programme: the comparison, its row there, and why there is none."""

    compared: Comparison
    row: Mapping[str, object] | None
    why: str

    @property
    def kind(self) -> str:
        """How differences are drawn and worded."""
        return LOG_PAY if self.compared.outcome.kind == LOG_PAY else SHARE


def compared(p: Page, programme: Programme) -> list[Stands]:
    """Every outcome, over the latest three cohorts unless the reader names some."""
    asked = p.view.filters
    # Without the programme: one comparison serves the profiles of all.
    filters = Filters(cohorts=asked.cohorts, genders=asked.genders, wave=asked.wave)

    def of(name: str) -> Stands:
        return _stands(p, programme, compare(p.reader, name, filters, model=False))

    found = [of(name) for name in load_outcomes() if name not in LEFT_OUT]
    return found if any(s.row is not None for s in found) else [*found, of(INSTEAD)]


def _stands(p: Page, programme: Programme, found: Comparison) -> Stands:
    def why(reason: object, status: str) -> str:
        return reason(p.t) if isinstance(reason, Reason) else status_words(status, p.t)

    if found.status not in VISIBLE:
        return Stands(found, None, why(found.reason, found.status))
    codes = found.frame["programme"].tolist()
    if programme.code not in codes:
        return Stands(found, None, status_words(Status.NO_DATA, p.t))
    (row,) = records(found.frame.take([codes.index(programme.code)]))
    if row["status"] not in VISIBLE or missing(row["difference"]):
        return Stands(found, None, why(row["reason"], row["status"]))
    if not row["sd"] > 0:
        return Stands(
            found, None, p.t("All like graduates fare alike: there is nothing to compare.")
        )
    return Stands(found, row, "")


def sentence(p: Page, programme: Programme, stands: list[Stands]) -> str:
    """The first outcome against its benchmark, and which of all stand out; empty without any."""
    t, known = p.t, [s for s in stands if s.row is not None]
    if not known:
        return ""
    first = known[0]
    said = t(
        "{outcome}, {cohorts}: {sentence}",
        outcome=first.compared.outcome.label(p.lang),
        cohorts=t("graduates of {years}", years=cohorts_words(first.compared.cohorts, t)),
        sentence=standing(first.row, programme.name, first.compared, t, currency(p)),
    )
    said = joined([said, caution(first.row, t)], t)
    if len(known) == 1:
        # One that has a figure among many: what the others lack says more than a count.
        lacking = t(
            "{outcome} cannot be compared here: {why}",
            outcome=stands[0].compared.outcome.label(p.lang),
            why=stands[0].why,
        )
        return joined([said, lacking] if stands[0].row is None else [said], t)
    out = [
        t(
            "{outcome} {verdict}",
            outcome=s.compared.outcome.label(p.lang),
            verdict=standing_words(s.row["verdict"], t),
        )
        for s in known
        if s.row["verdict"] in (Standing.ABOVE, Standing.BELOW)
    ]
    if out:
        every = t(
            "Of {n} outcomes compared, these differ surely enough from like graduates: {outcomes}.",
            n=len(known),
            outcomes=listing(out, t),
        )
    else:
        every = t(
            "On none of the {n} outcomes compared is a difference large and sure enough to be called.",
            n=len(known),
        )
    return joined([said, every], t)


def show(p: Page, programme: Programme, stands: list[Stands]) -> None:
    """One item: a figure of the differences and the table of all that belongs to them."""
    t = p.t
    known = [s for s in stands if s.row is not None]
    item(
        p,
        "benchmark",
        t("Better or worse than like graduates elsewhere in the institution?"),
        gaps(_rows(p, stands), t, title=t("Against the benchmark"))
        if len({s.kind for s in known}) < 2
        else gaps(_rows(p, stands), t, title=t("Against the benchmark; pay in percent")),
        _table(p, stands),
        data=_figures(stands),
        note=_held(p, known[0].compared) if known else "",
        caveats=[
            counts_from([s.compared for s in known], t),
            t(
                "The benchmark is what graduates like these achieve on average in the institution. "
                "It takes into account what is held constant and nothing else, and it does not say "
                "why a programme differs."
            ),
            *(
                [t("For this outcome neither direction is better or worse.")]
                if any(s.compared.outcome.polarity == "none" for s in known)
                else []
            ),
            *(
                [
                    t(
                        "Only cohort and level are held constant here. Nothing about the intake is: "
                        "programmes that admit stronger students will look better for it."
                    )
                ]
                if any(s.compared.set_used == "cohort_level" for s in known)
                else []
            ),
            t(
                "○ stands also where the interval leaves out zero and the difference may still be too "
                "small to act on. What the funnel says is on the teaching yardstick; the verdict here "
                "and there follows the benchmark."
            ),
            *apart((note for s in known for note in s.compared.notes), t),
        ]
        if known
        else [],
        indicators=[s.compared.indicator for s in stands],
    )


def _rows(p: Page, stands: list[Stands]) -> pd.DataFrame:
    """Rows for the figure; outcomes without a comparison carry their reason."""
    empty = {"difference": float("nan"), "low": float("nan"), "high": float("nan")}
    empty |= {"n": float("nan"), "verdict": str(Standing.NO_FIGURE)}
    return pd.DataFrame(
        [
            {c: (s.row or empty)[c] for c in ("difference", "low", "high", "n", "verdict")}
            | {"name": s.compared.outcome.label(p.lang), "kind": s.kind, "note": s.why}
            for s in stands
        ]
    )


def _table(p: Page, stands: list[Stands]) -> pd.DataFrame:
    t, money = p.t, currency(p)

    def of(s: Stands, said: object, otherwise: str = "") -> str:
        return said(s.row) if s.row is not None else otherwise

    table = pd.DataFrame(
        {
            # Difference and verdict first: a phone shows no more without scrolling.
            t("Outcome"): [s.compared.outcome.label(p.lang) for s in stands],
            t("Difference"): [
                of(s, lambda r, k=s.kind: gap(r["difference"], k, t)) for s in stands
            ],
            t("Verdict"): [of(s, lambda r: standing_words(r["verdict"], t), s.why) for s in stands],
            t("Observed"): [
                of(s, lambda r, k=s.kind: _marked(height(r["observed"], k, t, money), r))
                for s in stands
            ],
            t("Like graduates"): [
                of(s, lambda r, k=s.kind: height(r["expected"], k, t, money)) for s in stands
            ],
            t("Interval of the difference"): [
                of(s, lambda r, k=s.kind: gap_span(r["low"], r["high"], k, t)) for s in stands
            ],
            t("Base"): [of(s, lambda r: count(r["n"])) for s in stands],
            t("Own contribution"): [of(s, lambda r: percent(r["contribution"], 0)) for s in stands],
            t("Cohorts"): [_cohorts(s, t) for s in stands],
        }
    )
    # Where nothing can be compared, empty columns would only ask questions.
    return table.loc[:, (table != "").any()]


def _marked(value: str, row: Mapping[str, object]) -> str:
    """A value with the symbol of a small base."""
    return f"{value} {SYMBOLS[Status(row['status'])]}".strip()


def _cohorts(s: Stands, t: Translator) -> str:
    return cohorts_words(s.compared.cohorts, t) if s.compared.cohorts else ""


def _figures(stands: list[Stands]) -> pd.DataFrame:
    """What the downloads hold: the rows of the comparisons with all their columns."""
    return pd.DataFrame(
        [
            {"outcome": s.compared.outcome.id, **{k: v for k, v in s.row.items() if k != "reason"}}
            for s in stands
            if s.row is not None
        ]
    )


def _held(p: Page, found: Comparison) -> str:
    """What the comparison holds constant, and that the labour market is not."""
    names = load_factors().allowed
    held = listing([names[f].label(p.lang) for f in found.factors_used], p.t)
    market = p.t("The benchmark does not take the labour market into account.")
    return joined([p.t("Held constant: {factors}.", factors=held), market], p.t)
