"""What `make` does before it runs anything: once, as a whole, and again when it was cut short.

The Makefile is the real one; Python and uv are stand-ins that write down how they were called, so
that nothing is fetched and each case takes milliseconds.
"""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

TOOLS = ["awk", "cat", "cksum", "cp", "echo", "make", "mkdir", "rm", "sh", "touch"]
LOCKED = "--require-hashes -r requirements.lock"
SCALE = "--require-hashes -r requirements-scale.lock"
SPARK = "--require-hashes -r requirements-spark.lock"
EDITABLE = "--no-deps --no-build-isolation -e ."
# $KILL_AT names the step at which the recipe's shell dies, as by a power cut; at $FAIL_AT the
# program itself gives up, as without a network.
STAND_IN = """#!/bin/sh
case "$*" in -c*) [ -z "$TOO_OLD" ]; exit;; esac
echo "{name} $* bytecode=${{PYTHONDONTWRITEBYTECODE-kept}}" >> "$LOG"
case "$*" in
    *"${{KILL_AT:-nothing}}"*) kill -9 $PPID; exit 1;;
    *"${{FAIL_AT:-nothing}}"*) exit 1;;
esac
case "$*" in
    "-m venv "*|"venv "*)
        for folder; do :; done
        mkdir -p "$folder/bin"
        cp "$STAND_IN" "$folder/bin/python";;
esac
"""


@dataclass(frozen=True)
class Checkout:
    """A folder with the real Makefile, a lock, and a PATH of stand-ins."""

    folder: Path
    bin: Path

    @property
    def log(self) -> Path:
        return self.bin.parent / "log"

    @property
    def ready(self) -> Path:
        return self.folder / ".venv" / ".stancebook-ready"

    def make(self, target: str = "setup", **settings: str) -> subprocess.CompletedProcess[str]:
        environment = {
            "PATH": str(self.bin),
            "LOG": str(self.log),
            "STAND_IN": str(self.bin / "python3"),
            "PYTHONDONTWRITEBYTECODE": "1",
            **settings,
        }
        return subprocess.run(
            ["make", target], cwd=self.folder, env=environment, capture_output=True, text=True
        )

    def calls(self) -> list[str]:
        """What was called since the last time of asking."""
        lines = self.log.read_text().splitlines() if self.log.exists() else []
        self.log.unlink(missing_ok=True)
        return [line.removesuffix(" bytecode=kept") for line in lines]

    def add(self, name: str) -> None:
        path = self.bin / name
        path.write_text(STAND_IN.format(name=name))
        path.chmod(0o755)


@pytest.fixture
def checkout(root, tmp_path) -> Checkout:
    made = Checkout(tmp_path / "checkout", tmp_path / "bin")
    made.folder.mkdir()
    made.bin.mkdir()
    for tool in TOOLS:
        found = shutil.which(tool)
        assert found, tool
        (made.bin / tool).symlink_to(found)
    made.add("python3")
    shutil.copy(root / "Makefile", made.folder)
    for lock in ("requirements.lock", "requirements-scale.lock", "requirements-spark.lock"):
        (made.folder / lock).write_text("# nothing\n")
    (made.folder / "pyproject.toml").write_text("# nothing\n")
    return made


def test_the_first_run_installs_the_locks_then_the_package(checkout):
    done = checkout.make()
    assert done.returncode == 0, done.stderr
    venv, *installed = checkout.calls()
    assert venv == "python3 -m venv .venv"
    for call, what in zip(installed, (LOCKED, SCALE, EDITABLE), strict=True):
        assert " -m pip install " in call
        assert call.endswith(what)
        assert "--compile" in call
    assert checkout.ready.exists()


def test_the_second_run_sets_nothing_up_and_says_nothing(checkout):
    checkout.make()
    checkout.calls()
    done = checkout.make()
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert checkout.calls() == []


@pytest.mark.parametrize("step", ["venv", LOCKED, SCALE, EDITABLE])
def test_an_interrupted_run_is_taken_up_again_from_the_start(checkout, step):
    assert checkout.make(KILL_AT=step).returncode != 0
    assert not checkout.ready.exists()
    half = checkout.folder / ".venv" / "half-installed"
    half.touch()
    checkout.calls()
    assert checkout.make().returncode == 0
    assert len(checkout.calls()) == 4
    assert checkout.ready.exists()
    assert not half.exists()


@pytest.mark.parametrize("step", ["venv", LOCKED, SCALE, EDITABLE])
def test_a_step_that_fails_is_the_last(checkout, step):
    assert checkout.make("figures", FAIL_AT=step).returncode != 0
    assert step in checkout.calls()[-1]
    assert not checkout.ready.exists()


@pytest.mark.parametrize("file", ["requirements.lock", "requirements-scale.lock", "pyproject.toml"])
def test_a_changed_declaration_is_installed_into_the_same_environment(checkout, file):
    checkout.make()
    checkout.calls()
    mine = checkout.folder / ".venv" / "mine"
    mine.touch()
    (checkout.folder / file).write_text("# changed\n")
    assert checkout.make().returncode == 0
    assert len(checkout.calls()) == 4
    assert mine.exists()


def test_a_renewal_cut_short_is_not_taken_for_finished(checkout):
    checkout.make()
    (checkout.folder / "requirements.lock").write_text("# changed\n")
    checkout.make(KILL_AT=LOCKED)
    (checkout.folder / "requirements.lock").write_text("# nothing\n")
    checkout.calls()
    checkout.make()
    assert len(checkout.calls()) == 4


def test_a_moved_checkout_is_set_up_anew(checkout):
    checkout.make()
    checkout.calls()
    moved = Checkout(checkout.folder.rename(checkout.folder.with_name("moved")), checkout.bin)
    assert moved.make().returncode == 0
    assert len(moved.calls()) == 4


def test_an_environment_whose_interpreter_is_gone_is_made_afresh(checkout):
    checkout.make()
    checkout.calls()
    (checkout.folder / ".venv/bin/python").unlink()
    done = checkout.make()
    assert done.returncode == 0
    assert "afresh" in done.stdout
    assert len(checkout.calls()) == 4


def test_an_environment_made_by_someone_else_is_never_removed(checkout):
    mine = checkout.folder / ".venv" / "mine"
    mine.parent.mkdir()
    mine.touch()
    checkout.make(KILL_AT=LOCKED)
    checkout.make()
    assert mine.exists()
    assert checkout.ready.exists()


def test_uv_is_used_where_it_is_on_the_path(checkout):
    checkout.add("uv")
    assert checkout.make().returncode == 0
    venv, *installed = checkout.calls()
    assert venv.startswith("uv venv ")
    assert "--python python3" in venv
    for call, what in zip(installed, (LOCKED, SCALE, EDITABLE), strict=True):
        assert call.startswith("uv pip install ")
        assert call.endswith(what)
        assert "--compile-bytecode" in call
        assert "--python .venv/bin/python" in call


def test_without_a_python_that_will_do_one_line_says_what_is_needed(checkout):
    done = checkout.make(TOO_OLD="yes")
    assert done.returncode != 0
    said = [line for line in done.stderr.splitlines() if not line.startswith("make:")]
    assert len(said) == 1
    assert said[0].startswith("Needed: Python 3.11 or newer with its venv module")
    assert not (checkout.folder / ".venv").exists()


@pytest.mark.parametrize("target", ["figures", "test", "lab", "notebooks", "lint", "types"])
def test_each_target_sets_up_and_then_runs_with_bytecode_kept(checkout, target):
    assert checkout.make(target).returncode == 0
    calls = checkout.calls()
    assert calls[0] == "python3 -m venv .venv"
    assert calls[3].endswith(EDITABLE)
    assert calls[4].startswith("python3 -m ")
    assert not any("bytecode=" in call for call in calls)


def test_check_names_and_runs_all_that_is_checked(checkout):
    done = checkout.make("check")
    assert done.returncode == 0
    named = [line.removeprefix("== ") for line in done.stdout.splitlines() if line[:3] == "== "]
    assert named == ["lint", "types", "tests", "data", "figures", "notebooks", "all checks passed"]
    run = [call.split(" -m ", 1)[1] for call in checkout.calls()[4:]]
    assert run == [
        "ruff check .",
        "ruff format --check .",
        "mypy",
        "pytest -n auto",
        "analysis check",
        "analysis figures --check",
        "analysis notebooks --check",
    ]


@pytest.mark.parametrize("step", ["ruff check", "mypy", "pytest", "analysis figures --check"])
def test_check_fails_with_each_of_its_steps(checkout, step):
    checkout.make()
    assert checkout.make("check", FAIL_AT=step).returncode != 0


def test_spark_has_an_environment_of_its_own_and_runs_its_tests_there(checkout):
    checkout.add("java")
    done = checkout.make("test-spark")
    assert done.returncode == 0, done.stderr
    java, venv, locked, editable, tests = checkout.calls()
    assert java == "java -version"
    assert venv == "python3 -m venv .venv-spark"
    assert locked.endswith(SPARK)
    assert editable.endswith(EDITABLE)
    assert tests.split(" -m ")[1].split() == ["pytest", "tests/spark"]
    assert not checkout.ready.exists()
    checkout.make("test-spark")
    assert len(checkout.calls()) == 2


def test_where_no_java_is_one_line_says_so_and_nothing_is_set_up(checkout):
    done = checkout.make("test-spark")
    assert done.returncode != 0
    said = [line for line in done.stderr.splitlines() if not line.startswith("make:")]
    assert said == [
        "Needed: Java 17 or newer (on Debian: apt-get install openjdk-17-jre-headless)."
    ]
    assert checkout.calls() == []


def test_the_tests_on_spark_fail_with_their_step(checkout):
    checkout.add("java")
    assert checkout.make("test-spark", FAIL_AT="pytest").returncode != 0


def test_help_is_the_default_and_lists_every_target(root, checkout):
    phony = next(
        line for line in (root / "Makefile").read_text().splitlines() if line.startswith(".PHONY:")
    )
    shown = subprocess.run(
        ["make"],
        cwd=checkout.folder,
        env={"PATH": str(checkout.bin)},
        capture_output=True,
        text=True,
    ).stdout
    listed = [line.split()[1] for line in shown.splitlines()]
    assert sorted(listed) == sorted(phony.split()[1:])


BASH = shutil.which("bash") or "bash"
# What it installs is a program of that name, unless $LOG's folder says that no network is there.
APT_GET = """#!/bin/sh
echo "$*" >> "$LOG"
[ ! -e "${LOG%log}offline" ] || exit 100
for last; do :; done
case "$*" in *install*) cp "${LOG%log}make" "${LOG%log}$last";; esac
"""


@dataclass(frozen=True)
class Automation:
    """A checkout whose checks are a recipe of the test's own, on a PATH of stand-ins."""

    folder: Path
    bin: Path

    def run(self) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [BASH, str(self.folder / ".ci/run")],
            stdin=subprocess.DEVNULL,
            env={"PATH": str(self.bin), "CI": "true", "LOG": str(self.bin / "log")},
            capture_output=True,
            text=True,
        )

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        path.chmod(0o755)


@pytest.fixture
def automation(root, tmp_path) -> Automation:
    made = Automation(tmp_path / "checkout", tmp_path / "bin")
    made.write(".ci/run", (root / ".ci/run").read_text())
    for tool in ("cp", "dirname", "echo", "env", "id", "make", "sh", "true"):
        made.write(f"../bin/{tool}", f'#!/bin/sh\nexec {shutil.which(tool)} "$@"\n')
    made.write("../bin/sudo", '#!/bin/sh\nshift\nexec "$@"\n')
    made.write("../bin/apt-get", APT_GET)
    made.write("../bin/chromium", "#!/bin/sh\n")
    made.write("../bin/java", "#!/bin/sh\n")
    return made


TARGETS = "check:\n\t@true\ntest-spark:\n\t@true\npython:\n\t@true\n"


@pytest.mark.parametrize("step", ["check", "test-spark"])
@pytest.mark.parametrize(("recipe", "passes"), [("true", True), ("exit 3", False)])
def test_the_exit_code_of_ci_is_that_of_the_checks(automation, step, recipe, passes):
    automation.write("Makefile", TARGETS.replace(f"{step}:\n\t@true", f"{step}:\n\t@{recipe}"))
    done = automation.run()
    assert (done.returncode == 0) is passes
    assert ("CI passed" in done.stdout) is passes


@pytest.mark.parametrize(("holds", "passes"), [("exit 0", True), ("exit 1", False)])
def test_ci_holds_the_citations_against_a_copy_of_the_article(automation, holds, passes):
    automation.write("Makefile", TARGETS)
    automation.write("../shared/case/source.ja.txt", "a line\n")
    automation.write(".venv/bin/python", f'#!/bin/sh\necho "ran $*"\n{holds}\n')
    done = automation.run()
    assert "--source ../shared/case/source.ja.txt" in done.stdout
    assert (done.returncode == 0) is passes


BROWSER = TARGETS.replace("check:\n\t@true", "check:\n\t@echo browser=$$STANCEBOOK_BROWSER")


def test_ci_takes_the_browser_that_is_there_and_lets_no_test_go_without_it(automation):
    automation.write("Makefile", BROWSER)
    done = automation.run()
    assert "browser=chromium" in done.stdout
    assert not (automation.bin / "log").exists()


@pytest.mark.parametrize(
    ("program", "package"), [("chromium", "chromium"), ("java", "openjdk-17-jre-headless")]
)
def test_ci_installs_what_is_missing(automation, program, package):
    automation.write("Makefile", BROWSER)
    (automation.bin / program).unlink()
    done = automation.run()
    assert done.returncode == 0, done.stderr
    assert (automation.bin / "log").read_text().splitlines()[-1].endswith(f" {package}")
    assert "browser=chromium" in done.stdout


def test_ci_fails_where_no_java_can_be_had(automation):
    automation.write("Makefile", TARGETS)
    (automation.bin / "java").unlink()
    (automation.bin / "offline").touch()
    done = automation.run()
    assert done.returncode != 0
    assert "CI passed" not in done.stdout


def test_ci_fails_where_no_browser_can_be_had(automation):
    automation.write("Makefile", BROWSER)
    (automation.bin / "chromium").unlink()
    (automation.bin / "offline").touch()
    done = automation.run()
    assert done.returncode != 0
    assert "browser=" not in done.stdout
