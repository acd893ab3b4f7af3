"""Where the rows of a build come from: mapped source files, or the demonstration institution."""

from collections.abc import Sequence
from pathlib import Path

import duckdb

from pipelines.build import Loaded, Loader
from pipelines.load import LoadReport, load_sources
from pipelines.mapping import Mapping, load_mapping
from pipelines.problems import Message
from pipelines.progress import Progress
from pipelines.pseudonym import load_key
from yardstick.places import DATA
from yardstick.text import mark

DEMO_MAPPING = DATA / "mappings" / "demo.toml"


def _loaded(report: LoadReport) -> Loaded:
    return Loaded(report.institution, report.demo, report.mappings)


def from_files(sources: Sequence[tuple[Mapping, Path]]) -> Loader:
    """Load mapped source files."""

    def load(con: duckdb.DuckDBPyConnection, progress: Progress, work: Path) -> Loaded:
        # Before anything is read: nobody waits for a build that lacks its key.
        key = load_key()
        report = load_sources(con, sources, key, progress)
        for notice in report.notices:
            progress.notice(notice)
        return _loaded(report)

    return load


def from_demo(graduates: int | None = None) -> Loader:
    """Invent the demonstration institution, then load its files like anyone's."""

    def load(con: duckdb.DuckDBPyConnection, progress: Progress, work: Path) -> Loaded:
        # Only a demonstration needs the generator.
        from pipelines.demo import generate

        load_key()
        folder = work / "demo"
        chosen = {} if graduates is None else {"graduates": graduates}
        progress.step(Message.of(mark("Inventing the demonstration institution")), 0.02)
        generate.generate(folder, progress=progress, **chosen)
        progress.step(Message.of(mark("Reading the source files")), 0.3)
        return from_files([(load_mapping(DEMO_MAPPING), folder)])(con, progress, work)

    return load
