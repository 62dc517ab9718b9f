"""Where the code is, and where what it writes goes."""

from pathlib import Path

BASE_DIR = Path(__file__).resolve().parents[3]
VAR_DIR = BASE_DIR / "var"
