"""Does the job fit field and level? Both together, never one of the two alone."""

from ui.distributions import distribution_table, there, why_not
from ui.employment.destinations import outside
from ui.item import item
from ui.page import Page
from ui.tables import measures_table
from ui.telling import told
from yardstick.catalogue import load_catalogue
from yardstick.figures.caterpillar import caterpillar
from yardstick.figures.grid import match_grid
from yardstick.measure import Distribution, distribution, measure_one
from yardstick.records import records
from yardstick.sentences import match

GRID = ("match.both", "match.other_field_only", "match.over_qualified_only", "match.neither")
SINGLE = (
    "match.field",
    "match.level",
    "match.over_qualified",
    "match.under_qualified",
    "satisfaction.job",
)


def grid(p: Page, spread: Distribution, *, note: str, caveats: tuple[str, ...] = ()) -> None:
    """Field by level as a grid and as a table; ``caveats`` only where there is something to read."""
    own = p.t("As the graduates judge their own work.")
    item(
        p,
        "match",
        p.t("Does the job fit field and level?"),
        match_grid(spread.frame, p.t) if there(spread) else why_not(p, spread),
        distribution_table(
            p, spread.frame, p.t("Field and level"), lambda c: p.label("match_2x2", c)
        ),
        data=spread,
        note=note,
        caveats=[own, *caveats] if there(spread) else [],
        indicators=GRID,
    )


def show(p: Page) -> None:
    found = measure_one(p.reader, [*GRID, *SINGLE], (), p.filters)
    frame = found.estimates()
    rows = {r["indicator"]: r for r in records(frame)}
    both = rows["match.both"]
    p.answer(match(both, rows["match.neither"], told(p, both["wave_used"]), p.t))
    spread = distribution(p.reader, "match_2x2", (), p.filters)
    grid(p, spread, note=outside(p, spread) if there(spread) else "")
    catalogue = load_catalogue()
    single = frame[frame["indicator"].isin(SINGLE)]
    item(
        p,
        "match_single",
        p.t("Each of them by itself, and satisfaction with the job"),
        caterpillar(
            single,
            (),
            p.label,
            p.t,
            title=p.t("Share of graduates in work who answered"),
            names=[catalogue[i].label(p.lang) for i in single["indicator"]],
            sort=False,
        ),
        measures_table(p, found, indicator=True),
        data=found,
        indicators=SINGLE,
    )
