"""Why does the rate depend on who asks? The same graduates under every standard."""

from ui.forks import forks
from ui.page import page
from ui.side_by_side import side_by_side
from ui.telling import nobody
from yardstick.text import mark

with page(mark("Why does the rate depend on who asks?"), compared=[i.id for i in forks()]) as p:
    if nobody(p):
        p.empty()
    else:
        p.shown("yardsticks", side_by_side)
