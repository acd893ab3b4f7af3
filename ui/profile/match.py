"""Does the work fit field and level? Both together."""

from ui.distributions import there
from ui.employment.destinations import outside
from ui.employment.match import GRID, grid
from ui.page import Page
from ui.telling import told
from yardstick.measure import distribution, measure_one
from yardstick.records import records
from yardstick.sentences import match


def show(p: Page) -> None:
    """One item: the sentence, the grid of field by level, the same as a table."""
    rows = records(measure_one(p.reader, GRID, (), p.filters).estimates())
    spread = distribution(p.reader, "match_2x2", (), p.filters)
    if there(spread):
        said = match(rows[0], rows[-1], told(p, rows[0]["wave_used"]), p.t)
        grid(p, spread, note=said, caveats=(outside(p, spread),))
    else:
        grid(p, spread, note="")
