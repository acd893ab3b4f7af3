"""What the tests of figures share: a reader, rows that draw nothing, and a look at what was drawn."""

import re

import pandas as pd
import plotly.graph_objects as go

from tests.yardstick.frames import estimate, measures
from yardstick.figures.rows import NAMES
from yardstick.text import translator

T = translator("en")
EMPTY = measures(estimate()).iloc[:0]
FLOWS = pd.DataFrame(
    [("50", "50", 30), ("50", "44", 10), ("41", "50", 15), ("41", "44", 5)],
    columns=["origin", "work", "n"],
)


def groups(**rows):
    return measures(*(row | {"school": name} for name, row in rows.items()))


def marks(figure: go.Figure) -> list:
    """Traces that are marks, without the lettering."""
    return [trace for trace in figure.data if trace.name != NAMES]


def written(figure: go.Figure) -> str:
    text = " ".join(a.text for a in figure.layout.annotations)
    text += " ".join(" ".join(trace.text) for trace in figure.data if trace.name == NAMES)
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())
