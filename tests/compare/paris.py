"""The Paris airports case of MACTOR: inputs and outputs, their sources in its file."""

import json
from pathlib import Path

import numpy as np
import pandas as pd

FILE = Path(__file__).parent / "data" / "mactor_paris.json"
PARIS = json.loads(FILE.read_text("utf-8"))
MID = pd.DataFrame(PARIS["MID"], index=PARIS["actors"], columns=PARIS["actors"])
POSITIONS = pd.DataFrame(PARIS["MAO2"], index=PARIS["actors"], columns=PARIS["objectives"])


def same(found, expected):
    """Equal to the six decimals that are printed, and of one shape."""
    np.testing.assert_allclose(
        np.asarray(found, dtype=float), np.asarray(expected), rtol=0, atol=1e-6, strict=True
    )
