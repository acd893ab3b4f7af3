"""Findings of feedback in words: gaps, weak courses, employers and alumni apart. None says why."""

from collections.abc import Callable, Mapping

from yardstick.feedback.lists import construct_name, pair_lists
from yardstick.feedback.voice import EMPLOYERS
from yardstick.findings.times import about
from yardstick.measure import Reader, label
from yardstick.sentences import joined
from yardstick.text import Translator, mark
from yardstick.wording import difference, half_up, missing, percent, signed, whole

#: Below this mean the number of flags by chance is not written out.
FEW = 0.1
_GAP = mark(
    "{programme}: on {competence}, attainment falls {gap} points short of importance, on a scale "
    "from {first} to {last} ({interval}; {who}, {about}). That is very likely more than {material} "
    "points. {why}"
)
_COURSE = mark(
    "{programme}: of {n} alumni who need the course {course} in their work, {observed} say that it "
    "met the need ({about}); over all rated courses of the level it is {expected}. The difference "
    "of {difference} ({interval}) is very likely more than {material} points. {why}"
)
_DISAGREEMENT = mark(
    "{who}: employers rate {competence} of graduates at {observed} ({employers}), alumni their own "
    "at {expected} ({alumni}, {about}), on a scale from {first} to {last}. The difference of "
    "{difference} points ({interval}) is very likely more than {material} points. Different people "
    "answered; who is right is not known from these data."
)
_WHY = mark("Why is not known from these data.")
_GONE = mark("It is no longer offered.")
_REPLACED = mark("It is no longer offered; {course} took its place.")
_WHOLE = mark("The whole institution")
_BY_CHANCE: dict[str, str] = {
    "gap": mark(
        "Gaps of programmes, {list}: {found} of {entries} are called; were there no gap anywhere, "
        "chance would call {mean} on average ({draws} redraws of the data by the same rule)."
    ),
    "course": mark(
        "Weak courses: {found} of {entries} courses that matter in work are called; did all courses "
        "of a level meet the need equally often, chance would call {mean} on average ({draws} "
        "redraws of the data by the same rule)."
    ),
    "disagreement": mark(
        "Employers beside alumni, {list}: {found} of {entries} comparisons are called; did both say "
        "the same of everything, chance would call {mean} on average ({draws} redraws of the data "
        "by the same rule)."
    ),
}
_LIST = mark("{name} (survey {survey})")
_LEVELS: dict[str, str] = {
    "programme": mark("programme by programme"),
    "school": mark("school by school"),
    "institution": mark("all together"),
}


def subject(row: Mapping[str, object], reader: Reader) -> str:
    """What a finding of feedback is about: the pair, the question or the course by its name."""
    dimension = {"gap": "pair", "course": "course", "disagreement": "item"}[str(row["kind"])]
    return label(reader, dimension, row["subject"])


def whose(row: Mapping[str, object], reader: Reader, t: Translator) -> str:
    """The programme, the school or the whole that a finding is about."""
    if row["unit"] == "institution":
        return t(_WHOLE)
    unit = str(row["unit"])
    return label(reader, unit, row[unit])


def raters(row: Mapping[str, object], reader: Reader, t: Translator) -> str:
    """How many rated both sides of a pair, and whether they are alumni or employers."""
    pairs = reader.snapshot.info().pairs
    asked = pairs.loc[pairs["pair_id"] == row["subject"], "respondent"]
    n = whole(row["n"])  # type: ignore[arg-type]
    return t("{n} employers", n=n) if (asked == EMPLOYERS).any() else t("{n} alumni", n=n)


def points(value: object) -> str:
    """A difference in points of a scale, with its sign."""
    return signed(float(value), "points", 2)  # type: ignore[arg-type]


def _gap(row: Mapping[str, object], reader: Reader, t: Translator) -> str:
    pairs = reader.snapshot.info().pairs.set_index("pair_id")
    return t(
        _GAP,
        programme=label(reader, "programme", row["programme"]),
        competence=subject(row, reader),
        gap=points(row["difference"]).lstrip("+"),
        interval=_interval(row, t),
        who=raters(row, reader, t),
        about=about(row, t),
        material=_material(row),
        why=t(_WHY),
        **_scale(pairs.loc[str(row["subject"])]),
    )


def _course(row: Mapping[str, object], reader: Reader, t: Translator) -> str:
    said = t(
        _COURSE,
        programme=label(reader, "programme", row["programme"]),
        course=subject(row, reader),
        n=whole(row["n"]),  # type: ignore[arg-type]
        observed=percent(row["observed"]),  # type: ignore[arg-type]
        expected=percent(row["expected"]),  # type: ignore[arg-type]
        difference=difference(row["difference"], "percent", t),  # type: ignore[arg-type]
        interval=t(
            "{confidence} interval {low} to {high}",
            confidence="95%",
            low=signed(row["low"], "percent"),  # type: ignore[arg-type]
            high=signed(row["high"], "percent"),  # type: ignore[arg-type]
        ),
        about=about(row, t),
        material=_plain(100 * float(row["materiality"])),  # type: ignore[arg-type]
        why=t(_WHY),
    )
    return joined([said, gone(str(row["subject"]), reader, t)], t)


def gone(course: str, reader: Reader, t: Translator) -> str:
    """Whether the course still exists, and what took its place; empty where it does."""
    known = reader.snapshot.info().courses
    own = known[known["course_id"] == course]
    if own.empty or own["offered"].iloc[0]:
        return ""
    successor = own[f"replaced_by_{reader.lang}"].iloc[0]
    if missing(successor) or not successor:
        return t(_GONE)
    return t(_REPLACED, course=successor)


def _disagreement(row: Mapping[str, object], reader: Reader, t: Translator) -> str:
    items = reader.snapshot.info().items.set_index("item_id")
    return t(
        _DISAGREEMENT,
        who=whose(row, reader, t),
        competence=subject(row, reader),
        observed=f"{float(row['observed']):.2f}",  # type: ignore[arg-type]
        expected=f"{float(row['expected']):.2f}",  # type: ignore[arg-type]
        employers=t("{n} employers", n=whole(row["n_beside"])),  # type: ignore[arg-type]
        alumni=t("{n} alumni", n=whole(row["n"])),  # type: ignore[arg-type]
        about=about(row, t),
        difference=points(row["difference"]),
        interval=_interval(row, t),
        material=_material(row),
        **_scale(items.loc[str(row["subject"])]),
    )


#: How a finding of each kind of feedback is told.
FEEDBACK: dict[str, Callable[[Mapping[str, object], Reader, Translator], str]] = {
    "gap": _gap,
    "course": _course,
    "disagreement": _disagreement,
}


def feedback_chance(row: Mapping[str, object], reader: Reader, t: Translator) -> str:
    """How many entries of a list of feedback are called, and how many chance alone would call."""
    family = str(row["family"])
    named = ""
    if family == "gap":
        lists = {one.key: one for one in pair_lists(reader)}
        one = lists.get(str(row["outcome"]))
        named = (
            t(_LIST, name=construct_name(one.construct, t.lang), survey=one.survey) if one else ""
        )
    elif family == "disagreement":
        named = _LEVELS[str(row["outcome"])]
        named = t(named)
    return t(
        _BY_CHANCE[family],
        list=named,
        found=whole(row["found"]),  # type: ignore[arg-type]
        entries=whole(row["programmes"]),  # type: ignore[arg-type]
        mean=flags(row["mean"], t),
        draws=whole(row["draws"]),  # type: ignore[arg-type]
    )


def flags(mean: object, t: Translator) -> str:
    """The average number of flags by chance."""
    n = float(mean)  # type: ignore[arg-type]
    return f"{half_up(n, 1):.1f}" if n >= FEW or not n else t("fewer than 0.1")


def _interval(row: Mapping[str, object], t: Translator) -> str:
    return t(
        "{confidence} interval {low} to {high}",
        confidence="95%",
        low=points(row["low"]),
        high=points(row["high"]),
    )


def _material(row: Mapping[str, object]) -> str:
    return _plain(float(row["materiality"]))  # type: ignore[arg-type]


def _plain(n: float) -> str:
    """A number without needless zeros."""
    return f"{n:.3f}".rstrip("0").rstrip(".")


def _scale(row: Mapping[str, object]) -> dict[str, str]:
    """The ends of a question's scale."""
    return {"first": _plain(float(row["scale_min"])), "last": _plain(float(row["scale_max"]))}  # type: ignore[arg-type]
