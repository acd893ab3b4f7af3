"""One pass over the bytes of a text file: its digest, its records, and what is odd about them.

The count of records made here owes nothing to the reader that fills the table, so a row that
reader drops is noticed. A record ends at a line feed outside quotation marks; a spreadsheet shows
each record as one row. Where a quotation mark stands inside an unquoted field the count may be
off: the caller then counts again, record by record (``tidy.py``).

Everything but the digest is asked of the bytes that follow a line feed, found with numpy: reading
a file costs a fraction of what DuckDB then takes to fill a table with it.
"""

import hashlib
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

CHUNK = 8 << 20
LONGEST_RECORD = 16 << 20
BOM = b"\xef\xbb\xbf"
CONFLICT_MARKERS = (b"<<<<<<< ", b">>>>>>> ")
# The common ancestor in a conflict of three versions; in a table separated by bars, a blank row.
ANCESTOR = b"|||||||"
FEED, RETURN, QUOTE = 10, 13, 34
ODD_STARTS = np.zeros(256, bool)
ODD_STARTS[[FEED, RETURN, BOM[0], ord("<"), ord(">"), ord("|")]] = True


@dataclass
class Scan:
    """What one pass has seen. Rows are numbered from 1; None means never."""

    bytes: int = 0
    sha256: str = ""
    records: int = 0
    last_filled: int = 0
    blank_rows: list[int] = field(default_factory=list)
    quoted: bool = False
    open_quote: bool = False
    feeds: int = 0
    crlf: int = 0
    lone_returns: int = 0
    inner_bom: bool = False
    nul_row: int | None = None
    conflict_row: int | None = None
    ancestor_row: int | None = None
    too_long_row: int | None = None

    @property
    def odd_newlines(self) -> bool:
        """Line ends other than all LF or all CR LF."""
        return self.lone_returns > 0 or self.crlf not in (0, self.feeds)

    def blank_rows_from(self, first_row: int) -> int:
        """Blank lines from ``first_row`` on that have something written below them."""
        return sum(first_row <= row < self.last_filled for row in self.blank_rows)


def chunks_of(path: Path, size: int = CHUNK) -> Iterator[bytes]:
    """The bytes of a file, a piece at a time."""
    with path.open("rb") as stream:
        while piece := stream.read(size):
            yield piece


def scan(pieces: Iterable[bytes]) -> Scan:
    """Count and inspect the bytes of a file in an encoding that contains ASCII."""
    seen = Scan()
    digest = hashlib.sha256()
    hashing: Future[None] | None = None
    rest = b""
    with ThreadPoolExecutor(1) as other:
        for piece in pieces:
            if hashing:
                hashing.result()
            hashing = other.submit(digest.update, piece)
            seen.bytes += len(piece)
            cut = piece.rfind(b"\n") + 1
            if cut:
                _look(seen, rest + piece[:cut])
                rest = piece[cut:]
            else:
                rest += piece
            if len(rest) > LONGEST_RECORD and b"\r" not in rest:
                seen.too_long_row = seen.records + 1
                break
        if rest:
            _look(seen, rest)
        if seen.open_quote or (rest and not rest.endswith(b"\n")):
            seen.records += 1
            seen.last_filled = seen.records
        if hashing:
            hashing.result()
    seen.sha256 = digest.hexdigest()
    return seen


def _look(seen: Scan, lines: bytes) -> None:
    """Inspect whole lines (the last piece of a file may lack its line end)."""
    octets = np.frombuffer(lines, np.uint8)
    feeds = np.flatnonzero(octets == FEED)
    starts = np.concatenate(([0], feeds + 1))
    starts = starts[starts < len(octets)]
    if seen.records == 0 and lines.startswith(BOM):
        starts[0] = len(BOM)
        starts = starts[starts < len(octets)]
    was_open = seen.open_quote
    ends = feeds
    if was_open or b'"' in lines:
        seen.quoted = True
        ends = _record_ends(seen, octets, feeds)
    _find_damage(seen, lines, ends)
    _look_at_starts(seen, lines, starts[ODD_STARTS[octets[starts]]], ends)
    _count_returns(seen, octets, lines)
    seen.feeds += len(feeds)
    if len(ends):
        blank = _blank_ends(octets, ends, starts, was_open)
        rows = seen.records + 1 + np.flatnonzero(blank)
        seen.blank_rows.extend(rows.tolist())
        filled = np.flatnonzero(~blank)
        if len(filled):
            seen.last_filled = seen.records + 1 + int(filled[-1])
        seen.records += len(ends)


def _record_ends(seen: Scan, octets: np.ndarray, feeds: np.ndarray) -> np.ndarray:
    quotes = np.flatnonzero(octets == QUOTE)
    open_at_feed = (np.searchsorted(quotes, feeds) + seen.open_quote) & 1
    seen.open_quote = bool((len(quotes) + seen.open_quote) & 1)
    return feeds[open_at_feed == 0]


def _row_at(seen: Scan, ends: np.ndarray, place: int) -> int:
    return seen.records + int(np.searchsorted(ends, place)) + 1


def _find_damage(seen: Scan, lines: bytes, ends: np.ndarray) -> None:
    if seen.nul_row is None and (place := lines.find(b"\0")) >= 0:
        seen.nul_row = _row_at(seen, ends, place)


def _look_at_starts(seen: Scan, lines: bytes, odd: np.ndarray, ends: np.ndarray) -> None:
    """Lines that begin with a conflict marker or with a second byte order mark."""
    for place in odd[~np.isin(np.frombuffer(lines, np.uint8)[odd], (FEED, RETURN))].tolist():
        if lines.startswith(BOM, place):
            seen.inner_bom = True
        elif seen.conflict_row is None and lines.startswith(CONFLICT_MARKERS, place):
            seen.conflict_row = _row_at(seen, ends, place)
        elif seen.ancestor_row is None and _is_ancestor(lines[place : place + len(ANCESTOR) + 1]):
            seen.ancestor_row = _row_at(seen, ends, place)


def _is_ancestor(start: bytes) -> bool:
    return start.startswith(ANCESTOR) and start[len(ANCESTOR) :] in (b"", b" ", b"\n", b"\r")


def _count_returns(seen: Scan, octets: np.ndarray, lines: bytes) -> None:
    if b"\r" not in lines:
        return
    returns = np.flatnonzero(octets == RETURN)
    followed = returns[returns + 1 < len(octets)] + 1
    pairs = int((octets[followed] == FEED).sum())
    seen.crlf += pairs
    seen.lone_returns += len(returns) - pairs


def _blank_ends(
    octets: np.ndarray, ends: np.ndarray, starts: np.ndarray, was_open: bool
) -> np.ndarray:
    """Which record ends close a record without a single character in it."""
    first = starts[0] if len(starts) else 0
    lengths = np.diff(ends, prepend=first - 1)
    blank = (lengths == 1) | ((lengths == 2) & (octets[ends - 1] == RETURN))
    if was_open:
        blank[0] = False
    return blank
