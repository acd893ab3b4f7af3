"""Prints a table of results and keeps it, dated, as a Markdown file."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

FOLDER = Path(__file__).with_name("results")


def table(header: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A Markdown table, padded so that it also reads on a terminal."""
    cells = [[str(c) for c in row] for row in (header, *rows)]
    widths = [max(len(row[i]) for row in cells) for i in range(len(header))]
    lines = [
        "| " + " | ".join(c.ljust(w) for c, w in zip(r, widths, strict=True)) + " |" for r in cells
    ]
    lines.insert(1, "|" + "|".join("-" * (w + 2) for w in widths) + "|")
    return "\n".join(lines)


def keep(
    name: str,
    title: str,
    facts: dict[str, str],
    header: Sequence[str],
    rows: Sequence[Sequence[object]],
    notes: Sequence[str] = (),
) -> Path:
    """Print the result and write ``results/<date>_<name>.md``; a later run that day replaces it."""
    body = "\n\n".join(
        [
            f"# {title}",
            ", ".join(f"{k}: {v}" for k, v in facts.items()),
            table(header, rows),
            *(f"- {n}" for n in notes),
        ]
    )
    print(body, flush=True)
    FOLDER.mkdir(exist_ok=True)
    path = FOLDER / f"{datetime.now(UTC):%Y-%m-%d}_{name}.md"
    path.write_text(body + "\n", encoding="utf-8")
    return path


def ms(seconds: float) -> str:
    return f"{1000 * seconds:.0f} ms"


def mib(size: float) -> str:
    return f"{size / 2**20:.0f} MiB"


def quantile(values: Sequence[float], q: float) -> float:
    """The value that a share ``q`` of the measurements does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(q * len(ordered)))]
