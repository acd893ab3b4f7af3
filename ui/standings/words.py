"""Where programmes stand against their benchmark, in sentences.

Nothing here explains a difference: it says what was observed, what like graduates achieve on
average, and whether the two can be told apart.
"""

from collections.abc import Mapping, Sequence

from ui.page import Page
from yardstick.compare import Comparison, load_factors
from yardstick.figures.standings import LOG_PAY, gap, gap_span
from yardstick.inference.verdict import Standing
from yardstick.measure.apart import apart
from yardstick.sentences import Told, joined
from yardstick.text import Translator, mark
from yardstick.wording import amount, cohorts_words, graduates, listing, missing, percent, whole

#: Programmes named in a sentence; of more only the number is said.
NAMED = 4
#: With a p-value no larger a programme would be called were it the only one looked at.
ALONE = 0.05
_ABOVE = mark(
    "{programme}: {observed} of {graduates}, above the {expected} of like graduates "
    "({difference}; {limits})."
)
_BELOW = mark(
    "{programme}: {observed} of {graduates}, below the {expected} of like graduates "
    "({difference}; {limits})."
)
_PAY_ABOVE = mark(
    "{programme}: {observed} a month on average over {graduates}, above the {expected} of like "
    "graduates ({difference}; {limits})."
)
_PAY_BELOW = mark(
    "{programme}: {observed} a month on average over {graduates}, below the {expected} of like "
    "graduates ({difference}; {limits})."
)
_SAME = mark(
    "{programme}: {observed} of {graduates} cannot be told apart from the {expected} of like "
    "graduates ({difference}; {limits}). On this base, and with all programmes judged at once, a "
    "true difference of {detectable} would be found four times in five, even were it the only one."
)
_PAY_SAME = mark(
    "{programme}: {observed} a month on average over {graduates} cannot be told apart from the "
    "{expected} of like graduates ({difference}; {limits}). On this base, and with all programmes "
    "judged at once, a true difference of {detectable} would be found four times in five, even were "
    "it the only one."
)
_SMALL = mark(
    "{programme}: {observed} of {graduates} against the {expected} of like graduates ({difference}; "
    "{limits}). It is not sure enough that the difference is more than {least} to call it above or "
    "below."
)
_PAY_SMALL = mark(
    "{programme}: {observed} a month on average over {graduates} against the {expected} of like "
    "graduates ({difference}; {limits}). It is not sure enough that the difference is more than "
    "{least} to call it above or below."
)
_LIST = mark(
    "{programme}: {observed} of {graduates} against the {expected} of like graduates ({difference}; "
    "{limits}). Looked at alone it would very likely differ by more than {least}; among {compared} "
    "programmes judged at once one like it would not be surprising, so it is called neither above "
    "nor below."
)
_PAY_LIST = mark(
    "{programme}: {observed} a month on average over {graduates} against the {expected} of like "
    "graduates ({difference}; {limits}). Looked at alone it would very likely differ by more than "
    "{least}; among {compared} programmes judged at once one like it would not be surprising, so it "
    "is called neither above nor below."
)
_OWN = mark(
    "{programme}: {share} of its benchmark is the programme itself, so no verdict is given."
)
_NONE = mark("{programme}: there is no figure to compare.")
_MESSAGES = {
    Standing.ABOVE: (_ABOVE, _PAY_ABOVE),
    Standing.BELOW: (_BELOW, _PAY_BELOW),
    Standing.CANNOT_TELL: (_SAME, _PAY_SAME),
}


def least_words(material: float, kind: str, t: Translator) -> str:
    """The smallest difference worth acting on (a fraction)."""
    number = f"{100 * material:g}"
    return t("{n}% of pay", n=number) if kind == LOG_PAY else t("{n} points", n=number)


def counts_from(compared: Sequence[Comparison], t: Translator) -> str:
    """From which difference on a verdict is given, and where that is set."""
    least = dict.fromkeys(least_words(c.materiality, c.outcome.kind, t) for c in compared)
    return t(
        "A difference counts from {least} on. That is a convention, the same for all programmes and "
        "set beforehand in {place}.",
        least=listing(list(least), t),
        place="data/catalogue/outcomes.toml",
    )


def written_in(kind: str) -> tuple[str, int]:
    """Unit and decimals of an outcome's own values in a table."""
    return ("currency_month", 0) if kind == LOG_PAY else ("percent", 1)


def height(value: float, kind: str, t: Translator, currency: str = "") -> str:
    """A share, or a mean of pay; empty where there is none."""
    if missing(value):
        return ""
    return amount(value, "currency_month", t, 0, currency) if kind == LOG_PAY else percent(value)


def standing(
    row: Mapping[str, object], name: str, c: Comparison, t: Translator, currency: str = ""
) -> str:
    """One programme against its benchmark, in one sentence (a row of ``c.frame``)."""
    kind = c.outcome.kind
    pay = kind == LOG_PAY
    if row["verdict"] == Standing.OWN_CONTRIBUTION:
        return t(_OWN, programme=name, share=percent(row["contribution"], 0))
    if row["verdict"] not in _MESSAGES:
        return t(_NONE, programme=name)
    message = _MESSAGES[row["verdict"]][pay]
    if row["verdict"] == Standing.CANNOT_TELL:
        if row["p_value"] <= ALONE:
            message = (_LIST, _PAY_LIST)[pay]
        elif row["low"] > 0 or row["high"] < 0:
            # An interval without zero: a difference, and not one the rule calls.
            message = (_SMALL, _PAY_SMALL)[pay]
    return t(
        message,
        programme=name,
        observed=height(row["observed"], kind, t, currency),
        graduates=graduates(row["n"], t),
        expected=height(row["expected"], kind, t, currency),
        difference=gap(row["difference"], kind, t),
        limits=gap_span(row["low"], row["high"], kind, t),
        detectable=gap(row["detectable"], kind, t).lstrip("+"),
        least=least_words(c.materiality, kind, t),
        compared=whole(c.programmes),
    )


def by_chance(
    mean: float, high: float, draws: int, least: str, programmes: int, t: Translator
) -> str:
    """How many findings the same rule gives on data in which no programme differs.

    ``programmes``: all of the institution that are compared, in view or not. ``least``: the smallest difference worth acting on, in words. It is part of the rule, and why so
    little is called by chance.
    """
    said = {"draws": whole(draws), "high": whole(high), "n": whole(programmes)}
    if mean < 0.95:
        return t(
            "If none of all {n} programmes of the institution differed from its benchmark, the same "
            "rule would call fewer than one of them on average ({total} in {draws} redraws of the "
            "data), because it calls only what is very likely larger than {least}.",
            total=whole(mean * draws),
            draws=said["draws"],
            n=said["n"],
            least=least,
        )
    return t(
        "If none of all {n} programmes of the institution differed from its benchmark, the same "
        "rule would still call about {mean} of them (over {draws} redraws of the data, at most "
        "{high} in 95% of them).",
        mean=whole(mean),
        **said,
    )


def who(p: Page, c: Comparison) -> str:
    """The cohorts pooled and the time of observation."""
    years = p.t("graduates of {years}", years=cohorts_words(c.cohorts, p.t))
    return Told(years, c.wave)(p.t)


def currency(p: Page) -> str:
    return p.reader.snapshot.meta.get("currency", "")


def name_of(p: Page, code: str) -> str:
    return p.label("programme", code)


def counts(c: Comparison) -> dict[str, int]:
    """How many programmes in view have each verdict."""
    return {s: int((c.frame["verdict"] == s).sum()) for s in Standing}


def answer(p: Page, c: Comparison) -> str:
    """The sentence on top: what was found, how surely, and what chance alone would give."""
    t, outcome = p.t, c.outcome.label(p.lang)
    n = counts(c)
    if len(c.frame) == 1:
        row = c.frame.to_dict("records")[0]
        said = standing(row, name_of(p, row["programme"]), c, t, currency(p))
        return t("{outcome}, {who}. {sentence}", outcome=outcome, who=who(p, c), sentence=said)
    least = least_words(c.materiality, c.outcome.kind, t)
    told = {
        "outcome": outcome,
        "least": least,
        "who": who(p, c),
        "n": whole(sum(n.values()) - n[Standing.NO_FIGURE]),
        "above": whole(n[Standing.ABOVE]),
        "below": whole(n[Standing.BELOW]),
        "same": whole(n[Standing.CANNOT_TELL] + n[Standing.OWN_CONTRIBUTION]),
    }
    if not n[Standing.ABOVE] + n[Standing.BELOW]:
        said = t(
            "{outcome}, {who}: of {n} programmes in view none is very likely more than {least} away "
            "from what like graduates achieve on average. That is no proof that they are alike.",
            **told,
        )
    else:
        said = t(
            "{outcome}, {who}: of {n} programmes in view, {above}{which_above} very likely more "
            "than {least} above and {below}{which_below} very likely more than {least} below what "
            "like graduates achieve on average; for the other {same} the data do not decide.",
            which_above=_named(p, c, Standing.ABOVE),
            which_below=_named(p, c, Standing.BELOW),
            **told,
        )
    bare = ""
    if c.set_used == "cohort_level":
        bare = t("“Like” means of the same cohort and level; the intake is not held constant.")
    if c.chance is None:
        return joined([said, bare], t)
    chance = by_chance(c.chance.mean, c.chance.high, len(c.chance.counts), least, c.programmes, t)
    return joined([said, bare, chance], t)


def _named(p: Page, c: Comparison, verdict: Standing) -> str:
    """The programmes of a verdict in brackets, where they are few."""
    codes = c.frame.loc[c.frame["verdict"] == verdict, "programme"]
    if not 0 < len(codes) <= NAMED:
        return ""
    return p.t(" ({names})", names=listing([name_of(p, x) for x in codes], p.t))


def disagreement(p: Page, c: Comparison) -> str:
    """On whom benchmark, funnel and model differ, and which of them the verdict follows."""
    t = p.t
    codes = c.frame.loc[[a is False for a in c.frame["agree"]], "programme"].tolist()
    if not codes:
        return ""
    if len(codes) <= NAMED:
        whom = listing([name_of(p, x) for x in codes], t)
    else:
        whom = t("{n} programmes", n=whole(len(codes)))
    return t(
        "Benchmark, funnel and pooled model do not point the same way on {whom}. The verdict "
        "follows the benchmark; the part “Funnel and agreement” shows what each of them says.",
        whom=whom,
    )


def factor_names(p: Page, factors: Sequence[str]) -> str:
    """Factors as a list in words."""
    known = load_factors().allowed
    return listing([known[f].label(p.lang) for f in factors], p.t)


def caveats(p: Page, c: Comparison) -> list[str]:
    """What holds for the whole page: what the outcome means, what is missing, where it breaks."""
    t = p.t
    found = []
    if c.outcome.polarity == "lower":
        found.append(t("For this outcome lower is better: ▲ lies above the benchmark, not ahead."))
    if c.outcome.polarity == "none":
        found.append(t("For this outcome neither direction is better or worse."))
    if c.set_used == "cohort_level":
        found.append(
            t(
                "Only cohort and level are held constant here. Nothing about the intake is: "
                "programmes that admit stronger students will look better for it."
            )
        )
    differing = disagreement(p, c)
    said = [*apart(c.notes, t), *dict.fromkeys(n(t) for n in c.model_notes)]
    return [*found, *([differing] if differing else []), *said]
