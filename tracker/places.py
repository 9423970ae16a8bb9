"""Where the files that come with the program are: in a checkout beside the package, in a wheel inside it."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def bundled(relative: str) -> Path:
    """The path of `relative` ("seeds/history.yaml", "migrations"), whether run from a checkout or a wheel."""
    inside = _PACKAGE / "bundled" / relative
    return inside if inside.exists() else _PACKAGE.parent / relative
