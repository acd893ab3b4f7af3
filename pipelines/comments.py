"""Reads each different comment once: does it say anything, of what themes, and how is it searched.

Texts come redacted. The themes are those of the dictionary at the time of the build.
"""

from pathlib import Path

import duckdb
import pyarrow as pa

from yardstick.comments.answers import MARKS, is_comment, plain
from yardstick.comments.themes import FOLDER, NO_THEME, NO_THEME_LABEL, load_themes, speak_of

THEMES = {
    "theme": pa.string(),
    "label_en": pa.string(),
    "label_zh": pa.string(),
    "place": pa.int32(),
}
TEXTS = {
    "text": pa.string(),
    "says": pa.bool_(),
    "themes": pa.list_(pa.string()),
    "plain": pa.string(),
}


def read_comments(con: duckdb.DuckDBPyConnection, folder: Path = FOLDER) -> None:
    """Create ``core_themes`` (one row per theme) and ``core_texts`` (one per different text).

    Raises ValueError for a theme that is no theme (see ``load_themes``).
    """
    themes = load_themes(folder)
    texts = [t for (t,) in con.execute("SELECT DISTINCT text FROM stg_comments").fetchall()]
    says = is_comment(texts)
    flags = speak_of(texts, themes, says)
    names = list(themes)
    found = [
        [names[k] for k in row.nonzero()[0]] or ([NO_THEME] if real else [])
        for row, real in zip(flags, says.tolist(), strict=True)
    ]
    labels = [(t.id, t.label.en, t.label.zh) for t in themes.values()]
    labels.append((NO_THEME, NO_THEME_LABEL.en, NO_THEME_LABEL.zh))
    _create(con, "core_themes", [*zip(*labels, strict=True), range(len(labels))], THEMES)
    columns = [texts, says.tolist(), found, [MARKS.sub(" ", plain(str(t))) for t in texts]]
    _create(con, "core_texts", columns, TEXTS)


def _create(
    con: duckdb.DuckDBPyConnection, name: str, columns: list, kinds: dict[str, pa.DataType]
) -> None:
    arrays = [pa.array(list(c), kind) for c, kind in zip(columns, kinds.values(), strict=True)]
    con.register("read_here", pa.table(arrays, names=list(kinds)))
    con.execute(f"CREATE TABLE {name} AS SELECT * FROM read_here")
    con.unregister("read_here")
