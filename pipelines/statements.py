"""The SQL files of the build by name."""

from pathlib import Path

SQL = Path(__file__).parent / "sql"


def sql(name: str, **values: str) -> str:
    """The text of one SQL file, with the places in braces filled."""
    text = (SQL / f"{name}.sql").read_text(encoding="utf-8")
    for key, value in values.items():
        text = text.replace("{" + key + "}", value)
    return text
