"""Where do they work, and where did they come from? Regions of work against regions of origin."""

import pandas as pd

from ui.distributions import there, why_not
from ui.employment.coverage import possible
from ui.item import item
from ui.page import Page
from ui.plain import readable, whole_numbers
from ui.tables import measures_table
from ui.telling import told
from yardstick.catalogue import load_catalogue
from yardstick.concentration import recorded
from yardstick.figures.bars import bars
from yardstick.figures.drawn import nothing
from yardstick.figures.flows import dumbbells, matrix
from yardstick.measure import distribution, flows, measure_one
from yardstick.measure.model import REST
from yardstick.records import records
from yardstick.sentences import joined, rate, regions
from yardstick.text import mark
from yardstick.wording import listing, signed

SERVED = "region.served_share"
#: Regions of work may be known all the same: they are drawn below.
NO_ORIGIN = mark(
    "For no graduate in work in view are both region of origin and region of work on record, so"
    " they cannot be set against each other."
)
TOP = 12


def show(p: Page) -> None:
    found = flows(p.reader, p.filters)
    pairs = found.frame[found.frame["origin"].notna()]
    about = told(p, found.wave)
    if there(found) and len(pairs):
        p.answer(_sentence(p, pairs, about))
        drawn = dumbbells(pairs, p.label, p.t, most=TOP)
        crossed = matrix(pairs, p.label, p.t)
    else:
        drawn = why_not(p, found) if not there(found) else nothing(p.t, p.t(NO_ORIGIN))
        crossed = None
        p.answer(drawn.alt)
    table = _table(p, pairs) if len(pairs) else pd.DataFrame()
    item(
        p,
        "regions",
        p.t("Where do they work, and where did they come from?"),
        drawn,
        readable(p, table, {p.t("Gain or loss"): lambda n: signed(n, "", 0)}),
        data=table,
        note=joined(
            [
                p.t("Graduates in work whose region of origin and region of work are on record."),
                recorded(pairs["n"].sum(), possible(p, found, "employed"), p.t),
            ],
            p.t,
        )
        if crossed is not None
        else "",
    )
    if crossed is not None:
        who = _matrix_table(p, pairs)
        item(
            p,
            "region_matrix",
            p.t("Who from where works where?"),
            crossed,
            readable(p, who),
            data=who,
            note=p.t("Each row adds up to all graduates from there."),
        )
    else:
        _work_only(p)
    served = measure_one(p.reader, [SERVED], (), p.filters)
    row = records(served.estimates())[0]
    about_served = load_catalogue()[SERVED]
    name = about_served.label(p.lang)
    item(
        p,
        "served",
        p.t("How many work in the region the institution serves?"),
        None,
        measures_table(p, served),
        data=served,
        note=joined(
            [
                rate(row, name, told(p, row["wave_used"]), p.t, decimals=about_served.decimals),
                _served(p),
            ],
            p.t,
        ),
        indicators=[SERVED],
    )


def _served(p: Page) -> str:
    """Which regions the institution serves, as the mapping declares them."""
    codes = [c for c in p.reader.snapshot.meta.get("served_regions", "").split(";") if c]
    if not codes:
        return ""
    return p.t("Served: {regions}.", regions=listing([p.label("region", c) for c in codes], p.t))


def _work_only(p: Page) -> None:
    """Regions of work by themselves, where the origin is not on record."""
    spread = distribution(p.reader, "region", (), p.filters, top=TOP)
    if not there(spread):
        return
    item(
        p,
        "regions_of_work",
        p.t("Where do they work?"),
        bars(
            spread.frame,
            "region",
            lambda what, code: p.t("All others") if code == REST else p.label(what, code),
            p.t,
            title=p.t("Share of {whom}", whom=p.t("graduates in work whose region is on record")),
            rest=(REST,),
        ),
        pd.DataFrame(),
        note=recorded(sum(spread.counts), possible(p, spread, "employed"), p.t),
    )


def _sentence(p: Page, pairs: pd.DataFrame, about) -> str:
    origin = pairs.groupby("origin")["n"].sum()
    work = pairs.groupby("work")["n"].sum()
    net = work.sub(origin, fill_value=0)
    stayed = pairs.loc[pairs["origin"] == pairs["work"], "n"].sum()
    moves = [(p.label("region", code), n) for code, n in net.items()]
    least = p.reader.profile.percent_base
    return regions(stayed, pairs["n"].sum(), moves, about, p.t, least=least)


def _table(p: Page, pairs: pd.DataFrame) -> pd.DataFrame:
    origin = pairs.groupby("origin")["n"].sum()
    work = pairs.groupby("work")["n"].sum()
    stay = pairs[pairs["origin"] == pairs["work"]].set_index("work")["n"]
    codes = sorted(
        {*origin.index, *work.index}, key=lambda c: -max(origin.get(c, 0), work.get(c, 0))
    )
    return pd.DataFrame(
        {
            p.t("Region"): [p.label("region", c) for c in codes],
            p.t("From here"): whole_numbers(origin.get(c, 0) for c in codes),
            p.t("Work here"): whole_numbers(work.get(c, 0) for c in codes),
            p.t("Gain or loss"): whole_numbers(work.get(c, 0) - origin.get(c, 0) for c in codes),
            p.t("Stayed"): pd.Series(
                [stay.get(c, 0) / origin[c] if origin.get(c, 0) else None for c in codes],
                dtype=float,
            ),
        }
    )


def _matrix_table(p: Page, pairs: pd.DataFrame) -> pd.DataFrame:
    rows = pairs.sort_values("n", ascending=False)
    return pd.DataFrame(
        {
            p.t("Region of origin"): [p.label("region", c) for c in rows["origin"]],
            p.t("Region of work"): [p.label("region", c) for c in rows["work"]],
            p.t("Graduates"): whole_numbers(rows["n"]),
            p.t("Share"): rows["share"].astype(float).to_list(),
        }
    )
