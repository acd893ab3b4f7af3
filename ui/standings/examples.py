"""One example from the page for each explanation: what one sees there, told with its numbers."""

import pandas as pd

from ui.page import Page
from ui.standings.words import currency, height, name_of, standing
from yardstick.compare import Comparison
from yardstick.figures.gaps import raw_difference
from yardstick.figures.standings import LOG_PAY, SHARE, gap, gap_span
from yardstick.wording import missing, whole


def _kind(c: Comparison) -> str:
    return LOG_PAY if c.outcome.kind == LOG_PAY else SHARE


def _furthest(c: Comparison, by: str) -> dict | None:
    """The row furthest from its benchmark among those that have a value of ``by``."""
    known = c.frame[c.frame[by].notna() & c.frame["difference"].notna()]
    if known.empty:
        return None
    return known.loc[known["difference"].abs().idxmax()].to_dict()


def benchmark_example(p: Page, c: Comparison) -> str:
    """The programme furthest from its benchmark, as its row is to be read; empty without any."""
    row = _furthest(c, "difference")
    if row is None:
        return ""
    said = standing(row, name_of(p, row["programme"]), c, p.t, currency(p))
    return p.t("**An example from this table.** {sentence}", sentence=said)


def effects_example(p: Page, c: Comparison) -> str:
    """The same programme in the figure of pooled effects; empty without a model."""
    row, kind = _furthest(c, "pooled"), _kind(c)
    if row is None:
        return ""
    raw = float(raw_difference(pd.DataFrame([row]), kind, c.reference)[0])
    return p.t(
        "**An example from this figure.** {programme}: the diamond is at {raw}, the mark at "
        "{effect}, and the bar reaches {limits}.",
        programme=name_of(p, row["programme"]),
        raw=gap(raw, kind, p.t),
        effect=gap(row["pooled"], kind, p.t),
        limits=gap_span(row["pooled_low"], row["pooled_high"], kind, p.t),
    )


def funnel_example(p: Page, c: Comparison) -> str:
    """The same programme as a point of the funnel; empty without any."""
    row, kind = _furthest(c, "observed"), _kind(c)
    if row is None or missing(c.reference):
        return ""
    values = {
        "programme": name_of(p, row["programme"]),
        "n": whole(row["n"]),
        "observed": height(row["observed"], kind, p.t, currency(p)),
        "overall": height(c.reference, kind, p.t, currency(p)),
    }
    if row["funnel_says"]:
        return p.t(
            "**An example from this figure.** {programme}: base {n}, {observed} against {overall} "
            "overall. It lies outside the funnel, so chance alone is an unlikely explanation.",
            **values,
        )
    return p.t(
        "**An example from this figure.** {programme}: base {n}, {observed} against {overall} "
        "overall. It lies inside the funnel: on this base chance and what nobody recorded can give "
        "such a result.",
        **values,
    )
