"""What the data page shows, and under which tab: title, what is said of nothing, and the table."""

from ui import external
from ui.quality import files, findings, origins
from yardstick.text import mark

PARTS = {
    "gaps": (
        mark("What these data cannot show"),
        mark("Every indicator can be shown for at least some graduates."),
        findings.degraded,
    ),
    "checks": (mark("Checks of the build"), mark("The build ran no checks."), findings.checks),
    "sources": (mark("Source files"), mark("No file was read."), files.sources),
    "accounting": (mark("What became of every row"), mark("No row was read."), files.accounting),
    "rejects": (mark("Rejected rows, by rule"), mark("No row was rejected."), files.rejects),
    "left_out": (
        mark("Values left out, the row kept, by rule"),
        mark("No value was left out."),
        files.left_out,
    ),
    "exclusions": (
        mark("Rows left out on purpose"),
        mark("No row was left out."),
        files.exclusions,
    ),
    "unmatched": (
        mark("Values that no code list has"),
        mark("Every value was found in its code list."),
        files.unmatched,
    ),
    "conflicts": (
        mark("Where sources disagree"),
        mark("No graduate is known from several sources."),
        origins.conflicts,
    ),
    "census": (mark("When the graduates were counted"), mark("No date is known."), origins.census),
    "external": (
        mark("External figures at hand"),
        mark("No external figure was loaded."),
        external.figures,
    ),
    "columns": (mark("Columns the sources give"), mark("No column is given."), origins.columns),
}
TABS = {
    mark("Gaps and checks"): ("gaps", "checks"),
    mark("Files and rows"): (
        "sources",
        "accounting",
        "rejects",
        "left_out",
        "exclusions",
        "unmatched",
    ),
    mark("Sources and dates"): ("conflicts", "census"),
    mark("External figures"): ("external",),
    mark("Columns"): ("columns",),
}
