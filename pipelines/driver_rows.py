"""A model of drivers as rows of the tables it is stored in."""

import numpy as np

from yardstick.feedback.drivers import DRIVERS, MODELS, TEXT, WHOLE, Part, Target
from yardstick.feedback.driving import CONFIDENCE, Driven


def _type(column: str) -> str:
    if column in TEXT:
        return "VARCHAR"
    return "INTEGER" if column in WHOLE else "DOUBLE"


MODEL_TYPES = {c: _type(c) for c in MODELS}
DRIVER_TYPES = {c: _type(c) for c in DRIVERS}


def rows_of(
    part: Part, target: Target, found: Driven, positive_from: float
) -> tuple[list[dict], list[dict]]:
    """One row of ``drivers_models``, and one of ``drivers`` per driver; places come later."""
    about = {
        "level": part.level,
        "code": part.code,
        "survey": target.survey,
        "wave": target.wave,
        "kind": target.kind,
        "target": target.target,
    }
    shares, fit, test = found.shares, found.fit, found.test
    model = about | {
        "state": found.state.value,
        "answered": found.answered,
        "n": found.n,
        "drivers": len(found.drivers),
        "r_squared": shares.r_squared if shares else np.nan,
        "chance": shares.chance if shares else np.nan,
        "draws": shares.draws if shares else 0,
        "confidence": CONFIDENCE,
        "categories": fit.categories.size if fit else 0,
        "positive_from": positive_from,
        "fitted": int(fit is not None and fit.converged),
        "odds_statistic": test.statistic if test else np.nan,
        "odds_df": test.df if test else 0,
        "odds_p": test.p_value if test else np.nan,
        "left_out": ";".join(f"{why.value}:{item}" for item, why in found.left),
    }
    if shares is None:
        return [model], []
    drivers = []
    fitted = fit if fit is not None and fit.converged else None
    for k, driver in enumerate(found.drivers):
        shift = found.shifts[k]
        row = about | {
            "driver": driver.code,
            "items": ";".join(driver.items),
            "share": shares.share[k],
            "share_low": shares.low[k],
            "share_high": shares.high[k],
            "correlation": shares.correlation[k],
            "coefficient": fitted.coefficient[k] if fitted else np.nan,
            "coefficient_low": fitted.low[k] if fitted else np.nan,
            "coefficient_high": fitted.high[k] if fitted else np.nan,
            "p": fitted.p_value[k] if fitted else np.nan,
            "odds_p": test.per_driver_p[k] if test else np.nan,
            "value_low": found.values[k][0],
            "value_high": found.values[k][1],
            "positive_low": shift.share_low if shift else np.nan,
            "positive_high": shift.share_high if shift else np.nan,
            "shift": shift.shift if shift else np.nan,
            "shift_low": shift.low if shift else np.nan,
            "shift_high": shift.high if shift else np.nan,
        }
        drivers.append(row)
    return [model], drivers
