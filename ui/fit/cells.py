"""Cells of tables on gaps: the gap, its interval, and what may be said of it."""

from ui.format import cell
from ui.page import Page
from yardstick.figures.competences import LOOKS
from yardstick.wording import missing, signed, symbol


def gap_cell(row: dict) -> str:
    """A gap with its sign and symbol, or the symbol of why it is missing."""
    if not row["seen"]:
        return cell(None, row["status"], "points", 2)
    return f"{signed(row['gap'], 'points', 2)} {symbol(row['status'])}".strip()


def finding_cell(p: Page, row: dict) -> str:
    """Shape and words of a finding."""
    look = LOOKS.get(row["finding"])
    return f"{look.shape} {p.t(look.words)}" if look and row["seen"] else ""


def gap_span(p: Page, r: dict) -> str:
    """Both ends of the interval of a gap."""
    if missing(r["low"]):
        return ""
    low, high = (signed(r[x], "points", 2) for x in ("low", "high"))
    return p.t("{low} to {high}", low=low, high=high)
