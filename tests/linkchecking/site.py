"""Sites on this machine that answer in every way a site may, well or badly. Nothing leaves the machine."""

import contextlib
import socket
import ssl
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from questionnaire.linkchecking.asking import Client
from questionnaire.linkchecking.visiting import Pace, Visitor

CERTIFICATE = Path(__file__).with_name("guvenli.example.pem")  # with its key, for guvenli.example, signed by itself
RAW = {
    "/bozuk": b"merhaba\r\n\r\n",
    "/durumsuz": b"HTTP/1.1 abc\r\n\r\n",
    "/yarim": b"HTTP/1.",
    "/bos": b"",
    "/cok-baslik": b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-%d: a\r\n" % n for n in range(200)) + b"\r\n",
    "/uzun-baslik": b"HTTP/1.1 200 OK\r\nX: " + b"a" * 200_000 + b"\r\n\r\n",
}


@dataclass
class Site:
    """What was asked of it, and how it answers beyond what stands in `_Handler`."""

    port: int
    scheme: str = "http"
    asked: list[tuple[str, str]] = field(default_factory=list)  # method and path
    headers: list[dict[str, str]] = field(default_factory=list)
    redirects: dict[str, tuple[int, str]] = field(default_factory=dict)
    ended: threading.Event = field(default_factory=threading.Event)

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"{self.scheme}://{host}:{self.port}{path}"

    def methods(self, path: str) -> list[str]:
        return [method for method, asked in self.asked if asked == path]


class _Handler(BaseHTTPRequestHandler):
    site: Site

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def _answer(self) -> None:
        site, path = self.site, self.path
        site.asked.append((self.command, path))
        site.headers.append(dict(self.headers))
        self.close_connection = True
        if path in RAW:
            self.wfile.write(RAW[path])
        elif path == "/yavas":
            site.ended.wait()
        elif path == "/damla":
            self._trickle()
        elif path in site.redirects:
            status, location = site.redirects[path]
            self.wfile.write(f"HTTP/1.1 {status} x\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n".encode())
        elif path.startswith("/durum/"):
            self._say(int(path.rpartition("/")[2]))
        elif path.startswith("/head-"):
            self._say(int(path[6:9]) if self.command == "HEAD" else 200)
        elif path == "/dev":
            self.send_response(200)
            self.end_headers()
            with contextlib.suppress(OSError):
                while self.command == "GET" and not site.ended.is_set():
                    self.wfile.write(b"a" * 65_536)
        else:
            self._say(200)

    def _say(self, status: int) -> None:
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _trickle(self) -> None:
        """An answer that comes a byte at a time and never ends."""
        with contextlib.suppress(OSError):
            self.wfile.write(b"HTTP/1.1 200 OK\r\n")
            while not self.site.ended.wait(0.02):
                self.wfile.write(b"X")


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: Any) -> None:
        """Whoever hangs up in the middle of a handshake is no matter."""


@contextlib.contextmanager
def served(*, secure: bool = False) -> Iterator[Site]:
    handler = type("Handler", (_Handler,), {})
    server = _Server(("127.0.0.1", 0), handler)
    site = handler.site = Site(server.server_port, "https" if secure else "http")
    if secure:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTIFICATE)
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield site
    finally:
        site.ended.set()
        server.shutdown()
        thread.join()
        server.server_close()


class Names:
    """A name server of the test's own: which IP addresses a host has, in turn; and how often it was asked."""

    def __init__(self, **hosts: list[str]) -> None:
        self.hosts = {name.replace("_", "."): found for name, found in hosts.items()}
        self.asked: list[str] = []

    def __call__(self, host: str, port: int, **_: Any) -> list[Any]:
        self.asked.append(host)
        found = self.hosts.get(host, [host] if host[0].isdigit() or ":" in host else [])
        if not found:
            raise socket.gaierror(socket.EAI_NONAME, "no such host")
        return [
            (socket.AF_INET6, socket.SOCK_STREAM, 6, "", (ip, port, 0, 0))
            if ":" in ip
            else (socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port))
            for ip in found
        ]


def visitor(names: Names | None = None, *, bound: float = 20, **client: Any) -> Visitor:
    """One that may visit this machine, in no need of waiting, and that asks no name server but the test's."""
    options = {"may_ask": lambda _: True, "any_port": True, "resolve": names or Names(), **client}
    return Visitor(Client(**options), Pace(delay=0), bound)


def strict(resolve: Any = None) -> Visitor:
    """One that keeps to the open internet."""
    return Visitor(Client(resolve=resolve or Names()), Pace(delay=0))
