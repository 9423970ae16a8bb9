"""One address for one page: what two spellings of the same URL have in common."""

import re
from urllib.parse import urljoin, urlsplit, urlunsplit

import idna
from w3lib.url import canonicalize_url

_DEFAULT_PORTS = {"http": 80, "https": 443}
_LONGEST = 2_000

# Parameters that say where a reader came from and never which page is meant. Lists of feed readers and browsers
# agree on these; anything that some site uses to select content ("ref", "source", "from", "page") stays out.
_TRACKERS = frozenset(
    """
    fbclid gclid gclsrc gbraid wbraid dclid msclkid yclid ysclid twclid ttclid igshid igsh li_fat_id rdt_cid epik
    mc_cid mc_eid mkt_tok _hsenc _hsmi hsctatracking __hssc __hstc __hsfp vero_id vero_conv oly_anon_id oly_enc_id
    _openstat _branch_match_id _branch_referrer at_medium at_campaign at_custom1 at_custom2 at_custom3 at_custom4
    at_link_id at_link_origin at_link_type at_format at_ptr_name ns_mchannel ns_source ns_campaign ns_linkname ns_fee
    cmpid ocid ncid wt_mc wt.mc_id wt_zmc itm_source itm_medium itm_campaign itm_content s_cid s_kwcid ef_id
    sc_channel sc_campaign guccounter guce_referrer guce_referrer_sig soc_src soc_trk smid spm_id_from
    """.split()  # noqa: SIM905  (seventy names, one to a line, would hide the rest of the page)
)
_TRACKER_PREFIXES = ("utm_", "pk_", "mtm_", "hsa_", "piwik_", "matomo_")
_DEVICES = frozenset({"www", "m", "mobile", "amp", "touch", "wap"})
_CACHED = re.compile(r"/[a-z]/(?:s/)?([^/]+)(/.*)?$")
_AMP_START = re.compile(r"^/amp/")
_AMP_END = re.compile(r"(?:/amp(?:\.html?)?|\.amp(?:\.html?)?|/index\.(?:html?|php))/?$")
_AMP_QUERY = frozenset(
    {"amp", "amp=1", "amp=true", "outputtype=amp", "output=amp", "type=amp", "m=1", "view=mobile", "mobile=1"}
)
# Most addresses: in their one spelling already, of any length.
_PLAIN = re.compile(
    r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::(?!80/|443/)[1-9][0-9]{0,3})?/(?:[A-Za-z0-9/_~-]|(?<=[A-Za-z0-9_~-])\.)*"
)
_UNSAFE = re.compile(r"[\x00-\x1f\x7f\\]")


def canonical_url(url: str, base: str = "") -> str | None:
    """The one spelling of `url`, made absolute against `base`; None if it is no address of a web page.

    Only http and https; lower-case ASCII host (IDNA 2008, UTS 46), no default port, no dot segments, no fragment,
    parameters sorted and without those that only track readers (RFC 3986, section 6). Stays itself when
    given again. Addresses with a user or password in them are none of ours.
    """
    url = url.strip()
    if not url or len(url) > _LONGEST or _UNSAFE.search(url):
        return None
    return url if is_plain(url) else _respelt(url, base)


def is_plain(url: str) -> bool:
    """Whether the address is absolute, and written so that there is no other way to write it. False says nothing."""
    return _PLAIN.fullmatch(url) is not None


def _respelt(url: str, base: str) -> str | None:
    try:
        parts = urlsplit(urljoin(base, url))
        if parts.scheme not in _DEFAULT_PORTS or "@" in parts.netloc:
            return None
        netloc = _netloc(parts.scheme, parts.hostname, parts.port)
        bare = urlunsplit((parts.scheme, netloc, _without_dots(parts.path), _query(parts.query), ""))
        return canonicalize_url(bare) if netloc else None
    except (ValueError, UnicodeError):
        return None


def mark_of(url: str) -> str:
    """What all addresses of one page have in common: of phones, of AMP and its caches, with and without "www".

    To compare addresses, not to fetch them. Takes a canonical URL.
    """
    parts = urlsplit(url)
    host, path = parts.hostname or "", parts.path
    if host.endswith(".cdn.ampproject.org") and (cached := _CACHED.match(path)):
        host, path = cached[1], cached[2] or "/"
    host = ".".join(label for n, label in enumerate(host.split(".")) if n > 1 or label not in _DEVICES) or host
    path = _AMP_START.sub("/", _AMP_END.sub("", path)).rstrip("/") or "/"
    query = "&".join(one for one in parts.query.split("&") if one and one.lower() not in _AMP_QUERY)
    port = f":{parts.port}" if parts.port else ""
    return f"{host}{port}{path}{f'?{query}' if query else ''}"


def host_of(url: str) -> str:
    """The host of an absolute URL, in lower case; empty if it has none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _netloc(scheme: str, host: str | None, port: int | None) -> str:
    host = (host or "").rstrip(".")
    if not host.isascii():
        host = idna.encode(host, uts46=True).decode("ascii")
    if re.search(r"[^a-z0-9._:-]", host) or host.startswith("."):
        return ""
    host = f"[{host}]" if ":" in host else host
    return host if port in (None, _DEFAULT_PORTS[scheme]) else f"{host}:{port}"


def _without_dots(path: str) -> str:
    """RFC 3986, section 5.2.4, for absolute paths; percent-encoded dots mean the same as plain ones."""
    kept: list[str] = []
    segments = (path or "/").split("/")[1:]
    for segment in segments:
        plain = re.sub("%2e", ".", segment, flags=re.IGNORECASE)
        if plain == "..":
            del kept[-1:]
        elif plain != ".":
            kept.append(segment)
    if re.sub("%2e", ".", segments[-1], flags=re.IGNORECASE) in (".", ".."):
        kept.append("")
    return "/" + "/".join(kept)


def _query(query: str) -> str:
    return "&".join(part for part in query.split("&") if part and not _tracks(part.partition("=")[0].lower()))


def _tracks(name: str) -> bool:
    return name in _TRACKERS or name.startswith(_TRACKER_PREFIXES)
