"""What goes out: data to standard output, messages to standard error, and no more data once the reader has gone."""

from __future__ import annotations

import errno
import io
import os
import signal
import sys
from contextlib import contextmanager, suppress
from typing import IO, TYPE_CHECKING, Any, TypeVar

from rich.console import Console
from rich.progress import track

from cleaner.batch.records import encoded
from cleaner.batch.streams import reason
from cleaner.batch.write import OutputError
from cleaner.model import CleanerError
from cleaner.text.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.text import Text

FINDINGS, TROUBLE = 1, 2
INTERRUPTED = 130
"""128 and the number of SIGINT: shells stop a loop by it."""

NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""Errors of a write, wherever it went: a full disk, a full quota, a file that is too large."""


class UsageError(CleanerError):
    """Options that don't go together, or that mean nothing."""


def say(text: str) -> bool:
    """Write data to standard output, in UTF-8 whatever the locale. False where nobody reads it any more (`| head`).

    Raises OutputError where it can't be written for another reason: a full disk, a closed descriptor.
    """
    return _sent(encoded(text))


def _sent(data: bytes) -> bool:
    out = sys.stdout
    if out is None:
        raise OutputError("standard output is closed")
    try:
        out.flush()
        out.buffer.write(data)
        out.buffer.flush()
    except BrokenPipeError:
        _discard(out)
        return False
    except OSError as error:
        _discard(out)
        raise OutputError(f"standard output can't be written: {reason(error)}") from None
    return True


@contextmanager
def sending() -> Iterator[None]:
    """For what others print, the pages of help: a reader that has gone ends it well, a full disk is told in one line.

    Raises ReaderGone and OutputError.
    """
    try:
        yield
    except (BrokenPipeError, SystemExit):  # SystemExit: how rich ends a program whose reader has gone
        _discard(sys.stdout)
        raise ReaderGone from None
    except OSError as error:
        if error.errno not in NO_ROOM:
            raise
        _discard(sys.stdout)
        raise OutputError(
            f"{f'{error.filename}:' if error.filename else 'the output'} can't be written: {reason(error)}"
        ) from None


Item = TypeVar("Item")


class ReaderGone(Exception):  # noqa: N818 - no error: the reader has seen enough
    """Nobody reads standard output any more."""


class StandardOutput(io.RawIOBase):
    """Standard output as a stream of bytes. Raises ReaderGone, and OutputError where it can't be written."""

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        if not _sent(bytes(data)):
            raise ReaderGone
        return len(data)


class Terminated(KeyboardInterrupt):
    """SIGTERM or SIGHUP, which batch systems send. `code` is the exit code that shells expect."""

    def __init__(self, number: int) -> None:
        self.code = 128 + number
        super().__init__()


@contextmanager
def until_terminated() -> Iterator[None]:
    """SIGTERM and SIGHUP end the command as Ctrl-C does; a signal that is ignored (`nohup`) stays so."""

    def end(number: int, _: object) -> None:
        raise Terminated(number)

    before = {}
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            before[number] = signal.signal(number, end)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def complain(message: str) -> None:
    """A message for people, on standard error; visible characters only."""
    if sys.stderr is None:
        return
    with suppress(OSError):
        sys.stderr.write("".join(f"cleaner: {visible(line)}\n" for line in message.split("\n")))
        sys.stderr.flush()


def tell(text: str) -> None:
    """Lines for people that are no complaint, on standard error."""
    if sys.stderr is None:
        return
    with suppress(OSError):
        sys.stderr.write("".join(f"{visible(line)}\n" for line in text.split("\n")))
        sys.stderr.flush()


def painted(lines: Iterable[Text]) -> str:
    """Rich text as it is sent to standard output: in colour on a terminal, plain elsewhere or under NO_COLOR."""
    made = io.StringIO()  # not a capture of standard output: that is written to at its end, by others than `say`
    terminal = True if is_terminal(sys.stdout) else None
    console = Console(file=made, force_terminal=terminal, highlight=False, soft_wrap=True)
    for line in lines:
        console.print(line, soft_wrap=True)
    return made.getvalue()


def width() -> int | None:
    """Columns of the terminal data goes to; None where it goes elsewhere."""
    return Console(file=sys.stdout).width if is_terminal(sys.stdout) else None


def progress(items: Iterable[Item], total: int, what: str) -> Iterable[Item]:
    """The items, with a bar on standard error where that is a terminal."""
    if not is_terminal(sys.stderr):
        return items
    return track(items, description=what, total=total, console=Console(stderr=True), transient=True)


def is_terminal(stream: IO[Any] | None) -> bool:
    return stream is not None and stream.isatty()


def finish() -> None:
    """Send off what is still held back; an error at this point must not become Python's own message at exit."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            try:
                stream.flush()
            except (OSError, ValueError):
                _discard(stream)


def _discard(stream: IO[Any]) -> None:
    """Let everything further sent to a stream vanish, also what Python flushes at exit."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
