"""What became of our graduates? One section at a time, each a question of its own."""

from ui.employment import (
    destinations,
    first_job,
    later,
    match,
    pay,
    regions,
    study,
    work,
)
from ui.page import page
from ui.sections import Section, asked, switch
from ui.telling import nobody
from yardstick.text import mark

SECTIONS = (
    Section("destinations", mark("Destinations"), ":material/signpost:", destinations.show),
    Section("pay", mark("Pay"), ":material/payments:", pay.show),
    Section("first_job", mark("First job"), ":material/hourglass_top:", first_job.show),
    Section("work", mark("Industries and employers"), ":material/apartment:", work.show),
    Section("regions", mark("Regions"), ":material/map:", regions.show),
    Section("study", mark("Further study"), ":material/school:", study.show),
    Section("match", mark("Match"), ":material/join_inner:", match.show),
    Section("later", mark("Later"), ":material/update:", later.show),
)

#: Later times are those of cohorts that have come that far: the latest one has none.
every = asked() == "later"
with page(mark("What became of our graduates?"), every=every) as p:
    if nobody(p):
        p.empty()
    else:
        section = switch(p, SECTIONS)
        p.shown(f"employment.{section.key}", section.show)
