"""Answers of the road, kept on the snapshot they were read from: it never changes, so they hold.

Scope, profile and language of the reader are part of every key: readers who may see different
things never share an answer. What is kept is what the functions return, after the guard.
"""

from collections.abc import Callable
from dataclasses import is_dataclass, replace
from functools import partial, wraps
from typing import Concatenate, ParamSpec, TypeVar

import pandas as pd

from yardstick.measure.model import Reader

P = ParamSpec("P")
T = TypeVar("T")
#: About what a value of a frame takes in memory, numbers and references to short texts together.
CELL = 48
LEAST = 2048


def remembered(
    function: Callable[Concatenate[Reader, P], T],
) -> Callable[Concatenate[Reader, P], T]:
    """Keep what ``function`` answers a reader. ``function.__wrapped__`` is the one that computes."""

    @wraps(function)
    def asked(reader: Reader, *args: P.args, **kwargs: P.kwargs) -> T:
        key = (
            function.__qualname__,
            (reader.scope, reader.profile, reader.lang),
            tuple(_fixed(a) for a in args),
            tuple((k, _fixed(v)) for k, v in sorted(kwargs.items())),
        )
        made = reader.snapshot.kept.get(key, lambda: function(reader, *args, **kwargs), weight)
        return _own(made)  # type: ignore[return-value]

    return asked


def _fixed(value: object) -> object:
    """An argument as part of a key: a list asks the same as a tuple."""
    return tuple(value) if isinstance(value, list) else value


def _own(made: object) -> object:
    """The answer in a frame of its own: whoever writes into it changes no other reader's."""
    if isinstance(made, pd.DataFrame):
        return made.copy(deep=False)
    if isinstance(made, dict):
        return dict(made)
    frame = getattr(made, "frame", None)
    if is_dataclass(made) and isinstance(frame, pd.DataFrame):
        return replace(made, frame=frame.copy(deep=False))  # type: ignore[type-var]
    return made


def weight(made: object) -> int:
    """About how many bytes an answer takes, or what a page made of it."""
    return LEAST + CELL * _values(made)


def _values(made: object) -> int:
    """How many single values there are in it."""
    if isinstance(made, str):
        return 1 + len(made) // CELL
    if made is None or isinstance(made, int | float):
        return 1
    if isinstance(made, pd.DataFrame | pd.Series):
        return made.size
    if isinstance(made, dict):
        return sum(_values(v) for v in made.values())
    if isinstance(made, list | tuple | set | frozenset):
        return sum(_values(v) for v in made)
    if is_dataclass(made) and isinstance(getattr(made, "frame", None), pd.DataFrame):
        return made.frame.size  # type: ignore[union-attr]
    if isinstance(made, partial):
        return _values(made.keywords)
    if hasattr(made, "to_dict"):
        # A figure: all figures share one template, and the rest of a layout is small.
        return _values(made.to_dict().get("data"))
    return 1
