"""What a load tells about itself."""

from dataclasses import dataclass, field

from pipelines.mapping_model import PRECEDENCE, Institution
from pipelines.problems import SourceProblem
from yardstick.text import Bilingual

NOBODY = Institution(Bilingual("", ""), "", (), PRECEDENCE, None)


@dataclass(frozen=True)
class TargetCount:
    """The account of one target of one file. Each number was counted on its own."""

    file: str
    target: str
    read: int
    loaded: int
    rejected: int
    excluded: int
    expanded: int

    @property
    def balanced(self) -> bool:
        return self.read == self.loaded + self.rejected + self.excluded


@dataclass(frozen=True)
class LoadReport:
    """The outcome of a load: whose data it was, and where every row went."""

    institution: Institution
    demo: bool
    mappings: tuple[str, ...]
    accounting: tuple[TargetCount, ...]
    notices: tuple[SourceProblem, ...] = field(default=())

    @property
    def rows_read(self) -> int:
        """Source rows read, each file counted once."""
        return sum({c.file: c.read for c in self.accounting}.values())

    @property
    def rejected(self) -> int:
        return sum(c.rejected for c in self.accounting)
