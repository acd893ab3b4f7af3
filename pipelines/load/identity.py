"""How identifiers are compared: what nobody can see of them makes no other graduate.

Exports put a byte order mark, a no-break space or a zero-width character into a cell, and input
methods write digits and letters in full width. Such an identifier is the same as the one without.
What can be seen, such as capitals, a superscript or a blank between, stays as it is.

The characters are those of Unicode's general categories Cf and Zs and its variation selectors; the
full-width forms are decomposed as by NFKC (Unicode Standard Annex 15).
"""

from yardstick.contracts import Column

#: Text columns that link tables as identifiers do; their full-width characters can be seen.
LINKS = frozenset({"programme_code"})


def _span(first: int, last: int) -> str:
    return "".join(map(chr, range(first, last + 1)))


#: Soft hyphen, grapheme joiner, zero-width and directional marks, joiners, variation selectors, BOM.
INVISIBLE = (
    "\u00ad\u034f\u061c\u180e\ufeff"
    + _span(0x200B, 0x200F)
    + _span(0x202A, 0x202E)
    + _span(0x2060, 0x2069)
    + _span(0xFE00, 0xFE0F)
)
CONTROLS = "\t\n\r"
BLANKS = CONTROLS + "\u00a0\u1680\u202f\u205f\u3000" + _span(0x2000, 0x200A)
HYPHENS = "\u2010\u2011"
WIDE, NARROW = _span(0xFF01, 0xFF5E), _span(0x21, 0x7E)


def links(column: Column) -> bool:
    """Whether the values of a column are compared across tables without regard to such marks."""
    return column.type == "id" or column.name in LINKS


def suspect(text: str) -> str:
    """SQL that is true where ``text`` has anything but visible ASCII characters and spaces.

    It tells at the price of a length which few texts are worth looking at.
    """
    tests = [f"strlen({text}) <> length({text})"]
    tests += [f"contains({text}, chr({ord(c)}))" for c in CONTROLS]
    return f"({' OR '.join(tests)})"


def plain(text: str, column: Column) -> str:
    """SQL for a text of a linking column without what cannot be seen; NULL where nothing is left."""
    wide = column.type == "id"
    # The characters behind the last that is replaced are taken out.
    given = BLANKS + HYPHENS + (WIDE if wide else "") + INVISIBLE
    made = " " * len(BLANKS) + "-" * len(HYPHENS) + (NARROW if wide else "")
    made = made.replace("'", "''")
    bare = f"nullif(trim(nfc_normalize(translate({text}, '{given}', '{made}'))), '')"
    return f"CASE WHEN {suspect(text)} THEN {bare} ELSE {text} END"


def respelt(text: str, column: Column) -> str:
    """SQL that is true where a text of a linking column is read otherwise than it is written."""
    return f"({suspect(text)} AND {plain(text, column)} IS DISTINCT FROM {text})"
