"""Histograms that several questions of one page rest on, counted once.

A page asks for rates, their spread and their series: other figures of the same cells. They stay
inside the road: what leaves it has passed the guard.
"""

from dataclasses import fields

import numpy as np

from yardstick.catalogue import DataColumn
from yardstick.measure.cells import Cells, CellWeights, cells
from yardstick.measure.model import Filters, Reader

#: About what a cell's name takes in memory, and what a histogram takes beside its cells.
NAME, LEAST = 64, 2048


def counted(
    reader: Reader,
    column: DataColumn,
    by: tuple[str, ...],
    filters: Filters,
    weight: bool = False,
) -> Cells:
    """``cells`` within the reader's scope, kept for whoever sees the same. Nobody may write into it.

    Raises what ``cells`` raises.
    """
    who = (reader.scope, reader.profile, reader.lang)
    key = ("cells", who, column.name, by, filters, weight)

    def make() -> Cells:
        found = cells(reader.snapshot, column, by, filters, reader.scope, weight)
        for array in _arrays(found):
            array.flags.writeable = False
        return found

    return reader.snapshot.kept.get(key, make, _bytes)


def _arrays(found: Cells | CellWeights) -> list[np.ndarray]:
    """All arrays of a histogram."""
    values = [getattr(found, f.name) for f in fields(found)]
    values += list(found.keys.values()) if isinstance(found, Cells) else []
    weights = [v for v in values if isinstance(v, CellWeights)]
    return [v for v in values if isinstance(v, np.ndarray)] + [
        array for v in weights for array in _arrays(v)
    ]


def _bytes(found: Cells) -> int:
    return LEAST + sum(
        a.size * NAME if a.dtype == object else int(a.nbytes) for a in _arrays(found)
    )
