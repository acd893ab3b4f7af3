"""Which industries and employers took them? Rankings with their concentration."""

from ui.employment.names import folded, ranked
from ui.page import Page
from yardstick.measure.model import Distribution
from yardstick.wording import whole


def show(p: Page) -> None:
    t = p.t
    base = p.reader.profile.named_employer_base
    said = ranked(
        p,
        "industries",
        "industry",
        group="employed",
        question=t("Which industries took them?"),
        heading=t("Industry"),
        plural=t("industries"),
        whom=t("graduates in work whose industry is on record"),
        label=lambda c: p.label("industry", c),
        top=12,
        leads=True,
    )
    p.answer(said)

    def others(spread: Distribution) -> str:
        return t("Other employers ({n})", n=whole(folded(spread)))

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
        rest=others,
        caveats=(
            t("Employers of fewer than {n} graduates in view are counted together.", n=base),
            t("Names are taken as the source writes them: one employer may stand under several."),
        ),
    )
    ranked(
        p,
        "employer_types",
        "employer_type",
        group="employed",
        question=t("What kind of employers are they?"),
        heading=t("Kind of employer"),
        plural=t("kinds of employer"),
        whom=t("graduates in work whose kind of employer is on record"),
        label=lambda c: p.label("employer_type", c),
    )
    ranked(
        p,
        "occupations",
        "occupation",
        group="employed",
        question=t("What work do they do?"),
        heading=t("Occupation"),
        plural=t("occupations"),
        whom=t("graduates in work whose occupation is on record"),
        label=lambda c: p.label("occupation", c),
    )
