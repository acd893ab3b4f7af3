"""Words that a programme's comments say more than those of the others."""

import pandas as pd

from ui.item import item
from ui.page import Page
from ui.programme_links import name_programmes
from ui.voice.languages import language_name
from yardstick.comments.keywords import FEWEST
from yardstick.feedback.keywords import Sayings, sayings
from yardstick.figures.drawn import nothing
from yardstick.measure.labels import DIMENSION_LABELS
from yardstick.wording import listing, missing, percent, whole

#: Words named for each programme where several stand below each other.
NAMED = 8


def show(p: Page, question: str, wave: int) -> None:
    """The words of one programme with their counts, or the clearest words of each."""
    t = p.t
    found = sayings(p.reader, question, wave, p.filters)
    title = t("Which words stand out in a programme’s comments?")
    if found.frame.empty:
        why = found.reason(t) if found.reason else ""
        item(p, "comment_words", title, nothing(t, why), pd.DataFrame())
        return
    one = found.frame["programme"].nunique() == 1
    caveats = [
        t(
            "Compared with everybody else of the institution, all cohorts together, each language by "
            "itself; people are counted, not words. Beyond chance among all words tested "
            "(log-likelihood, Benjamini-Hochberg, at most 5% of the words expected to be wrong)."
        ),
        t(
            "Where fewer than {n} others use a word they are not counted, and it is said how many "
            "times as often at least.",
            n=FEWEST,
        ),
    ]
    item(
        p,
        "comment_words",
        title,
        None,
        _words(p, found) if one else _programmes(p, found),
        data=_download(p, found),
        note=_compared(p, found),
        caveats=caveats,
    )


def _compared(p: Page, found: Sayings) -> str:
    programmes = {programme for programme, _ in found.compared}
    if len(programmes) == 1:
        return p.t("Programme: {name}.", name=p.label("programme", next(iter(programmes))))
    told = found.frame["programme"].nunique()
    return p.t(
        "Programmes with enough comments to compare: {n}; with words that stand out: {told}. Choose "
        "one above to see its words with their counts.",
        n=whole(len(programmes)),
        told=whole(told),
    )


def _here(r: dict) -> str:
    return f"{whole(r['users'])} / {whole(r['people'])} ({percent(r['users'] / r['people'], 0)})"


def _elsewhere(p: Page, r: dict) -> str:
    if missing(r["users_others"]):
        return p.t("fewer than {few} / {n}", few=FEWEST, n=whole(r["people_others"]))
    n = r["people_others"]
    return f"{whole(r['users_others'])} / {whole(n)} ({percent(r['users_others'] / n, 1)})"


def _times(p: Page, r: dict) -> str:
    times = f"{r['times']:.1f}"
    return p.t("at least {n}", n=times) if r["at_least"] else times


def _words(p: Page, found: Sayings) -> pd.DataFrame:
    t, rows = p.t, found.frame.to_dict("records")
    return pd.DataFrame(
        {
            t("Word"): [r["word"] for r in rows],
            t("People here"): [_here(r) for r in rows],
            t("People elsewhere"): [_elsewhere(p, r) for r in rows],
            t("Times as often"): [_times(p, r) for r in rows],
            t("Language"): [language_name(p, r["language"]) for r in rows],
        }
    )


def _programmes(p: Page, found: Sayings) -> pd.DataFrame:
    t = p.t
    parts = list(found.frame.groupby(["programme", "language"], sort=False))
    parts.sort(key=lambda part: p.label("programme", part[0][0]))
    codes = [programme for (programme, _), _ in parts]
    table = pd.DataFrame(
        {
            DIMENSION_LABELS["programme"](p.lang): [p.label("programme", c) for c in codes],
            t("Words, the clearest first"): [
                listing(own["word"].tolist()[:NAMED], t) for _, own in parts
            ],
            t("People who commented"): [whole(own["people"].iloc[0]) for _, own in parts],
            t("Language"): [language_name(p, language) for (_, language), _ in parts],
        }
    )
    return name_programmes(p, table, codes)


def _download(p: Page, found: Sayings) -> pd.DataFrame:
    t, frame = p.t, found.frame
    return pd.DataFrame(
        {
            t("Programme code"): frame["programme"],
            DIMENSION_LABELS["programme"](p.lang): [
                p.label("programme", c) for c in frame["programme"]
            ],
            t("Language"): [language_name(p, x) for x in frame["language"]],
            t("Word"): frame["word"],
            t("People here who use it"): frame["users"],
            t("People here"): frame["people"],
            t("People elsewhere who use it (empty: fewer than {n})", n=FEWEST): frame[
                "users_others"
            ],
            t("People elsewhere"): frame["people_others"],
            t("Times as often"): frame["times"].round(2),
            t("At least"): [t("yes") if x else t("no") for x in frame["at_least"]],
        }
    )
