"""Can these data be trusted?"""

from ui.page import page
from yardstick.text import mark

with page(mark("Can these data be trusted?")) as p:
    p.answer(p.summary())
