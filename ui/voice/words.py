"""Questions, their versions and their positive sets in words."""

from collections.abc import Mapping, Sequence

from ui.page import Page
from yardstick.feedback.voice import Question, Version, positive_names
from yardstick.measure import label
from yardstick.wording import cohorts_words, listing

#: A positive set of more answers is named by its ends.
NAMED = 3


def version_name(
    p: Page, question: Question, version: Version, cohorts: Mapping[str, Sequence[int]] = {}
) -> str:
    """What a question is called; where it has several versions, which one and who was asked it."""
    name = label(p.reader, "item", version.item)
    if len(question.versions) < 2:
        return name
    asked = cohorts.get(version.item, ())
    if asked:
        return p.t(
            "{name} (version {version}, cohorts {cohorts})",
            name=name,
            version=version.version,
            cohorts=cohorts_words(asked, p.t),
        )
    return p.t("{name} (version {version})", name=name, version=version.version)


def scale_name(p: Page, version: Version) -> str:
    """From where to where the scale goes; empty without scores."""
    if version.ends is None:
        return p.t("no scores")
    low, high = (f"{x:g}" for x in version.ends)
    return p.t("{low} to {high}", low=low, high=high)


def positive_set(p: Page, version: Version) -> str:
    """The answers counted as positive, quoted."""
    # Both languages quote alike.
    names = [f"“{n}”" for n in positive_names(p.reader, version)]
    if not names:
        return p.t("none declared")
    if len(names) > NAMED:
        return p.t("{first} to {last}", first=names[0], last=names[-1])
    return listing(names, p.t)


def by_item(topic_questions: Sequence[Question]) -> dict[str, tuple[Question, Version]]:
    """Question and version of each item."""
    return {v.item: (q, v) for q in topic_questions for v in q.versions}
