"""Where the checkout stands, and the case that is shipped in it; importing this costs nothing."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DEFAULT_CASE = ROOT / "data" / "us-ukraine-2025-02-28"
