"""The little of RFC 6455 that a server needs which only speaks.

Browsers grant a server hundreds of these, but six connections of all other sorts: more tabs would wait for ever.
"""

from __future__ import annotations

import base64
import hashlib
import struct

_GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"

PING = b"\x89\x00"
CLOSE = b"\x88\x00"


def accept(key: str) -> str:
    """``Sec-WebSocket-Accept``, the answer to ``Sec-WebSocket-Key``."""
    return base64.b64encode(hashlib.sha1((key + _GUID).encode(), usedforsecurity=False).digest()).decode()


def text(message: str) -> bytes:
    """A frame with a whole message."""
    data = message.encode()
    if len(data) < 126:
        head = struct.pack(">BB", 0x81, len(data))
    elif len(data) < 65536:
        head = struct.pack(">BBH", 0x81, 126, len(data))
    else:
        head = struct.pack(">BBQ", 0x81, 127, len(data))
    return head + data
