"""Measurements, run by hand: build, measure, pages, readers, cold start. See README.md here."""
