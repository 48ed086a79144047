"""Stable ids and hashes of articles, over machines and runs."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

# Parameters that say how a reader came to the page, not which page it is.
_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|igshid|twclid|ttclid|mc_[ce]id|_hs\w+|mkt_tok|cmpid|icid|ncid|ocid|"
    r"smid|sr_share|ref|ref_src|ref_url|referrer|xtor|wt_\w+|at_\w+|pk_\w+|mtm_\w+|spm|s_cid|__twitter_impression",
    re.IGNORECASE,
)
_DEFAULT_PORTS = {"http": "80", "https": "443"}
_PATH_SAFE = "/:@!$&'()*+,;=~-._"


def canonical_url(url: str | None) -> str | None:
    """The same address for the same page, or None when ``url`` is not an http(s) address.

    Scheme and host in lower case and https for http, no ``www.``, default port, fragment, tracking parameter or trailing
    slash; parameters sorted; the path's case is kept, since servers may tell it apart.
    """
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").lower().rstrip("."), parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in _DEFAULT_PORTS or not host:
        return None
    host = host.removeprefix("www.")
    if port is not None and str(port) not in _DEFAULT_PORTS.values():
        host = f"{host}:{port}"
    path = quote(unquote(re.sub(r"/{2,}", "/", parts.path)), safe=_PATH_SAFE).rstrip("/")
    kept = sorted((key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(key))
    return urlunsplit(("https", host, path, urlencode(kept), ""))


def article_id(given: str | None, url: str | None, path: str) -> str:
    """The id that the input gives, else ``url-`` and a hash of the canonical URL, else the path in the corpus."""
    if given:
        return given
    return f"url-{hashlib.sha256(url.encode()).hexdigest()[:32]}" if url else path


def article_version(title: str | None, body: str) -> str:
    """SHA-256 of title and body, in hexadecimal; a NUL between them keeps the two apart."""
    return hashlib.sha256(f"{title or ''}\0{body}".encode()).hexdigest()


def fingerprint(*parts: str | None) -> int:
    """A 64-bit key for a set of what was seen: in a million articles two differ by chance once in 10^7 corpora."""
    joined = "\0".join(part or "" for part in parts)
    return int.from_bytes(hashlib.blake2b(joined.encode(), digest_size=8).digest(), "big")
