"""How is each figure calculated?"""

from ui.page import page
from yardstick.text import mark

with page(mark("How is each figure calculated?")) as p:
    p.answer(p.summary())
