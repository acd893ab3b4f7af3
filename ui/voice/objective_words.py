"""Objectives in sentences: what is reached, on whose word, from which cohorts, and why nothing is."""

from collections.abc import Sequence

from ui.page import Page
from yardstick.feedback.objectives import Objective, Rated, Window
from yardstick.inference.attainment import Judged
from yardstick.measure import Filters, measure
from yardstick.measure.model import VISIBLE
from yardstick.sentences import joined
from yardstick.wording import cohorts_words, listing, missing, percent, whole

RESPONSE = "survey.response"


def named(p: Page, o: Objective, among: Sequence[Objective]) -> str:
    """Number and wording; with the version where the table holds several."""
    said = p.t("{code}: {wording}", code=o.code, wording=o.wording)
    if len({x.curriculum for x in among}) > 1:
        return p.t("{name} (curriculum {version})", name=said, version=o.curriculum)
    return said


def limits(p: Page, value: float, low: float, high: float) -> str:
    """A mean with its interval; the mean alone where it has none."""
    if missing(value):
        return "–"
    if missing(low):
        return f"{value:.2f}"
    return p.t(
        "{value} ({low} to {high})", value=f"{value:.2f}", low=f"{low:.2f}", high=f"{high:.2f}"
    )


def answer(p: Page, programme: str, found: Sequence[Objective]) -> str:
    """The sentence on top: how many objectives are reached, which are not, on what base."""
    t = p.t
    by = {j: [o for o in found if o.judged == j] for j in Judged}
    judged = len(found) - len(by[Judged.NO_FIGURE])
    name = p.label("programme", programme)
    if not judged:
        said = t("{name}: no objective has both a threshold and enough answers.", name=name)
        return joined([said, _base(p, found)], t)
    said = t(
        "{name}: {reached} of {n} objectives reached, {missed} not reached{which}, {open} that cannot "
        "be told.",
        name=name,
        n=judged,
        reached=len(by[Judged.REACHED]),
        missed=len(by[Judged.MISSED]),
        which=_which(p, by[Judged.MISSED]),
        open=len(by[Judged.UNDECIDED]),
    )
    return joined([said, _base(p, found)], t)


def _which(p: Page, missed: Sequence[Objective]) -> str:
    if not missed:
        return ""
    return p.t(" ({names})", names=listing([o.wording for o in missed], p.t))


def _base(p: Page, found: Sequence[Objective]) -> str:
    t = p.t
    alumni = [o.alumni.n for o in found if o.alumni]
    employers = [o.employers.n for o in found if o.employers]
    if employers and not any(_speaks(o.employers) for o in found):
        return t(
            "Base: alumni {alumni}; too few employers ({employers}) for a figure, so alumni speak alone.",
            alumni=_span(p, alumni),
            employers=_span(p, employers),
        )
    return t(
        "Base: alumni {alumni}, employers {employers}.",
        alumni=_span(p, alumni),
        employers=_span(p, employers),
    )


def _speaks(rated: Rated | None) -> bool:
    """Whether a side has a mean that counts in the verdict."""
    return rated is not None and not missing(rated.mean)


def _span(p: Page, bases: Sequence[float]) -> str:
    if not bases:
        return "0"
    least, most = min(bases), max(bases)
    if least == most:
        return whole(most)
    return p.t("{low} to {high}", low=whole(least), high=whole(most))


def window_words(p: Page, found: Sequence[Objective]) -> str:
    """Window, wave and cohorts behind the figures."""
    t = p.t
    waves = sorted({r.wave for o in found for r in o.sides})
    cohorts = sorted({c for o in found for c in o.cohorts})
    return t(
        "Window {first} to {last} years after graduation; answers {waves} months after graduation, "
        "of the cohorts of {years}.",
        first=found[0].window.first,
        last=found[0].window.last,
        waves=listing([str(w) for w in waves], t),
        years=cohorts_words(cohorts, t) if cohorts else "–",
    )


def asked_of(p: Page, found: Sequence[Objective]) -> str:
    """Which side says nothing in the window, or on some objectives has too few answers to count."""
    t = p.t
    said = []
    if not any(o.alumni for o in found):
        said.append(t("No alumni answered these questions within the window."))
    if not any(o.employers for o in found):
        said.append(t("No employers answered these questions within the window."))
    alone = [o for o in found if o.employers and not _speaks(o.employers) and _speaks(o.alumni)]
    if alone:
        said.append(
            t(
                "On {n} of {m} objectives too few employers answered for a figure: there mean and "
                "verdict are those of alumni alone.",
                n=whole(len(alone)),
                m=whole(len(found)),
            )
        )
    return joined(said, t) if said else ""


def response(p: Page, programme: str, found: Sequence[Objective]) -> str:
    """How many of those invited answered the survey of alumni; empty where that is not known."""
    alumni = next((o for o in found if o.alumni), None)
    if alumni is None:
        return ""
    asked = Filters(programmes=(programme,), cohorts=alumni.cohorts, wave=alumni.alumni.wave)
    row = measure(p.reader, [RESPONSE], (), asked).estimates().to_dict("records")
    if not row or row[0]["status"] not in VISIBLE or missing(row[0]["value"]):
        return ""
    return p.t(
        "Of {n} alumni invited to the survey at that time, {share} answered (RR2).",
        n=whole(row[0]["base"]),
        share=percent(row[0]["value"]),
    )


def nowhere(p: Page, programme: str, found: Sequence[Objective], window: Window) -> str:
    """Why no objective of the programme has an answer."""
    t = p.t
    name = p.label("programme", programme)
    span = {"first": window.first, "last": window.last}
    if not found:
        return t("{name} has no objectives for the cohorts chosen.", name=name)
    info = p.reader.snapshot.info()
    items = {i for o in found for i in _items(p, o)}
    waves = sorted({w for i in items for w in info.answered.get(("item", i), ())})
    cohorts = sorted({c for o in found for c in o.studied})
    if not waves:
        return t("{name}: nobody was asked the questions on these objectives yet.", name=name)
    return t(
        "{name}: nobody answered {first} to {last} years after graduation. The questions were asked "
        "{waves} months after graduation; the cohorts that studied the curriculum are {years}. "
        "Widen the window, or wait until a cohort comes into it.",
        name=name,
        waves=listing([str(w) for w in waves], t),
        years=cohorts_words(cohorts, t) if cohorts else "–",
        **span,
    )


def _items(p: Page, o: Objective) -> tuple[str, ...]:
    known = p.reader.snapshot.info().objectives
    rows = known.loc[known["objective_id"] == o.id, "items"]
    return tuple(rows.iloc[0]) if len(rows) else ()
