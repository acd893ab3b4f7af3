"""What a command does when whoever read its output (``head``, a pager) has seen enough."""

import os
import sys


def stop_writing() -> None:
    """Send what is still to be written nowhere: Python would complain when it flushes at the end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BrokenPipeError:
            os.dup2(nowhere, stream.fileno())
