"""``notebooks``: execute the notebooks in place, or compare them with a fresh run."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import click

from analysis.places import ROOT

FOLDER = ROOT / "notebooks"


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--check", is_flag=True, help="Write nothing; exit 1 where outputs would differ.")
def command(files: tuple[Path, ...], check: bool) -> None:
    """Execute notebooks in place; without FILES, all of them."""
    from analysis.publish.atomic import CannotWrite, write
    from analysis.publish.notebooks import NotebookFails, differences, execute, read, to_bytes

    def one(path: Path) -> list[str]:
        try:
            fresh = execute(path)
            if not check:
                write(path, to_bytes(fresh))
                return []
            stale = differences(read(path), fresh)
            return [f"{path.name}: {line}" for line in stale]
        except (NotebookFails, CannotWrite) as error:
            return [str(error)]

    paths = files or tuple(sorted(FOLDER.glob("[0-9]*.ipynb")))
    failed = False
    with ThreadPoolExecutor(max_workers=2) as pool:
        for path, problems in zip(paths, pool.map(one, paths), strict=True):
            for problem in problems:
                click.echo(problem, err=True)
            failed = failed or bool(problems)
            if not problems:
                click.echo(f"{path.name}: {'unchanged' if check else 'executed'}")
    sys.exit(1 if failed else 0)
