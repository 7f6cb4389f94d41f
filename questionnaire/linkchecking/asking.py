"""One request to one host, bounded in time and bytes, sent to the very IP address that was looked at."""

import io
import socket
import ssl
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from typing import Any

from questionnaire.domain.links import Reason, Target, Unfit, is_public

USER_AGENT = "oz-degerlendirme-checklinks/1 (link check of a self-assessment)"
HEADERS = {
    "User-Agent": USER_AGENT,
    "Accept": "text/html, */*;q=0.5",
    "Accept-Language": "tr, en;q=0.5",
    "Connection": "close",
}
MAX_BYTES = 64 * 1024  # of status line and headers; of a body nothing is read beyond what came along with them
MAX_TRIES = 4  # IP addresses of one host
# OpenSSL's words for what every browser warns about: not yet valid, expired, self-signed (twice), another host's name
# and address. An unknown issuer is not among them: browsers fetch the missing link of a chain.
WARNED_ABOUT = {9, 10, 18, 19, 62, 64}


@dataclass(frozen=True, slots=True)
class Reply:
    status: int
    location: str  # empty without one


@dataclass(frozen=True)
class Client:
    """What a request may do. Times are in seconds."""

    may_ask: Callable[[str], bool] = is_public  # an IP address
    any_port: bool = False
    patience: float = 10  # for a name, for a connection, and for each piece of an answer
    resolve: Callable[..., list[Any]] = socket.getaddrinfo
    tls: ssl.SSLContext = field(default_factory=ssl.create_default_context)

    def ask(self, method: str, target: Target, until: float) -> Reply:
        """Status and Location, by `until` on the monotonic clock. Raises Unfit."""
        places = self._resolved(target, until)
        with self._secured(_connected(places, self.patience, until), target, until) as connection:
            http = HTTPConnection(target.host, target.port)
            http.default_port = 443 if target.secure else 80  # for the Host header
            http.sock = _Bounded(connection, self.patience, until)
            try:
                http.request(method, target.path, headers=HEADERS)
                with http.getresponse() as response:
                    return Reply(response.status, response.headers.get("Location", ""))
            except TimeoutError:
                raise Unfit(Reason.TIME) from None
            except (OSError, HTTPException, ValueError):  # ValueError: of what http.client would not put into a request
                raise Unfit(Reason.ANSWER) from None
            finally:
                http.close()

    def _resolved(self, target: Target, until: float) -> list[Any]:
        """Where the host is, as getaddrinfo says it; refused when any of its addresses is private."""
        found: Future[list[Any]] = Future()

        def look_up() -> None:
            try:
                found.set_result(self.resolve(target.host, target.port, type=socket.SOCK_STREAM))
            except (OSError, UnicodeError) as error:
                found.set_exception(error)

        # getaddrinfo takes as long as the name servers do. The thread is left to it, and ends with it or with us.
        threading.Thread(target=look_up, daemon=True).start()
        try:
            places = found.result(_left(self.patience, until))
        except TimeoutError:
            raise Unfit(Reason.NAME_LATER) from None
        except socket.gaierror as error:
            raise Unfit(Reason.NAME_LATER if error.errno == socket.EAI_AGAIN else Reason.NAME) from None
        except (OSError, UnicodeError):
            raise Unfit(Reason.NAME) from None
        if not all(self.may_ask(place[4][0]) for place in places):
            raise Unfit(Reason.PRIVATE)
        return places

    def _secured(self, connection: socket.socket, target: Target, until: float) -> socket.socket:
        if not target.secure:
            return connection
        try:
            connection.settimeout(_left(self.patience, until))
            return self.tls.wrap_socket(connection, server_hostname=target.host)
        except OSError as error:
            connection.close()
            raise Unfit(_tls_reason(error)) from None


def _tls_reason(error: OSError) -> Reason:
    if isinstance(error, TimeoutError):
        return Reason.TIME
    if isinstance(error, ssl.SSLCertVerificationError) and error.verify_code in WARNED_ABOUT:
        return Reason.CERTIFICATE
    return Reason.TLS


def _connected(places: list[Any], patience: float, until: float) -> socket.socket:
    """A connection to the first of these that takes one."""
    reason = Reason.CONNECTION
    for family, kind, protocol, _, address in places[:MAX_TRIES]:
        connection = socket.socket(family, kind, protocol)
        try:
            connection.settimeout(_left(patience, until))
            connection.connect(address)
        except TimeoutError:
            reason = Reason.TIME
        except OSError:
            reason = Reason.CONNECTION
        else:
            return connection
        connection.close()
    raise Unfit(reason)


def _left(patience: float, until: float) -> float:
    """Seconds that the next step may take. Raises TimeoutError when there are none."""
    left = min(patience, until - time.monotonic())
    if left <= 0:
        raise TimeoutError
    return left


class _Bounded:
    """The socket as http.client uses one; an answer that trickles in ends with the time, an endless one by its size."""

    def __init__(self, connection: socket.socket, patience: float, until: float) -> None:
        self._connection = connection
        self._patience = patience
        self._until = until

    def sendall(self, data: bytes) -> None:
        self._connection.settimeout(_left(self._patience, self._until))
        self._connection.sendall(data)

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(_Received(self._connection, self._patience, self._until))

    def close(self) -> None:
        self._connection.close()


class _Received(io.RawIOBase):
    def __init__(self, connection: socket.socket, patience: float, until: float) -> None:
        super().__init__()
        self._connection = connection
        self._patience = patience
        self._until = until
        self._room = MAX_BYTES

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if self._room <= 0:
            raise HTTPException("too much")
        self._connection.settimeout(_left(self._patience, self._until))
        count = self._connection.recv_into(buffer)
        self._room -= count
        return count
