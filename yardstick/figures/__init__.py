"""Figures: pure functions from measured frames to a plotly figure and its description in words."""
