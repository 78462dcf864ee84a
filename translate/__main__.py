"""The command ``translate``: run the app, and turn errors that the user can mend into one line."""

from __future__ import annotations

import sys

from translate.errors import TranslateError


def main() -> None:
    """Run the command line; exit 0 when done, 1 when something was found wrong, 2 on bad input, 130 when interrupted."""
    from translate.cli import app

    try:
        app(prog_name="translate")
    except TranslateError as error:
        for line in getattr(error, "problems", None) or [error.line()]:
            print(f"translate: {line}", file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
