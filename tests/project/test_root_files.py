"""The files around the code: what they must hold for a reader, a citing author and a lawyer."""

from __future__ import annotations

import re
import tomllib

import yaml


def test_the_citation_file_has_every_field_that_the_format_requires(root):
    citation = yaml.safe_load((root / "CITATION.cff").read_text("utf-8"))
    assert citation["cff-version"] == "1.2.0"
    assert citation["title"]
    assert citation["message"]
    assert citation["authors"] == [{"name": "Stancebook contributors"}]
    (article,) = citation["references"]
    assert article["type"]
    assert article["title"]
    assert article["authors"] == [{"name": "Author not stated"}]


def test_nothing_is_invented_in_the_citation_of_the_article(root):
    (article,) = yaml.safe_load((root / "CITATION.cff").read_text("utf-8"))["references"]
    assert set(article) == {"type", "title", "authors", "languages", "notes"}


def test_the_citation_and_the_changelog_have_the_version_of_the_package(root):
    version = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    citation = yaml.safe_load((root / "CITATION.cff").read_text("utf-8"))
    newest = re.search(r"(?m)^## (\S+)", (root / "CHANGELOG.md").read_text("utf-8"))
    assert str(citation["version"]) == version
    assert newest
    assert newest.group(1) == version


def test_every_entry_of_the_changelog_ends_with_the_figures_it_changed(root):
    _, *entries = re.split(r"(?m)^## ", (root / "CHANGELOG.md").read_text("utf-8"))
    assert entries
    for entry in entries:
        assert entry.strip().split("\n\n")[-1].startswith("figures changed: "), entry[:20]


def test_every_link_of_the_root_files_leads_to_a_file(root):
    broken = []
    for page in root.glob("*.md"):
        for target in re.findall(r"\]\(([^)#\s]+)", page.read_text("utf-8")):
            if not target.startswith("https://") and not (root / target).exists():
                broken.append(f"{page.name}: {target}")
    assert broken == []


def test_the_hooks_fetch_nothing(root):
    hooks = yaml.safe_load((root / ".pre-commit-config.yaml").read_text("utf-8"))
    assert {repo["repo"] for repo in hooks["repos"]} == {"local"}
    assert {hook["language"] for repo in hooks["repos"] for hook in repo["hooks"]} == {"system"}
