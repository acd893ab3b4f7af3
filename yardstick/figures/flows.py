"""Where graduates came from and where they work: a dumbbell for each region, and a small matrix."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from yardstick.figures.drawn import Drawn, Label, nothing
from yardstick.figures.lettering import safe, width, wrapped
from yardstick.figures.marks import points
from yardstick.figures.rows import Row, lay_rows
from yardstick.figures.sketch import Sketch
from yardstick.figures.theme import BLUE, FAINT, INK, ORANGE, PAPER, QUIET
from yardstick.text import Translator
from yardstick.wording import percent, whole


def dumbbells(
    frame: pd.DataFrame, label: Label, t: Translator, *, most: int = 12, dimension: str = "region"
) -> Drawn:
    """``frame``: origin, work, n. A hollow mark where they came from, a full one where they work."""
    frame = frame[frame["n"].fillna(0) > 0] if not frame.empty else frame
    total = frame["n"].sum() if not frame.empty else 0
    if not total:
        return nothing(t)
    both = pd.DataFrame(
        {
            "origin": frame.groupby("origin", observed=True)["n"].sum(),
            "work": frame.groupby("work", observed=True)["n"].sum(),
        }
    ).fillna(0)
    stay = frame[frame["origin"].astype(str) == frame["work"].astype(str)]
    stays = stay.groupby("work", observed=True)["n"].sum()
    both = both.assign(size=both.max(axis=1)).sort_values("size", ascending=False).head(most)
    rows = []
    for code, r in both.iterrows():
        kept = stays.get(code, 0) / r["origin"] if r["origin"] else None
        detail = t(
            "from here {origin}, work here {work}", origin=whole(r["origin"]), work=whole(r["work"])
        )
        if kept is not None:
            detail = t("{detail}, stayed {share}", detail=detail, share=percent(kept, 0))
        rows.append(Row(label(dimension, code), detail))
    figure = Sketch(300)
    places = lay_rows(figure, rows, top=26)
    origin, work = both["origin"] / total, both["work"] / total
    figure.trace(
        "scatter",
        x=np.ravel([[a, b, None] for a, b in zip(origin, work, strict=True)]),
        y=np.ravel([[y, y, None] for y in places]),
        mode="lines",
        line={"color": QUIET, "width": 2},
        hoverinfo="skip",
    )
    hover = [safe(f"{r.name}: {r.detail}") for r in rows]
    for x, mark, colour in ((origin, "circle-open", ORANGE), (work, "circle", BLUE)):
        points(figure, x, places, hover, symbol=mark, size=12, colour=colour, line={"width": 2.5})
    came, works = safe(t("region of origin")), safe(t("region of work"))
    figure.caption(
        f'<span style="color:{ORANGE}">○</span> {came}   '
        f'<span style="color:{BLUE}">●</span> {works}',
        INK,
        lift=6,
    )
    figure.set(
        xaxis={
            "rangemode": "tozero",
            "tickformat": ".0%",
            "nticks": 6,
            "title": {"text": t("Share of graduates with both regions known")},
        }
    )
    first = [f"{r.name} ({r.detail})" for r in rows[:4]]
    return Drawn(
        figure.figure(),
        t(
            "Two marks for each of {n} regions: share of graduates from there and share working there. "
            "The largest: {first}.",
            n=len(rows),
            first="; ".join(first),
        ),
    )


def fold(frame: pd.DataFrame, most: int) -> tuple[list, list, np.ndarray]:
    """Origin x work counts with the ``most`` largest of each and one remainder (code None)."""
    table = frame.pivot_table(
        index="origin", columns="work", values="n", aggfunc="sum", observed=True
    ).fillna(0)
    rows = table.sum(axis=1).sort_values(ascending=False).index.tolist()
    columns = table.sum(axis=0).sort_values(ascending=False).index.tolist()
    keep_rows = rows if len(rows) <= most + 1 else rows[:most]
    keep_columns = columns if len(columns) <= most + 1 else columns[:most]
    grid = table.loc[keep_rows, keep_columns].to_numpy(dtype=float)
    if len(keep_columns) < len(columns):
        rest = table.loc[keep_rows].drop(columns=keep_columns).sum(axis=1).to_numpy(dtype=float)
        grid = np.c_[grid, rest]
    if len(keep_rows) < len(rows):
        below = table.drop(index=keep_rows)
        last = below[keep_columns].sum().to_numpy(dtype=float)
        if len(keep_columns) < len(columns):
            last = np.r_[last, below.drop(columns=keep_columns).to_numpy(dtype=float).sum()]
        grid = np.vstack([grid, last])
    row_codes = [*keep_rows, *([None] if len(keep_rows) < len(rows) else [])]
    column_codes = [*keep_columns, *([None] if len(keep_columns) < len(columns) else [])]
    return row_codes, column_codes, grid


def matrix(
    frame: pd.DataFrame, label: Label, t: Translator, *, most: int = 5, dimension: str = "region"
) -> Drawn:
    """Of the graduates from each region (a row): the share working in each (a column)."""
    frame = frame[frame["n"].fillna(0) > 0] if not frame.empty else frame
    if frame.empty:
        return nothing(t)
    row_codes, column_codes, grid = fold(frame, most)

    def named(codes: Sequence) -> list[str]:
        return [t("Other regions") if c is None else label(dimension, c) for c in codes]

    rows, columns = named(row_codes), named(column_codes)
    share = grid / grid.sum(axis=1, keepdims=True)
    figure = Sketch(130 + 44 * len(rows))
    figure.trace(
        "heatmap",
        z=share,
        x=list(range(len(columns))),
        y=list(range(len(rows))),
        zmin=0,
        zmax=max(float(share.max()), 0.5),
        colorscale=[[0, PAPER], [1, BLUE]],
        showscale=False,
        xgap=2,
        ygap=2,
        text=[
            [percent(v, 0) if n else "–" for v, n in zip(a, b, strict=True)]
            for a, b in zip(share, grid, strict=True)
        ],
        texttemplate="%{text}",
        textfont={"size": 12},
        customdata=[
            [
                safe(
                    t(
                        "From {origin}, work in {work}: {n} ({share})",
                        origin=o,
                        work=w,
                        n=whole(grid[i, j]),
                        share=percent(share[i, j]),
                    )
                )
                for j, w in enumerate(columns)
            ]
            for i, o in enumerate(rows)
        ],
        hovertemplate="%{customdata}<extra></extra>",
    )
    figure.set(
        xaxis={
            "side": "top",
            "tickmode": "array",
            "tickvals": list(range(len(columns))),
            "showgrid": False,
            "ticktext": [wrapped(c, 9 if c.isascii() else 6, 3) for c in columns],
            "tickangle": -50 if max(width(c) for c in columns) > 9 else 0,
            "automargin": True,
            "range": [-0.5, len(columns) - 0.3],
            "tickfont": {"size": 11},
            "title": {"text": t("region of work")},
        }
    )
    figure.set(
        yaxis={
            "autorange": "reversed",
            "tickmode": "array",
            "tickvals": list(range(len(rows))),
            "showgrid": False,
            "ticktext": [
                wrapped(f"{r} ({whole(n)})", 13, 3)
                for r, n in zip(rows, grid.sum(axis=1), strict=True)
            ],
            "tickfont": {"size": 11},
            "linecolor": FAINT,
        }
    )
    best = [
        t(
            "from {origin} {share} work in {work}",
            origin=o,
            work=columns[int(share[i].argmax())],
            share=percent(float(share[i].max()), 0),
        )
        for i, o in enumerate(rows)
    ]
    return Drawn(
        figure.figure(),
        t(
            "Matrix of origin by region of work, in shares of each origin: {best}.",
            best="; ".join(best),
        ),
    )
