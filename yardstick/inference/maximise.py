"""Maximum of a smooth likelihood with a gradient: BFGS, then Newton steps that prove it.

The parameters are expected in units of about one standard error, so that an identity matrix is a
fair first guess of the curvature. ``converged`` is said only where the Hessian is negative
definite and the Newton step left is negligible; a maximum on paper that is a ridge does not count.

Source: Nocedal and Wright (2006), Numerical Optimization, chapters 3 and 6,
doi:10.1007/978-0-387-40065-5.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Function = Callable[[Array], tuple[float, Array]]
#: Largest step in standard errors, so that no step leaves the region where the guess is any good.
LONGEST = 20.0


@dataclass(frozen=True)
class Maximum:
    """parameters: (p,); information: (p, p), minus the Hessian, None if never computed."""

    parameters: Array
    value: float
    gradient: Array
    information: Array | None
    converged: bool


def climb(function: Function, start: Array, steps: int = 200, small: float = 1e-3) -> Maximum:
    """BFGS with backtracking until no part of the gradient is larger than ``small``."""
    point = np.array(start, dtype=float)
    value, gradient = function(point)
    inverse = np.eye(len(point))
    for _ in range(steps):
        if np.max(np.abs(gradient)) < small:
            break
        direction = inverse @ gradient
        if direction @ gradient <= 0:
            inverse, direction = np.eye(len(point)), gradient
        direction *= min(1.0, LONGEST / np.linalg.norm(direction))
        length = 1.0
        while True:
            new = point + length * direction
            new_value, new_gradient = function(new)
            if new_value >= value + 1e-4 * length * (direction @ gradient):
                break
            length /= 2
            if length < 1e-10:
                return Maximum(point, value, gradient, None, False)
        step, change = new - point, gradient - new_gradient
        curvature = step @ change
        if curvature > 1e-12 * (step @ step):
            rho = 1 / curvature
            left = np.eye(len(point)) - rho * np.outer(step, change)
            inverse = left @ inverse @ left.T + rho * np.outer(step, step)
        point, value, gradient = new, new_value, new_gradient
    return Maximum(point, value, gradient, None, bool(np.max(np.abs(gradient)) < small))


def information(function: Function, point: Array, step: float = 1e-3) -> Array:
    """Minus the Hessian by central differences of the gradient, symmetric."""
    found = np.empty((len(point), len(point)))
    for j in range(len(point)):
        move = np.zeros(len(point))
        move[j] = step
        found[j] = (function(point - move)[1] - function(point + move)[1]) / (2 * step)
    return (found + found.T) / 2


def maximise(function: Function, start: Array, steps: int = 200) -> Maximum:
    """Climb, then Newton steps with the observed information until the step left is negligible."""
    found = climb(function, start, steps)
    if not found.converged:
        return found
    point, value, gradient = found.parameters, found.value, found.gradient
    curvature = information(function, point)
    for _ in range(20):
        roots, axes = np.linalg.eigh(curvature)
        if roots[0] <= 1e-7 * max(1.0, roots[-1]):
            return Maximum(point, value, gradient, curvature, False)
        step = axes @ ((axes.T @ gradient) / roots)
        # Twice the gain still to be had, by the quadratic that the information describes.
        if step @ gradient < 1e-14 * (1 + abs(value)):
            return Maximum(point, value, gradient, curvature, True)
        new_value, new_gradient = function(point + step)
        if not new_value >= value - 1e-9 * (1 + abs(value)):
            return Maximum(point, value, gradient, curvature, False)
        point, value, gradient = point + step, new_value, new_gradient
        if np.linalg.norm(step) > 0.05:
            curvature = information(function, point)
    return Maximum(point, value, gradient, curvature, False)
