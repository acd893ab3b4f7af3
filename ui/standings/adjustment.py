"""What the adjustment did: arrows, the factors and why, and results by gender beside."""

import pandas as pd

from ui.format import cell, count
from ui.item import item
from ui.page import Page
from ui.programme_links import name_programmes
from ui.standings.asked import Asked
from ui.standings.reading import ARROWS, GENDER, how_to_read
from ui.standings.words import factor_names, name_of, written_in
from yardstick.compare import Comparison, gender_split, load_factors
from yardstick.export.standings import standings
from yardstick.figures.arrows import arrows
from yardstick.figures.gaps import raw_difference
from yardstick.figures.standings import gap, standing_words
from yardstick.measure.labels import DIMENSION_LABELS
from yardstick.measure.model import Status
from yardstick.wording import percent, status_words, whole

#: Arrows drawn: those that moved most.
DRAWN = 20
WITH, WITHOUT = "intake", "intake_without_gender"


def show(p: Page, c: Comparison, asked: Asked) -> None:
    """The three items of the section."""
    _arrows(p, c)
    how_to_read(p, "arrows", ARROWS)
    _factors(p, c)
    _gender(p, c, asked)
    how_to_read(p, "gender", GENDER)


def _arrows(p: Page, c: Comparison) -> None:
    t, kind = p.t, c.outcome.kind
    pay = "log_pay" if kind == "log_pay" else "share"
    frame = c.frame.assign(raw=raw_difference(c.frame, pay, c.reference))
    known = frame[frame["difference"].notna() & frame["raw"].notna()]
    order = (known["difference"] - known["raw"]).abs().sort_values(ascending=False).index
    most = known.loc[order[:DRAWN]]
    item(
        p,
        "arrows",
        t("What the adjustment did"),
        arrows(
            most,
            [name_of(p, x) for x in most["programme"]],
            t,
            title=t("Difference from the overall value (○) and from the benchmark (▶)"),
            kind=pay,
            reference=c.reference,
            materiality=c.materiality,
        ),
        _moves(p, c, known.loc[order]),
        data=standings(p.reader, c),
        note=t("The {n} programmes that moved most, of {all}.", n=len(most), all=len(known)),
        indicators=[c.indicator],
    )


def _moves(p: Page, c: Comparison, frame: pd.DataFrame) -> pd.DataFrame:
    t, kind = p.t, c.outcome.kind
    rows = frame.to_dict("records")
    table = {
        DIMENSION_LABELS["programme"](p.lang): [name_of(p, r["programme"]) for r in rows],
        t("Base"): [count(r["n"]) for r in rows],
        t("Raw difference"): [gap(r["raw"], kind, t) for r in rows],
        t("Against the benchmark"): [gap(r["difference"], kind, t) for r in rows],
        t("Moved by"): [gap(r["difference"] - r["raw"], kind, t) for r in rows],
        t("Verdict"): [standing_words(r["verdict"], t) for r in rows],
    }
    return name_programmes(p, pd.DataFrame(table), frame["programme"].tolist())


def _factors(p: Page, c: Comparison) -> None:
    """Every factor with why it may be held constant, or why it is not."""
    t = p.t
    item(
        p,
        "factors",
        t("What is held constant, what is not, and why"),
        None,
        factor_table(p, c),
        note=t(
            "{cells} groups of like graduates. {single} of the graduates are in groups of one "
            "programme only, where it is compared with itself. Groups of fewer than {least} let go "
            "of a factor: {let_go}.",
            cells=whole(c.cells),
            single=status_words(Status.NOT_RELEASED, t)
            if c.withheld
            else percent(c.single_programme_share),
            least=whole(c.least),
            let_go=_let_go(p, c),
        ),
    )


def _let_go(p: Page, c: Comparison) -> str:
    parts = [
        p.t("{factor} for {share}", factor=factor_names(p, [f]), share=percent(v))
        for f, v in c.coarsened.items()
        if v > 0
    ]
    return p.t("; ").join(parts) if parts else p.t("none had to")


def factor_table(p: Page, c: Comparison) -> pd.DataFrame:
    """Factors of the set, what was left out, and what is forbidden."""
    t, lang, known = p.t, p.lang, load_factors()
    rows = []
    for f in known.allowed.values():
        if f.id in c.factors_used:
            state, why = t("held constant"), f.reason(lang)
        elif f.id in c.factors_left:
            state, why = t("left out"), c.factors_left[f.id](t)
        elif f.id == "market":
            state = t("in the model only") if c.market else t("left out")
            left = [r(t) for k, r in c.factors_left.items() if k.startswith("market:")]
            why = " ".join([f.reason(lang), *left])
        else:
            state, why = t("allowed, not in this set"), f.reason(lang)
        source = t("{source} [{tag}]", source=f.source(lang), tag=f.evidence)
        rows.append((f.label(lang), state, why, source))
    never = {f.label(lang): f.reason(lang) for f in known.forbidden.values()}
    rows += [(name, t("never"), why, "") for name, why in never.items()]
    headings = (t("Factor"), t("In this comparison"), t("Why"), t("Source"))
    return pd.DataFrame(rows, columns=list(headings))


def _gender(p: Page, c: Comparison, asked: Asked) -> None:
    """With and without gender held constant, beside the results by gender."""
    t, kind = p.t, c.outcome.kind
    split = gender_split(p.reader, c)
    if split.empty:
        item(
            p,
            "gender",
            t("Gender: held constant, and the results as they are"),
            None,
            pd.DataFrame(),
            note=t("The data hold no gender, so neither can be shown."),
        )
        return
    with_, without = asked.of(p, WITH), asked.of(p, WITHOUT)
    adjusted = {r["programme"]: r["difference"] for r in with_.frame.to_dict("records")}
    plain = {r["programme"]: r["difference"] for r in without.frame.to_dict("records")}
    genders = [g for g in ("female", "male") if (split["gender"] == g).any()]
    rows = {(r["programme"], r["gender"]): r for r in split.to_dict("records")}
    codes = sorted(dict.fromkeys(split["programme"]), key=lambda x: name_of(p, x))
    table = {
        DIMENSION_LABELS["programme"](p.lang): [name_of(p, x) for x in codes],
        t("Difference, gender held constant"): [gap(adjusted.get(x), kind, t) for x in codes],
        t("Difference, gender not held constant"): [gap(plain.get(x), kind, t) for x in codes],
    }
    for g in genders:
        label = p.label("gender", g)
        table[t("{gender}, observed (base)", gender=label)] = [
            _observed(rows.get((x, g)), kind) for x in codes
        ]
    shown = name_programmes(p, pd.DataFrame(table), codes)
    item(
        p,
        "gender",
        t("Gender: held constant, and the results as they are"),
        None,
        shown,
        data=_plain_split(p, split),
        note=_gap_overall(p, split, kind, genders),
        indicators=[c.indicator],
    )


def _observed(row: dict | None, kind: str) -> str:
    if row is None:
        return "–"
    unit, decimals = written_in(kind)
    said = cell(row["observed"], row["status"], unit, decimals)
    return f"{said} ({count(row['n'])})"


def _gap_overall(p: Page, split: pd.DataFrame, kind: str, genders: list[str]) -> str:
    """How many programmes have both, as a base for the eye."""
    both = split[split["observed"].notna()].groupby("programme")["gender"].nunique()
    return p.t(
        "Of {n} programmes, {both} have figures for both. Whether two results can be told apart, "
        "look at their bases first.",
        n=split["programme"].nunique(),
        both=int((both >= len(genders)).sum()) if len(genders) > 1 else 0,
    )


def _plain_split(p: Page, split: pd.DataFrame) -> pd.DataFrame:
    """The split as numbers for the download."""
    t = p.t
    return pd.DataFrame(
        {
            DIMENSION_LABELS["programme"](p.lang): [name_of(p, x) for x in split["programme"]],
            DIMENSION_LABELS["gender"](p.lang): [p.label("gender", g) for g in split["gender"]],
            t("Base"): split["n"].to_numpy(),
            t("Value"): split["observed"].to_numpy(),
            t("Lower limit"): split["low"].to_numpy(),
            t("Upper limit"): split["high"].to_numpy(),
        }
    )
