"""Finds the files a mapping names, and checks that each has the columns the mapping asks for."""

import difflib
import errno
import stat
from collections.abc import Iterator
from pathlib import Path

from pipelines.mapping_columns import TEMPLATE_FIELD
from pipelines.mapping_model import ColumnMap, FileMap, Mapping, Target
from pipelines.problems import Message, SourceError, SourceProblem
from pipelines.read import RawFile
from yardstick.contracts import contracts
from yardstick.text import mark

PATTERN = set("*?[")


def found_files(mapping: Mapping, folder: Path) -> list[tuple[FileMap, Path]]:
    """Every file of the mapping in ``folder``. Raises SourceError for those that are missing."""
    found: list[tuple[FileMap, Path]] = []
    problems = []
    if not folder.is_dir():
        raise SourceError(
            SourceProblem(
                str(folder),
                None,
                Message.of(mark("there is no such folder.")),
                Message.of(mark("Check the path given to --source.")),
            )
        )
    for file in mapping.files:
        paths = _matching(file, folder)
        if not paths:
            problems.append(_missing(file, mapping, folder))
        found += [(file, path) for path in paths]
    if problems:
        raise SourceError(problems)
    return found


#: What the system says of a name under which nothing can lie: no such file or folder, a file
#: where a folder should be, a name longer than names may be, one that no file may have.
NOT_THERE = (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG, errno.EINVAL, errno.ELOOP)


def _matching(file: FileMap, folder: Path) -> list[Path]:
    """The files of that name or pattern. Whatever else the system refuses is its own failure."""
    try:
        if PATTERN & set(file.path):
            return sorted(p for p in folder.glob(file.path) if _is_file(p))
        return [p for p in (folder / file.path,) if _is_file(p)]
    except (NotImplementedError, ValueError):
        # A pattern from the root, a ** within a name, a character that no name has.
        return []


def _is_file(path: Path) -> bool:
    """Like ``Path.is_file``, which takes a disk that does not answer for a missing file."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except OSError as error:
        if error.errno in NOT_THERE:
            return False
        raise


def _is_folder(file: FileMap, folder: Path) -> bool:
    try:
        return not PATTERN & set(file.path) and (folder / file.path).is_dir()
    except (ValueError, OSError):
        return False


def _missing(file: FileMap, mapping: Mapping, folder: Path) -> SourceProblem:
    if _is_folder(file, folder):
        return SourceProblem(
            file.path,
            None,
            Message.of(
                mark("this is a folder, and the mapping {mapping} needs a file of this name."),
                mapping=mapping.file_name,
            ),
            Message.of(mark("Put the file there, or correct the path in the mapping.")),
        )
    # A file that has its own place in the mapping is not this one under another name.
    used = {p for other in mapping.files for p in _matching(other, folder)}
    names = sorted(p.name for p in folder.iterdir() if p.is_file() and p not in used)
    near = difflib.get_close_matches(file.path, names, 1)
    return SourceProblem(
        file.path,
        None,
        Message.of(
            mark("the file is not in the source folder, and the mapping {mapping} needs it."),
            mapping=mapping.file_name,
        ),
        Message.of(mark("Put it there. Is it called '{near}' now?"), near=near[0])
        if near
        else Message.of(mark("Put it there, or correct the path in the mapping.")),
    )


def check_headers(file: FileMap, raw: RawFile) -> None:
    """Raise SourceError where the mapping asks for a header that the file lacks or has twice."""
    wanted: list[str] = []
    for target in file.targets:
        if target.sql is None:
            wanted += [*sorted(set(asked(target))), *_required_by_name(target)]
    wanted += [exclude.column for exclude in file.excludes]
    if wanted and not set(wanted) & set(raw.columns):
        raise SourceError(_no_header_here(raw, wanted[0]))
    missing = [header for header in wanted if header not in raw.columns]
    problems = [*_doubled(file, raw), *(lacking(raw.path_name, h, raw.columns) for h in missing)]
    if problems:
        raise SourceError(dict.fromkeys(problems))


def _no_header_here(raw: RawFile, header: str) -> SourceProblem:
    """The row taken for the header has no header the mapping names: it may be a person's, so
    nothing of it is quoted."""
    return SourceProblem(
        raw.path_name,
        raw.header_row,
        Message.of(
            mark(
                "this row was taken for the header, and none of the columns the mapping names"
                " stands in it (not '{header}', for one)."
            ),
            header=header,
        ),
        Message.of(
            mark(
                "Name the row of the header in the mapping (header_row = ...), or correct its"
                " delimiter or the columns it names."
            )
        ),
    )


def _doubled(file: FileMap, raw: RawFile) -> list[SourceProblem]:
    """Headers that the mapping names and the file has more than once: which is meant is unknown.

    A SELECT may name them: there the columns are told apart by the names they were given.
    """
    named = {exclude.column for exclude in file.excludes}
    for target in file.targets:
        if target.sql is None:
            named |= set(asked(target))
            if target.same_names:
                named |= {c.name for c in contracts()[target.table].columns}
    return [
        SourceProblem(
            raw.path_name,
            raw.header_row,
            Message.of(
                mark("the mapping names the header '{header}', and more than one column has it."),
                header=header,
            ),
            Message.of(
                mark("Give each of these columns a header of its own, in the file and the mapping.")
            ),
        )
        for header in raw.doubled
        if header in named
    ]


def asked(target: Target) -> Iterator[str]:
    """Every header a target reads."""
    for how in target.columns.values():
        yield from _headers(how)
    for cell in target.long:
        yield cell.header
    if target.count:
        yield target.count


def _headers(how: ColumnMap) -> Iterator[str]:
    if how.header is not None:
        yield how.header
    if how.template is not None:
        for piece in TEMPLATE_FIELD.findall(how.template):
            yield piece.partition("|")[0]
    if how.when is not None:
        yield how.when.column


def _required_by_name(target: Target) -> list[str]:
    """Required columns that ``same_names`` should find in the file."""
    if not target.same_names:
        return []
    given = {*target.columns, *(n for cell in target.long for n in cell.constants)}
    return [name for name in contracts()[target.table].required if name not in given]


def lacking(file: str, header: str, columns: tuple[str, ...]) -> SourceProblem:
    near = difflib.get_close_matches(header, columns, 1)
    return SourceProblem(
        file,
        None,
        Message.of(mark("there is no column '{header}'."), header=header),
        Message.of(
            mark("Is it called '{near}' now? Correct the mapping or the file."), near=near[0]
        )
        if near
        else Message.of(
            mark("Its columns are: {columns}. Correct the mapping or the file."),
            columns=", ".join(columns),
        ),
    )
