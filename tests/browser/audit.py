"""What axe-core finds in a page, for pages that are opened from the disk.

For a page of ours, at the width of a telephone and of a desk::

    from audit import WIDTHS, violations, sideways

    @pytest.mark.parametrize("width", WIDTHS)
    def test_the_gallery_bars_nobody(opened, heard, root, width):
        page = opened(width=width)
        page.goto((root / "figures" / "index.html").as_uri())
        assert violations(page) == []
        assert sideways(page) == []
        assert (heard.errors, heard.requests) == ([], [])

``opened`` takes playwright's settings of a context beside ``width`` and ``height``, such as
``color_scheme="dark"``, ``locale="ja"``, ``permissions=["clipboard-read", "clipboard-write"]`` or
``java_script_enabled=False`` (axe needs JavaScript, so such a page is read, not audited). The
tests of a module run on one worker, which starts one browser for them.
"""

from __future__ import annotations

WIDTHS = (360, 1280)
GRAVE = {"serious", "critical"}


def violations(page) -> list[str]:
    """The serious and critical violations, one line an element: impact, rule, where, what to do.

    The page is judged as it stands: colour scheme, language, and what has been opened on it.
    """
    from axe_playwright_python.sync_playwright import Axe

    return [
        f"{found['impact']} {found['id']}: {' '.join(map(str, node['target']))}: "
        + " ".join(node["failureSummary"].split())
        for found in Axe().run(page).response["violations"]
        if found["impact"] in GRAVE
        for node in found["nodes"]
    ]


def sideways(page) -> list[str]:
    """What makes the page scroll sideways, as tags with their id or class; [] where it fits.

    An element that scrolls by itself, such as a wide table in a box, is no fault.
    """
    return page.evaluate(
        """() => {
            const wide = document.documentElement.clientWidth;
            if (document.documentElement.scrollWidth <= wide) return [];
            const held = (e) => {
                for (let p = e.parentElement; p && p !== document.body; p = p.parentElement)
                    if (getComputedStyle(p).overflowX !== "visible") return true;
                return false;
            };
            return [...document.body.querySelectorAll("*")]
                .filter((e) => e.getBoundingClientRect().right > wide + 0.5 && !held(e))
                .map((e) => e.tagName.toLowerCase() + (e.id ? "#" + e.id : "")
                    + [...e.classList].map((c) => "." + c).join(""));
        }"""
    )
