"""How often several sources on one graduate disagree about the destination."""

import duckdb

from pipelines.checks.model import Check, Finding, not_applicable, note, passed, warning
from yardstick.text import mark

#: Above this share the sources do not describe the same thing. A convention of this project.
MOST = 0.10

QUERY = """
SELECT coalesce(sum(graduates), 0), coalesce(sum(conflicting), 0)
FROM meta_conflicts WHERE field = 'destination'
"""


def run(con: duckdb.DuckDBPyConnection) -> Finding:
    """Share of graduates with several sources whose component differs."""
    several, differ = map(int, con.execute(QUERY).fetchone())
    if not several:
        return not_applicable(mark("No graduate's destination comes from more than one source."))
    if not differ:
        return passed(
            mark("Sources agree wherever several of them describe an observation ({of} times)."),
            of=f"{several:,}",
        )
    values = {"n": f"{differ:,}", "of": f"{several:,}", "percent": f"{100 * differ / several:.1f}"}
    text = mark(
        "Sources disagree on the destination of {n} of the {of} observations that several of them "
        "describe ({percent}%)."
    )
    return (warning if differ > MOST * several else note)(text, **values)


CHECK = Check("conflicts_counted", run)
