"""What somebody looks at is made, and put in place, before all the rest: for a preview."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Ahead:
    """``paths`` in the output that somebody looks at; ``tell`` hears which of them have changed, once they are there.

    A build that fails later leaves them new beside others that are old: not for what is published.
    """

    paths: Collection[str] = ()
    tell: Callable[[list[str]], None] = lambda paths: None

    def put(self, laid: dict[str, str], output: Path) -> list[str]:
        """Give files that wait (path → where each waits) the place of the ones they follow; which did."""
        done = []
        for path, waiting in laid.items():
            if path in self.paths and (output / path).is_file() and not (output / path).is_symlink():
                os.replace(waiting, output / path)
                done.append(path)
        if done:
            self.tell(done)
        return done


NOBODY = Ahead()
