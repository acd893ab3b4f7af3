"""Whether the data can be trusted: files, rows, rules, gaps and checks of the build."""

import streamlit as st

from ui import external
from ui.item import item
from ui.page import page
from ui.plain import readable
from ui.quality import files, findings
from ui.quality.parts import PARTS, TABS
from yardstick.text import mark

with page(mark("Can these data be trusted?"), filtered=False) as p:
    t = p.t
    p.answer(findings.verdict(p, t))
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
                whole = files.whole_log(p, files.LOGS[key]) if key in files.LOGS else None
                listed = whole is not None and files.sees_all(p)
                note = t("The download lists every row.") if listed else ""
                item(
                    p,
                    key,
                    t(title),
                    None,
                    external.shown(p, table) if key == "external" else readable(p, table),
                    data=table if whole is None else whole,
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
