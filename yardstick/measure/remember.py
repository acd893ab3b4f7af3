"""Answers of the road, kept on the snapshot they were read from: it never changes, so they hold.

Scope, profile and language of the reader are part of every key: readers who may see different
things never share an answer. What is kept is what the functions return, after the guard.
"""

from collections.abc import Callable
from dataclasses import is_dataclass, replace
from functools import wraps
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
        made = reader.snapshot.kept.get(key, lambda: function(reader, *args, **kwargs), _weight)
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


def _weight(made: object) -> int:
    frame = made if isinstance(made, pd.DataFrame) else getattr(made, "frame", None)
    return LEAST if frame is None else LEAST + CELL * frame.size
