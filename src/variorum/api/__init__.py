"""The server: one record over HTTP, as REST under `/v1` and as pages.

`Server` is imported when it is first used: `variorum.connect` shares the shapes of the answers and needs no
server's libraries.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from variorum.api.app import Server as Server

__all__ = ["Server"]


def __getattr__(name: str) -> object:
    if name == "Server":
        from variorum.api.app import Server

        return Server
    raise AttributeError(f"module 'variorum.api' has no attribute {name!r}")
