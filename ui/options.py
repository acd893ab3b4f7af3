"""What the filters can offer a reader: codes with labels, within the reader's scope."""

from dataclasses import dataclass

import streamlit as st

from ui.address import View
from yardstick.catalogue import load_catalogue
from yardstick.measure import choices
from yardstick.measure import label as dimension_label
from yardstick.measure.labels import DIMENSION_LABELS, NOT_RECORDED
from yardstick.measure.model import Reader, Scope
from yardstick.text import translator

#: Parameters that are called otherwise than the dimension they filter.
RENAMED = {"discipline": "category"}
#: Filters that narrow the list of programmes.
NARROWING = ("school", "discipline", "class", "level")


@dataclass(frozen=True)
class Options:
    """``labels``: parameter -> code -> label, in the order shown. ``programmes``: facts of each
    programme (school, discipline, class, level) by which the list of programmes is narrowed."""

    labels: dict[str, dict[str, str]]
    programmes: dict[str, dict[str, str]]

    def label(reader: Reader, offered: Options, what: str, code: object) -> str:
    """The label of a code: ``what`` is a dimension, or a code list of the snapshot."""
    if code is None or code != code:
        return NOT_RECORDED(reader.lang)
    parameter = {v: k for k, v in RENAMED.items()}.get(what, what)
    if parameter in offered.labels and str(code) in offered.labels[parameter]:
        return offered.labels[parameter][str(code)]
    if what in DIMENSION_LABELS:
        return dimension_label(reader, what, code)
    return reader.snapshot.label(what, str(code), reader.lang)
