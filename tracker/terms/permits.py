"""What a text permits: commercial use, up to how many users. Pure."""

import re
from itertools import chain

from tracker.terms.gathered import NOT, Gathered, searched
from tracker.terms.others import is_of_others, is_of_results
from tracker.terms.wording import DAY, DEFINES, NUMBER, date_in, number_of

_USERS = (
    r"(?:monthly[ -]active[ -](?:end[ -])?(?:users?|accounts?|customers?)|active monthly (?:end )?users?|monthly (?:unique |end )?users|\bmaus?\b"
    r"|(?:active |unique |distinct |end )*(?:users|accounts) (?:per|a|each|every|in any|in a|in the preceding|in one|within (?:a|any)) (?:calendar |single |given )*month)"
)

_REVENUE = r"\b(?:revenues?|turnover|(?:gross|annual|total) (?:income|sales|receipts))\b"
_AMOUNT = r"(?:\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty|thirty|fifty|hundred) )"
# What users did, for the model's training.
_RATED = re.compile(r"\busers?' (?:ratings?|votes|messages|data|feedback|requests)\b", re.IGNORECASE)
# How many there are, and no limit.
_WE_HAVE = re.compile(
    r"(?:we|it|our \w+|the (?:service|app|site|company|platform)) (?:has|have|had|reach(?:es|ed)?|serves?|counts?) "
)
# Who earns, in verbs: "turned over more than 2 million euros last year".
_EARNS = r"\b(?:turn(?:s|ed|ing)? over|earn(?:s|ed|ing)?|gross(?:es|ed|ing)?|t(?:akes?|ook|aking) in|brings? in|brought in|ma(?:kes?|de|king)|sales (?:\w+ ){0,2}(?:come|came|amount\w*) to)\b"
_BOUND = r"\b(?:more than|over|above|at least|in excess of|exceeding|less than|fewer than|below|under|up to|not more than|no more than)\b"
_MONEY = re.compile(
    r"[$\u20ac\u00a3\u00a5]|\b(?:usd|eur|gbp|chf|jpy|euros?|dollars?|pounds?|francs?|yen|kron(?:or|er))\b",
    re.IGNORECASE,
)
_STAFF = r"(?:\d[\d,. ]*|[a-z]+(?:[ -][a-z]+)?) (?:or more |or fewer )?(?:full-time |paid )?(?:employees|staff|workers|people on (?:its|the|your) payroll)\b"
_DEAL = re.compile(
    r"licen[cs]e|\bcommercial|\bdeal\b|agree|\bfees?\b|\bpay|\bbuy|\bask\b|permission|\bfree\b|contact|\bbusiness\b|\bmakes? money\b",
    re.IGNORECASE,
)
_PEOPLE = r"(?:users?|individuals|people|persons|accounts|customers|visitors|subscribers|members|devices)\b"


def threshold(gathered: Gathered) -> None:
    """From how many monthly users on somebody must ask, and counted when."""
    for found, one in gathered.find(
        "month mau",
        rf"\b{NUMBER} (?:or more |total |combined |aggregate |average )*{_USERS}",
        rf"{_USERS}[^;]{{0,250}}?(?:greater than|more than|exceed(?:s|ing|ed)?|in excess of|over|above|surpass\w*|at least|reach\w*|fewer than|less than|below|under|beyond|than) (?:a total of |the threshold of )?(?:[\w ]{{2,40}}\((?=\d))?{NUMBER}",
        rf"\b{NUMBER}\)? (?:or more )?(?:[a-z-]+ ){{0,3}}?{_PEOPLE}[^;$\u20ac\u00a3]{{0,90}}?\bmonth",
        rf"\bmonth(?:ly)?\b[^;$\u20ac\u00a3]{{0,120}}?\b{NUMBER}\)? (?:or more )?(?:[a-z-]+ ){{0,3}}?{_PEOPLE}",
    ):
        value = number_of(found["number"], found["unit"])
        if (
            value is None
            or value < 1_000
            or one.own[: found.start("number")].rstrip().upper().endswith(("$", "\u20ac", "\u00a3", "USD", "EUR"))
            or _RATED.search(one.own)
            or _WE_HAVE.match(one.low)
        ):
            continue
        gathered.say("mau_threshold", value, one)
        date = DAY.search(one.own)
        released = re.search(
            r"(?:release|effective|publication|version) date|date of (?:the )?(?:version |initial |first )?release|version was released|(?:at|on) (?:the (?:time|day|date) of )?(?:its |the )?release",
            one.own,
            re.IGNORECASE,
        )
        on = date_in(date) if date else gathered.terms.values["version_date"] if released else None
        if on:
            gathered.say("mau_reference_date", on, one)
        return


def commercial(gathered: Gathered) -> None:
    """Whether the text allows, forbids or limits commercial use."""
    for _, one in gathered.find(
        "grant",
        r"\bgrants?\b[^.;]{0,80}?\bnon-?commercial\b(?! (?:and|or|as))[^.;]{0,60}?\blicen[cs]e\b",
        key="commercial_use",
    ):
        gathered.say("commercial_use", "forbidden", one)
    if gathered.terms.values["mau_threshold"] is not None:
        words = gathered.terms.words["mau_threshold"]
        gathered.say("commercial_use", "conditional", (words.start, words.end))
    for _, one in gathered.find(
        "revenue turnover income sales",
        rf"\b(?:annual|yearly|monthly|gross|total|aggregate)\b[^;]{{0,60}}?{_REVENUE}[^;]{{0,200}}?(?:greater than|at least|more than|exceed\w*|less than|below|under|over|in excess of|above|surpass\w*)[^;]{{0,30}}?{_AMOUNT}",
        rf"\b(?:annual|yearly|monthly|gross|total)\b[^;]{{0,20}}?\bincome\b[^;]{{0,30}}?(?:greater than|at least|more than|exceed\w*|less than|below|under|over|above)[^;]{{0,30}}?{_AMOUNT}",
        rf"{_REVENUE}[^;]{{0,60}}?(?:greater than|at least|more than|exceed\w*|less than|below|under|over|in excess of|above|surpass\w*)[^;]{{0,30}}?{_AMOUNT}",
        rf"(?:\d|[mb]illion\b)[^;]{{0,60}}?\b(?:in|of) (?:annual |gross |total |yearly )*{_REVENUE}",
        rf"{_REVENUE} of [^;]{{0,20}}?{_AMOUNT}[^;]{{0,60}}?\bor (?:more|less|fewer|above|below)\b",
        key="commercial_use",
    ):
        if not re.search(
            r"liab|damages|fees paid|\bour (?:\w+ ){0,2}?(?:revenue|turnover|sales|income)", one.own, re.IGNORECASE
        ):
            gathered.say("commercial_use", "conditional", one)
    for _, one in gathered.find(
        "turn earn gross take taking took bring brought make making made sales employees staff workers payroll",
        rf"{_EARNS}[^.;]{{0,40}}?{_BOUND}[^;]{{0,20}}?{_AMOUNT}",
        rf"{_BOUND} {_STAFF}",
        lead=True,
        key="commercial_use",
    ):
        counted = searched(rf"{_BOUND} {_STAFF}", one.own) is not None
        if (counted or _MONEY.search(one.own)) and _DEAL.search(one.full) and not _OURS.search(one.own):
            gathered.say("commercial_use", "conditional", one)
    of_gain = gathered.find(
        "money profit gain earning",
        r"\b(?:not|never)\b[^.;]{0,60}?\b(?:(?:make|making|earn|earning) (?:any )?money|with a view to (?:profit|earning|gain|making (?:a )?(?:profit|money)))\b",
        r"\b(?:with a view to|aimed at|in pursuit of) (?:profit|earning|gain|making (?:a )?(?:profit|money))\b[^.;]{0,60}?\b(?:ruled out|excluded|prohibited|forbidden|not (?:allowed|permitted|covered))",
        r"\b(?:use|exploitation) for (?:gain|profit)\b[^.;]{0,40}?\b(?:not (?:permitted|allowed|covered)|prohibited|forbidden|excluded)",
        r"\bfor-profit (?:use|purposes?|activit\w+)\b[^.;]{0,20}?\b(?:not (?:permitted|allowed|covered)|prohibited|forbidden|excluded)",
        lead=True,
        key="commercial_use",
    )
    of_firms = gathered.find(
        "company companies firm business commercial & excluded ruled covered allowed permitted not never nobody no-one one",
        r"\b(?:on behalf of|for the benefit of|by|in) (?:an? |any )?(?:commercial (?:organi[sz]ations?|enterprises?|entit(?:y|ies)|compan(?:y|ies))|compan(?:y|ies)|business(?:es)?|firms?)\b[^.;]{0,40}?\b(?:(?:is|are) (?:excluded|not (?:covered|allowed|permitted))|(?:is|are) ruled out)",
        r"\b(?:not|never)\b[^.;]{0,120}?\bmake (?:a )?business (?:of|out of|with)\b|\b(?:no ?one|nobody) (?:may|shall|can|is)\b[^.;]{0,80}?\bcommercial(?:ly)?\b",
        lead=True,
        key="commercial_use",
    )
    of_research = gathered.find(
        "commercial research academic scholarly educational scientific profit gain consideration production evaluation fee",
        r"\b(?:only|solely|exclusively|limited to|restricted to)\b[^.;]{0,100}?\b(?:non-?\s?commercial|research|academic|educational|scholarly)\b[^.;]{0,80}?\b(?:purposes?|uses?|research|basis|projects?|activities|work)\b",
        r"\b(?:non-?\s?commercial|research|academic)\b[^.;]{0,60}?\b(?:purposes?|uses?|basis)\b[^.;]{0,10}?\bonly\b",
        r"\bfor (?:[a-z-]+ ){0,2}(?:non-?\s?commercial|research|academic|educational) (?:[a-z]+ )?only\b",
        r"\b(?:non-?\s?commercial|research|academic|educational|scholarly|scientific)\b[^.;]{0,60}?\b(?:purposes?|uses?|research) (?:exclusively|and nothing else|alone)\b",
        r"\b(?:covers?|permits?|allows?) (?:[\w-]+ ){0,3}?(?:research|study|teaching)\b[^.;]{0,20}? and nothing else\b",
        r"\bmay only use\b[^.;]{0,80}?\bfor (?:[\w-]+ ){0,3}?(?:study|research|teaching)\b(?![^.;]{0,80}?\b(?:commercial|business|any other))",
        r"\bgiven\b[^.;]{0,60}?\bright\b[^.;]{0,200}?\bfor (?:[a-z-]+ ){0,2}?(?:non-?\s?commercial|academic|scientific)\b(?! or commercial| and commercial)[^.;]{0,40}?\b(?:purposes?|uses?|research|teaching)\b",
        r"\b(?:not|never)\b[^.;]{0,200}?\b(?:in the (?:conduct|course|operations?) of (?:a |any |your |its )?(?:\w+ )?(?:business|enterprise|trade)|in a (?:commercial )?(?:product|service))\b",
        r"\b(?:may|shall|must|can|will|do|are) ?not\b[^.;]{0,160}?\b(?:for (?:any )?commercial|commercial(?:ly)? (?:or production )?(?:purposes?|uses?|advantage|exploit\w*|gain|product|service|activit))",
        r"\b(?:may|shall|must|can|will|do) ?not (?:use|exploit|employ|deploy)[^.;]{0,60}?\bcommercially\b(?! (?:advertis|sell|market|promot|trad))",
        r"(?<!not )\b(?:prohibit|forbid|forbidden|exclud)\w*[^.;]{0,80}?\bcommercial (?:purposes?|uses?|exploitation|activit)",
        r"\b(?:uses?|using|exploitation|purposes?|activit\w+)\b[^.;]{0,20}? (?:with a view to|aimed at|for|in pursuit of) (?:making (?:a )?)?(?:profit|monetary gain|commercial (?:gain|advantage))\b[^.;]{0,60}?\b(?:prohibited|forbidden|not (?:permitted|allowed)|excluded)",
        r"\b(?:may|shall|must|can|will|do|are) ?not\b[^.;]{0,200}?\b(?:in the course of (?:a |any )?(?:commercial|business)|for (?:profit|monetary gain|financial gain|a fee|consideration)\b)",
        r"\bonly\b[^.;]{0,60}?\b(?:for|in) [^.;]{0,80}?\b(?:non-?production|evaluation|testing)\b[^.;]{0,60}?\b(?:purposes?|environments?|uses?)\b",
        r"\bcommercial (?:purposes?|uses?|exploitation|deployment|activit(?:y|ies))\b[^.;]{0,40}?\b(?:(?:is|are) (?:strictly |expressly )?(?:not (?:permitted|allowed|granted|covered)|prohibited|forbidden|excluded|ruled out))",
        r"\bgrant\w*\b[^.;]{0,400}?\bfor (?:your |its |any )?(?:the (?:sole )?purpose of )?(?:internal )?(?:non-?\s?commercial|academic|scientific)(?! or commercial| and commercial)[^.;]{0,40}?\b(?:purposes?|uses?|research)\b",
        r"\bno commercial (?:use|purposes?|exploitation)\b",
        r"\bonly\b[^.;]{0,60}?\bnon-?\s?commercially\b",
        r"\b(?:access|use|licen[cs]e|permission) is (?:strictly |always )?non-?\s?commercial\b",
        lead=True,
        key="commercial_use",
    )
    for _, one in chain(of_research, of_gain, of_firms):
        text = one.full
        if is_of_others(one.low):
            continue
        if DEFINES.search(one.own) and not _is_only_purpose(gathered, one.own):
            continue
        if re.search(
            r"\b(?:and|or|both) commercial|(?<!non-)(?<!non )\bcommercial and|(?<!non-)commercial or non|\binternal business (?:purposes|use|operations)|spam|trademark|logo\b|brand",
            text,
            re.IGNORECASE,
        ):
            continue
        if re.search(
            r"\bunless\b[^.;]{0,80}?(?:revenue|users)|\bwithout (?:an? )?(?:\w+ ){0,2}?(?:commercial|paid) licen[cs]e|\bunless you (?:have |are |were )?(?:first )?regist|\bnot in (?:accordance|compliance) with\b|\bin (?:breach|violation) of\b",
            text,
            re.IGNORECASE,
        ):
            continue
        gathered.say("commercial_use", "forbidden", one)
    for _, one in gathered.find(
        "commercial",
        r"\bregistered (?:users?|licensees?|companies|entities)\b[^.;]{0,60}?\b(?:may|can|free to|allowed to|permitted to)\b[^.;]{0,60}?\bcommercial",
        r"\bcommercial(?:ly)? (?:purposes?|uses?|exploitation|deployment)\b[^.;]{0,100}?\b(?:requires?|subject to|separate|only (?:if|with|after)|must (?:first )?(?:register|apply|obtain|request))",
        r"\b(?:a|separate|paid|prior|written|the) (?:\w+ )?commercial (?:licen[cs]e|agreement)\b[^.;]{0,60}?\b(?:must|shall|has to|is to|needs? to|is) (?:be )?(?:first )?(?:obtained|purchased|bought|acquired|requested|agreed|required|needed|necessary)",
        r"\b(?:must|shall|has to|have to|needs? to|required to) (?:first )?(?:obtain|purchase|buy|acquire|request|negotiate|agree|conclude|sign) (?:an? |the )?(?:\w+ ){0,2}?commercial (?:licen[cs]e|agreement|terms)",
        r"\b(?:wish|want|intend|plan)\w* to (?:use|make use)[^.;]{0,80}?\bcommercial[^.;]{0,100}?\b(?:(?:must|shall|need)\b(?! (?:also )?(?:abide|comply|adhere|follow|read|accept))|requires?|contact|apply|register|registration|obtain|request)",
        key="commercial_use",
    ):
        gathered.say("commercial_use", "conditional", one)
    for _, one in gathered.find(
        "commercial & without unless",
        r"\bnot\b[^.;]{0,200}?\bcommercial(?:ly)?\b[^.;]{0,100}?\b(?:without (?:an? )?(?:\w+ ){0,2}?(?:commercial|paid) licen[cs]e|unless you (?:have |are |were )?(?:first )?registered)\b",
        lead=True,
        key="commercial_use",
    ):
        gathered.say("commercial_use", "conditional", one)
    for _, one in gathered.find(
        "host inference managed as-a-service & licen permission agreement consent apply",
        r"\b(?:hosting use|hosted|hosting|managed service|shared instances?|inference service|as[- ]a[- ]service)\b[^;]{0,160}?\b(?:separate|commercial|further|additional) (?:\w+ )?(?:licen[cs]e|agreement|permission)",
        r"\b(?:hosting use|hosted|hosting|managed service|shared instances?|inference service|as[- ]a[- ]service)\b[^;]{0,160}?\b(?:must|shall|needs? to|has to|required to) (?:first )?(?:apply|request|obtain|seek|ask)\b[^;]{0,80}?\b(?:permission|licen[cs]e|consent|agreement)",
        key="commercial_use",
    ):
        if not re.search(r"subject to|copy of", one.own, re.IGNORECASE):
            gathered.say("commercial_use", "conditional", one)
    with_gain = gathered.find(
        "money charge trade business profit work gain",
        r"\bboth (?:private|personal|academic) and (?:business|commercial) use\b",
        r"\b(?:may|can|free|welcome)\b[^.;]{0,80}?\bfor (?:money|gain|profit)\b",
        r"\b(?:may|can|welcome to|free to|allowed to)\b[^.;]{0,160}?\b(?:in the course of (?:your |a |any )?(?:trade|business)|charge (?:for|money)|(?:make|earn) (?:money|a profit))\b",
        r"\b(?:may|can|free to)\b[^.;]{0,80}?\b(?:for profit or not|at work (?:or|and) at home|at home (?:or|and) at work)\b",
        r"\b(?:making|earning) money\b[^.;]{0,40}?\b(?:fine|allowed|permitted|welcome|ok)\b",
        r"\buse (?:in|for|by) (?:an? |any |your |all )?business(?:es)? (?:is|are) (?:allowed|permitted|fine|welcome|covered)\b",
        key="commercial_use",
    )
    with_leave = gathered.find(
        "purpose commercial paid",
        r"\b(?:comprises?|includes?|covers?|extends? to)\b[^.;]{0,40}?\bcommercial (?:exploitation|use|purposes)\b",
        r"\buse it\b[^.;]{0,60}?\bpaid or unpaid\b",
        r"\bmay\b[^.;]{0,120}?\b(?:free (?:or|and) paid|paid (?:or|and) free) (?:products?|services?|work)\b",
        r"\b(?:for (?:any|all) (?:lawful |legal )?purposes?\b|including (?:for )?commercial|(?:research|non-?\s?commercial|academic|personal),? (?:and|or|as well as) (?:for )?commercial|commercial,? (?:and|or|as well as) (?:for )?(?:non-?\s?commercial|research|academic)|commercial(?:ly)? (?:use|purposes?|exploitation) (?:is|are) (?:permitted|allowed)|\bsupports? commercial use\b|\bcommercially us(?:able|ed))",
        r"\b(?:may|grant\w*|right to|free to|permit\w*|allow\w*)\b[^.;]{0,300}?(?<!non-)(?<!non )\b(?:commercially|for commercial (?:use|purposes?)|commercial use)\b",
        key="commercial_use",
    )
    for found, one in chain(with_leave, with_gain):
        before = _NOT_EXCLUDED.sub(" ", one.own[: found.end()])
        if _VOID.match(one.own[found.end() :]) or is_of_others(one.low) or is_of_results(one.low):
            continue
        if not DEFINES.search(one.own) and not re.search(rf"{NOT}|unless|except|\boutputs?\b", before, re.IGNORECASE):
            gathered.say("commercial_use", "allowed", one)


# What the licensor earns or employs.
_OURS = re.compile(
    r"\bwe (?:may |will |do |did )?(?:earn|make|made|employ|have)\b|\bour (?:staff|employees|workers)\b|\bliab|\bdamages|fees paid",
    re.IGNORECASE,
)
_VOID = re.compile(
    r"[^.;]{0,60}?\b(?:is|are|becomes?|shall be|will be) (?:void|excluded|suspended|withdrawn|unavailable)\b",
    re.IGNORECASE,
)


def _is_only_purpose(gathered: Gathered, definition: str) -> bool:
    """Whether what a definition defines is the only purpose that the text grants anything for."""
    told = re.search(r'"([^"]{3,60})"', definition)
    name = re.escape(told[1].rstrip("s,")) if told and re.search("(?i)purpose|uses?$", told[1]) else None
    return name is not None and any(
        searched(rf"\b(?:only|solely|exclusively)\b[^.;\"]{{0,40}}?\bfor [^.;\"]{{0,20}}?\b{name}", one.own)
        for one in gathered.holding("only solely exclusively")
    )


def by_heading(gathered: Gathered) -> None:
    """What is listed under "What is fine", where nothing else is said of commerce."""
    for one in gathered.holding("commercial"):
        told = re.search(r"\bcommercial(?:ly)? (?:use|purposes?|projects?|work)\b", one.own, re.IGNORECASE)
        if told and _FINE.search(one.clause.heading) and not re.search(NOT, one.full, re.IGNORECASE):
            gathered.say("commercial_use", "allowed", one)


_FINE = re.compile(
    r"(?i)\A(?!.*[|?]|.*\b(?:not|never|can't|don't)\b).*\b(?:fine|allowed|permitted|welcome|you (?:can|may)|we allow)\b"
)


def by_sale(gathered: Gathered) -> None:
    """Who may sell it, or the service of running it, may earn with it; where nothing else is said of commerce."""
    for found, one in gathered.find(
        "sell software-as-a-service",
        r"\b(?:grants?|may|licen[cs]e to|right to|permission)\b[^;]{0,400}?\b(?:sell\b|software-as-a-service)",
        key="commercial_use",
    ):
        denied = re.search(rf"{NOT}|unless|except (?!as stated)", one.own[: found.end()], re.IGNORECASE)
        if denied is None and not is_of_others(one.low) and not is_of_results(one.low):
            gathered.say("commercial_use", "allowed", one)


def by_title(gathered: Gathered) -> None:
    """A licence that calls itself one for research, and says nothing else of commerce, is for nothing else."""
    title = gathered.terms.words.get("name")
    told = re.search(
        r"\b(?:non-?\s?commercial|research(?:[- ]only)?|academic|evaluation|scholarly|non-?production)\b",
        str(gathered.terms.values["name"] or ""),
        re.IGNORECASE,
    )
    if title and told and re.search(r"licen[cs]e", title.quote, re.IGNORECASE):
        gathered.say("commercial_use", "forbidden", (title.start, title.end))


# What is not ruled out is not denied.
_NOT_EXCLUDED = re.compile(
    r"\b(?:not|never) (?:\w+ )?(?:excluded|prohibited|forbidden|restricted|ruled out|contrary|listed)\b|\bnot only\b",
    re.IGNORECASE,
)
