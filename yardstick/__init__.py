"""The library under the screen: catalogue, measure, inference, figures. It knows no web framework."""

__version__ = "0.1.0"
