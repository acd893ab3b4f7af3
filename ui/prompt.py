"""What the server draws leaves at once, instead of waiting for the reader's computer to answer.

Streamlit sends a page as many small messages. Without TCP_NODELAY the system holds each back until
the one before is acknowledged, which the other side puts off for some 40 ms: longer than many a page
takes to compute. The event loop sets the option only where a socket names its protocol, which
Streamlit's does not (1.67). Accepted connections inherit it from the socket they came through.
"""

import os
import socket
import stat
from contextlib import suppress

#: Descriptors that are looked at: the server binds its socket among the first it opens.
FIRST, BEYOND = 3, 256
INTERNET = (socket.AF_INET, socket.AF_INET6)


def without_delay() -> int:
    """Set TCP_NODELAY on this process's sockets; how many there were. Where it cannot, none."""
    found = 0
    for number in range(FIRST, BEYOND):
        with suppress(OSError):
            # Not every descriptor is open, or a socket; some systems number sockets otherwise.
            if not stat.S_ISSOCK(os.fstat(number).st_mode):
                continue
            with socket.socket(fileno=os.dup(number)) as twin:
                if twin.family in INTERNET and twin.type == socket.SOCK_STREAM:
                    twin.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                    found += 1
    return found
