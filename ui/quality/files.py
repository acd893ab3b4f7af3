"""What was read, and what became of every row: files, accounting, rejects, exclusions."""

import pandas as pd

from ui.page import Page
from ui.plain import whole_numbers
from yardstick.codes import code_list
from yardstick.measure.model import EVERYTHING
from yardstick.text import mark
from yardstick.wording import missing

#: Tables that show one example of each kind, and which rows of the log their download holds.
LOGS: dict[str, bool] = {"rejects": False, "left_out": True}
#: Shown of a file's fingerprint; the download has it whole.
FINGERPRINT = 12
#: What stands for a value, a row or a name of the sources where not all of them are the reader's.
NOT_YOURS = mark("told to those who may see the whole institution")


def sees_all(p: Page) -> bool:
    """Whether values and names of the sources may be told: they belong to any programme."""
    return p.reader.scope == EVERYTHING


def file_names(p: Page) -> dict[int, str]:
    """Names of the source files by their number."""
    sources = p.reader.snapshot.table("meta_sources")
    return dict(zip(sources["file_id"], sources["file"], strict=True))


def sources(p: Page) -> pd.DataFrame:
    """One row per source file, as it was found."""
    t, rows = p.t, p.reader.snapshot.table("meta_sources").to_dict("records")

    def found(r: dict) -> str:
        parts = [str(r["format"]).upper()]
        parts += [str(r[k]) for k in ("encoding", "sheet") if not missing(r[k])]
        if not missing(r["delimiter"]):
            names = {",": t("comma"), "\t": t("tab"), ";": t("semicolon")}
            parts.append(names.get(r["delimiter"], str(r["delimiter"])))
        return " · ".join(parts)

    populations = code_list("population")
    return pd.DataFrame(
        {
            t("File"): [r["file"] for r in rows],
            t("Found as"): [found(r) for r in rows],
            t("Header in row"): whole_numbers(r["header_row"] for r in rows),
            t("Rows"): whole_numbers(r["rows_read"] for r in rows),
            t("Declared population"): [populations.label(r["population"], p.lang) for r in rows],
            t("Fingerprint (SHA-256)"): [str(r["sha256"])[:FINGERPRINT] + "…" for r in rows],
        }
    )


def accounting(p: Page) -> pd.DataFrame:
    """What became of the rows of each file, each term counted by itself."""
    t, names = p.t, file_names(p)
    rows = p.reader.snapshot.table("meta_accounting").to_dict("records")
    whole = [r["read"] == r["loaded"] + r["rejected"] + r["excluded"] for r in rows]
    return pd.DataFrame(
        {
            t("File"): [names[r["file_id"]] for r in rows],
            t("Source table"): [r["target"] for r in rows],
            t("Read"): whole_numbers(r["read"] for r in rows),
            t("Loaded"): whole_numbers(r["loaded"] for r in rows),
            t("Rejected"): whole_numbers(r["rejected"] for r in rows),
            t("Excluded"): whole_numbers(r["excluded"] for r in rows),
            t("Adds up"): [t("yes") if ok else t("no") for ok in whole],
            t("Rows made of them"): whole_numbers(r["expanded"] for r in rows),
        }
    )


def bad_values(p: Page, kept: bool) -> pd.DataFrame:
    """The log of bad values: of rows that were kept without them, or of rejected rows."""
    found = p.reader.snapshot.table("meta_rejects")
    if "kept" not in found:
        # Snapshots used to reject every row with a bad value.
        found = found.assign(kept=False)
    return found[found["kept"] == kept]


def rejects(p: Page) -> pd.DataFrame:
    """Rejected rows by file, column and rule, with one sentence as an example."""
    return _by_rule(p, bad_values(p, kept=False))


def left_out(p: Page) -> pd.DataFrame:
    """Values left out of rows that were kept, by file, column and rule, with an example."""
    return _by_rule(p, bad_values(p, kept=True))


def whole_log(p: Page, kept: bool) -> pd.DataFrame:
    """Every bad value with its row and sentence, for the download: the table shows one of each.

    Only who sees the whole institution is told of rows; others get what the table shows.
    """
    if not sees_all(p):
        return _by_rule(p, bad_values(p, kept))
    t, names = p.t, file_names(p)
    found = bad_values(p, kept).sort_values(["file_id", "target", "row"])
    return pd.DataFrame(
        {
            t("File"): [names[f] for f in found["file_id"]],
            t("Source table"): found["target"].tolist(),
            t("Row"): found["row"].tolist(),
            t("Column"): found["column_name"].tolist(),
            t("Rule"): found["rule"].tolist(),
            t("Sentence"): found[f"sentence_{p.lang}"].tolist(),
        }
    )


def _by_rule(p: Page, found: pd.DataFrame) -> pd.DataFrame:
    t, names = p.t, file_names(p)
    keys = ["file_id", "target", "column_name", "rule"]
    groups = found.groupby(keys, dropna=False, sort=False)

    def example(part: pd.DataFrame) -> str:
        return part[f"sentence_{p.lang}"].iloc[0] if sees_all(p) else t(NOT_YOURS)

    rows = [
        (names[file], target, column, len(part), example(part))
        for (file, target, column, _), part in groups
    ]
    headings = [t("File"), t("Source table"), t("Column"), t("Rows"), t("For example")]
    return pd.DataFrame(rows, columns=headings).fillna("")


def exclusions(p: Page) -> pd.DataFrame:
    """Rows left out on purpose, with the reason the mapping gives."""
    names = file_names(p)
    rows = p.reader.snapshot.table("meta_exclusions").to_dict("records")
    return pd.DataFrame(
        [(names[r["file_id"]], r["target"], r[f"reason_{p.lang}"], r["n"]) for r in rows],
        columns=[p.t("File"), p.t("Source table"), p.t("Reason"), p.t("Rows")],
    )


def unmatched(p: Page) -> pd.DataFrame:
    """Values that no code list has: listed, never guessed."""
    names = file_names(p)

    def _value(value: object) -> object:
        if missing(value):
            return p.t("values that may be personal, not shown")
        return value if sees_all(p) else p.t(NOT_YOURS)

    rows = p.reader.snapshot.table("meta_unmatched").sort_values("n", ascending=False)
    return pd.DataFrame(
        [
            (
                names[r["file_id"]],
                r["target"],
                r["column_name"],
                _value(r["value"]),
                r["n"],
            )
            for r in rows.to_dict("records")
        ],
        columns=[p.t("File"), p.t("Source table"), p.t("Column"), p.t("Value"), p.t("Rows")],
    )
