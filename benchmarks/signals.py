"""Power and false flags of the verdict rule on the demo's planted truths, over many seeds.

    python -m benchmarks.signals [--graduates 60000] [--seeds 20]

Each seed invents the institution anew (the generator's own arrays, without files), takes what the
register says six months on, and applies coarsening, benchmark, verdict and trend as the pages do.
The truth about a programme is its mean difference over all seeds: a flag on a programme whose true
difference is smaller than what is material is false. At full and at half the planted size.
"""

import argparse

import numpy as np

from benchmarks.results import keep
from pipelines.demo import careers, people, register, status, truths
from pipelines.demo.programmes import programmes
from pipelines.lineage import Period, lineage
from yardstick.compare.catalogue import factor_set, load_outcomes
from yardstick.compare.coarsen import coarsen
from yardstick.inference.shift import shift
from yardstick.inference.standardise import indirect
from yardstick.inference.verdict import call, judge
from yardstick.text import Bilingual

POOL = 3
#: One census date throughout.
FIRST = truths.EARLY_CENSUS_UNTIL + 1
WAITING = ("70", "71", "72")
PLANTED = {
    truths.BETTER_THAN_INTAKE.programme: "above",
    truths.WORSE_THAN_INTAKE.programme: "below",
}
REFORMS = {r.programme: bool(r.eta) for r in truths.REFORMS}
EFFECT = truths.effect_of


def series() -> tuple[list[str], np.ndarray]:
    """Programme series, and the series of every code-period."""
    catalogue = programmes()
    periods = [
        Period(p.code, p.valid_from, p.valid_to, tuple(x for x in p.predecessor.split(";") if x))
        for p in catalogue
    ]
    places = lineage(periods, {p.code: Bilingual(p.name_en, p.name_zh) for p in catalogue})
    names = [places[p.code].series for p in catalogue]
    units = sorted(set(names))
    return units, np.array([units.index(n) for n in names])


def one(seed: int, graduates: int, of_period: np.ndarray) -> dict[str, np.ndarray]:
    """Unit, cohort, factors and outcome of every graduate of the cohorts used."""
    catalogue = programmes()
    here = [*people.ORIGINS].index(truths.SERVED_REGION)
    parts = []
    sizes = people.cohort_sizes(graduates)
    for own, (cohort, n) in zip(
        np.random.SeedSequence(seed).spawn(len(sizes) + 1)[1:], sizes.items(), strict=True
    ):
        if cohort < FIRST:
            continue
        rng = np.random.default_rng(own)
        who = people.draw(rng, catalogue, cohort, n)
        paths = careers.draw(rng, catalogue, who)
        form = status.form_of_employment(rng, who)
        known, _ = register.recorded(rng, who, paths, form, 6)
        band = np.where(np.isnan(who.entry), -1, np.minimum(who.entry // 20, 4))
        origin = np.where(who.origin < 0, 2, np.where(who.origin == here, 0, 1))
        kept = who.awarded
        columns = {
            "unit": of_period[who.programme],
            "cohort": np.full(len(who), cohort),
            "level": who.level,
            "entry_band": band,
            "gender": who.female.astype(int),
            "origin": origin,
            "settled": ~np.isin(known, [status.AT[c] for c in WAITING]),
        }
        parts.append({k: v[kept] for k, v in columns.items()})
    return {k: np.concatenate([p[k] for p in parts]) for k in parts[0]}


def flags(found: dict[str, np.ndarray], units: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Verdict and difference over the pool per unit, and the verdict of the trend."""
    chosen = factor_set("intake")
    material = load_outcomes()["destination"].materiality
    x = found["settled"].astype(float)
    late = found["cohort"] > truths.COHORTS[-1] - POOL
    n = late.astype(float)
    made = coarsen({f: found[f] for f in chosen.factors}, n, chosen.coarsen)
    stand = indirect(found["unit"], made.cell, n, x * n, units)
    made = coarsen({f: found[f] for f in chosen.factors}, np.ones_like(x), chosen.coarsen)
    cohorts = np.unique(found["cohort"])
    each = found["unit"] * len(cohorts) + np.searchsorted(cohorts, found["cohort"])
    by_year = indirect(each, made.cell, np.ones_like(x), x, units * len(cohorts))
    shape = (units, len(cohorts))
    # As in the pages, nothing is joined across the change of the census date.
    moving = shift(
        cohorts,
        *(v.reshape(shape) for v in (by_year.difference, by_year.sd, by_year.n)),
        breaks=[truths.EARLY_CENSUS_UNTIL + 1],
    )
    own = np.nan_to_num(by_year.contribution.reshape(shape)).mean(axis=1)
    moved = call(moving.change, moving.sd, own, material)
    return judge(stand, material).verdict, stand.difference, moved.verdict


def run(graduates: int, seeds: int, scale: float) -> dict[str, float]:
    """Shares of seeds in which each planted truth is called, and rates of false flags."""
    units, of_period = series()
    truths.effect_of = lambda programme, cohort: scale * EFFECT(programme, cohort)
    try:
        verdicts, differences, trends = (
            np.array(v)
            for v in zip(
                *(flags(one(s, graduates, of_period), len(units)) for s in range(1, seeds + 1)),
                strict=True,
            )
        )
    finally:
        truths.effect_of = EFFECT
    with np.errstate(invalid="ignore", divide="ignore"):
        seen = ~np.isnan(differences)
        true = np.where(seen, differences, 0.0).sum(axis=0) / seen.sum(axis=0)
    material = load_outcomes()["destination"].materiality
    flagged = np.isin(verdicts, ("above", "below"))
    small = np.abs(true) < material
    wrong = flagged & ((verdicts == "above") != (true > 0))
    found = {
        f"{p} called {kind}": float((verdicts[:, units.index(p)] == kind).mean())
        for p, kind in PLANTED.items()
    }
    for p in PLANTED:
        found[f"{p}: true difference in points"] = float(100 * true[units.index(p)])
    for p, worked in REFORMS.items():
        what = "reform that worked" if worked else "reform without effect"
        found[f"{p} called rising ({what})"] = float((trends[:, units.index(p)] == "above").mean())
    found["programmes whose true difference is not material, per seed"] = float(small.sum())
    found["flags on them, per seed"] = float(flagged[:, small].sum(axis=1).mean())
    found["flags in all, per seed"] = float(flagged.sum(axis=1).mean())
    found["flags of the wrong sign, per seed"] = float(wrong.sum(axis=1).mean())
    untouched = [k for k, u in enumerate(units) if u not in REFORMS]
    moving = np.isin(trends[:, untouched], ("above", "below"))
    found["trends called among programmes without reform, per seed"] = float(
        moving.sum(axis=1).mean()
    )
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--graduates", type=int, default=60_000)
    parser.add_argument("--seeds", type=int, default=20)
    asked = parser.parse_args()
    full, half = (run(asked.graduates, asked.seeds, scale) for scale in (1.0, 0.5))
    rows = [(k, f"{full[k]:.2f}", f"{half[k]:.2f}") for k in full]
    keep(
        f"signals_{asked.graduates}",
        "Planted truths of the demo and the verdict rule: destination rate",
        {"graduates": f"{asked.graduates:,}", "seeds": str(asked.seeds)},
        ("share of seeds, or mean number per seed", "planted size", "half the planted size"),
        rows,
        (
            "A programme's true difference is its mean over the seeds; the planted programmes are "
            "part of their own benchmark.",
            "Programmes also differ by the demand for their field, which no factor holds constant: "
            "flags on them are true where their mean difference is material.",
        ),
    )


if __name__ == "__main__":
    main()
