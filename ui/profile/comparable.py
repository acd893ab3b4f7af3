"""Which programmes are comparable? The same field and level beside it, by name and not by rank."""

from collections.abc import Iterator

import pandas as pd

from ui.drill import currency
from ui.item import PRINTED, item
from ui.page import Page
from ui.profile.chosen import Programme
from ui.profile.wide import wide
from ui.programme_links import name_programmes
from yardstick.catalogue import Indicator
from yardstick.figures.caterpillar import caterpillar
from yardstick.figures.drawn import visible
from yardstick.figures.natural import with_natural
from yardstick.measure import Measures, measure_among


def alike(p: Page, programme: Programme) -> Iterator[tuple[list[str], str]]:
    """Programmes of the same level in the same field of study, then in the same discipline, by
    name, with what they have in common. The programme itself is among them."""
    facts = p.offered.programmes
    for name, code, what in (
        ("class", programme.field, "class"),
        ("discipline", programme.discipline, "category"),
    ):
        if code is not None:
            same = [
                c for c, f in facts.items() if f[name] == code and f["level"] == programme.level
            ]
            yield sorted(same, key=lambda c: p.label("programme", c)), p.label(what, code)


def show(p: Page, programme: Programme, asked: list[Indicator]) -> None:
    """One item: the first outcome drawn for all of them, and all outcomes as a table."""
    t = p.t
    title = t("How do comparable programmes fare?")
    shared = _measured(p, programme, asked)
    if shared is None:
        item(p, "comparable", title, None, pd.DataFrame(), note=_none(p, programme))
        return
    found, codes, common = shared
    order = {c: n for n, c in enumerate(codes)}
    estimates = found.estimates().sort_values(
        "programme", key=lambda s: s.map(order), kind="stable", ignore_index=True
    )
    drawn, natural = _figure(p, programme, asked, estimates)
    table = name_programmes(
        p, wide(p, estimates, asked), list(dict.fromkeys(estimates["programme"]))
    )
    table.attrs[PRINTED] = True
    item(
        p,
        "comparable",
        title,
        drawn,
        table,
        data=found,
        note=t(
            "{common}, {level}: programmes in the same field and at the same level, in the order of "
            "their names. This is not a ranking: they differ in whom they admit.",
            common=common,
            level=p.label("level", programme.level),
        ),
        caveats=[
            *([t("Intervals show how much full counts vary by chance.")] if natural else []),
            t("In brackets: interval and base."),
        ],
        indicators=[i.id for i in asked],
    )


def _measured(
    p: Page, programme: Programme, asked: list[Indicator]
) -> tuple[Measures, list[str], str] | None:
    """The first group with another programme in view: a field may have had several once."""
    for codes, common in alike(p, programme):
        beside = p.filters.with_(programmes=tuple(codes))
        found = measure_among(p.reader, [i.id for i in asked], beside)
        if found.frame["programme"].nunique() > 1:
            return found, codes, common
    return None


def _none(p: Page, programme: Programme) -> str:
    return p.t(
        "No other programme you may see is in the same field or discipline at the level {level}.",
        level=p.label("level", programme.level),
    )


def _figure(p: Page, programme: Programme, asked: list[Indicator], estimates: pd.DataFrame):
    """The first outcome that any of them has a value of."""
    some = set(estimates.loc[visible(estimates), "indicator"])
    i = next((i for i in asked if i.id in some), asked[0])
    rows, natural = with_natural(estimates[estimates["indicator"] == i.id].reset_index(drop=True))
    names = [
        p.t("▶ {programme} (this one)", programme=name) if code == programme.code else name
        for code, name in zip(
            rows["programme"], (p.label("programme", c) for c in rows["programme"]), strict=True
        )
    ]
    drawn = caterpillar(
        rows,
        ("programme",),
        p.label,
        p.t,
        title=i.label(p.lang),
        unit=i.unit,
        decimals=i.decimals,
        currency=currency(p),
        sort=False,
        names=names,
    )
    return drawn, natural
