"""Checks of a build before it is published: one file each, all with the same columns."""
