"""A figure in the making, as plain values; plotly sees it once, when it is finished.

Plotly checks every property whenever it is set and copies a list whenever something joins it: a
figure of thirty rows then costs more than the figures on it. Here everything is collected first.
"""

import plotly.graph_objects as go

from yardstick.figures.theme import TEMPLATE


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
        self.layout: dict = {"height": height, "margin": {"l": 8, "r": 12, "t": 8, "b": 8}}

    def trace(self, kind: str, **properties: object) -> None:
        self.traces.append({"type": kind, **properties})

    def note(self, **properties: object) -> None:
        """An annotation without an arrow."""
        self.notes.append({"showarrow": False, **properties})

    def set(self, **properties: object) -> None:
        """Layout properties, merged into what is there."""
        _merge(self.layout, properties)

    def vertical(self, x: float, line: dict, layer: str = "above") -> None:
        """A line over the whole height."""
        ends = {"x0": x, "x1": x, "y0": 0, "y1": 1, "yref": "y domain"}
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

    def figure(self) -> go.Figure:
        """The finished figure, checked by plotly."""
        layout = {**self.layout, "annotations": self.notes, "shapes": self.shapes}
        return go.Figure(self.traces, {**layout, "template": TEMPLATE})
