"""Loads source files through their mappings into typed staging tables, every row accounted for."""

from pipelines.load.loader import load_sources
from pipelines.load.report import LoadReport, TargetCount

__all__ = ["LoadReport", "TargetCount", "load_sources"]
