"""The browser's own tests: it is found or missed plainly, and it hears and sees what is wrong."""

from __future__ import annotations

import http.server
import os
import re
import subprocess
import sys
import threading
import time
from collections import Counter

import pytest
from audit import WIDTHS, sideways, violations
from chromium import NAMED, Absent, find

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page</title>
<meta name="viewport" content="width=device-width"></head><body><main><h1>A page</h1>{}</main>"""
WHERE = """import time
import pytest
@pytest.mark.parametrize("n", range(6))
def test_it(n):
    time.sleep(0.05)
"""
PIXEL = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="


@pytest.fixture
def put(tmp_path):
    """Writes a page around a fragment and says where it is."""

    def written(fragment: str) -> str:
        path = tmp_path / "page.html"
        path.write_text(PAGE.format(fragment), "utf-8")
        return path.as_uri()

    return written


def program(path):
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return str(path)


# ---- finding the browser


def test_the_browser_that_is_named_is_taken(tmp_path):
    mine = program(tmp_path / "mine")
    assert find(mine, usual=[program(tmp_path / "usual")]) == mine


def test_a_browser_that_is_named_and_absent_is_a_failure_with_advice(tmp_path):
    with pytest.raises(Absent, match=r"STANCEBOOK_BROWSER=\S+none: .* apt-get install chromium"):
        find(str(tmp_path / "none"), usual=[program(tmp_path / "usual")])


@pytest.mark.parametrize("named", [None, ""])
def test_the_first_usual_browser_is_taken_where_none_is_named(tmp_path, named):
    usual = [str(tmp_path / "none"), *(program(tmp_path / name) for name in "ab")]
    assert find(named, usual) == usual[1]
    assert find(named, usual[:1]) is None


@pytest.fixture
def run(root, tmp_path):
    """Runs a test that wants a page where none of the usual browsers is; what pytest says."""
    for name in ("conftest.py", "chromium.py"):
        text = (root / "tests" / "browser" / name).read_text("utf-8")
        (tmp_path / name).write_text(
            text.replace("def find(", "USUAL = []\n\n\ndef find("), "utf-8"
        )
    (tmp_path / "test_page.py").write_text("def test_page(page):\n    pass\n", "utf-8")

    def said(**environment: str) -> subprocess.CompletedProcess:
        kept = {name: value for name, value in os.environ.items() if name != NAMED}
        return subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-ra", "-p", "no:cacheprovider", tmp_path],
            cwd=tmp_path,
            env={**kept, **environment},
            capture_output=True,
            text=True,
            timeout=60,
        )

    return said


def test_without_a_browser_tests_are_skipped_and_the_summary_says_what_to_install(run):
    done = run()
    assert done.returncode == 0, done.stdout
    (line,) = re.findall(r"(?m)^SKIPPED .*", done.stdout)
    assert "no Chromium here" in line
    assert "apt-get install chromium" in line
    assert NAMED in line


def test_without_the_browser_that_is_asked_for_tests_fail(run):
    done = run(**{NAMED: "no-such-browser"})
    assert done.returncode == 1
    assert "STANCEBOOK_BROWSER=no-such-browser: no such browser; install it" in done.stdout


def test_the_tests_of_a_module_that_opens_pages_share_one_worker(root, tmp_path):
    (tmp_path / "conftest.py").write_text((root / "tests" / "conftest.py").read_text("utf-8"))
    (tmp_path / "browser").mkdir()
    for module in ("browser/test_a", "browser/test_b", "test_c"):
        (tmp_path / f"{module}.py").write_text(WHERE, "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-v", "-n", "2", "-p", "no:cacheprovider", tmp_path],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
    )
    where = re.findall(r"(?m)^\[(gw\d)\].* PASSED (\S+)::", done.stdout)
    assert Counter(module for _, module in where) == dict.fromkeys(
        ["browser/test_a.py", "browser/test_b.py", "test_c.py"], 6
    ), done.stdout
    assert len({pair for pair in where if pair[1].startswith("browser/")}) == 2


# ---- hearing


def wait(page, heard_of: list[str]) -> None:
    """Until something is heard of, or ten seconds are over."""
    until = time.monotonic() + 10
    while not heard_of and time.monotonic() < until:
        page.wait_for_timeout(20)


def test_a_sound_page_is_heard_to_do_nothing_wrong(page, heard, put):
    page.goto(put(f'<p>Text</p><img src="{PIXEL}" alt="A dot">'))
    assert (heard.errors, heard.requests) == ([], [])


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("console.error('so it went')", "so it went"),
        ("null.length", "Cannot read properties of null"),
        ("Promise.reject(new Error('not kept'))", "not kept"),
    ],
    ids=["said", "raised", "rejected"],
)
def test_an_error_of_the_page_is_heard(page, heard, put, script, said):
    page.goto(put(f"<script>{script}</script>"))
    wait(page, heard.errors)
    assert len(heard.errors) == 1
    assert said in heard.errors[0]


def test_a_file_that_is_missing_is_an_error(page, heard, put):
    page.goto(put('<img src="none.png" alt="None">'))
    wait(page, heard.errors)
    assert any("none.png" in error for error in heard.errors)


@pytest.mark.parametrize(
    ("fragment", "host"),
    [
        ('<img src="https://example.org/a.png" alt="A">', "example.org"),
        ('<link rel="stylesheet" href="http://example.org/a.css">', "example.org"),
        ("<script>fetch('https://192.0.2.1/a').catch(() => 0)</script>", "192.0.2.1"),
        ("<script>new WebSocket('wss://example.org/a')</script>", "example.org"),
    ],
    ids=["image", "style", "fetch", "socket"],
)
def test_a_question_to_another_host_is_heard(page, heard, put, fragment, host):
    page.goto(put(fragment), wait_until="commit")
    wait(page, heard.requests)
    assert len(heard.requests) == 1
    assert host in heard.requests[0]


def test_a_question_to_this_machine_is_not_counted(page, heard, tmp_path):
    class Quiet(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *words):
            super().__init__(*words, directory=str(tmp_path))

        def log_message(self, *words):
            pass

    (tmp_path / "a.html").write_text(PAGE.format('<link rel="icon" href="data:,">'), "utf-8")
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Quiet) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        page.goto(f"http://127.0.0.1:{server.server_port}/a.html")
        server.shutdown()
    assert (page.title(), heard.requests) == ("A page", [])


def test_a_window_knows_nothing_of_the_one_before(opened, put):
    first, second = opened(), opened()
    first.goto(put(""))
    first.evaluate("localStorage.setItem('lang', 'ja')")
    second.goto(put(""))
    assert second.evaluate("localStorage.getItem('lang')") is None


# ---- seeing


def test_a_sound_page_has_no_violation(page, put):
    page.goto(put(f'<p>Text</p><img src="{PIXEL}" alt="A dot"><button>Copy</button>'))
    assert violations(page) == []


@pytest.mark.parametrize(
    ("fragment", "rule"),
    [
        (f'<img src="{PIXEL}">', "critical image-alt"),
        ('<p style="color:#bbb;background:#fff">Pale</p>', "serious color-contrast"),
        ("<button></button>", "critical button-name"),
        ('<p><a href="#a"></a></p>', "serious link-name"),
    ],
    ids=["picture", "contrast", "button", "link"],
)
def test_a_grave_violation_is_named_with_its_element(page, put, fragment, rule):
    page.goto(put(fragment))
    (line,) = violations(page)
    assert line.startswith(f"{rule}: ")
    assert ": Fix " in line


@pytest.mark.parametrize("width", WIDTHS)
def test_what_is_wider_than_the_window_is_named(opened, put, width):
    page = opened(width=width)
    page.goto(put('<p id="wide" style="width:2000px">Wide</p>'))
    assert page.evaluate("innerWidth") == width
    assert sideways(page) == ["p#wide"]


def test_a_box_that_scrolls_by_itself_is_no_fault(opened, put):
    page = opened(width=360)
    page.goto(put('<div style="overflow-x:auto"><p style="width:2000px">Wide</p></div>'))
    assert sideways(page) == []
