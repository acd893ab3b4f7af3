"""Readers: a source file becomes a table of text columns, its rows numbered as in the file."""

from pipelines.read.model import FileSpec, Progress, RawFile
from pipelines.read.quick import Plan, read_quickly
from pipelines.read.reader import read_file
from pipelines.read.suspects import unresolved

__all__ = ["FileSpec", "Plan", "Progress", "RawFile", "read_file", "read_quickly", "unresolved"]
