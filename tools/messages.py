"""Keep the translation catalogues in step with the code: extract, fill, compile.

``python -m tools.messages``            extract every message, keep what is translated, compile
``python -m tools.messages fill F...``  take translations from tab-separated files (English, Chinese)
``python -m tools.messages replace F...``  the same, also in place of a translation there is already

``fill`` keeps what is translated and names every message it therefore left as it was.
A translation that its English source no longer uses is dropped; ``tests/house/test_messages.py``
holds sources, catalogues and compiled files together.
"""

import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from yardstick.places import LOCALE, ROOT

#: Which rooms each domain's messages come from.
ROOMS: dict[str, tuple[str, ...]] = {
    "library": ("yardstick",),
    "screen": ("app.py", "pages", "ui"),
    "pipelines": ("pipelines",),
}
LANGUAGE = "zh"
EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
KEYWORDS = {"t": None, "mark": None}


def sources(domain: str) -> Iterator[Path]:
    """Python files of one domain, in a stable order."""
    for room in ROOMS[domain]:
        path = ROOT / room
        yield from [path] if path.is_file() else sorted(path.rglob("*.py"))


def extract(domain: str) -> dict[str, list[str]]:
    """Message ids of one domain and the files that use them."""
    found: dict[str, list[str]] = {}
    for path in sources(domain):
        for _, message, _, _ in extract_from_file("python", path, keywords=KEYWORDS):
            if isinstance(message, str) and message:
                files = found.setdefault(message, [])
                name = path.relative_to(ROOT).as_posix()
                if name not in files:
                    files.append(name)
    return found


def po_path(domain: str) -> Path:
    return LOCALE / LANGUAGE / "LC_MESSAGES" / f"{domain}.po"


def translations(domain: str) -> dict[str, str]:
    """What is translated today."""
    path = po_path(domain)
    if not path.exists():
        return {}
    with path.open("rb") as f:
        return {str(m.id): str(m.string) for m in read_po(f) if m.id and m.string}


def catalogue(domain: str, known: dict[str, str]) -> Catalog:
    """The catalogue of one domain: every extracted message with its translation, if any."""
    # A fixed date and no version of the tool: the files change only when their messages do.
    made = Catalog(
        locale=LANGUAGE,
        domain=domain,
        project="alumni-yardstick",
        version="1",
        creation_date=EPOCH,
        revision_date=EPOCH,
        header_comment="# Chinese translations of Alumni Yardstick.",
        last_translator="The Alumni Yardstick founders",
        language_team="The Alumni Yardstick founders",
        msgid_bugs_address="",
        fuzzy=False,
    )
    for message, files in sorted(extract(domain).items()):
        made.add(message, known.get(message, ""), locations=[(name, 0) for name in files])
    return made


def compiled(made: Catalog) -> bytes:
    buffer = BytesIO()
    write_mo(buffer, made)
    return buffer.getvalue()


def replace_file(path: Path, content: bytes) -> None:
    """Write in one step: who reads meanwhile finds the old or the new file, never half of one."""
    whole = path.with_name(f"{path.name}.{os.getpid()}")
    whole.write_bytes(content)
    whole.replace(path)


def update(extra: dict[str, str] | None = None, *, replace: bool = False) -> dict[str, list[str]]:
    """Write every catalogue; returns the messages that still lack a translation, by domain.

    ``extra`` fills what has no translation; with ``replace`` it also takes the place of one.
    """
    extra, missing = extra or {}, {}
    for domain in ROOMS:
        known = translations(domain)
        made = catalogue(domain, known | extra if replace else extra | known)
        path = po_path(domain)
        path.parent.mkdir(parents=True, exist_ok=True)
        written = BytesIO()
        write_po(written, made, width=100, omit_header=False, include_lineno=False)
        replace_file(path, written.getvalue())
        replace_file(path.with_suffix(".mo"), compiled(made))
        missing[domain] = [str(m.id) for m in made if m.id and not m.string]
    return missing


def kept(extra: dict[str, str]) -> list[str]:
    """Messages in use that have another translation than ``extra`` gives them."""
    found = []
    for domain in ROOMS:
        known = translations(domain)
        used = [m for m in extract(domain) if m in extra and known.get(m)]
        found += [m for m in used if known[m] != extra[m]]
    return list(dict.fromkeys(found))


def read_tsv(path: Path) -> dict[str, str]:
    """Translations from a file of two tab-separated columns; ``\\n`` stands for a line break."""
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        parts = [part.replace("\\n", "\n") for part in line.split("\t")]
        if len(parts) == 2 and all(parts):
            found[parts[0]] = parts[1]
    return found


def main(arguments: list[str]) -> int:
    extra: dict[str, str] = {}
    if arguments[:1] in (["fill"], ["replace"]):
        for name in arguments[1:]:
            extra |= read_tsv(Path(name))
    replace = arguments[:1] == ["replace"]
    for message in [] if replace else kept(extra):
        print(f"translated already, not replaced: {message!r}")
    missing = update(extra, replace=replace)
    for domain, messages in missing.items():
        for message in messages:
            print(f"{domain}\t{message!r}")
    print(f"untranslated: {sum(map(len, missing.values()))}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
