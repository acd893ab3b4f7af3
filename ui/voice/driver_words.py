"""What goes with an outcome, in sentences: strongest first, how sure, and what the model assumes."""

from ui.page import Page
from yardstick.catalogue import load_catalogue
from yardstick.feedback.drivers import INSTITUTION, ITEM, SCHOOL, Model, Part, Target
from yardstick.feedback.driving import EACH, LEAST, Left, State
from yardstick.feedback.lists import construct_name
from yardstick.feedback.voice import ALUMNI, cohorts_asked
from yardstick.figures.drivers import CHANCE, DOWN, LOOKS, UP, direction
from yardstick.measure import Filters, label
from yardstick.sentences import joined
from yardstick.wording import cohorts_words, half_up, listing, missing, percent, whole

#: Drivers named in the sentence on top, and the least part of what all go with that one must take.
NAMED, WORTH = 3, 0.05


def target_name(p: Page, target: Target) -> str:
    """What the outcome is called; of a question with several versions, which one and when."""
    t = p.t
    if target.kind != ITEM:
        name = load_catalogue()[target.target].label(p.lang)
    else:
        name = label(p.reader, "item", target.target)
        if (who := _respondent(p, target.target)) != ALUMNI:
            name = t("{who}: {what}", who=p.label("respondent_kind", who), what=name)
        items = p.reader.snapshot.info().items
        same = target.target.rsplit("/", 1)[0]
        if items["item_id"].str.rsplit("/", n=1).str[0].eq(same).sum() > 1:
            asked = Filters(wave=target.wave)
            cohorts = cohorts_asked(p.reader, (target.target,), asked).get(target.target, ())
            version = target.target.rsplit("/", 1)[1]
            name = t("{name}, version {version}", name=name, version=version)
            if cohorts:
                name = t("{name} (cohorts {years})", name=name, years=cohorts_words(cohorts, t))
    return t("{name}, {wave} months after graduation", name=name, wave=target.wave)


def _respondent(p: Page, item: str) -> str:
    items = p.reader.snapshot.info().items
    return str(items.loc[items["item_id"] == item, "respondent"].iloc[0])


def part_name(p: Page, part: Part) -> str:
    """Whom the model speaks of."""
    if part.level == INSTITUTION:
        return p.t("whole institution")
    return p.label("school" if part.level == SCHOOL else "programme", part.code)


def driver_name(p: Page, driver: str, items: str) -> str:
    """A question's label; a construct says how many questions it stands for."""
    asked = items.split(";")
    if len(asked) == 1:
        return label(p.reader, "item", driver)
    return p.t("{name} (mean of {n} questions)", name=construct_name(driver, p.lang), n=len(asked))


def names_of(p: Page, found: Model) -> list[str]:
    """Names of the drivers in the order of the model."""
    both = zip(found.drivers["driver"], found.drivers["items"], strict=True)
    return [driver_name(p, driver, items) for driver, items in both]


def answer(p: Page, found: Model) -> str:
    """The sentence on top."""
    t, rows = p.t, found.drivers.to_dict("records")
    names, chance = names_of(p, found), found.row["chance"]
    least = WORTH * found.row["r_squared"]
    clear = [
        k
        for k, r in enumerate(rows)
        if direction(r, chance) != CHANCE and (not k or r["share"] >= least)
    ]
    about = {"about": target_name(p, found.target), "who": part_name(p, found.part)}
    base = t(
        "Base {n}; {left} more gave an answer but left others blank or could not say.",
        n=whole(found.row["n"]),
        left=whole(found.left_out),
    )
    if not clear:
        said = t(
            "{about} ({who}): of {q} things asked, none goes with it more than chance may give.",
            q=len(rows),
            **about,
        )
        return joined([said, base], t)
    told = [_told(p, rows[k], names[k]) for k in clear[:NAMED]]
    said = t(
        "{about} ({who}): of {q} things asked, it goes most with {names}; all together go with "
        "{total} of the differences between answers.",
        q=len(rows),
        names=listing(told, t),
        total=percent(found.row["r_squared"], 0),
        **about,
    )
    return joined([said, _apart(p, rows, names), base], t)


def _told(p: Page, row: dict, name: str) -> str:
    look = UP if row["correlation"] > 0 else DOWN
    return p.t("{name} ({shape} {share})", name=name, shape=LOOKS[look].shape,
               share=percent(row["share"], 0))  # fmt: skip


def _apart(p: Page, rows: list[dict], names: list[str]) -> str:
    """Whether the first stands clear of the second."""
    if len(rows) < 2:
        return ""
    if rows[0]["share_low"] > rows[1]["share_high"]:
        return p.t("“{name}” stands clear of all others.", name=names[0])
    return p.t("Which of the first ones goes with it most is not certain: their intervals overlap.")


def odds(p: Page, found: Model) -> str:
    """What the test of proportional odds says of the ordinal model."""
    t, row = p.t, found.row
    if not row["fitted"]:
        return t(
            "The ordinal model could not be fitted: the drivers sort the answers without exception, "
            "or one is the sum of others."
        )
    if row["categories"] < 3:
        return t("The outcome has two steps, so there is one coefficient and nothing to test.")
    if missing(row["odds_p"]):
        return t(
            "Whether each driver goes with every step of the answers alike could not be tested: too "
            "few gave some of them. Take the coefficients as averages over the steps."
        )
    test = {
        "x": f"{row['odds_statistic']:.1f}",
        "df": int(row["odds_df"]),
        "p": p_text(row["odds_p"]),
    }
    if row["odds_p"] >= 0.05:
        return t(
            "Nothing speaks against each driver going with every step of the answers alike "
            "(Brant test: χ² {x}, {df} df, p {p}).",
            **test,
        )
    names = names_of(p, found)
    limit = 0.05 / len(names)
    uneven = [n for n, r in zip(names, found.drivers["odds_p"], strict=True) if r < limit]
    said = t(
        "Not every driver goes with every step of the answers alike (Brant test: χ² {x}, {df} df, "
        "p {p}): take the coefficients as averages over the steps.",
        **test,
    )
    if not uneven:
        return said
    return joined([said, t("This holds for {names} above all.", names=listing(uneven, t))], t)


def p_text(value: float) -> str:
    """A p-value with its sign: ``= 0.031``, ``< 0.001``."""
    return "< 0.001" if value < 0.001 else f"= {half_up(value, 3):.3f}"


def left_out(p: Page, found: Model) -> str:
    """Which questions are no drivers, and why; empty where all are."""
    t = p.t
    words = {
        Left.RARE: t("answered by fewer than half of those with an answer to the outcome"),
        Left.SAME: t("answered alike by everybody"),
        Left.MANY: t("more than the base carries"),
    }
    known = [x.split(":", 1) for x in str(found.row["left_out"] or "").split(";") if x]
    parts = []
    for why, said in words.items():
        names = [label(p.reader, "item", item) for reason, item in known if reason == why]
        if names:
            parts.append(t("{names} ({why})", names=listing(names, t), why=said))
    return t("Not among the drivers: {parts}.", parts=listing(parts, t)) if parts else ""


def why_not(p: Page, found: Model) -> str:
    """Why there is no model, with the base."""
    t = p.t
    row = found.row
    about = {"about": target_name(p, found.target), "who": part_name(p, found.part)}
    if row["state"] == State.SAME:
        return t("{about} ({who}): everybody gave the same answer.", **about)
    if row["state"] == State.NO_DRIVERS:
        return t(
            "{about} ({who}): the survey asks nothing else on a scale that can be set against it.",
            **about,
        )
    if row["answered"] < LEAST:
        return t(
            "{about} ({who}): {n} answered. A model is computed from {least} people who answered "
            "everything, with {each} or more for each driver.",
            n=whole(row["answered"]),
            least=LEAST,
            each=EACH,
            **about,
        )
    return t(
        "{about} ({who}): {n} of {answered} answered everything that was asked beside it. A model is "
        "computed from {least}.",
        n=whole(row["n"]),
        answered=whole(row["answered"]),
        least=LEAST,
        **about,
    )
