"""The server's sockets send at once, and so do the connections they accept."""

import socket

from ui.prompt import without_delay


def sends_at_once(which: socket.socket) -> bool:
    return which.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) != 0


def test_connections_inherit_it_from_the_socket_they_came_through():
    # As Streamlit binds it: no protocol named.
    with socket.socket(socket.AF_INET) as server:
        server.bind(("127.0.0.1", 0))
        assert not sends_at_once(server)
        assert without_delay() >= 1
        server.listen()
        with (
            socket.create_connection(server.getsockname()),
            server.accept()[0] as accepted,
        ):
            assert sends_at_once(accepted)
        assert server.getsockname()[1]  # only twins were closed
