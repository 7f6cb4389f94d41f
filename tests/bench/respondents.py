"""Respondents over HTTP: each starts an assessment and takes steps, one request after the other."""

import http.client
import re
import threading
import time
from urllib.parse import urlencode

HOST = "127.0.0.1"


class Browser:
    """What a browser keeps: its cookies."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookies: dict[str, str] = {}

    def request(self, method: str, path: str, fields: dict[str, str] | None = None) -> tuple[str, str]:
        connection = http.client.HTTPConnection(HOST, self.port, timeout=60)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        body = None
        if fields is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            body = urlencode({**fields, "csrfmiddlewaretoken": self.cookies["csrftoken"]})
        connection.request(method, path, body, headers)
        response = connection.getresponse()
        text = response.read().decode()
        for cookie in response.headers.get_all("Set-Cookie") or []:
            name, value = re.match(r"([^=]+)=([^;]*)", cookie).groups()
            self.cookies[name] = value
        connection.close()
        if response.status not in {200, 302}:
            raise RuntimeError(f"{method} {path}: {response.status}")
        return response.headers.get("Location", ""), text


class Respondent(Browser):
    """Somebody's assessment, and how often each question was answered."""

    def __init__(self, port: int) -> None:
        super().__init__(port)
        self.answered: dict[int, int] = {}
        self.request("GET", "/")
        location, _ = self.request("POST", "/", {})
        self.root = location.partition("soru/")[0]

    def step(self, number: int) -> None:
        """The question page, the answer stored, the guidance page."""
        address = f"{self.root}soru/{number}/"
        self.request("GET", address)
        revision = self.answered.get(number, 0)
        location, body = self.request(
            "POST", address, {"choice": str(revision % 5 + 1), "note": "", "made_from": str(revision)}
        )
        if not location.endswith("/recete/"):
            raise RuntimeError(f"the answer was not taken: {body[:500]}")
        self.answered[number] = revision + 1
        self.request("GET", location)

    def report(self) -> tuple[float, int]:
        """Open the report; gives seconds and bytes."""
        begin = time.perf_counter()
        _, body = self.request("GET", f"{self.root}rapor/")
        return time.perf_counter() - begin, len(body.encode())


def arrive(port: int, respondents: int) -> list[Respondent]:
    """So many browsers, each with an assessment of its own."""
    return [Respondent(port) for _ in range(respondents)]


def walk(browsers: list[Respondent], steps: int, numbers: list[int]) -> tuple[float, list[float]]:
    """Seconds for all, and the seconds of every step. Every respondent takes `steps` steps."""
    times: list[float] = []
    failures: list[BaseException] = []

    def take(browser: Respondent) -> None:
        try:
            for at in range(steps):
                begin = time.perf_counter()
                browser.step(numbers[at % len(numbers)])
                times.append(time.perf_counter() - begin)
        except BaseException as failure:
            failures.append(failure)

    threads = [threading.Thread(target=take, args=(browser,)) for browser in browsers]
    begin = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - begin
    if failures:
        raise failures[0]
    return seconds, times
