"""Measures and their siblings as a table to hand out: labels beside codes, symbols never blanks."""

import pandas as pd

from yardstick.catalogue import load_catalogue
from yardstick.measure.labels import DIMENSION_LABELS, label, name_label
from yardstick.measure.model import (
    BOUNDS,
    REST,
    SYMBOLS,
    VISIBLE,
    Curve,
    Distribution,
    Measures,
    Reader,
    Reason,
    Status,
)
from yardstick.text import Translator, mark, translator
from yardstick.wording import STATUS_WORDS, missing

METHOD_WORDS = {
    "registry": mark("full count of the records"),
    "unweighted": mark("unweighted estimate"),
    BOUNDS: mark("bounds over all unknown outcomes"),
}
UNIT_WORDS = {
    "percent": mark("share (0 to 1)"),
    "currency_month": mark("{currency} a month"),
    "currency_year": mark("{currency} a year"),
    "months": mark("months"),
}
HEADINGS = {
    "code": mark("Category"),
    "n": mark("Graduates"),
    "base": mark("Base"),
    "share": mark("Share"),
    "low": mark("Lower limit"),
    "high": mark("Upper limit"),
    "names": mark("Categories in the row"),
    "time": mark("Months"),
    "at_risk": mark("Still observed"),
    "events": mark("Found a job then"),
    "value": mark("Share still waiting"),
    "origin": mark("Region of origin"),
    "work": mark("Region of work"),
    "status": mark("Status"),
}


def table(reader: Reader, data: Measures | Distribution | Curve | pd.DataFrame) -> pd.DataFrame:
    """The table of a download. A plain frame is taken as it is, a status in it put into words."""
    if isinstance(data, Measures):
        return _measures(reader, data)
    if isinstance(data, Distribution | Curve):
        return _sibling(reader, data)
    return data


def _dimension(reader: Reader, dimension: str, values: pd.Series) -> dict[str, list]:
    """A group column as labels and, where they differ, as codes."""
    t = translator(reader.lang)
    name = DIMENSION_LABELS[dimension](reader.lang)
    labels = [label(reader, dimension, v) for v in values]
    codes = ["" if missing(v) else v for v in values]
    if [str(c) for c in codes] == labels:
        return {name: codes}
    return {name: labels, t("{name}, code", name=name): codes}


def _value(value: float, status: str) -> object:
    """A number, or the symbol of why there is none."""
    if Status(status) in VISIBLE and not missing(value):
        return value
    return SYMBOLS[Status(status)] or SYMBOLS[Status.NO_DATA]


def _reason(reason: object, t: Translator) -> str:
    return reason(t) if isinstance(reason, Reason) else ""


def _measures(reader: Reader, measures: Measures) -> pd.DataFrame:
    t, catalogue, frame = translator(reader.lang), load_catalogue(), measures.frame
    currency = reader.snapshot.meta.get("currency", "")
    found: dict[str, list] = {}
    for dimension in measures.by:
        found |= _dimension(reader, dimension, frame[dimension])
    which = [catalogue[i] for i in frame["indicator"]]
    rows = frame.to_dict("records")
    # A row of bounds has limits and no value of its own: nothing is missing there.
    value = [
        "" if r["method"] == BOUNDS and r["status"] in VISIBLE else _value(r["value"], r["status"])
        for r in rows
    ]
    found |= {
        t("Indicator"): [i.label(reader.lang) for i in which],
        t("Indicator, id"): [i.id for i in which],
        t("Months after graduation"): [
            "" if missing(r["wave_used"]) else r["wave_used"] for r in rows
        ],
        t("Value"): value,
        t("Mark"): [SYMBOLS[Status(r["status"])] for r in rows],
        t("Lower limit"): [_blank(r["low"]) for r in rows],
        t("Upper limit"): [_blank(r["high"]) for r in rows],
        t("Confidence"): [_blank(r["confidence"]) for r in rows],
        t("Unit"): [t(UNIT_WORDS[i.unit], currency=currency) for i in which],
        t("Counted"): [_blank(r["positive"]) for r in rows],
        t("Base"): [_blank(r["base"]) for r in rows],
        t("All graduates"): [_blank(r["population"]) for r in rows],
        t("Method"): [t(METHOD_WORDS[r["method"]]) for r in rows],
        t("Status"): [t(STATUS_WORDS[Status(r["status"])]) for r in rows],
        t("Reason"): [_reason(r["reason"], t) for r in rows],
    }
    return pd.DataFrame(found)


def _blank(value: object) -> object:
    return "" if missing(value) else value


def _sibling(reader: Reader, data: Distribution | Curve) -> pd.DataFrame:
    """A distribution or a curve; the whole reason in a single row where there is nothing."""
    t, frame = translator(reader.lang), data.frame
    if frame.empty:
        why = _reason(data.reason, t) or t(STATUS_WORDS[data.status])
        return pd.DataFrame({t("Value"): [SYMBOLS[data.status]], t("Reason"): [why]})
    found: dict[str, list] = {}
    for name in frame.columns:
        if name in DIMENSION_LABELS:
            found |= _dimension(reader, name, frame[name])
        elif name in ("origin", "work"):
            found[t(HEADINGS[name])] = [label(reader, "origin_region", v) for v in frame[name]]
        elif name == "code":
            found[t(HEADINGS[name])] = [_code(reader, data, v) for v in frame[name]]
        elif name == "status":
            found[t("Mark")] = [SYMBOLS[Status(s)] for s in frame[name]]
            found[t(HEADINGS[name])] = [t(STATUS_WORDS[Status(s)]) for s in frame[name]]
        elif name in ("low", "high"):
            found[t(HEADINGS[name])] = [_blank(v) for v in frame[name]]
        else:
            cells = zip(frame[name], frame["status"], strict=True)
            found[t(HEADINGS[name])] = [_value(v, s) for v, s in cells]
    return pd.DataFrame(found)


def _code(reader: Reader, data: Distribution | Curve, code: object) -> object:
    """Label of a code of the distribution's column."""
    if code == REST:
        t = translator(reader.lang)
        return t("All others")
    column = load_catalogue().columns[data.column] if isinstance(data, Distribution) else None
    if column is not None and column.labels:
        return name_label(reader, column.labels, code)
    if column is None or not column.codes:
        return code
    return reader.snapshot.label(column.codes, str(code), reader.lang)
