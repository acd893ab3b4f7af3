"""Which encoding a text file is in, and a copy of it in UTF-8 with plain line ends.

Only what can be told with certainty is decided: a byte order mark, valid UTF-8, and GB18030 where
the text it yields is everyday Chinese. Bytes in any other single-byte encoding would also decode
as GB18030, into rare characters; such a file is refused until the mapping names its encoding.
Korean and Japanese in EUC cannot be told from GB18030: what was decided is stated in a notice.
"""

import codecs
from collections.abc import Iterator
from pathlib import Path

from pipelines.problems import SourceError
from pipelines.read import sentences
from pipelines.read.content import looks_utf16
from pipelines.read.scan import CHUNK, chunks_of

SAMPLE = 1 << 20
UTF8 = "utf-8"
GB18030 = "gb18030"
# The 3,755 everyday characters and the punctuation of GB 2312 lie in these lead bytes; text that
# is truly Chinese draws nearly all of its characters from them.
EVERYDAY_SHARE = 0.8
BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def name_of(file: str, encoding: str) -> str:
    """The encoding under the name Python knows it by; GB 2312 and GBK are parts of GB18030."""
    try:
        name = codecs.lookup(encoding.strip()).name
        # What Python also calls a codec, such as base64, is no encoding of text.
        "a".encode(name)
    except (LookupError, ValueError):
        raise SourceError(sentences.unknown_encoding(file, encoding)) from None
    return GB18030 if name in ("gb2312", "gbk") else name


def shown(encoding: str) -> str:
    """The name of an encoding as a reader of the snapshot sees it."""
    return encoding.removesuffix("-sig")


def refuse_unicode(path: Path) -> None:
    """Refuse a file that is Unicode although the mapping says GB18030: it would read as nonsense."""
    found = guess(path)
    with path.open("rb") as stream:
        plain = stream.read(SAMPLE).isascii()
    if found != GB18030 and not (found == UTF8 and plain):
        raise SourceError(
            sentences.other_encoding(path.name, GB18030.upper(), shown(found).upper())
        )


def refuse_wide(path: Path) -> None:
    """Refuse a file in UTF-16 or UTF-32 although the mapping says UTF-8: it would seem damaged."""
    found = guess(path)
    if found.startswith(("utf-16", "utf-32")):
        raise SourceError(sentences.other_encoding(path.name, UTF8.upper(), found.upper()))


def guess(path: Path) -> str:
    """The encoding as its first megabyte shows it; ``recode`` sees the whole file."""
    with path.open("rb") as stream:
        sample = stream.read(SAMPLE)
        complete = not stream.read(1)
    for bom, encoding in BOMS:
        if sample.startswith(bom):
            return encoding
    if wide := looks_utf16(sample[:65536]):
        return wide
    try:
        codecs.getincrementaldecoder(UTF8)().decode(sample, final=complete)
    except UnicodeDecodeError:
        return GB18030
    return UTF8


def recode(path: Path, target: Path, encoding: str, certain: bool) -> str:
    """Write ``target`` in UTF-8 with LF line ends and no byte order marks; return the encoding.

    Without a ``certain`` encoding GB18030 is tried where the file turns out not to be UTF-8.
    """
    if certain or encoding not in (UTF8, GB18030):
        _write(path, target, encoding)
        return encoding
    try:
        _write(path, target, UTF8)
        return UTF8
    except SourceError as not_utf8:
        if not _is_everyday_chinese(path):
            raise not_utf8 from None
        _write(path, target, GB18030)
        return GB18030


def _write(path: Path, target: Path, encoding: str) -> None:
    rows = 1
    decoder = codecs.getincrementaldecoder(encoding)()
    held = ""
    with target.open("wb") as out:
        for piece, last in _with_last(chunks_of(path, CHUNK // 2)):
            try:
                text = held + decoder.decode(piece, last)
            except UnicodeDecodeError as problem:
                before = problem.object[: problem.start].decode(encoding, "ignore")
                row = rows + _lines(held + before)
                raise SourceError(
                    sentences.undecodable(path.name, row, shown(encoding).upper())
                ) from None
            # A return at the end may be half of a line end whose other half comes next.
            held = "\r" if text.endswith("\r") and not last else ""
            text = text[: len(text) - len(held)].replace("\r\n", "\n").replace("\r", "\n")
            rows += text.count("\n")
            out.write(text.replace("\ufeff", "").encode("utf-8", "surrogatepass"))


def _lines(text: str) -> int:
    return text.replace("\r\n", "\n").replace("\r", "\n").count("\n")


def _with_last(pieces: Iterator[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Each piece, then an empty last one: a decoder must be told where the text ends."""
    for piece in pieces:
        yield piece, False
    yield b"", True


def _is_everyday_chinese(path: Path) -> bool:
    """Whether the first non-ASCII stretch of the file reads as Chinese when taken as GB18030."""
    for piece in chunks_of(path, SAMPLE):
        if piece.isascii():
            continue
        text = piece.decode(GB18030, "replace")
        wide = [character for character in text if character > "\x7f"]
        everyday = sum(_is_everyday(character) for character in wide)
        return everyday >= EVERYDAY_SHARE * len(wide)
    return False


def _is_everyday(character: str) -> bool:
    octets = character.encode(GB18030, "replace")
    if len(octets) != 2:
        return False
    lead, trail = octets
    return trail >= 0xA1 and (0xA1 <= lead <= 0xA3 or 0xB0 <= lead <= 0xD7)
