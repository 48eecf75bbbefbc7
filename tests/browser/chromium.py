"""The browser of the tests: Debian's Chromium, or the one that STANCEBOOK_BROWSER names.

Playwright would fetch a browser of its own; here it drives the one that the system keeps. Nothing
is taken for granted on a reader's machine: without a browser these tests are skipped, and the
summary says what to install. Where STANCEBOOK_BROWSER is set (a name on the PATH or a path, as
continuous integration does) the browser must be there, and its absence is a failure.

A page may ask this machine only: any other host stays unresolved, and whoever was asked is written
down, as is every error of the page. So a test can say ``assert heard.errors == []``.
"""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

NAMED = "STANCEBOOK_BROWSER"
USUAL = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
USUAL += ["/usr/bin/chromium", "/snap/bin/chromium", "/usr/lib/chromium/chromium"]
USUAL += ["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"]
ADVICE = "install it (on Debian: apt-get install chromium)"
FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--no-sandbox",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]
LOOPBACK = {"127.0.0.1", "localhost", "::1"}
#: Schemes that reach nobody.
AT_HOME = {"file", "data", "blob", "about"}


class Absent(Exception):
    """The browser that STANCEBOOK_BROWSER asks for is not there."""


def find(named: str | None, usual: list[str] = USUAL) -> str | None:
    """The browser's path; None where none was asked for and none is there.

    Raises
    ------
    Absent : one was asked for by name, and is not there
    """
    if named:
        if path := shutil.which(named):
            return path
        raise Absent(f"{NAMED}={named}: no such browser; {ADVICE}")
    return next((path for name in usual if (path := shutil.which(name))), None)


@dataclass
class Heard:
    """What the pages of a test did that a reader would not want, in order."""

    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def listen(self, context) -> None:
        """Write down what any page of a playwright context does from now on."""
        context.on("console", self._said)
        context.on("weberror", lambda raised: self.errors.append(str(raised.error)))
        context.on("request", lambda request: self._asked(request.url))
        context.on("page", lambda page: page.on("websocket", lambda made: self._asked(made.url)))

    def _said(self, message) -> None:
        if message.type == "error":
            self.errors.append(f"{message.text} ({message.location.get('url', '')})")

    def _asked(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in AT_HOME and parts.hostname not in LOOPBACK:
            self.requests.append(url)


@contextmanager
def running(path: str, home: Path):
    """A playwright browser whose profile, cache and settings live and end in an empty folder."""
    from playwright.sync_api import sync_playwright

    before = os.environ.get("TMPDIR")
    os.environ["TMPDIR"] = str(home)  # where playwright's driver makes the profile
    try:
        driver = sync_playwright().start()
    finally:
        if before is None:
            del os.environ["TMPDIR"]
        else:
            os.environ["TMPDIR"] = before
    try:
        browser = driver.chromium.launch(
            executable_path=path,
            args=FLAGS,
            env={**os.environ, "HOME": str(home), "TMPDIR": str(home)},
        )
        try:
            yield browser
        finally:
            browser.close()
    finally:
        driver.stop()


@contextmanager
def window(browser, heard: Heard, width: int = 1280, height: int = 900, **settings):
    """A page of its own: no cookies, nothing stored, no past."""
    context = browser.new_context(
        viewport={"width": width, "height": height}, service_workers="block", **settings
    )
    heard.listen(context)
    try:
        yield context.new_page()
    finally:
        context.close()
