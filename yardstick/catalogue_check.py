"""What does not hold together in a catalogue: sets, references, kinds and what each kind needs."""

from typing import TYPE_CHECKING

from yardstick.codes import code_list
from yardstick.contracts import contracts

if TYPE_CHECKING:
    from yardstick.catalogue import Catalogue, Indicator

KINDS = ("share", "quantile", "survival", "mean")
INTERVALS = (
    *("census", "wilson", "wilson_fpc", "agresti_coull_fpc"),
    *("order_statistic", "log_log", "student_t"),
    # Over several questions, each person one draw.
    *("wilson_people", "student_t_people"),
)
EVIDENCE = ("V", "V2", "M-H", "M-M", "M-L", "D")
POLARITIES = ("higher", "lower", "none")
UNITS = ("percent", "currency_month", "currency_year", "months", "points")
#: What a column may need that no file holds: the mapping declares it of the institution.
DECLARATIONS = ("served_regions",)


def check(catalogue: "Catalogue") -> list[str]:
    """Everything that does not hold together, one sentence each; empty when sound."""
    faults = []
    tables = contracts()
    for column in catalogue.columns.values():
        listed = set(code_list(column.codes).keys() if column.codes else ())
        for part, codes in (("unknown", column.unknown), ("unplaced", column.unplaced)):
            if not set(codes) <= listed:
                faults.append(f"column {column.name}: {part} has codes outside its list")
        for need in column.needs:
            table, _, name = need.partition(".")
            if table not in tables or name not in [c.name for c in tables[table].columns]:
                faults.append(f"column {column.name} needs {need}, which no contract has")
        for need in column.needs_meta:
            if need not in DECLARATIONS:
                faults.append(f"column {column.name} needs {need}, which no mapping declares")
    for i in catalogue.indicators.values():
        if i.column not in catalogue.columns:
            faults.append(f"{i.id}: no column {i.column}")
            continue
        if i.family not in catalogue.families:
            faults.append(f"{i.id}: no family {i.family}")
        if i.standard not in catalogue.standards:
            faults.append(f"{i.id}: no standard {i.standard}")
        if i.component_of and i.component_of not in catalogue.indicators:
            faults.append(f"{i.id}: component of {i.component_of}, which does not exist")
        for value, allowed, what in (
            (i.kind, KINDS, "kind"),
            (i.interval, INTERVALS, "interval"),
            (i.evidence, EVIDENCE, "evidence"),
            (i.polarity, POLARITIES, "polarity"),
            (i.unit, UNITS, "unit"),
        ):
            if value not in allowed:
                faults.append(f"{i.id}: {what} {value!r} is not one of {', '.join(allowed)}")
        if i.kind == "quantile" and (i.quantile is None or not 0 < i.quantile < 1):
            faults.append(f"{i.id}: a quantile lies between 0 and 1")
        numeric = catalogue.columns[i.column].kind == "number"
        if i.kind == "mean":
            faults += _of_mean(i, numeric)
        if i.kind != "share":
            continue
        if numeric:
            faults += _of_numbers(i)
            continue
        known = set(code_list(catalogue.columns[i.column].codes or "").keys())
        for part, codes in (
            ("base", i.base),
            ("refuse", i.refuse),
            ("bounded", i.bounded),
            ("out_of_scope", i.out_of_scope),
        ):
            if not set(codes) <= known:
                faults.append(f"{i.id}: {part} has codes outside {i.column}'s list")
        if not i.base or not i.positive:
            faults.append(f"{i.id}: a share needs a base set and a positive set")
        if not set(i.positive) <= set(i.base):
            faults.append(f"{i.id}: the positive set is not within the base set")
        if not set(i.part_of_base) <= set(i.base) - set(i.positive):
            faults.append(f"{i.id}: part_of_base is not within the base outside the positive set")
        if set(i.base) & (set(i.refuse) | set(i.bounded)):
            faults.append(f"{i.id}: a code is in the base and outside it at once")
    return faults


def _of_mean(i: "Indicator", numeric: bool) -> list[str]:
    faults = [] if numeric else [f"{i.id}: a mean needs a column of numbers"]
    if i.bands and i.rescale:
        faults.append(f"{i.id}: bands and a new scale exclude each other")
    if any(a > b for a, b, _ in i.bands):
        faults.append(f"{i.id}: a band ends before it begins")
    return faults


def _of_numbers(i: "Indicator") -> list[str]:
    if (i.at_least is None) == (i.at_most is None):
        return [f"{i.id}: a share of numbers needs either at_least or at_most"]
    return []
