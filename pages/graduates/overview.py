"""How are our graduates doing?"""

from ui.page import page
from yardstick.text import mark

with page(mark("How are our graduates doing?")) as p:
    p.answer(p.summary())
