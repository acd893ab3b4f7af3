"""Readers: a source file becomes a table of text columns, its rows numbered as in the file."""

from pipelines.read.model import FileSpec, Progress, RawFile
from pipelines.read.reader import read_file
from pipelines.read.suspects import unresolved

__all__ = ["FileSpec", "Progress", "RawFile", "read_file", "unresolved"]
