"""A build or a housekeeping command that cannot go on, as one plain sentence in either language."""

from pipelines.problems import Message
from yardstick.text import translator


class RefusedError(Exception):
    """Nothing was published or changed; the message says why and what to do."""

    def __init__(self, text: str, /, **values: object) -> None:
        self.message = Message.of(text, **values)
        super().__init__(self.message)

    def sentence(self, lang: str) -> str:
        """The sentence in ``lang``."""
        return self.message.say(translator(lang))

    def __str__(self) -> str:
        return self.sentence("en")


class BusyError(RefusedError):
    """Another build holds the folder of snapshots."""
