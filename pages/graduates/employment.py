"""What became of our graduates?"""

from ui.page import page
from yardstick.text import mark

with page(mark("What became of our graduates?")) as p:
    p.answer(p.summary())
