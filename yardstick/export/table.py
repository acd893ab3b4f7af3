"""Measures and their siblings as a table to hand out: labels beside codes, numbers as numbers."""

import pandas as pd

from yardstick.catalogue import Indicator, load_catalogue
from yardstick.definitions import INTERVAL_WORDS
from yardstick.measure.labels import (
    DIMENSION_LABELS,
    answer_label,
    label,
    name_label,
    population_words,
)
from yardstick.measure.model import (
    BOUNDS,
    REST,
    SYMBOLS,
    VISIBLE,
    WEIGHTED,
    Curve,
    Distribution,
    Measures,
    Reader,
    Reason,
    Status,
)
from yardstick.sentences import verdict_words
from yardstick.text import Translator, mark, translator
from yardstick.wording import STATUS_WORDS, missing, status_words

METHOD_WORDS = {
    "registry": mark("full count of the records"),
    "unweighted": mark("unweighted estimate"),
    WEIGHTED: mark("estimate weighted to the register"),
    BOUNDS: mark("bounds over all unknown outcomes"),
}
STANDARD_ERROR = mark("Standard error")
DEVIATION = mark("Standard deviation")
EFFECTIVE_BASE = mark("Effective base")
INTERVAL = mark("Interval")
UNIT_WORDS = {
    "percent": mark("share (0 to 1)"),
    "currency_month": mark("{currency} a month"),
    "currency_year": mark("{currency} a year"),
    "months": mark("months"),
    "points": mark("points of the scale"),
}
EARLIER = mark("Earlier value")
EARLIER_BASE = mark("Earlier base")
DIFFERENCE = mark("Difference")
DIFFERENCE_UNIT = mark("Unit of the difference")
DIFFERENCE_LOW = mark("Lower limit of the difference")
DIFFERENCE_HIGH = mark("Upper limit of the difference")
THRESHOLD = mark("Threshold")
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
    """A number, or nothing: the symbol of why there is none stands in the column of marks."""
    return value if Status(status) in VISIBLE and not missing(value) else ""


def _mark(value: float, status: str) -> str:
    """The symbol of the status; that of no data where a visible status has no value."""
    if Status(status) in VISIBLE and missing(value):
        return SYMBOLS[Status.NO_DATA]
    return SYMBOLS[Status(status)]


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
    of_answers = all(catalogue.columns[i.column].of_answers for i in which) and bool(which)
    bounds = [r["method"] == BOUNDS and r["status"] in VISIBLE for r in rows]
    found |= {
        t("Indicator"): [i.label(reader.lang) for i in which],
        t("Indicator, id"): [i.id for i in which],
        t("Months after graduation"): [
            "" if missing(r["wave_used"]) else r["wave_used"] for r in rows
        ],
        t("Value"): [_value(r["value"], r["status"]) for r in rows],
        t("Mark"): [
            "" if b else _mark(r["value"], r["status"]) for r, b in zip(rows, bounds, strict=True)
        ],
        t("Lower limit"): [_blank(r["low"]) for r in rows],
        t("Upper limit"): [_blank(r["high"]) for r in rows],
        t("Confidence"): [_blank(r["confidence"]) for r in rows],
        t("Unit"): [t(UNIT_WORDS[i.unit], currency=currency) for i in which],
        t("Counted"): [_blank(r["positive"]) for r in rows],
        t("Base"): [_blank(r["base"]) for r in rows],
        t(population_words(reader.snapshot, measures.filters, of_answers)): [
            _blank(r["population"]) for r in rows
        ],
        **_spread(rows, t),
        t("Method"): [t(METHOD_WORDS[r["method"]]) for r in rows],
        **_precision(rows, t),
        t("Status"): [
            t("bounds shown, no single value") if b else status_words(r["status"], t)
            for r, b in zip(rows, bounds, strict=True)
        ],
        t("Reason"): [_reason(r["reason"], t) for r in rows],
    }
    return pd.DataFrame(found)


def _precision(rows: list[dict], t: Translator) -> dict[str, list]:
    """Where weighted rows stand beside others: what each interval is, and how much a base carries."""
    if not any(r["method"] == WEIGHTED for r in rows):
        return {}
    kinds = [INTERVAL_WORDS.get(r["interval"], "") for r in rows]
    return {
        t(INTERVAL): [t(kind) if kind else "" for kind in kinds],
        t(EFFECTIVE_BASE): [_blank(r["effective_base"]) for r in rows],
        t(STANDARD_ERROR): [_blank(r.get("se")) for r in rows],
    }


def _spread(rows: list[dict], t: Translator) -> dict[str, list]:
    """The standard deviation, where means are among the rows."""
    if not any("sd" in r for r in rows):
        return {}
    return {t(DEVIATION): [_blank(r["sd"]) for r in rows]}


def comparison(reader: Reader, rows: pd.DataFrame, by: str) -> pd.DataFrame:
    """Rows of ``change`` of one indicator as numbers: figure, earlier figure, difference, verdict."""
    t, lang = translator(reader.lang), reader.lang
    currency = reader.snapshot.meta.get("currency", "")
    records = rows.to_dict("records")
    which = [load_catalogue()[r["indicator"]] for r in records]
    found = _dimension(reader, by, rows[by])
    found |= {
        t("Indicator"): [i.label(lang) for i in which],
        t("Unit"): [t(UNIT_WORDS[i.unit], currency=currency) for i in which],
        DIMENSION_LABELS["cohort"](lang): [_blank(r["cohort"]) for r in records],
        t("Value"): [_value(r["value"], r["value_status"]) for r in records],
        t("Mark"): [_mark(r["value"], r["value_status"]) for r in records],
        t("Lower limit"): [_value(r["value_low"], r["value_status"]) for r in records],
        t("Upper limit"): [_value(r["value_high"], r["value_status"]) for r in records],
        t("Base"): [_blank(r["base"]) for r in records],
        t("Earlier cohort"): [_blank(r["previous_cohort"]) for r in records],
        t(EARLIER): [_blank(r["previous_value"]) for r in records],
        t(EARLIER_BASE): [_blank(r["previous_base"]) for r in records],
        t(DIFFERENCE): _points(records, which, "difference"),
        t(DIFFERENCE_LOW): _points(records, which, "low"),
        t(DIFFERENCE_HIGH): _points(records, which, "high"),
        t(THRESHOLD): _points(records, which, "material"),
        t(DIFFERENCE_UNIT): [
            t("percentage points")
            if i.unit == "percent"
            else t(UNIT_WORDS[i.unit], currency=currency)
            for i in which
        ],
        t("Verdict"): [
            verdict_words(r, i.unit, t, decimals=i.decimals, currency=currency)
            for r, i in zip(records, which, strict=True)
        ],
        t("Status"): [status_words(r["value_status"], t) for r in records],
        t("Reason"): [_reason(r["reason"], t) for r in records],
    }
    return pd.DataFrame(found)


def _points(records: list[dict], which: list[Indicator], name: str) -> list:
    """Differences in their unit: of shares in percentage points, for 2 % more is not 2 points."""
    return [
        _blank(r[name]) if i.unit != "percent" or missing(r[name]) else 100 * r[name]
        for r, i in zip(records, which, strict=True)
    ]


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
            found[t(HEADINGS[name])] = _codes(reader, data)
        elif name == "status":
            found[t("Mark")] = [SYMBOLS[Status(s)] for s in frame[name]]
            found[t(HEADINGS[name])] = [t(STATUS_WORDS[Status(s)]) for s in frame[name]]
        elif name in ("low", "high"):
            found[t(HEADINGS[name])] = [_blank(v) for v in frame[name]]
        else:
            cells = zip(frame[name], frame["status"], strict=True)
            found[t(HEADINGS[name])] = [_value(v, s) for v, s in cells]
    return pd.DataFrame(found)


def _codes(reader: Reader, data: Distribution | Curve) -> list:
    """Labels of the codes of a distribution; answers are called what their question's scale says."""
    frame = data.frame
    if isinstance(data, Distribution) and data.column == "answer_code":
        asked = frame["item"] if "item" in frame else [*data.filters.items[:1]] * len(frame)
        return [answer_label(reader, x, c) for x, c in zip(asked, frame["code"], strict=True)]
    return [_code(reader, data, v) for v in frame["code"]]


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
