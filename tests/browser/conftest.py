"""A browser for every module that asks for one, and a window for every test.

``page`` is a window of 1280 pixels; ``opened(width=360, locale="ja")`` opens others, with any
setting of playwright's ``new_context``. ``heard`` holds what they all did: ``heard.errors`` from
the console and the page, ``heard.requests`` to anyone but this machine. All ends with the test.

The browser lives for a module and not for the session: while it lives, its event loop runs in
this thread, where other tests start loops of their own.
"""

from __future__ import annotations

import os
from contextlib import ExitStack

import pytest
from chromium import ADVICE, NAMED, Absent, Heard, find, running, window

from analysis.publish import manifest
from analysis.publish.gallery import PAGE, make


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser's path."""
    try:
        path = find(os.environ.get(NAMED))
    except Absent as absent:
        pytest.fail(str(absent), pytrace=False)
    if path is None:
        pytest.skip(f"no Chromium here, so no page was opened: {ADVICE}, or name it in {NAMED}")
    return path


@pytest.fixture(scope="module")
def browser(chromium, tmp_path_factory):
    with running(chromium, tmp_path_factory.mktemp("browser")) as browser:
        yield browser


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def opened(browser, heard):
    """Opens windows: width and height in pixels, and playwright's settings of a context."""
    with ExitStack() as windows:
        yield lambda **settings: windows.enter_context(window(browser, heard, **settings))


@pytest.fixture
def page(opened):
    return opened()


@pytest.fixture(scope="session")
def site(case, root, tmp_path_factory):
    """The gallery of the shipped case as it is made now, beside its figures."""
    figures = root / "figures"
    made = make(case, figures, manifest.read(figures))
    site = tmp_path_factory.mktemp("site") / "figures"
    site.mkdir()
    for name in ("en", "ja", "data"):
        (site / name).symlink_to(figures / name)
    (site.parent / "notebooks").symlink_to(root / "notebooks")
    (site / PAGE).write_bytes(made[PAGE])
    return (site / PAGE).as_uri()


def go(page, site, lang, part=""):
    fragment = f"ja-{part}" if lang == "ja" and part else part or lang
    page.goto(f"{site}#{fragment}")


def rest(page):
    """Wait until images that were asked for have come, and the page stands still."""
    page.evaluate(
        """async () => {
            const images = [...document.images].filter((i) => i.offsetParent);
            images.forEach((image) => { image.loading = "eager"; });
            await Promise.all(images.map((image) => image.decode().catch(() => 0)));
        }"""
    )
