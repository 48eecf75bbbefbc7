"""Where a test goes in the gallery, and how it waits until the page stands still."""

from __future__ import annotations

OPEN_ALL = """(lang) => document.querySelectorAll(`#${lang} details`).forEach(d => d.open = true)"""


def anchor(key: str, lang: str) -> str:
    """The id of a chart in a language."""
    return f"ja-{key}" if lang == "ja" else key


def go(page, site, lang, key=""):
    page.goto(f"{site}#{anchor(key, lang) if key else lang}")


def rest(page):
    """Wait until images that were asked for have come, and the page stands still."""
    page.evaluate(
        """async () => {
            const images = [...document.images].filter((i) => i.offsetParent);
            images.forEach((image) => { image.loading = "eager"; });
            await Promise.all(images.map((image) => image.decode().catch(() => 0)));
        }"""
    )
