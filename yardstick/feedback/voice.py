"""Questions that stand for themselves, by topic: every version of a question, and what is positive.

Another wording or another scale is another version of a question. Figures of two versions stand
beside each other and are never joined.
"""

from dataclasses import dataclass

import pandas as pd

from yardstick.feedback.lists import construct_name
from yardstick.measure import measure
from yardstick.measure.labels import answer_label
from yardstick.measure.model import Filters, Reader

POSITIVE, MEAN, NPS = "voice.positive", "voice.mean", "voice.nps"
ALUMNI, EMPLOYERS = "alumnus", "employer"
#: What is asked about the whole is read together, first of all.
OVERALL = ("satisfaction", "recommendation")
#: Then what graduates say of where they stand (UK Graduate Outcomes).
FIRST = ("voice", "meaningful", "on_track", "using_studies")


@dataclass(frozen=True)
class Version:
    """One version of a question: ``ends`` are the lowest and highest score, None without scores;
    ``positives`` the codes of its positive set; ``waves`` the months at which it was answered."""

    item: str
    version: str
    scale: str
    ends: tuple[float, float] | None
    positives: tuple[str, ...]
    waves: tuple[int, ...]


@dataclass(frozen=True)
class Question:
    """A question of a survey over all its versions, the oldest first."""

    survey: str
    item: str
    construct: str
    versions: tuple[Version, ...]

    @property
    def key(self) -> str:
        return f"{self.survey}/{self.item}"

    @property
    def items(self) -> tuple[str, ...]:
        return tuple(v.item for v in self.versions)

    @property
    def latest(self) -> Version:
        return self.versions[-1]


@dataclass(frozen=True)
class Topic:
    """Questions read together: those of one survey on one construct, or on the whole."""

    survey: str
    constructs: tuple[str, ...]
    questions: tuple[Question, ...]

    @property
    def key(self) -> str:
        return f"{self.survey}/{'+'.join(self.constructs)}"

    @property
    def items(self) -> tuple[str, ...]:
        return tuple(x for q in self.questions for x in q.items)

    def name(self, lang: str) -> str:
        """What the topic is about; the source's own word where it is none of the usual ones."""
        joint = "、" if lang == "zh" else ", "
        names = dict.fromkeys(construct_name(c, lang) or self.survey for c in self.constructs)
        return joint.join(names)


def topics(reader: Reader, respondent: str = ALUMNI) -> tuple[Topic, ...]:
    """Topics of the surveys of one kind of respondent: the whole first, then as on the forms.

    Only questions with a scale that anybody answered; pairs of questions (how important, how well
    attained) are read as lists (:mod:`yardstick.feedback.lists`).
    """
    found: dict[tuple[str, tuple[str, ...]], list[Question]] = {}
    for q in questions(reader, respondent):
        about = OVERALL if q.construct in OVERALL else (q.construct,)
        found.setdefault((q.survey, about), []).append(q)
    made = []
    for (survey, _), some in found.items():
        constructs = tuple(dict.fromkeys(q.construct for q in some))
        made.append(Topic(survey, constructs, tuple(some)))
    return tuple(sorted(made, key=_place))


def _place(topic: Topic) -> int:
    if topic.constructs[0] in OVERALL:
        return 0
    return 1 if topic.constructs[0] in FIRST else 2


def questions(reader: Reader, respondent: str) -> tuple[Question, ...]:
    """Every question with a scale that anybody answered, in the order of the forms."""
    info = reader.snapshot.info()
    if info.items is None or info.items.empty:
        return ()
    frame = info.items
    frame = frame[
        (frame["respondent"] == respondent) & (frame["kind"] == "scale") & frame["pair"].isna()
    ]
    found = []
    for (survey, item), rows in frame.groupby(["survey", "item"], sort=False):
        versions = tuple(
            _version(r, info.answered["item", r["item_id"]])
            for r in rows.to_dict("records")
            if ("item", r["item_id"]) in info.answered
        )
        if versions:
            construct = rows["construct"].iloc[-1]
            known = "" if pd.isna(construct) else str(construct)
            found.append(Question(str(survey), str(item), known, versions))
    return tuple(found)


def _version(row: dict, waves: tuple[int, ...]) -> Version:
    low, high = row["scale_min"], row["scale_max"]
    positives = row.get("positives")
    return Version(
        item=row["item_id"],
        version=str(row["version"]),
        scale=str(row["scale"]),
        ends=None if pd.isna(low) or pd.isna(high) else (float(low), float(high)),
        positives=tuple(str(positives).split(";")) if positives and positives == positives else (),
        waves=waves,
    )


@dataclass(frozen=True)
class Scale:
    """Questions of one construct that are answered on one scale, in their latest versions."""

    construct: str
    scale: str
    ends: tuple[float, float] | None
    items: tuple[str, ...]


def scales(topic: Topic) -> tuple[Scale, ...]:
    """Questions of a topic that may be read as one: same construct, same answers to choose from."""
    found: dict[tuple[str, str], list[Version]] = {}
    for q in topic.questions:
        found.setdefault((q.construct, q.latest.scale), []).append(q.latest)
    return tuple(
        Scale(construct, scale, some[0].ends, tuple(v.item for v in some))
        for (construct, scale), some in found.items()
    )


def positive_names(reader: Reader, version: Version) -> list[str]:
    """What the answers of the positive set are called, in the order of the scale."""
    scales = reader.snapshot.info().scales
    order = scales.loc[scales["scale"] == version.scale, "code"].tolist()
    return [answer_label(reader, version.item, c) for c in order if c in version.positives]


def cohorts_asked(
    reader: Reader, items: tuple[str, ...], filters: Filters
) -> dict[str, tuple[int, ...]]:
    """Cohorts of the selection that were asked each question at the wave it is read at.

    A wave need not hold all cohorts, and a version of a question was asked of some of them.
    """
    found = measure(reader, POSITIVE, ("item", "cohort"), filters.with_(items=items)).frame
    known = found[found["cohort"].notna() & (found["population"].fillna(0) > 0)]
    return {
        str(item): tuple(sorted({int(c) for c in rows["cohort"]}))
        for item, rows in known.groupby("item", sort=False)
    }
