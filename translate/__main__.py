"""The command ``translate``: run the app, and turn errors that the user can mend into one line."""

from __future__ import annotations

import gc
import io
import os
import sys
from typing import Any, TextIO, cast

from translate.errors import TranslateError

# Word lists, glossary and translations all stay until the end: to look for garbage among them every few hundred
# objects, as Python does, takes a fortieth of a run.
COLLECT_AT = (100_000, 20, 20)
DONE, NOBODY_READS, BAD_INPUT, INTERRUPTED = 0, 1, 2, 130  # exit statuses


def main() -> None:
    """Run the command line and exit: 0 done, 1 something was found wrong, 2 bad input, 130 interrupted."""
    gc.set_threshold(*COLLECT_AT)
    try:
        _mend_streams()
        status = _run()
    except KeyboardInterrupt:
        status = INTERRUPTED
    sys.exit(status)


def _run() -> int:
    import typer

    from translate.cli import app

    try:
        status = app(prog_name="translate", standalone_mode=False)
        sys.stdout.flush()
    except TranslateError as error:
        return _refuse(*(getattr(error, "problems", None) or [error.line()]))
    except typer.TyperException as error:
        return _refuse_usage(error)
    except BrokenPipeError:
        # Whoever read our output has gone. At exit Python flushes what is left: into nothing, lest it complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return NOBODY_READS
    except OSError as error:  # of the system and not of our making: a full disk under standard output, say
        sys.stdout = _nothing("w")  # what is left in the old one is not tried again at exit
        return _refuse(f"{error.filename or 'standard output'}: {error.strerror or error}")
    return status if isinstance(status, int) else DONE


def _refuse(*lines: str) -> int:
    for line in lines:
        print(f"translate: {line}", file=sys.stderr)
    return BAD_INPUT


def _refuse_usage(error: Any) -> int:
    """Print what is wrong with the command line in one line; the help, where a command was given nothing at all."""
    message = error.format_message()
    if message.startswith("Usage:"):
        print(message, file=sys.stderr)
        return BAD_INPUT
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "translate"
    return _refuse(f"{' '.join(message.split()).rstrip('.')}; see `{command} --help`")


def _mend_streams() -> None:
    """Put nothing in the place of standard streams that were closed, and print ``?`` for what an encoding lacks."""
    sys.stdin = sys.stdin or _nothing("r")
    sys.stdout = sys.stdout or _nothing("w")
    sys.stderr = sys.stderr or _nothing("w")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _nothing(mode: str) -> TextIO:
    return cast(TextIO, open(os.devnull, mode, encoding="utf-8"))


if __name__ == "__main__":
    main()
