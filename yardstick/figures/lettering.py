"""Lettering of figures: long names in either script wrapped, and made safe for plotly's markup."""

import html
import unicodedata
from functools import lru_cache


def width(text: str) -> int:
    """Columns a text takes, Chinese characters counting two."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _pieces(text: str) -> list[str]:
    """Where a line may break: after spaces and hyphens, and around every wide character,
    but not before a closing mark nor after an opening one."""
    pieces: list[str] = []
    for c in text:
        wide = unicodedata.east_asian_width(c) in "WF"
        closes = wide and unicodedata.category(c) in ("Pe", "Po", "Pf")
        if pieces and (closes or unicodedata.category(pieces[-1][-1]) in ("Ps", "Pi")):
            pieces[-1] += c
        elif wide or not pieces or pieces[-1][-1] in " -/" or width(pieces[-1][-1]) == 2:
            pieces.append(c)
        else:
            pieces[-1] += c
    return pieces


@lru_cache(maxsize=4096)
def _lines(text: str, columns: int, most: int) -> tuple[str, ...]:
    found = [""]
    for piece in _pieces(" ".join(text.split())):
        while width(piece) > columns:
            cut = columns - width(found[-1]) if width(found[-1]) < columns - 4 else columns
            if cut == columns and found[-1]:
                found.append("")
            head = piece
            while width(head) > cut:
                head = head[:-1]
            found[-1] += head
            piece = piece[len(head) :]
            found.append("")
        if width(found[-1]) + width(piece.rstrip()) > columns:
            found.append("")
        found[-1] += piece
    found = [line.strip() for line in found if line.strip()]
    if len(found) > most:
        last = found[most - 1]
        while width(last) > columns - 1:
            last = last[:-1]
        found = [*found[: most - 1], last.rstrip() + "…"]
    return tuple(found) or ("",)


def lines(text: str, columns: int, most: int) -> list[str]:
    """``text`` in at most ``most`` lines of ``columns``; what does not fit ends in an ellipsis."""
    return list(_lines(text, columns, most))


def wrapped(text: str, columns: int = 44, most: int = 2) -> str:
    """``text`` over several lines for a plotly label, its own markup characters made harmless."""
    return "<br>".join(html.escape(line, quote=False) for line in lines(text, columns, most))


def safe(text: str) -> str:
    """``text`` with plotly's markup characters made harmless."""
    return html.escape(text, quote=False)
