"""Turns whatever stops a command into plain sentences: what happened, and what is served now.

The text of an exception is never shown: it may quote a cell of a source file.
"""

import errno
from pathlib import Path

import duckdb

from pipelines.problems import Message, SourceError
from pipelines.refusal import BusyError, RefusedError
from yardstick.text import mark, translator
from yardstick.warehouse import read_pointer

NO_SPACE = (errno.ENOSPC, errno.EDQUOT) if hasattr(errno, "EDQUOT") else (errno.ENOSPC,)
NO_ACCESS = (errno.EACCES, errno.EPERM, errno.EROFS)


def _of_system(error: OSError, folder: Path) -> Message:
    if error.errno in NO_SPACE:
        return Message.of(
            mark("The disk of {folder} is full. Free some space, then build again."), folder=folder
        )
    if error.errno in NO_ACCESS:
        return Message.of(
            mark(
                "{file} may not be read or written. Check the permissions, or choose another "
                "folder with --warehouse or YARDSTICK_WAREHOUSE."
            ),
            file=error.filename or folder,
        )
    if error.errno == errno.ENOENT and error.filename:
        return Message.of(mark("{file} does not exist."), file=error.filename)
    return Message.of(
        mark("The system refused to read or write {file} ({reason})."),
        file=error.filename or folder,
        reason=error.strerror or type(error).__name__,
    )


def _of_database(error: duckdb.Error, folder: Path) -> Message:
    text = str(error).lower()
    if isinstance(error, duckdb.OutOfMemoryException):
        if "disk" in text or "temp" in text:
            return Message.of(
                mark("The disk of {folder} is full. Free some space, then build again."),
                folder=folder,
            )
        return Message.of(
            mark("There is not enough memory for this build. Close other programs, then try again.")
        )
    if "no space left" in text or "disk full" in text:
        return Message.of(
            mark("The disk of {folder} is full. Free some space, then build again."), folder=folder
        )
    if isinstance(error, duckdb.IOException):
        return Message.of(
            mark("A file in {folder} cannot be written or read. Check its permissions and space."),
            folder=folder,
        )
    return Message.of(
        mark(
            "The build met data it cannot handle ({kind}). Run it again with YARDSTICK_DEBUG=1 to "
            "see where; the output may then quote source data."
        ),
        kind=type(error).__name__,
    )


def sentences(error: BaseException, folder: Path, lang: str) -> list[str]:
    """What to tell the person at the terminal, in their language."""
    t = translator(lang)
    if isinstance(error, SourceError):
        return list(error.sentences(lang))
    if isinstance(error, RefusedError):
        return [error.sentence(lang)]
    if isinstance(error, KeyboardInterrupt):
        return [t("The build was stopped.")]
    if isinstance(error, duckdb.Error):
        return [_of_database(error, folder).say(t)]
    if isinstance(error, OSError):
        return [_of_system(error, folder).say(t)]
    return [
        t(
            "The build failed in a way nobody foresaw ({kind}). Run it again with "
            "YARDSTICK_DEBUG=1 to see where; the output may then quote source data.",
            kind=type(error).__name__,
        )
    ]


def still_served(error: BaseException, folder: Path, lang: str) -> str:
    """Which snapshot readers see after a failure; of one that another build is about to make
    nothing is said."""
    t = translator(lang)
    try:
        pointer = read_pointer(folder)
    except (ValueError, KeyError, TypeError, OSError):
        pointer = None
    if isinstance(error, BusyError):
        # The other build may publish at any moment: what is served then is not for this one to say.
        return t("Nothing was published by this build; the other one is still at work.")
    if pointer is None:
        return t("Nothing was published; there is no snapshot yet.")
    return t("Nothing was published; snapshot {build} is still served.", build=pointer.current)
