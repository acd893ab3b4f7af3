"""Where do its graduates go? Destinations, industries, employers, regions, further study."""

from ui.distributions import distribution_table, there, why_not
from ui.employment.destinations import outside
from ui.employment.names import folded, ranked
from ui.item import item
from ui.page import Page
from ui.profile.sheet import in_pairs
from yardstick.catalogue import Indicator, load_catalogue
from yardstick.figures.bars import bars
from yardstick.measure import distribution
from yardstick.measure.model import Distribution
from yardstick.wording import whole

TOP = 8


def show(p: Page, head: Indicator) -> None:
    """Components of the rate, then what is on record of the work and the study."""
    _destinations(p, head)
    for place, part in zip(
        in_pairs(), (_industries, _regions, _employers, _institutions), strict=False
    ):
        with place:
            part(p)


def _industries(p: Page) -> None:
    t = p.t
    ranked(
        p,
        "industries",
        "industry",
        group="employed",
        question=t("Which industries took them?"),
        heading=t("Industry"),
        plural=t("industries"),
        whom=t("graduates in work whose industry is on record"),
        label=lambda c: p.label("industry", c),
        top=TOP,
    )


def _regions(p: Page) -> None:
    t = p.t
    ranked(
        p,
        "regions",
        "region",
        group="employed",
        question=t("Where do they work?"),
        heading=t("Region"),
        plural=t("regions"),
        whom=t("graduates in work whose region is on record"),
        label=lambda c: p.label("region", c),
        top=TOP,
    )


def _employers(p: Page) -> None:
    t = p.t
    ranked(
        p,
        "employers",
        "employer",
        group="employed",
        question=t("Which employers took them?"),
        heading=t("Employer"),
        plural=t("employers"),
        whom=t("graduates in work whose employer is on record"),
        label=str,
        rest=lambda spread: t("Other employers ({n})", n=_folded(spread)),
        top=TOP,
        caveats=(
            t(
                "Employers of fewer than {n} graduates in view are counted together.",
                n=p.reader.profile.named_employer_base,
            ),
        ),
    )


def _institutions(p: Page) -> None:
    t = p.t
    ranked(
        p,
        "institutions",
        "study_institution",
        group="study",
        question=t("Where do they study on?"),
        heading=t("Institution"),
        plural=t("institutions"),
        whom=t("graduates in further study whose institution is on record"),
        label=str,
        rest=lambda spread: t("Other institutions ({n})", n=_folded(spread)),
        top=TOP,
    )


def _folded(spread: Distribution) -> str:
    return whole(folded(spread))


def _destinations(p: Page, head: Indicator) -> None:
    spread = distribution(p.reader, head.column, (), p.filters)
    codes = load_catalogue().columns[head.column].codes
    item(
        p,
        "destinations",
        p.t("Where did they go?"),
        bars(spread.frame, codes, p.label, p.t, title=p.t("Share of the graduates on record"))
        if there(spread)
        else why_not(p, spread),
        distribution_table(p, spread.frame, p.t("Destination"), lambda c: p.label(codes, c)),
        data=spread,
        note=outside(p, spread) if there(spread) else "",
        caveats=[spread.reason(p.t)] if spread.reason and there(spread) else [],
        indicators=[head.id],
    )
