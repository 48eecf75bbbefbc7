"""JupyterLab itself, as a reader starts it, and a notebook run in it by its own commands.

The server has a free port, a token and folders of its own, so that nothing of the reader's
Jupyter is read or changed; the only setting is that no news are fetched. Its kernels import
`analysis` from the checkout that it serves.

Run All does nothing, and says nothing, before the kernel is connected: each step waits for the
state that it needs, and none for a time. A step that does not come to its end within `SECONDS`
fails, and the server's log is shown with every failure.
"""

from __future__ import annotations

import http.client
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import nbformat

#: How long one step may take on a busy machine.
SECONDS = 300
NO_NEWS = {"fetchNews": "false", "checkForUpdates": False}
PANEL = "window.jupyterapp?.shell?.currentWidget"
SESSION = f"{PANEL}?.sessionContext?.session"
CONNECTED = f"""(path) => {PANEL}?.context?.path === path && {PANEL}.context.isReady
    && {PANEL}.sessionContext.isReady && {SESSION}?.kernel?.connectionStatus === "connected"
    && {SESSION}.kernel.status === "idle" """
RUN = """(command) => { window.ended = null;
    jupyterapp.commands.execute(command).then(
        () => { window.ended = "done"; }, (error) => { window.ended = String(error); }); }"""
DRAWN = "(count) => document.querySelectorAll('.jp-OutputArea figure img').length === count"
WHOLE = "image.decode().then(() => true, () => false)"
IMAGES = f"""(images) => Promise.all(images.map((image) => {WHOLE}.then((whole) => (
    {{key: image.closest("figure").id, alt: image.getAttribute("alt"), whole}}))))"""
HOME = f"""() => {SESSION}.kernel.requestExecute(
    {{code: "", silent: true, user_expressions: {{home: "__import__('analysis').__file__"}}}}
    ).done.then(({{content}}) => content.user_expressions.home)
    .then((home) => home.data?.["text/plain"] ?? home.evalue)"""
END = "() => jupyterapp.serviceManager.sessions.shutdownAll()"


def cloned(root: Path, target: Path) -> Path:
    """A checkout of its own: the files that git tracks, as they stand in the working tree."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=root, capture_output=True, text=True, check=True
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (root / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(root / name, target / name)
    return target


@dataclass(frozen=True)
class Lab:
    """A server at work."""

    checkout: Path
    port: int
    token: str
    log: Path

    def url(self, notebook: str) -> str:
        return f"http://127.0.0.1:{self.port}/lab/tree/{notebook}?token={self.token}&reset"

    def answers(self) -> bool:
        asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            asked.request("GET", "/api/status", headers={"Authorization": f"token {self.token}"})
            return asked.getresponse().status == 200
        except OSError:
            return False
        finally:
            asked.close()

    @contextmanager
    def explained(self):
        """Whatever fails inside is shown with the end of the server's log."""
        try:
            yield
        except Exception as error:
            lines = self.log.read_text("utf-8", "replace").splitlines()[-40:]
            error.add_note("\n".join(["JupyterLab's log ends:", *lines]))
            raise


@contextmanager
def serving(checkout: Path, home: Path):
    """JupyterLab on a checkout, with its own folders in `home`; ended with its kernels."""
    folders = {
        "JUPYTER_CONFIG_DIR": home / "config",
        "JUPYTER_DATA_DIR": home / "data",
        "JUPYTER_RUNTIME_DIR": home / "runtime",
        "IPYTHONDIR": home / "ipython",
        "PYTHONPATH": checkout,
    }
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("JUPYTER", "IPYTHON"))}
    news = home / "settings" / "@jupyterlab" / "apputils-extension"
    news.mkdir(parents=True)
    (news / "notification.jupyterlab-settings").write_text(json.dumps(NO_NEWS), "utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    lab = Lab(checkout, port, secrets.token_hex(16), home / "log")
    words = {
        "ServerApp.ip": "127.0.0.1",
        "ServerApp.port": port,
        "ServerApp.port_retries": 0,
        "ServerApp.open_browser": False,
        "ServerApp.allow_root": True,
        "ServerApp.root_dir": checkout,
        "IdentityProvider.token": lab.token,
        "LabApp.expose_app_in_browser": True,
        "LabApp.extension_manager": "readonly",
        "LabApp.user_settings_dir": home / "settings",
        "LabApp.workspaces_dir": home / "workspaces",
    }
    with lab.log.open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", *(f"--{k}={v}" for k, v in words.items())],
            cwd=checkout,
            env={**kept, **{name: str(path) for name, path in folders.items()}},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        with lab.explained():
            _await(lab, process)
        yield lab
    finally:
        _end(process)


@dataclass(frozen=True)
class Ran:
    """What a notebook was after its run: on the disk, in the page, in its kernel."""

    saved: nbformat.NotebookNode
    images: list[dict]
    home: str


def run(page, lab: Lab, notebook: str) -> Ran:
    """A notebook opened, run from first to last, saved, and its kernel ended.

    A cell that raises ends the run, as it does for a reader; the saved file tells.

    Parameters
    ----------
    notebook : its path in the checkout
    """
    page.set_default_timeout(SECONDS * 1000)
    page.goto(lab.url(notebook))
    page.wait_for_function(CONNECTED, arg=notebook)
    for command in ("notebook:run-all-cells", "docmanager:save"):
        page.evaluate(RUN, command)
        page.wait_for_function("() => window.ended !== null")
        if (ended := page.evaluate("window.ended")) != "done":
            raise RuntimeError(f"{command}: {ended}")
    page.wait_for_function(f"() => !{PANEL}.context.model.dirty")
    saved = nbformat.read(lab.checkout / notebook, as_version=4)
    page.wait_for_function(DRAWN, arg=_figures(saved))
    images = page.locator(".jp-OutputArea figure img").evaluate_all(IMAGES)
    home = page.evaluate(HOME).strip("'\"")
    page.evaluate(END)
    return Ran(saved, images, home)


def _figures(notebook: nbformat.NotebookNode) -> int:
    outputs = (output for cell in notebook.cells for output in cell.get("outputs", []))
    return sum(output.get("data", {}).get("text/html", "").count("<figure") for output in outputs)


def _await(lab: Lab, process: subprocess.Popen) -> None:
    until = time.monotonic() + SECONDS
    while not lab.answers():
        if process.poll() is not None:
            raise RuntimeError(f"JupyterLab ended with exit code {process.returncode}")
        if time.monotonic() > until:
            raise TimeoutError(f"JupyterLab does not answer after {SECONDS} s")
        time.sleep(0.1)


def _end(process: subprocess.Popen) -> None:
    """Ask the server to end, which ends its kernels; then end what is left of its group."""
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
