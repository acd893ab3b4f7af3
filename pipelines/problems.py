"""What is wrong with a source file, as a sentence that names the file, the row and what to do.

A sentence never carries the value of a cell: the column may be one nobody asked for, and hold a
name or a telephone number. Rows are numbered as a spreadsheet shows them, the first row is 1.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from yardstick.text import Translator, mark, translator


@dataclass(frozen=True)
class Message:
    """A translatable text and what it mentions; a value may be a Message itself."""

    text: str
    values: tuple[tuple[str, object], ...] = ()

    @classmethod
    def of(cls, text: str, /, **values: object) -> Self:
        return cls(text, tuple(values.items()))

    def say(self, t: Translator) -> str:
        """The text in the translator's language."""
        said = {
            name: value.say(t) if isinstance(value, Message) else value
            for name, value in self.values
        }
        return t(self.text, **said)

    def __str__(self) -> str:
        return self.say(translator("en"))


@dataclass(frozen=True)
class SourceProblem:
    """One thing that is wrong with a source file, and what its owner does about it."""

    file: str
    row: int | None
    what: Message
    todo: Message

    def say(self, t: Translator) -> str:
        """The whole sentence in the translator's language."""
        if self.row is None:
            frame = Message.of(
                mark("{file}: {what} {todo}"), file=self.file, what=self.what, todo=self.todo
            )
        else:
            frame = Message.of(
                mark("{file}, row {row}: {what} {todo}"),
                file=self.file,
                row=self.row,
                what=self.what,
                todo=self.todo,
            )
        return frame.say(t)

    def sentence(self, lang: str) -> str:
        """The whole sentence in ``lang``."""
        return self.say(translator(lang))

    def __str__(self) -> str:
        return self.sentence("en")


class SourceError(Exception):
    """Source files that cannot be loaded as they are: nothing is published."""

    def __init__(self, problems: SourceProblem | Iterable[SourceProblem]) -> None:
        self.problems: tuple[SourceProblem, ...] = (
            (problems,) if isinstance(problems, SourceProblem) else tuple(problems)
        )
        super().__init__(self.problems)

    def sentences(self, lang: str) -> tuple[str, ...]:
        """One sentence per problem in ``lang``."""
        return tuple(problem.sentence(lang) for problem in self.problems)

    def __str__(self) -> str:
        return "\n".join(self.sentences("en"))
