"""Fetch one document of the web, by http or https, within limits of size and time."""

from __future__ import annotations

import time
from dataclasses import dataclass
from http.client import HTTPException, HTTPMessage
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, Request, build_opener

from scanner.errors import ScannerError

MOST_BYTES = 20_000_000  # of an answer; what is longer is cut, and is too large to be read
LONGEST_S = 30.0  # for all of it
_PART_S = 10.0  # for one step
_PART_BYTES = 65_536
_AGENT = "cookieclaims"


@dataclass(frozen=True)
class Fetched:
    """A document as it came."""

    data: bytes
    name: str  # its file name, or the URL that answered
    media_type: str | None


class _OnlyWeb(HTTPRedirectHandler):
    """Follows redirects to http and https, and to nothing else."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        """Return the next request.

        Raises:
            HTTPError: it would leave the web.
        """
        if not is_url(newurl):
            raise HTTPError(newurl, code, "redirected to what is no web page", headers, fp)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def is_url(text: str) -> bool:
    """Tell whether a text is the URL of a web page, rather than a file."""
    parts = urlsplit(text)
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def fetch(url: str) -> Fetched:
    """Return what a URL answers.

    Raises:
        ScannerError: it does not answer, or not in time, or with an error.
    """
    opener: OpenerDirector = build_opener(_OnlyWeb)
    request = Request(url, headers={"User-Agent": _AGENT, "Accept-Language": "nl,en;q=0.8"})  # noqa: S310
    deadline = time.monotonic() + LONGEST_S
    try:
        with opener.open(request, timeout=_PART_S) as answer:
            data = bytearray()
            while part := answer.read1(_PART_BYTES):
                data += part
                if len(data) > MOST_BYTES:
                    break
                if time.monotonic() > deadline:
                    raise ScannerError(f"{url}: unreachable: more than {LONGEST_S:.0f} seconds")
            return Fetched(bytes(data), answer.url, answer.headers.get("Content-Type"))
    except HTTPError as error:
        raise ScannerError(f"{url}: unreachable: HTTP {error.code} {error.reason}") from error
    except (URLError, HTTPException, OSError, ValueError) as error:
        reason = error.reason if isinstance(error, URLError) else error
        raise ScannerError(f"{url}: unreachable: {reason}") from error
