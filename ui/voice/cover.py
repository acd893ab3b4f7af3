"""Who answered: reach against the target, response by disposition, and how alike to the register."""

import pandas as pd

from ui.format import count
from ui.item import item
from ui.page import Page
from ui.standings.weights import representative
from ui.tables import measures_table
from ui.telling import told
from ui.voice.reading import how_to_read
from yardstick.catalogue import load_catalogue
from yardstick.feedback.voice import ALUMNI
from yardstick.figures.caterpillar import caterpillar
from yardstick.figures.parts import parts
from yardstick.measure import (
    Measures,
    distribution,
    measure,
    representativeness,
    weighting_report,
)
from yardstick.measure.labels import DIMENSION_LABELS
from yardstick.measure.model import VISIBLE
from yardstick.measure.respondents import respondents
from yardstick.records import records
from yardstick.sentences import absent, joined
from yardstick.text import mark
from yardstick.wording import graduates, missing, percent, whole

REACH, RESPONSE, INVITED = "survey.reach", "survey.response", "survey.coverage"
RATES = (
    *("survey.response_rr1", RESPONSE, "survey.response_rr3", "survey.response_rr4"),
    *("survey.response_rr5", "survey.response_rr6", "survey.cooperation"),
)
EXACT = mark("Everybody on the list is counted: these shares are exact and have no interval.")
READING = (
    mark(
        "**Reach** is the share of all graduates of a cohort who answered. The target is a rule of "
        "institutions, not of statistics: a survey that reaches 60% may be lopsided, and one that "
        "reaches 30% may not."
    ),
    mark(
        "**Response rates** differ by what counts as an answer and by who counts as asked. RR2 counts "
        "partial answers and leaves those of unknown eligibility in the base; RR6 takes them out."
    ),
    mark(
        "**R-indicator** is 1 where all kinds of graduates answered alike, as far as the register "
        "knows them. What the register does not hold, it cannot see."
    ),
)


def show(p: Page) -> None:
    """Everything on who answered, of the wave the reader chose or else the usual one."""
    found = measure(p.reader, [REACH, INVITED, *RATES], ("cohort",), p.filters)
    reach = found.frame[found.frame["indicator"] == REACH].reset_index(drop=True)
    wave = next((int(w) for w in reach["wave_used"] if not missing(w)), None)
    p.answer(_answer(p, wave))
    _by_cohort(p, found, reach)
    _dispositions(p, wave)
    _by_programme(p, wave)
    _lists(p)
    _register(p, wave)
    how_to_read(p, READING, "voice_reading_who")


def _target() -> float | None:
    return load_catalogue()[REACH].target


def _reference(p: Page) -> tuple[str, float] | None:
    target = _target()
    return None if target is None else (p.t("target"), target)


def _answer(p: Page, wave: int | None) -> str:
    t = p.t
    whole_of = measure(p.reader, [REACH, RESPONSE], (), p.filters).estimates()
    rows = {r["indicator"]: r for r in records(whole_of)}
    reach, response = rows.get(REACH), rows.get(RESPONSE)
    name = load_catalogue()[REACH].label(p.lang)
    if reach is None or reach["status"] not in VISIBLE or missing(reach["value"]):
        return absent(name, reach, t)
    said = [
        t(
            "Of {n} {who}, {share} answered the survey.",
            n=whole(reach["base"]),
            who=told(p, wave)(t),
            share=percent(reach["value"]),
        )
    ]
    if response is not None and response["status"] in VISIBLE and not missing(response["value"]):
        said.append(
            t(
                "Of {n} who were invited, {share} answered (RR2).",
                n=whole(response["base"]),
                share=percent(response["value"]),
            )
        )
    if (target := _target()) is not None:
        words = (
            mark("The target of {target} is reached.")
            if reach["value"] >= target
            else mark("The target of {target} is not reached.")
        )
        said.append(t(words, target=percent(target, 0)))
    return joined(said, t)


def _by_cohort(p: Page, found: Measures, reach: pd.DataFrame) -> None:
    t = p.t
    item(
        p,
        "voice_reach",
        t("Does the survey reach the target?"),
        caterpillar(
            reach,
            found.by,
            p.label,
            t,
            title=load_catalogue()[REACH].label(p.lang),
            reference=_reference(p),
            sort=False,
        ),
        measures_table(p, found),
        data=found,
        caveats=[t(EXACT)] if reach["status"].isin(VISIBLE).any() else [],
        indicators=[REACH, INVITED, *RATES],
    )


def _dispositions(p: Page, wave: int | None) -> None:
    """What became of every invitation, cohort by cohort."""
    t = p.t
    spread = distribution(p.reader, "disposition", ("cohort",), p.filters.with_(wave=wave))
    frame = spread.frame
    if frame.empty or spread.status not in VISIBLE:
        return
    frame = frame[frame["status"].isin(VISIBLE)]
    table = frame.pivot_table(index="cohort", columns="code", values="n", sort=False).fillna(0)
    table = table.loc[table.sum(axis=1) > 0, table.sum() > 0]
    if table.empty:
        return
    names = [p.label("disposition", c) for c in table.columns]
    shown = pd.DataFrame(
        {DIMENSION_LABELS["cohort"](p.lang): [str(c) for c in table.index]}
        | {n: [count(v) for v in table[c]] for n, c in zip(names, table.columns, strict=True)}
    )
    item(
        p,
        "voice_dispositions",
        t("What became of the invitations?"),
        parts(
            [str(c) for c in table.index],
            [graduates(n, t) for n in table.sum(axis=1)],
            names,
            table.to_numpy().tolist(),
            t,
            title=t("Share of those invited"),
        ),
        shown,
        data=spread,
        indicators=[RESPONSE],
    )


def _by_programme(p: Page, wave: int | None) -> None:
    """Programmes against the target, the least reached last."""
    t = p.t
    asked = p.filters.with_(wave=wave)
    found = measure(p.reader, [REACH, RESPONSE], ("programme",), asked)
    shares = found.frame[found.frame["indicator"] == REACH].reset_index(drop=True)
    seen = shares[shares["status"].isin(VISIBLE) & shares["value"].notna()]
    if seen.empty:
        return
    target = _target()
    note = ""
    if target is not None:
        note = t(
            "{n} of {all} programmes reach the target of {target}.",
            n=whole((seen["value"] >= target).sum()),
            all=whole(len(seen)),
            target=percent(target, 0),
        )
    item(
        p,
        "voice_reach_programmes",
        t("Which programmes does the survey reach?"),
        caterpillar(
            seen.reset_index(drop=True),
            found.by,
            p.label,
            t,
            title=load_catalogue()[REACH].label(p.lang),
            reference=_reference(p),
        ),
        measures_table(p, found),
        data=found,
        note=note,
        indicators=[REACH, RESPONSE],
    )


def _lists(p: Page) -> None:
    """Forms by survey: who is linked to a graduate, and who is not linkable."""
    t, info = p.t, p.reader.snapshot.info()
    if info.items is None or info.items.empty:
        return
    rows = []
    invited = "survey_invitations.disposition" in info.provided
    for survey, own in info.items.groupby("survey", sort=False):
        alumni = own["respondent"].iloc[0] == ALUMNI
        instead = t("of invitations, above") if alumni and invited else t("not known")
        for wave in sorted({w for x in own["item_id"] for w in info.answered.get(("item", x), ())}):
            if p.filters.wave not in (None, wave):
                continue
            found = respondents(p.reader, str(survey), p.filters.with_(wave=wave))
            rates = found.rates()
            if found.by_disposition:
                rows.append(
                    {
                        t("Survey"): str(survey),
                        t("Asked of whom"): p.label("respondent_kind", own["respondent"].iloc[0]),
                        DIMENSION_LABELS["wave"](p.lang): str(wave),
                        t("Answered"): whole(found.answered),
                        t("Linked to a graduate"): whole(found.linked),
                        t("Not linkable"): whole(found.answered - found.linked),
                        t("Response rate (RR2)"): percent(rates["RR2"]) if rates else instead,
                    }
                )
    if not rows:
        return
    item(
        p,
        "voice_lists",
        t("Which forms were filled in, and by whom?"),
        None,
        pd.DataFrame(rows),
        caveats=[
            t(
                "Answers that are not linkable are counted by what the form itself asks; nothing the "
                "register knows can be said of them, and they have no weight."
            ),
            t("A list of those who answered gives no response rate: nobody knows who was asked."),
        ],
    )


def _register(p: Page, wave: int | None) -> None:
    """R-indicators and what weights do, then the latest cohort category by category."""
    t = p.t
    cohorts = p.filters.cohorts or p.reader.snapshot.info().cohorts
    report = weighting_report(p.reader, tuple(cohorts), wave)
    if report.empty:
        return
    rows = report.to_dict("records")
    table = pd.DataFrame(
        {
            DIMENSION_LABELS["cohort"](p.lang): [str(int(r["cohort"])) for r in rows],
            t("Respondents"): [count(r["respondents"]) for r in rows],
            t("All graduates"): [count(r["population"]) for r in rows],
            t("R-indicator"): [_number(r["r_indicator"]) for r in rows],
            t("Largest possible bias, points"): [
                "–" if missing(r["largest_bias"]) else f"{100 * r['largest_bias']:.1f}"
                for r in rows
            ],
            t("Design effect"): [_number(r["deff"]) for r in rows],
            t("Effective base"): [count(r["n_eff"]) for r in rows],
            t("Not weighted because"): [r["reason"] or "" for r in rows],
        }
    )
    item(
        p,
        "voice_representativeness",
        t("How alike are those who answered and the register?"),
        None,
        table,
        data=report,
        note=t("The whole institution, whatever is selected above but the cohorts."),
    )
    # Where only those who answered are on record there is nothing to set them against.
    for r in (r for r in reversed(rows) if not missing(r["r_indicator"])):
        found = representativeness(p.reader, int(r["cohort"]), int(r["wave"]))
        if len(found):
            representative(p, int(r["cohort"]), found)
            break


def _number(value: float) -> str:
    return "–" if missing(value) else f"{value:.2f}"
