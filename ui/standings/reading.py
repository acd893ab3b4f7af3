"""How to read each method, in plain words, for somebody who sees it for the first time."""

from collections.abc import Sequence

import streamlit as st

from ui.page import Page
from yardstick.text import mark

#: Where an explanation tells its example, made of numbers of the page.
EXAMPLE = "{example}"
BENCHMARK = (
    mark(
        "**Observed** is the programme's own result. **Expected**, the benchmark, is what these "
        "very students would have achieved, had they fared like students of the same cohort, level "
        "and intake in the whole institution. **Difference** is observed minus expected; an "
        "interval that holds zero means that there may be no difference at all."
    ),
    EXAMPLE,
    mark(
        "**Verdict.** Above or below is said only if the difference is larger than {least} with a "
        "probability of 95% or more, and still stands out among {n} programmes looked at at once. "
        "“Cannot be told apart” (○) is the normal case and no bad mark: the numbers are too small to "
        "decide. It also stands where the interval leaves out zero and the difference may still be "
        "smaller than {least}."
    ),
    mark(
        "**Detectable** is the true difference that would be called in four cases out of five on "
        "this base, with all {n} programmes judged at once and even were it the only one. Where it "
        "is large, silence means little."
    ),
    mark(
        "**Own contribution** is the part of the benchmark that is the programme itself; it draws "
        "the difference towards zero, and from half on no verdict is given. The column “itself left "
        "out” compares with the others only."
    ),
    mark("A difference is a reason to ask, and not an answer. It does not say what made it."),
)
EFFECTS = (
    mark(
        "Each row is a programme. The round or triangular mark is its **pooled effect**: how far "
        "its graduates lie above or below what a model expects of their intake (the zero line). The "
        "bar through it is the 95% interval. The grey diamond is the **raw** difference from the "
        "overall result, with nothing taken into account. In the grey band differences are smaller "
        "than {least}, too small to act on."
    ),
    EXAMPLE,
    mark(
        "Small programmes have wild raw results: with 12 graduates, one job more or less is eight "
        "points. So the model draws each result towards zero, small programmes more than large "
        "ones, and a diamond can lie far out while its mark stays near the middle."
    ),
    mark(
        "Read the bars, not the order: programmes whose bars overlap widely cannot be ranked. The "
        "shape of the mark (▲ above, ▼ below, ○ cannot be told) is the verdict of the benchmark "
        "table, which follows a rule of its own."
    ),
)
FUNNEL = (
    mark(
        "Each point is a programme: the further right, the more graduates; the higher, the higher "
        "its raw result. The blue line is the overall result of the institution. The curves are "
        "limits: chance moves small programmes more than large ones, so they are wide on the left "
        "and narrow on the right, like a funnel."
    ),
    EXAMPLE,
    mark(
        "Of 100 programmes that do not differ about five lie beyond the dashed 95% limits, and one "
        "in 500 beyond the solid 99.8% limits. Grey limits allow for chance alone. Orange limits, "
        "where drawn, also allow for programmes differing for reasons nobody recorded; the flags "
        "follow these."
    ),
    mark(
        "Nothing is held constant here: a programme with strong intake lies high. That is why the "
        "funnel can say otherwise than the verdict, and why the verdict does not rest on it."
    ),
)
ARROWS = (
    mark(
        "Each arrow begins at the raw difference from the overall result and ends at the "
        "difference from the benchmark. A long arrow says that most of what one sees at first "
        "sight goes with whom the programme admitted; an arrow of hardly any length says that "
        "intake makes no difference to its standing."
    ),
    mark(
        "An arrow that crosses zero changes the story: a programme that looked weak does as well "
        "as or better than its intake predicts, or the other way round."
    ),
)
THRESHOLDS = (
    mark(
        "A threshold is the same for everybody: nothing is taken into account. It says how things "
        "are, and not whether the programme does well with its students."
    ),
    mark(
        "The bar shows where the true rate may lie: the darker, the more likely. The orange line is "
        "the threshold of the programme's level. The probability of lying below is the part of "
        "the bar to the left of the line."
    ),
)
WEIGHTED = (
    mark(
        "Not everybody answers a survey, and those who do may differ from those who do not. "
        "Weighting counts answers of groups that answered less more often, so that school, level, "
        "gender and registered destination are represented as in the register."
    ),
    mark(
        "Where both figures agree, who answered hardly matters as far as the register can tell. "
        "Where they differ, trust neither blindly: weighting cannot know those who are silent "
        "for reasons the register does not hold. It is no cure."
    ),
)
GENDER = (
    mark(
        "With gender held constant, a programme is compared with women and men elsewhere in its own "
        "mix. That is fair to the programme, and it could hide a gap inside it: women who fare worse "
        "would be compared with women who fare worse everywhere. So the results by gender stand "
        "beside, as they are."
    ),
)
WAITING = (
    mark(
        "The test follows all graduates month by month until they find a job, and counts those "
        "not yet placed as long as they are known to wait. It asks whether jobs come sooner or "
        "later than among like graduates, over the whole time and not only at six months."
    ),
)


def how_to_read(p: Page, key: str, paragraphs: Sequence[str], **values: object) -> None:
    """The expander with one method's explanation."""
    with st.expander(p.t("How to read this"), icon=":material/help:", key=f"read_{key}"):
        said = (
            values["example"] if text == EXAMPLE else p.t(text, **values) for text in paragraphs
        )
        st.markdown("\n\n".join(x for x in said if x))
