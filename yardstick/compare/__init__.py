"""Programmes against what their intake and market lead one to expect."""

from yardstick.compare.catalogue import (
    ForbiddenFactorError,
    factor_set,
    load_factors,
    load_outcomes,
    load_thresholds,
)
from yardstick.compare.comparison import compare
from yardstick.compare.model import Comparison, MarketEffect

__all__ = [
    "Comparison",
    "ForbiddenFactorError",
    "MarketEffect",
    "compare",
    "factor_set",
    "load_factors",
    "load_outcomes",
    "load_thresholds",
]
