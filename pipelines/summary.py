"""What a command prints when it is done: the summary of a build, the list of builds, the checks."""

from collections.abc import Iterable
from pathlib import Path

from pipelines.build import BadValues, Built
from pipelines.snapshot.history import Published
from yardstick.text import Translator, mark
from yardstick.warehouse import snapshot_path

#: More files than these are summed up in one line: the summary stays on one screen.
MOST_LINES = 12

#: Rejected rows first; then values left out of rows that were kept.
BAD = (
    (False, mark("Rejected rows by rule, with the first of each:")),
    (True, mark("Values left out of rows that were kept, by rule, with the first of each:")),
)

STATUS = {
    "passed": mark("passed"),
    "note": mark("note"),
    "warning": mark("warning"),
    "needs_person": mark("somebody has to look"),
    "too_early": mark("too early"),
    "not_applicable": mark("not applicable"),
    "failed": mark("failed"),
}


def _size(size: int) -> str:
    return f"{size / 2**20:,.1f} MiB"


def of_build(built: Built, folder: Path, t: Translator, published: bool = True) -> str:
    """One screen: rows in and out by file, checks that need attention, what was published."""
    lines = [""]
    for file, target, read, loaded, rejected, excluded in built.accounting[:MOST_LINES]:
        lines.append(
            t(
                "{file} -> {table}: {read} read = {loaded} loaded + {rejected} rejected "
                "+ {excluded} excluded",
                file=file,
                table=target,
                read=f"{read:,}",
                loaded=f"{loaded:,}",
                rejected=f"{rejected:,}",
                excluded=f"{excluded:,}",
            )
        )
    if (more := len(built.accounting) - MOST_LINES) > 0:
        lines.append(t("and {n} more targets", n=more))
    for kept, heading in BAD:
        lines += _bad_values([b for b in built.bad_values if b.kept == kept], t(heading), t)
    if built.bad_values and published:
        lines.append(t("The data page offers all of them as a download (Files and rows)."))
    lines.append("")
    lines += of_checks([(n, f.status.value, f.detail.say(t)) for n, f in built.findings], t)
    lines.append("")
    lines.append(
        t(
            "graduates: {graduates}, cohorts: {cohorts}, observations: {observations}; "
            "{seconds} s, {size}",
            graduates=f"{built.graduates:,}",
            cohorts=built.cohorts,
            observations=f"{built.observations:,}",
            seconds=f"{built.seconds:.1f}",
            size=_size(built.bytes),
        )
    )
    if published:
        path = snapshot_path(folder, built.build_id)
        lines.append(t("Published {build} as {file}", build=built.build_id, file=path))
    elif built.bad_values:
        lines.append(
            t("It would do without what is named above; nothing was published, as you asked.")
        )
    else:
        lines.append(t("Everything would do; nothing was published, as you asked."))
    return "\n".join(lines)


def _bad_values(bad: list[BadValues], heading: str, t: Translator) -> list[str]:
    """How many there are of each kind, and the first of them by file and row."""
    if not bad:
        return []
    lines = ["", heading]
    lines += [f"  {b.n:,} x  {b.sentence(t.lang)}" for b in bad[:MOST_LINES]]
    if (more := len(bad) - MOST_LINES) > 0:
        lines.append(t("and {n} more kinds", n=more))
    return lines


def of_checks(rows: Iterable[tuple[str, str, str]], t: Translator) -> list[str]:
    """How many checks passed, and a line for each that did not."""
    rows = list(rows)
    passed = sum(status == "passed" for _, status, _ in rows)
    lines = [t("{passed} of {n} checks passed", passed=passed, n=len(rows))]
    lines += [
        f"  {t(STATUS[status])}: {detail}" for _, status, detail in rows if status != "passed"
    ]
    return lines


def of_list(builds: Iterable[Published], t: Translator) -> str:
    """One line per published build, oldest first, the served one marked."""
    lines = []
    for b in builds:
        served = t("served") if b.current else ""
        size = t("file is gone") if b.bytes is None else _size(b.bytes)
        name = b.meta.get(f"institution_{t.lang}") or b.meta.get("institution_en", "")
        graduates = b.meta.get("graduates", "")
        lines.append(
            f"{b.build_id}  {b.meta.get('built_at', '')[:16]:16}  {graduates:>10}  {size:>12}  "
            f"{name}  {served}".rstrip()
        )
    return "\n".join(lines) if lines else t("No snapshot was published yet.")
