"""Whether the data can be trusted: files, rows, rules, gaps and checks of the build."""

import streamlit as st

from ui import external, quality
from ui.item import item
from ui.page import page
from yardstick.text import mark

PARTS = {
    "gaps": (
        mark("What these data cannot show"),
        mark("Every indicator can be shown for at least some graduates."),
        quality.degraded,
    ),
    "checks": (mark("Checks of the build"), mark("The build ran no checks."), quality.checks),
    "sources": (mark("Source files"), mark("No file was read."), quality.sources),
    "accounting": (mark("What became of every row"), mark("No row was read."), quality.accounting),
    "rejects": (mark("Rejected rows, by rule"), mark("No row was rejected."), quality.rejects),
    "left_out": (
        mark("Values left out, the row kept, by rule"),
        mark("No value was left out."),
        quality.left_out,
    ),
    "exclusions": (
        mark("Rows left out on purpose"),
        mark("No row was left out."),
        quality.exclusions,
    ),
    "unmatched": (
        mark("Values that no code list has"),
        mark("Every value was found in its code list."),
        quality.unmatched,
    ),
    "conflicts": (
        mark("Where sources disagree"),
        mark("No graduate is known from several sources."),
        quality.conflicts,
    ),
    "census": (mark("When the graduates were counted"), mark("No date is known."), quality.census),
    "external": (
        mark("External figures at hand"),
        mark("No external figure was loaded."),
        external.figures,
    ),
    "columns": (mark("Columns the sources give"), mark("No column is given."), quality.columns),
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

with page(mark("Can these data be trusted?"), filtered=False) as p:
    t = p.t
    p.answer(quality.verdict(p, t))
    for tab, parts in zip(
        st.tabs([t(name) for name in TABS], key="data_tab", on_change="rerun"),
        TABS.values(),
        strict=True,
    ):
        if not tab.open:
            continue
        with tab:
            for key in parts:
                title, nothing, make = PARTS[key]
                table = make(p)
                whole = quality.whole_log(p, quality.LOGS[key]) if key in quality.LOGS else None
                note = t("The download lists every row.") if whole is not None else ""
                item(
                    p,
                    key,
                    t(title),
                    None,
                    table,
                    data=whole,
                    note=t(nothing) if table.empty else note,
                )
            if "external" in parts:
                st.caption(
                    t(
                        "Each follows its source's own definition; none is mixed into a figure of this institution."
                    )
                )
            if "census" in parts:
                st.caption(p.reader.snapshot.meta.get(f"census_note_{p.lang}", ""))
