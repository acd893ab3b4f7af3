"""Do programmes do better or worse than their intake predicts? One outcome at a time."""

from ui.page import page
from ui.sections import Section, switch
from ui.standings import (
    adjustment,
    agreement,
    impossible,
    key_figures,
    layers,
    standing,
    waiting,
    weights,
)
from ui.standings.asked import asked, choose, explain_unavailable, has_values
from ui.standings.words import answer
from ui.telling import nobody
from yardstick.text import mark

SECTIONS = (
    Section("standing", mark("Standing"), ":material/balance:", standing.show),
    Section("funnel", mark("Funnel and agreement"), ":material/filter_alt:", agreement.show),
    Section("adjustment", mark("What was adjusted"), ":material/tune:", adjustment.show),
    Section("layers", mark("Thresholds and others"), ":material/flag:", layers.show),
    Section("weights", mark("Who answered"), ":material/how_to_reg:", weights.show),
)
TIME = Section("waiting", mark("Whole waiting time"), ":material/hourglass_top:", waiting.show)

with page(
    mark("Do our programmes do better or worse than their intake predicts?"), pools=True
) as p:
    unavailable = impossible.impossible(p)
    wanted = asked(unavailable)
    choose(p, wanted, unavailable)
    explain_unavailable(p, unavailable)
    if nobody(p):
        p.empty()
    else:
        found = wanted.of(p)
        if has_values(found):
            p.answer(answer(p, found))
            key_figures.show(p, found, wanted)
            sections = (*SECTIONS, TIME) if found.outcome.kind == "time" else SECTIONS
            switch(p, sections).show(p, found, wanted)
        else:
            impossible.show(p, found, wanted)
