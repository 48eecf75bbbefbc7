"""Where the checkout stands, and the cases that are shipped in it; importing this costs nothing."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "data"
DEFAULT_CASE = DATA / "us-ukraine-2025-02-28"
