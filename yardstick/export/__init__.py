"""Downloads: any figure as CSV or XLSX, with symbols, definitions, build stamp and classification."""

from yardstick.export.files import to_csv, to_xlsx
from yardstick.export.stamp import INTERNAL_WORDS, stamp
from yardstick.export.table import comparison, table

__all__ = ["INTERNAL_WORDS", "comparison", "stamp", "table", "to_csv", "to_xlsx"]
