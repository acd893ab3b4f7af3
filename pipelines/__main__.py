"""The command line of the pipeline. Exit status 0 only where what was asked for was done."""

import argparse
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines import failure, summary
from pipelines.progress import Progress
from pipelines.refusal import RefusedError
from pipelines.snapshot import history
from pipelines.snapshot.lock import only_writer
from pipelines.snapshot.sweep import sweep
from pipelines.snapshot.tidy import tidy
from yardstick.pipe import stop_writing
from yardstick.places import warehouse_folder
from yardstick.text import LANGUAGES, mark, translator
from yardstick.warehouse import Pointer, read_pointer

if TYPE_CHECKING:
    from pipelines.build import Loader


def parser() -> argparse.ArgumentParser:
    """All commands and their options."""
    top = argparse.ArgumentParser(
        prog="python -m pipelines", description="Source files to one published snapshot."
    )
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--lang", choices=LANGUAGES, default="en", help="language of what is said")
    common.add_argument("--warehouse", type=Path, help="folder of snapshots")
    commands = top.add_subparsers(dest="command", required=True)
    sources = argparse.ArgumentParser(add_help=False)
    sources.add_argument("--mapping", action="append", type=Path, default=[], help="mapping file")
    sources.add_argument(
        "--source", action="append", type=Path, default=[], help="its folder of files"
    )
    sources.add_argument("--demo", action="store_true", help="the demonstration institution")
    sources.add_argument("--graduates", type=int, help="size of the demonstration institution")
    make = commands.add_parser("build", parents=[common, sources], help="build and publish")
    make.add_argument(
        "--if-none", action="store_true", help="only if no snapshot is served; waits for another"
    )
    commands.add_parser(
        "check",
        parents=[common, sources],
        help="do everything but publish; without sources, check what is served",
    )
    blank = commands.add_parser("template", parents=[common], help="write blank import templates")
    blank.add_argument(
        "--out", type=Path, default=Path("template.xlsx"), help="file to write, or its folder"
    )
    commands.add_parser("list", parents=[common], help="published snapshots")
    back = commands.add_parser("rollback", parents=[common], help="serve an older snapshot")
    back.add_argument("build", nargs="?", help="its id; without one the snapshot served before")
    fewer = commands.add_parser("prune", parents=[common], help="remove old snapshots")
    fewer.add_argument("--keep", type=int, default=5, help="how many of the newest to keep")
    return top


def _loader(args: argparse.Namespace) -> "Loader":
    # Reading and loading are needed by these commands only.
    from pipelines.mapping import load_mapping
    from pipelines.sources import from_demo, from_files

    if args.graduates is not None and args.graduates < 1:
        raise RefusedError(mark("--graduates must be a positive number."))
    if args.demo:
        if args.mapping or args.source:
            raise RefusedError(mark("Give either --demo or --mapping with --source, not both."))
        return from_demo(args.graduates)
    if not args.mapping or len(args.mapping) != len(args.source):
        raise RefusedError(
            mark("Give --demo, or as many --mapping as --source: each mapping with its folder.")
        )
    return from_files(
        [(load_mapping(m), s) for m, s in zip(args.mapping, args.source, strict=True)]
    )


def _build(args: argparse.Namespace, folder: Path, publishing: bool) -> int:
    from pipelines.build import build

    t = translator(args.lang)
    progress = Progress(folder if publishing else None, args.lang)
    try:
        built = build(folder, _loader(args), progress, getattr(args, "if_none", False), publishing)
    except BaseException as error:
        progress.fail(
            failure.sentences(error, folder, "en")[0], failure.sentences(error, folder, "zh")[0]
        )
        raise
    if built is None:
        print(t("A snapshot is served already; there was nothing to do."))
        return 0
    progress.succeed()
    print(summary.of_build(built, folder, t, publishing))
    return 0


def _check(args: argparse.Namespace, folder: Path) -> int:
    from pipelines.checks.served import check_served

    if args.demo or args.mapping or args.source:
        return _build(args, folder, publishing=False)
    tidy(folder)
    t = translator(args.lang)
    rows = check_served(folder, args.lang)
    print("\n".join(summary.of_checks(rows, t)))
    return 0


def _template(args: argparse.Namespace) -> int:
    from pipelines.template import workbook_path, write_template

    t = translator(args.lang)
    for file in write_template(workbook_path(args.out)):
        print(t("Wrote {file}", file=file))
    return 0


def _housekeeping(args: argparse.Namespace, folder: Path) -> int:
    t = translator(args.lang)
    if args.command == "list":
        tidy(folder)
        print(summary.of_list(history.list_builds(folder), t))
        return 0
    with only_writer(folder):
        sweep(folder)
        if args.command == "rollback":
            print(t("Snapshot {build} is served now.", build=history.rollback(folder, args.build)))
        else:
            gone = history.prune(folder, args.keep)
            print(t("Removed {n} snapshots.", n=len(gone)))
    return 0


def run(args: argparse.Namespace, folder: Path) -> int:
    """Do one command; whatever stops it is raised."""
    if args.command == "build":
        return _build(args, folder, publishing=True)
    if args.command == "check":
        return _check(args, folder)
    if args.command == "template":
        return _template(args)
    return _housekeeping(args, folder)


def _stop(signum: int, frame: object) -> None:
    raise KeyboardInterrupt


def _served(folder: Path) -> Pointer | None:
    """The pointer as it stands; None also where it cannot be read, which is told elsewhere."""
    with suppress(Exception):
        return read_pointer(folder)
    return None


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; every failure is a sentence and a status other than 0."""
    args = parser().parse_args(argv)
    folder = args.warehouse or warehouse_folder()
    signal.signal(signal.SIGTERM, _stop)
    served = _served(folder)
    try:
        status = run(args, folder)
        sys.stdout.flush()
        return status
    except BrokenPipeError:
        stop_writing()
        # A build whose reader left while it worked has not published what was asked for.
        return int(args.command == "build" and _served(folder) == served)
    except (Exception, KeyboardInterrupt) as error:
        if os.environ.get("YARDSTICK_DEBUG"):
            raise
        for sentence in failure.sentences(error, folder, args.lang):
            print(sentence, file=sys.stderr)
        if args.command == "build":
            print(failure.still_served(error, folder, args.lang), file=sys.stderr)
        return 130 if isinstance(error, KeyboardInterrupt) else 1


if __name__ == "__main__":
    sys.exit(main())
