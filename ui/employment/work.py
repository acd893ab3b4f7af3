"""Which industries and employers took them? Rankings with their concentration."""

from ui.employment.names import ranked
from ui.employment.topics import EMPLOYER_TYPES, EMPLOYERS, INDUSTRIES, OCCUPATIONS
from ui.page import Page
from yardstick.sentences import joined


def show(p: Page) -> None:
    t = p.t
    said, known = ranked(p, INDUSTRIES, top=12, leads=True)
    several = t("Names are taken as the source writes them: one employer may stand under several.")
    employers, _ = ranked(p, EMPLOYERS, caveats=(several,))
    # Without industries on record the employers are what there is to say.
    p.answer(said if known else joined([said, employers], t))
    ranked(p, EMPLOYER_TYPES)
    ranked(p, OCCUPATIONS)
