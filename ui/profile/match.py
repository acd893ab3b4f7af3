"""Does the work fit field and level? Both together."""

from ui.distributions import distribution_table, there, why_not
from ui.employment.destinations import outside
from ui.employment.match import GRID
from ui.item import item
from ui.page import Page
from ui.telling import told
from yardstick.figures.grid import match_grid
from yardstick.measure import distribution, measure
from yardstick.sentences import match


def show(p: Page) -> None:
    """One item: the sentence, the grid of field by level, the same as a table."""
    rows = measure(p.reader, GRID, (), p.filters).estimates().to_dict("records")
    spread = distribution(p.reader, "match_2x2", (), p.filters)
    said = match(rows[0], rows[-1], told(p, rows[0]["wave_used"]), p.t)
    item(
        p,
        "match",
        p.t("Does the job fit field and level?"),
        match_grid(spread.frame, p.t) if there(spread) else why_not(p, spread),
        distribution_table(
            p, spread.frame, p.t("Field and level"), lambda c: p.label("match_2x2", c)
        ),
        data=spread,
        note=said if there(spread) else "",
        caveats=[p.t("As the graduates judge their own work."), outside(p, spread)]
        if there(spread)
        else [],
        indicators=GRID,
    )
