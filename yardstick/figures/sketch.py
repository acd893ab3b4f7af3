"""A figure in the making, and finished: plain values, which plotly checks where somebody asks.

Plotly checks every property whenever it is set and copies a list whenever something joins it: a
figure of thirty rows then costs more than all the numbers on its page. Here everything is collected
as plain values and goes to the browser as it is; the tests have plotly check every kind of figure.
"""

import html
from collections.abc import Mapping
from functools import cached_property

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from plotly.basedatatypes import BaseFigure

from yardstick.figures.lettering import width, wrapped
from yardstick.figures.theme import TEMPLATE

#: Columns of a title that fit below a figure on a phone, and the height of another line in pixels.
TITLE, TITLE_LINE = 54, 16


def plain(value: object) -> object:
    """``value`` as JSON knows it: arrays and series as lists, what is missing as None."""
    if isinstance(value, str) or value is None:
        return value
    if isinstance(value, Mapping):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, np.ndarray | pd.Series | pd.Index):
        value = value.tolist()
    if isinstance(value, list | tuple):
        return [plain(v) for v in value]
    if isinstance(value, np.generic):
        value = value.item()
    return None if value != value else value


#: The look of the house, checked once.
_TEMPLATE = plain(TEMPLATE.to_plotly_json())


class Picture(BaseFigure):
    """A finished figure as plain values.

    To plotly and to the screen it is a figure whose values are taken as they are. ``data`` and
    ``layout`` are those of ``checked``.
    """

    def __init__(self, spec: dict) -> None:
        # Not that of BaseFigure: it would check everything.
        self._spec = spec

    @cached_property
    def _checked(self) -> go.Figure:
        return go.Figure(self._spec)

    def checked(self) -> go.Figure:
        """The same figure, every property checked by plotly. Raises ValueError for a wrong one."""
        return self._checked

    @property
    def data(self) -> tuple:
        return self._checked.data

    @property
    def layout(self) -> go.Layout:
        return self._checked.layout

    def to_dict(self) -> dict:
        return self._spec

    def to_plotly_json(self) -> dict:
        return self._spec

    def __repr__(self) -> str:
        return f"Picture({len(self._spec['data'])} traces)"


def _merge(into: dict, more: dict) -> None:
    for key, value in more.items():
        if isinstance(value, dict) and isinstance(into.get(key), dict):
            _merge(into[key], value)
        else:
            into[key] = value


class Sketch:
    """Traces and layout of one figure, in the look of the house."""

    def __init__(self, height: int) -> None:
        self.traces: list[dict] = []
        self.notes: list[dict] = []
        self.shapes: list[dict] = []
        #: From where to where on the vertical axis marks are drawn; empty: everywhere.
        self.strips: list[tuple[float, float]] = []
        self.layout: dict = {"height": height, "margin": {"l": 8, "r": 12, "t": 8, "b": 8}}

    def trace(self, kind: str, **properties: object) -> None:
        self.traces.append({"type": kind, **properties})

    def note(self, **properties: object) -> None:
        """An annotation without an arrow."""
        self.notes.append({"showarrow": False, **properties})

    def caption(self, text: str, colour: str, *, lift: int = 8) -> None:
        """Words above the plot at its left edge, ``lift`` pixels over it (a key)."""
        self.note(
            x=0,
            xref="paper",
            xanchor="left",
            y=1,
            yref="paper",
            yanchor="bottom",
            yshift=lift,
            align="left",
            borderpad=0,
            text=text,
            font={"size": 12, "color": colour},
        )

    def set(self, **properties: object) -> None:
        """Layout properties, merged into what is there."""
        _merge(self.layout, properties)

    def vertical(self, x: float, line: dict, layer: str = "above") -> None:
        """A line over the whole height; where rows carry names, beside their marks alone."""
        ends: dict = {"x0": x, "x1": x, "y0": 0, "y1": 1, "yref": "y domain"}
        if self.strips:
            # One path: a shape of its own for every row would take plotly longer than the rest.
            path = " ".join(f"M {x:.10g},{low:.10g} V {high:.10g}" for low, high in self.strips)
            self.shapes.append({"type": "path", "path": path, "line": line, "layer": layer})
            return
        self.shapes.append({"type": "line", **ends, "line": line, "layer": layer})

    def horizontal(self, y: float, line: dict, layer: str = "above") -> None:
        """A line over the whole width."""
        ends = {"y0": y, "y1": y, "x0": 0, "x1": 1, "xref": "x domain"}
        self.shapes.append({"type": "line", **ends, "line": line, "layer": layer})

    def band(self, x0: float, x1: float, colour: str, opacity: float) -> None:
        """A band over the whole height."""
        ends = {"x0": x0, "x1": x1, "y0": 0, "y1": 1, "yref": "y domain"}
        fill = {"fillcolor": colour, "opacity": opacity, "line": {"width": 0}}
        self.shapes.append({"type": "rect", **ends, **fill})

    def _wrap_title(self) -> None:
        """Two lines for a title of the horizontal axis that is wider than a phone."""
        title = self.layout.get("xaxis", {}).get("title") or {}
        text = title.get("text") or ""
        if "<br>" in text or width(text) <= TITLE:
            return
        title["text"] = wrapped(html.unescape(text), TITLE)
        self.layout["height"] += TITLE_LINE
        self.layout["margin"]["b"] += TITLE_LINE

    def figure(self) -> Picture:
        """The finished figure."""
        self._wrap_title()
        layout = {**self.layout, "annotations": self.notes, "shapes": self.shapes}
        return Picture(
            {"data": plain(self.traces), "layout": {**plain(layout), "template": _TEMPLATE}}
        )
