"""An indicator of the catalogue put into words: what is counted, over whom, how sure, by whom."""

from yardstick.catalogue import Catalogue, Indicator
from yardstick.codes import code_list
from yardstick.text import Translator, mark
from yardstick.wording import percent

EVIDENCE_WORDS: dict[str, str] = {
    "V": mark("verified against the text of the official source"),
    "V2": mark("verified through a secondary source that quotes the official one"),
    "M-H": mark("not verified, recalled with high confidence; a convention"),
    "M-M": mark("not verified, recalled with medium confidence; a convention"),
    "M-L": mark("not verified, recalled with low confidence; not to be cited as the official rule"),
    "D": mark("derived: an ordinary statistic or a convention stated here"),
}
INTERVAL_WORDS: dict[str, str] = {
    "census": mark(
        "None for all graduates of a register: it is a full count. "
        "Where only a part of them is known, bounds are given instead."
    ),
    "bounds": mark(
        "None: some outcomes are unknown, and not at random. Bounds are given instead, with all of "
        "them negative and all of them positive."
    ),
    "wilson": mark("Wilson score interval."),
    "wilson_fpc": mark(
        "Wilson score interval with finite population correction: the more of the graduates "
        "answered, the narrower."
    ),
    "agresti_coull_fpc": mark("Agresti-Coull interval with finite population correction."),
    "order_statistic": mark(
        "Interval between two order statistics, without any distribution assumed."
    ),
    "wilson_kish": mark(
        "Wilson score interval with Kish's effective base of the weights, without finite "
        "population correction."
    ),
    "wilson_kish_fpc": mark(
        "Wilson score interval with Kish's effective base of the weights and finite population "
        "correction."
    ),
    "woodruff": mark("Woodruff interval of a weighted quantile (inverse distribution function)."),
    "student_t": mark("Interval of the mean by Student's t; of differences, paired."),
    "wilson_people": mark(
        "Wilson score interval with the number of independent answers that are worth as much: over "
        "several questions each person is one draw."
    ),
    "student_t_people": mark(
        "Interval by Student's t over people: over several questions each person is one draw."
    ),
    "log_log": mark("Log-log interval of the Kaplan-Meier estimate."),
}
POLARITY_WORDS: dict[str, str] = {
    "higher": mark("higher is better"),
    "lower": mark("lower is better"),
    "none": mark("neither high nor low is good by itself"),
}


def formula(catalogue: Catalogue, i: Indicator, t: Translator) -> list[tuple[str, str]]:
    """How the figure is made, as heading and text: the code sets of a share, else the statistic."""
    if i.kind == "mean" or (i.kind == "share" and not i.positive):
        return [(t("Statistic"), _of_numbers(i, t))]
    if i.kind == "share":
        codes = code_list(catalogue.columns[i.column].codes or "")

        def named(part: tuple[str, ...]) -> str:
            return t("; ").join(codes.label(c, t.lang) for c in part)

        outside = tuple(
            c
            for c in codes.keys()  # noqa: SIM118 (the list iterates over Code objects)
            if c not in (*i.base, *i.refuse, *i.bounded)
        )
        parts = [
            (t("Counted (numerator)"), named(i.positive)),
            (t("Out of (base)"), named(i.base)),
            (t("Of these by the estimated share of eligible only"), named(i.part_of_base)),
            (t("Outside the base"), named(outside)),
            (t("Outside the base, and the rate is given with bounds"), named(i.bounded)),
            (t("The rate is withheld where these occur"), named(i.refuse)),
        ]
        return [(heading, text) for heading, text in parts if text]
    if i.kind == "quantile":
        text = t("{percent} quantile (type 7)", percent=percent(i.quantile or 0.5, 0))
        if i.scale != 1:
            text = t("{statistic}, times {factor}", statistic=text, factor=f"{i.scale:g}")
        return [(t("Statistic"), text)]
    return [
        (t("Statistic"), t("Median waiting time by Kaplan-Meier, those still waiting censored"))
    ]


def _of_numbers(i: Indicator, t: Translator) -> str:
    """The statistic of a column of scores: a mean, or the share that reaches a value."""
    if i.at_least is not None:
        return t("Share of values of {value} or more", value=f"{i.at_least:g}")
    if i.at_most is not None:
        return t("Share of values of {value} or less", value=f"{i.at_most:g}")
    if i.rescale is not None:
        low, high = (f"{end:g}" for end in i.rescale)
        return t("Mean, with the ends of the scale put at {low} and {high}", low=low, high=high)
    if i.bands:
        bands = t("; ").join(
            t("{low} to {high} count {value}", low=f"{a:g}", high=f"{b:g}", value=f"{to:g}")
            for a, b, to in i.bands
        )
        return t("Mean, where {bands}", bands=bands)
    return t("Mean")


def interval_words(i: Indicator, t: Translator) -> str:
    """How uncertainty is stated."""
    text = t(INTERVAL_WORDS[i.interval])
    if i.interval == "census":
        return text
    return t("{interval} Confidence {level}.", interval=text, level=percent(i.confidence, 0))


def when(i: Indicator, t: Translator) -> str:
    """Cohorts and months after graduation for which the definition holds; empty where for all."""
    parts = []
    if i.first_cohort and i.last_cohort:
        parts.append(t("cohorts {first} to {last}", first=i.first_cohort, last=i.last_cohort))
    elif i.first_cohort:
        parts.append(t("cohorts from {first} on", first=i.first_cohort))
    elif i.last_cohort:
        parts.append(t("cohorts up to {last}", last=i.last_cohort))
    if i.window and i.window.last < 600:
        parts.append(
            t(
                "{first} to {last} months after graduation, by preference {prefer}",
                first=i.window.first,
                last=i.window.last,
                prefer=i.window.prefer,
            )
        )
    return t("; ").join(parts)


def entry(catalogue: Catalogue, i: Indicator, t: Translator) -> list[tuple[str, str]]:
    """Everything the catalogue says of an indicator, as heading and text, in reading order."""
    lang = t.lang
    standard = catalogue.standards[i.standard]
    rows = [
        (t("Definition"), i.definition(lang)),
        *formula(catalogue, i, t),
        (t("Population"), i.population(lang)),
        (t("Unknowns"), i.unknowns(lang)),
        (t("Interval"), interval_words(i, t)),
        (t("Holds for"), when(i, t)),
        (
            t("Standard and version"),
            t("{standard}, {version}", standard=standard.label(lang), version=i.version),
        ),
        (t("Source"), i.source),
        (
            t("Evidence"),
            t("{tag}: {meaning}", tag=i.evidence, meaning=t(EVIDENCE_WORDS[i.evidence])),
        ),
        (t("Reading"), t(POLARITY_WORDS[i.polarity])),
        (t("Columns it needs"), t(", ").join(catalogue.needs(i.id))),
    ]
    return [(heading, text) for heading, text in rows if text]
