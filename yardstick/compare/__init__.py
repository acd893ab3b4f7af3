"""Programmes against what their intake and market lead one to expect."""

from yardstick.compare.catalogue import (
    ForbiddenFactorError,
    factor_set,
    load_factors,
    load_outcomes,
    load_thresholds,
)
from yardstick.compare.comparison import compare
from yardstick.compare.layers import Waiting, gender_split, thresholds, waiting
from yardstick.compare.model import Comparison, MarketEffect
from yardstick.compare.trends import Trends, trends

__all__ = [
    "Comparison",
    "ForbiddenFactorError",
    "MarketEffect",
    "Trends",
    "Waiting",
    "compare",
    "factor_set",
    "gender_split",
    "load_factors",
    "load_outcomes",
    "load_thresholds",
    "thresholds",
    "trends",
    "waiting",
]
