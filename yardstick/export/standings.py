"""A comparison with the benchmark as a table to hand out: numbers, one row per programme."""

import math

import pandas as pd

from yardstick.compare.model import Comparison
from yardstick.export.table import _blank, _dimension, _mark, _reason, _value
from yardstick.inference.verdict import Standing
from yardstick.measure.model import Reader
from yardstick.text import mark, translator
from yardstick.wording import status_words

VERDICTS: dict[str, str] = {
    Standing.ABOVE: mark("above the benchmark"),
    Standing.BELOW: mark("below the benchmark"),
    Standing.CANNOT_TELL: mark("cannot be told apart"),
    Standing.OWN_CONTRIBUTION: mark("compared mostly with itself"),
    Standing.NO_FIGURE: mark("no figure to compare"),
}
POINTS, OF_PAY = mark("percentage points"), mark("percent of pay")
#: Column of the comparison -> heading and meaning. Those marked differ by unit of the outcome.
FIGURES: dict[str, tuple[str, str]] = {
    "observed": (
        mark("Observed"),
        mark("What was observed: a share, or for pay the geometric mean."),
    ),
    "observed_low": (
        mark("Lower limit of the observed"),
        mark("Lower end of the 95% interval of natural variation."),
    ),
    "observed_high": (
        mark("Upper limit of the observed"),
        mark("Upper end of the 95% interval of natural variation."),
    ),
    "expected": (
        mark("Expected (benchmark)"),
        mark("What like graduates of the institution achieve on average."),
    ),
}
GAPS: dict[str, tuple[str, str]] = {
    "difference": (
        mark("Difference from the benchmark"),
        mark("Observed minus expected."),
    ),
    "low": (
        mark("Lower limit of the difference from the benchmark"),
        mark("Lower end of the 95% interval of the difference."),
    ),
    "high": (
        mark("Upper limit of the difference from the benchmark"),
        mark("Upper end of the 95% interval of the difference."),
    ),
    "detectable": (
        mark("Detectable difference"),
        mark(
            "Smallest true difference that would be called in 4 of 5 cases on this base, with all "
            "programmes judged at once and even were it the only one that differs."
        ),
    ),
    "left_out_difference": (
        mark("Difference, itself left out"),
        mark("Observed minus what the like graduates of the other programmes achieve."),
    ),
    "left_out_low": (
        mark("Lower limit, itself left out"),
        mark("Lower end of the 95% interval of that difference."),
    ),
    "left_out_high": (
        mark("Upper limit, itself left out"),
        mark("Upper end of the 95% interval of that difference."),
    ),
    "pooled": (
        mark("Pooled effect"),
        mark("Effect of the programme in the model, drawn towards zero where the base is small."),
    ),
    "pooled_low": (
        mark("Lower limit of the pooled effect"),
        mark("Lower end of its 95% interval."),
    ),
    "pooled_high": (
        mark("Upper limit of the pooled effect"),
        mark("Upper end of its 95% interval."),
    ),
}
PLAIN: dict[str, tuple[str, str]] = {
    "contribution": (
        mark("Own contribution"),
        mark("Part of the benchmark that is the programme itself; from 0.5 no verdict is given."),
    ),
    "p_above": (
        mark("Probability above"),
        mark("Probability of lying above by at least the smallest difference worth acting on."),
    ),
    "p_below": (
        mark("Probability below"),
        mark("Probability of lying below by at least the smallest difference worth acting on."),
    ),
    "q_value": (
        mark("q-value"),
        mark("False discovery rate over all programmes compared (Benjamini-Hochberg)."),
    ),
    "shrunk": (
        mark("Shrunk by"),
        mark("Part of its own difference that pooling took away."),
    ),
    "funnel_z": (
        mark("Funnel, z"),
        mark("Distance from the overall value in standard deviations, nothing held constant."),
    ),
}
UNIT = mark("Unit of differences")
VERDICT = mark("Verdict against the benchmark")
MEANINGS: dict[str, str] = {
    **dict([*FIGURES.values(), *GAPS.values(), *PLAIN.values()]),
    UNIT: mark("Unit of all differences of the row and of their limits."),
    VERDICT: mark("By the one verdict rule: the probability is 95% or more and the q-value 0.05."),
}


def standings(reader: Reader, comparison: Comparison) -> pd.DataFrame:
    """One row per programme the reader may see; shares as fractions, differences in points."""
    c, t = comparison, translator(reader.lang)
    frame = c.frame
    pay = c.outcome.kind == "log_pay"
    status = frame["status"].tolist()

    def scaled(value: float) -> object:
        if value is None or math.isnan(value):
            return ""
        return 100 * (math.expm1(value) if pay else value)

    found: dict[str, list] = {}
    for dimension in ("programme", "school", "level"):
        found |= _dimension(reader, dimension, frame[dimension])
    found[t("Base")] = [_blank(v) for v in frame["n"]]
    for column, (heading, _) in FIGURES.items():
        pairs = zip(frame[column], status, strict=True)
        found[t(heading)] = [_value(v, s) for v, s in pairs]
    for column, (heading, _) in GAPS.items():
        found[t(heading)] = [scaled(v) for v in frame[column]]
    found[t(UNIT)] = [t(OF_PAY if pay else POINTS)] * len(frame)
    for column, (heading, _) in PLAIN.items():
        found[t(heading)] = [_blank(v) for v in frame[column]]
    verdicts = [VERDICTS[v] for v in frame["verdict"]]
    found[t(VERDICT)] = [t(v) for v in verdicts]
    found[t("Mark")] = [_mark(v, s) for v, s in zip(frame["observed"], status, strict=True)]
    found[t("Status")] = [status_words(s, t) for s in status]
    found[t("Reason")] = [_reason(r, t) for r in frame["reason"]]
    return pd.DataFrame(found)
