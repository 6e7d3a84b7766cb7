"""How long a request's body may take: a visitor who sends a byte now and then holds nothing up. Must not read bodies.

A slow line is patient with us and we with it: what counts is that the body keeps coming, however slowly.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from runtime.http.problems import TooSlow


@dataclass(frozen=True)
class Patience:
    """Seconds any body may take, and the bytes a second that win more time."""

    seconds: float = 30
    rate: float = 1024


class SlowBodies:
    """ASGI middleware: a body that takes too long is refused, and its connection closed."""

    def __init__(self, app: ASGIApp, patience: Patience) -> None:
        self.app = app
        self.patience = patience

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; give up on its body when it comes too slowly.

        Raises:
            TooSlow: out of ``receive``, to whoever reads the body.
        """
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        clock = asyncio.get_running_loop().time
        started, taken, is_whole = clock(), 0, False

        async def receive_in_time() -> Message:
            nonlocal taken, is_whole
            if is_whole:
                return await receive()
            left = started + self.patience.seconds + taken / self.patience.rate - clock()
            try:
                message = await asyncio.wait_for(receive(), max(left, 0))
            except TimeoutError as late:
                raise TooSlow from late
            taken += len(message.get("body", b""))
            is_whole = not message.get("more_body", False)
            return message

        async def send_and_close(message: Message) -> None:
            if message["type"] == "http.response.start" and not is_whole:
                # What is left of the body is not waited for: the connection has no further use.
                message["headers"] = [*message["headers"], (b"connection", b"close")]
            await send(message)

        await self.app(scope, receive_in_time, send_and_close)
