"""Where the numbers of points stand so that none lies on another or on a point, even on a phone."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

#: Pixels: half a point, half the height of a number, half the width of a digit.
POINT, TALL, DIGIT = 7.0, 7.0, 4.0
#: Distances at which a number may stand from its point, nearest first, and the directions.
DISTANCES = (14.0, 22.0, 30.0, 40.0)
ANGLES = np.deg2rad([45, 135, 315, 225, 0, 180, 90, 270])


def beside(x: ArrayLike, y: ArrayLike, texts: Sequence[str]) -> list[tuple[float, float]]:
    """Centre of each text, in pixels from its point (right and up are positive).

    ``x`` and ``y`` are the points in pixels of the narrowest screen; on a wider one they are further
    apart and nothing comes closer. One after the other takes the nearest place that is free, the
    one with the least in its way where none is.
    """
    px, py = (np.asarray(v, dtype=float) for v in (x, y))
    half = [max(len(text), 1) * DIGIT + 1 for text in texts]
    taken: list[tuple[float, float, float]] = []
    found = []
    for k in range(len(texts)):
        best, least = (0.0, 0.0), np.inf
        for rank, distance in enumerate(DISTANCES):
            for turn, angle in enumerate(ANGLES):
                dx, dy = distance * np.cos(angle), distance * np.sin(angle)
                cx, cy = px[k] + dx, py[k] + dy
                others = np.arange(len(px)) != k
                on_points = (np.abs(px - cx) < half[k] + POINT) & (np.abs(py - cy) < TALL + POINT)
                on_texts = sum(
                    abs(tx - cx) < half[k] + th and abs(ty - cy) < 2 * TALL for tx, ty, th in taken
                )
                # Nearer and in the usual direction where nothing else decides.
                cost = 10 * on_texts + 3 * (on_points & others).sum() + rank * 0.5 + turn * 0.01
                if cost < least:
                    best, least = (dx, dy), cost
        found.append((float(best[0]), float(best[1])))
        taken.append((px[k] + best[0], py[k] + best[1], half[k]))
    return found
