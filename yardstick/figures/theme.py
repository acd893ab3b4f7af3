"""The one look of every figure: colours, marks, type and margins.

The colours keep apart under the common colour-vision deficiencies (blue, orange, purple, sky and
greys; there is no red and no green) and none of them carries a meaning by itself: shape, pattern,
order or a written label always says the same.
"""

import plotly.graph_objects as go

INK = "#22303c"
QUIET = "#66727d"
FAINT = "#e3e7eb"
#: Lines of the grid: the lettering of rows stands on them.
GRID = "#f0f3f5"
PAPER = "#ffffff"
BLUE = "#1f5a92"
ORANGE = "#d9822b"
PURPLE = "#7a5195"
SKY = "#8fc1e8"
GREY = "#9aa5af"
PALE = "#cfd5da"
SAND = "#e8c48f"
LILAC = "#a98fc4"
SLATE = "#46535f"

#: Colours of parts, in the order they are used. With each goes a pattern, a mark and a dash.
COLOURS = (BLUE, ORANGE, SKY, PURPLE, SAND, LILAC, PALE, SLATE)
PATTERNS = ("", "/", ".", "x", "-", "\\", "+", "|")
MARKS = ("circle", "diamond", "square", "triangle-up", "cross", "star", "x", "pentagon")
DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot", "dash", "dot")

#: First the one that the pages bring with them: without it, quotation marks come from a Chinese font.
FONT = (
    "'Source Sans', 'Source Sans 3', 'Source Sans Pro', 'Noto Sans', "
    "'Noto Sans CJK SC', 'PingFang SC', "
    "'Microsoft YaHei', 'Hiragino Sans GB', sans-serif"
)

#: What the chart helper of the screen gives the browser: no toolbar, no zoom caught by a thumb.
CONFIG = {"displayModeBar": False, "responsive": True, "scrollZoom": False, "doubleClick": False}

_AXIS = {
    "automargin": True,
    "fixedrange": True,
    "gridcolor": GRID,
    "linecolor": GREY,
    "tickfont": {"size": 12, "color": QUIET},
    "title": {"font": {"size": 12, "color": QUIET}, "standoff": 8},
    "zeroline": False,
}

TEMPLATE = go.layout.Template(
    layout=go.Layout(
        autosize=True,
        colorway=COLOURS,
        font={"family": FONT, "size": 13, "color": INK},
        paper_bgcolor=PAPER,
        plot_bgcolor=PAPER,
        margin={"l": 8, "r": 12, "t": 8, "b": 8, "pad": 4},
        showlegend=False,
        legend={
            "orientation": "h",
            "x": 0,
            "xanchor": "left",
            "y": 1.0,
            "yanchor": "bottom",
            "font": {"size": 12},
            "itemclick": False,
            "itemdoubleclick": False,
        },
        hoverlabel={"align": "left", "bgcolor": PAPER, "font": {"color": INK, "size": 12}},
        hovermode="closest",
        dragmode=False,
        xaxis=_AXIS,
        yaxis=_AXIS,
    )
)


def ink_on(colour: str) -> str:
    """Dark or light lettering, whichever reads better on ``colour`` (relative luminance)."""
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return INK if 0.299 * red + 0.587 * green + 0.114 * blue > 0.55 else PAPER
