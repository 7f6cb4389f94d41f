"""What a test in a real browser needs beside the browser: where it is, what went wrong in it, and its keyboard."""

import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Request

# No sandbox, since tests run as root in containers; nothing of the browser's own may leave the machine.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE = Path(__file__).with_name("axe.min.js").read_text(encoding="utf-8")
WCAG_22_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
COLOUR_RULES = ["color-contrast", "link-in-text-block"]
REFUSED = re.compile(r"Failed to load resource: the server responded with a status of (\d+) ")


def chromium() -> str:
    """The path of Debian's Chromium. Raises FileNotFoundError, which says what to install: never a skip."""
    path = shutil.which("chromium")
    if path is None:
        raise FileNotFoundError("There is no chromium for the browser tests. Install it: sudo apt-get install chromium")
    return path


@dataclass
class Trouble:
    """Everything that must not happen in a browser, as it happens there."""

    base: str = ""
    expected_status: int | None = None  # of a page this test loads on purpose
    seen_status: set[int] = field(default_factory=set)
    lines: list[str] = field(default_factory=list)

    def watch(self, context: BrowserContext, base: str) -> None:
        """Note console and page errors, violations of the content security policy, and requests to elsewhere."""
        self.base = base
        context.on("console", self._console)
        context.on("weberror", lambda error: self.lines.append(f"page error: {error.error}"))
        context.on("request", self._request)
        context.expose_binding("policyViolated", lambda _, what: self.lines.append(f"blocked by policy: {what}"))
        context.add_init_script(
            "addEventListener('securitypolicyviolation',"
            " event => policyViolated(`${event.violatedDirective} ${event.blockedURI}`))"
        )

    def _console(self, message: ConsoleMessage) -> None:
        refused = REFUSED.match(message.text)
        # Chromium logs a line of its own for every page that comes with a status of 400 or above.
        if refused and int(refused[1]) == self.expected_status:
            self.seen_status.add(int(refused[1]))
        elif message.type in {"error", "warning"}:
            self.lines.append(f"console: {message.text} ({message.location['url']})")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((f"{self.base}/", "data:")):
            self.lines.append(f"request to elsewhere: {request.url}")


def violations(page: Page, known: Mapping[str, str] | None = None, *, colours_only: bool = False) -> list[str]:
    """What axe finds against WCAG 2.2 AA on the page as it stands.

    `known` leaves out a rule's findings within a part of the page, given as a CSS selector by rule.
    """
    rules = {"type": "rule", "values": COLOUR_RULES} if colours_only else {"type": "tag", "values": WCAG_22_AA}
    # Evaluated, not inserted: the page's content security policy would refuse a script element, and rightly so.
    page.evaluate(f"() => {{ if (!window.axe) {{ {AXE} }} }}")
    options = {
        "runOnly": rules,
        "resultTypes": ["violations"],
        # Would put style sheets into the page again as inline styles, which the policy refuses. No rule here needs it.
        "preload": False,
    }
    found: list[str] = page.evaluate(
        """async ([options, known]) => {
          const {violations} = await axe.run(document, options);
          return violations.flatMap(({id, help, nodes}) => nodes
            .filter(({target}) => !(known[id] && document.querySelector(target[0])?.closest(known[id])))
            .map(({html, failureSummary}) => `${id} (${help}): ${html} ${failureSummary}`));
        }""",
        [options, known or {}],
    )
    return found


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the target has the focus; going once around the page without meeting it is a failure."""
    target.wait_for()
    for _ in range(80):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"Tab never comes to {target}")


def too_wide(page: Page) -> list[str]:
    """The elements that make the page scroll sideways, the page itself first; empty when it does not."""
    return page.evaluate(
        """() => {
          const width = document.documentElement.clientWidth;
          if (document.documentElement.scrollWidth <= width) return [];
          const wide = [...document.body.querySelectorAll("*")].filter(
            element => element.getBoundingClientRect().right > width + 0.5);
          return [`page: ${document.documentElement.scrollWidth} in ${width}`,
                  ...wide.map(element => `${element.tagName}.${element.className}`)];
        }"""
    )


def cut_off(page: Page) -> list[str]:
    """Texts that do not fit their boxes and cannot be scrolled to, apart from those for screen readers alone."""
    return page.evaluate(
        """() => [...document.body.querySelectorAll("*")].filter(element => {
          const style = getComputedStyle(element);
          const hides = ["hidden", "clip"].includes(style.overflowX) || ["hidden", "clip"].includes(style.overflowY);
          return hides && !element.matches(".unseen, .outward, .visually-hidden") && element.innerText?.trim()
            && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1);
        }).map(element => `${element.tagName}.${element.className}: ${element.innerText.slice(0, 60)}`)"""
    )


def enlarge_text(page: Page, percent: int) -> None:
    """Set the reader's own text size, as in the browser's settings; 16 px is what it comes with."""
    sizes = {"standard": 16 * percent // 100, "fixed": 13 * percent // 100}
    page.context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": sizes})
