"""One question by school and by programme, with the whole as the line to read them against."""

from ui.item import item
from ui.page import Page
from ui.tables import measures_table
from ui.voice.chosen import question_name
from ui.voice.words import positive_set
from yardstick.feedback.voice import MEAN, POSITIVE, Question, Version
from yardstick.figures.caterpillar import caterpillar
from yardstick.measure import measure
from yardstick.measure.model import VISIBLE, Measures
from yardstick.text import mark
from yardstick.wording import whole

TITLES = {
    "school": mark("{question}: by school"),
    "programme": mark("{question}: by programme"),
}
KEYS = {"school": "voice_schools", "programme": "voice_programmes"}
CHANCE = mark(
    "Groups whose intervals overlap are not known to differ. Those who answered may differ from "
    "those who did not, and differ from group to group."
)


def show(p: Page, question: Question, version: Version) -> None:
    """Schools where several are in view, then programmes; of the version said."""
    asked = p.filters.with_(items=(version.item,))
    total = measure(p.reader, POSITIVE, (), asked).frame
    seen = len(total) and total["status"].iloc[0] in VISIBLE
    reference = (p.t("all in view"), float(total["value"].iloc[0])) if seen else None
    for dimension in TITLES:
        found = measure(p.reader, [POSITIVE, MEAN], (dimension,), asked)
        named = found.frame[found.frame[dimension].notna()].reset_index(drop=True)
        if named[dimension].nunique() > (1 if dimension == "school" else 0):
            _group(p, question, version, Measures(found.by, found.filters, named), reference)


def _group(
    p: Page,
    question: Question,
    version: Version,
    found: Measures,
    reference: tuple[str, float] | None,
) -> None:
    t = p.t
    (dimension,) = found.by
    shares = found.frame[found.frame["indicator"] == POSITIVE].reset_index(drop=True)
    # Programmes too few of whose people answered are in the table; drawn they would fill screens.
    drawn = shares[shares["base"].fillna(0) >= p.reader.profile.average_base]
    few = len(shares) - len(drawn)
    item(
        p,
        KEYS[dimension],
        t(TITLES[dimension], question=question_name(p, question)),
        caterpillar(
            drawn,
            found.by,
            p.label,
            t,
            title=t("Share that chose {answers}", answers=positive_set(p, version)),
            reference=reference,
        ),
        measures_table(p, found),
        data=found,
        caveats=[
            t(CHANCE),
            *(
                [
                    t(
                        "Not drawn: {n} with fewer than {least} answers. Their averages are "
                        "withheld.",
                        n=whole(few),
                        least=p.reader.profile.average_base,
                    )
                ]
                if few
                else []
            ),
        ],
        indicators=[POSITIVE, MEAN],
    )
