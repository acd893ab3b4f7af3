"""Which industries and employers took them? Rankings with their concentration."""

from functools import partial

from ui.employment.names import folded, ranked
from ui.page import Page
from yardstick.measure.model import Distribution
from yardstick.sentences import joined
from yardstick.wording import whole


def show(p: Page) -> None:
    t = p.t
    base = p.reader.profile.named_employer_base
    said, known = ranked(
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

    def others(spread: Distribution) -> str:
        return t("Other employers ({n})", n=whole(folded(spread)))

    employers, _ = ranked(
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
    # Without industries on record the employers are what there is to say.
    p.answer(said if known else joined([said, employers], t))
    for key, column, question, heading, plural, whom in (
        (
            "employer_types",
            "employer_type",
            t("What kind of employers are they?"),
            t("Kind of employer"),
            t("kinds of employer"),
            t("graduates in work whose kind of employer is on record"),
        ),
        (
            "occupations",
            "occupation",
            t("What work do they do?"),
            t("Occupation"),
            t("occupations"),
            t("graduates in work whose occupation is on record"),
        ),
    ):
        ranked(
            p,
            key,
            column,
            group="employed",
            question=question,
            heading=heading,
            plural=plural,
            whom=whom,
            label=partial(p.label, column),
        )
