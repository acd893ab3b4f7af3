"""Why do different yardsticks give different rates?"""

from ui.page import page
from yardstick.text import mark

with page(mark("Why do different yardsticks give different rates?")) as p:
    p.answer(p.summary())
