"""How to read each method, in plain words, for somebody who sees it for the first time."""

from collections.abc import Sequence

import streamlit as st

from ui.page import Page
from yardstick.text import mark

BENCHMARK = (
    mark(
        "**Observed** is the programme's own result. **Expected**, the benchmark, answers the "
        "question: what would these very students have achieved, had they fared like students of "
        "the same cohort, level and intake in the whole institution? Think of a golfer's handicap: "
        "the programme is compared with what its students bring along, and not with the programme "
        "next door."
    ),
    mark(
        "**Difference** is observed minus expected. Its interval shows how far chance could have "
        "moved it: an interval that holds zero means that there may be no difference at all."
    ),
    mark(
        "**Verdict.** Above or below is said only if two conditions hold: the difference is "
        "larger than {least} with a probability of 95% or more, and it still stands out "
        "after one has allowed for looking at {n} programmes at once. “Cannot be told” is the "
        "normal case and is no bad mark: it says that the numbers are too small to decide."
    ),
    mark(
        "**Detectable difference** says how large a true difference must be before a programme of "
        "this size would show it in four cases out of five. Where it is large, silence means little."
    ),
    mark(
        "**Own contribution** is the part of the benchmark that is the programme itself. A large "
        "programme is compared with itself in part, which draws its difference towards zero; from "
        "half on no verdict is given. The columns “itself left out” compare with the others only."
    ),
    mark(
        "A difference is a reason to ask, and not an answer. It does not say what the programme "
        "did: there may be causes nobody recorded."
    ),
)
EFFECTS = (
    mark(
        "Each row is a programme. The filled or hollow mark is its **pooled effect**: how far its "
        "graduates lie above or below what a model expects of their intake, the zero line. The bar "
        "through it is the 95% interval. The grey diamond is the **raw** difference from the "
        "overall result, with nothing taken into account."
    ),
    mark(
        "Small programmes have wild raw results: with 12 graduates, one job more or less is eight "
        "points. The model therefore draws each result towards zero, small ones more than large "
        "ones. That is why a diamond can lie far out while its mark stays near the middle."
    ),
    mark(
        "Read the bars, not the order. Two programmes whose bars overlap widely cannot be ranked "
        "against each other, and the middle of the figure has no order at all. The shape of the "
        "mark is the verdict of the benchmark table, which follows a rule of its own."
    ),
    mark("The grey band holds differences smaller than {least}, too small to act on."),
)
FUNNEL = (
    mark(
        "Each point is a programme: to the right the large ones, upwards the better raw result. "
        "The line in the middle is the overall result of the institution."
    ),
    mark(
        "Chance moves small programmes more than large ones, so the limits are wide on the left "
        "and narrow on the right: a funnel. Inside the funnel a result is what chance alone can "
        "give. Of 100 programmes that do not differ about five lie beyond the 95% limits, and about "
        "one in 500 beyond the 99.8% limits."
    ),
    mark(
        "Programmes nearly always differ somewhat, for reasons nobody recorded. The wider limits "
        "allow for that; the flags are taken against them."
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
        st.markdown("\n\n".join(p.t(text, **values) for text in paragraphs))
