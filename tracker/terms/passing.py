"""Whether a text lets its model be passed on, and with what. Pure."""

import re

from tracker.terms.clauses import Sentence
from tracker.terms.gathered import NOT, Gathered
from tracker.terms.others import is_of_others, is_of_results
from tracker.terms.wording import DEFINES

_WEIGHTS = r"(?:[\w.'-]+ ){0,5}?(?:materials?|models?|weights?|software|works?|checkpoints?|parameters|derivatives?|copies|copy|datasets?|artifacts?)\b"
_THINGS = r"\b(?:materials?|models?|weights?|software|works?|checkpoints?|parameters|derivatives?|copies|copy|datasets?|artifacts?)\b"


# What asks for a copy of the text, in the order in which it counts: words that it holds, and how it says so.
_WITH_COPY = (
    (
        "copy copies text & licen agreement terms document",
        r"\b(?:provid(?:e|es|ing)|includ(?:e|es|ing)|give|gets?|accompan\w+|deliver|suppl(?:y|ies)|furnish|attach|enclos(?:e|es|ing)|ship|pass on|distribute[sd]?|contain|retain)\b[^.;]{0,140}?\b(?:copy|copies|text) of (?:this|the|these) (?:[\w.-]+ ){0,5}?(?:agreement|licen[cs]e|terms|document)",
        r"\b(?:copy|text) of (?:this|the|these) (?:[\w.-]+ ){0,4}?(?:agreement|licen[cs]e|terms)\b[^.;]{0,60}?\b(?:must|shall|is to|has to)\b[^.;]{0,60}?\b(?:accompan|includ|provid|deliver|attach|pass|ship|given|be)",
    ),
    (
        "licen notice conditions & retain include reproduce",
        r"\b(?:retain|include|reproduce)\w*\b[^.;]{0,60}?\b(?:this list of conditions|this permission notice|this licen[cs]e)\b",
        r"\b(?:this|the above) (?:[\w ]{0,30})?(?:permission notice|licen[cs]e (?:notice|statement|text)) (?:shall|must|should) (?:also )?be included",
    ),
    (
        "licen agreement & given receive get provided handed obtain",
        r"\b(?:must|shall|has to|have to)\b[^.;]{0,60}?\b(?:be given|receive|get|be provided with|be handed|obtain)\b[^.;]{0,40}?\b(?:this|the) (?:licen[cs]e|agreement)\b",
    ),
    (
        "licen agreement terms & attach hand",
        r"\battach(?:es|ing)? (?:a copy of )?(?:this|the) (?:[\w-]+ )?(?:licen[cs]e|agreement|terms)\b",
        r"\bhand(?:s|ing)? (?:on|over) (?:this|these|the) (?:[\w-]+ ){0,3}?(?:licen[cs]e|agreement|terms)\b",
    ),
    (
        "licen agreement terms & provided condition long & included attached kept enclosed retained",
        r"\b(?:provided|as long as|so long as|on condition)\b[^.;]{0,40}?\bthis (?:licen[cs]e|agreement) (?:is|be|remains?) (?:included|attached|kept|enclosed|retained)\b",
    ),
    (
        "licen agreement terms & together along copy & giv pass distribut copies",
        r"\b(?:copies|copy|them|it|models?|weights)\b[^.;]{0,60}?\b(?:together|along) with this (?:licen[cs]e|agreement)\b",
        r"\b(?:re)?distribute (?:it|them|the \w+) (?:together |along )?with a copy of (?:this|the) (?:licen[cs]e|agreement)\b",
    ),
    (
        "licen agreement terms & pass accompan hand giv send deliver available include",
        r"\bpass(?:es|ed|ing)? on:? (?:\(\w{1,3}\) )?(?:a copy of |the text of )?(?:this|the) (?:agreement|licen[cs]e|terms)\b",
        r"\baccompanied by (?:a copy of )?(?:this|the) (?:agreement|licen[cs]e)",
        r"\b(?:hands?|pass|passes|passing|give|gives|send|sends|delivers?|make available|include) (?:on |along |over )?(?:a copy of |the text of )?(?:this|the) licen[cs]e(?: text| itself| document)?\b[^.;]{0,40}?\b(?:with|together|along|to (?:each|every|all|any|the|third))",
    ),
    (
        "copy text & hand pass giv send together along only",
        r"\b(?:hands?|pass|passes|gives?|sends?) (?:on|along|over) (?:a|the) (?:copy|text) of (?:this|the|these)\b",
        r"\b(?:together|along|only) with (?:a|the) (?:full )?(?:copy|text) of (?:this|the|its) (?:\w+ ){0,3}?(?:licen[cs]e|agreement|terms)",
    ),
    (
        "licen terms agreement & copy get receive",
        r"\b(?:this|the) (?:same )?(?:licen[cs]e|agreement), a copy of which\b[^.;]{0,40}?\b(?:must|shall|have to|is to)\b",
        r"\b(?:recipients?|everybody|everyone|whoever) (?:must|shall|has to|have to|is to|are to) (?:get|receive|be given|be sent) (?:this|these|the) (?:licen[cs]e|terms|agreement)\b",
    ),
    (
        "accompanied",
        r"\baccompanied by (?:a copy of )?(?:this|the|these) (?:\w+ )?(?:agreement|licen[cs]e|terms)",
    ),
    (
        "leave omit & licen agreement",
        r"\b(?:not|never|cannot) (?:leave out|omit) (?:this|the) (?:licen[cs]e|agreement)\b",
    ),
    (
        "put & licen terms",
        r"\bput (?:a copy of )?(?:this|the|these) (?:licen[cs]e|terms) (?:next to|beside|with|in the (?:box|folder|package|archive)|(?:in|into) (?:every|each|all|any))\b",
    ),
    (
        "licen terms & share pass give hand distribut publish copy copies upload",
        r"\b(?:when|if|whenever|wherever) you (?:share|pass|give|hand|(?:re)?distribute|publish|copy|upload)\b[^;]{0,120}?\b(?:include|add|attach|enclose|send|hand|put in) (?:them |along |in )?(?:a copy of |the text of )?(?:this|these|the) (?:licen[cs]e\b|terms\b)(?! (?:fee|key|notice))",
        r"\b(?:share|pass|give|hand|(?:re)?distribute|publish|copy|upload)\b[^.;]{0,60}?, (?:and )?hand (?:them|him|her|over) (?:this|these|the) (?:licen[cs]e|terms)\b",
    ),
    (
        "licen terms agreement & travel go goes come comes ship",
        r"\b(?:must|shall|has to|have to|is to|are to)\b[^.;]{0,40}?\b(?:travel|go|come|ship) (?:along |together )?with (?:a copy of )?(?:this|these|the) (?:licen[cs]e|terms|agreement)\b",
        r"\b(?:this|these) (?:licen[cs]e|terms|agreement) (?:must|shall|has to|have to|goes|go)\b[^.;]{0,20}?\b(?:travel|go|goes|come|ship)? ?(?:along |together )?with (?:it|them|every|each|all|any) (?:cop(?:y|ies)|it|them)?",
    ),
    (
        "licen terms agreement & handed given sent shown",
        r"\b(?:is|are) to be (?:handed|given|sent|shown) (?:a copy of |the text of )?(?:this|these) (?:licen[cs]e|terms|agreement)\b",
    ),
    (
        "licen & copy copies",
        r"\b(?:add|include|enclose|keep) (?:the )?(?:file |text )?\"?licen[cs]e\"?(?:\.txt|\.md)?(?: file| text)?\b[^.;]{0,40}?\b(?:every|each|all|any) cop(?:y|ies)\b",
    ),
    (
        "page sheet document deed text paper letter & copy copies with along together",
        r"\bthis (?:page|sheet|document|deed|text|paper|letter)\b[^.;]{0,60}?\b(?:goes|go|travels?|comes?|stays?|remains?|accompan(?:y|ies)|included|attached|enclosed|kept|added)\b[^.;]{0,20}?\b(?:with |in |to )?(?:every|each|all|any) (?:\w+ )?cop(?:y|ies)\b",
        r"\b(?:include|attach|enclose|keep|add|send|pass|pass on|hand (?:on|over)|give|put|leave|ship) this (?:page|sheet|document|deed|text|paper|letter)\b[^.;]{0,20}?\b(?:with|in|along|to) (?:it|them|every|each|all|any|the (?:models?|weights|files|cop(?:y|ies)))\b",
        r"\b(?:copies|copy|them|it|models?|weights)\b[^.;]{0,60}?\b(?:together|along) with this (?:page|sheet|document|deed|text|paper|letter)\b",
    ),
    (
        "display this",
        r"\bdisplay this licen[cs]e on (?:each|every|all)\b",
    ),
)
# Parts without the model, and what comes out of it.
IN_PART = re.compile(
    r"\b(?:adapters?|deltas?|delta weights)\b|\bdistribution of (?:the |any )?outputs?\b", re.IGNORECASE
)


def copies(gathered: Gathered) -> None:
    """Whether it may be passed on."""
    for needs, *patterns in _WITH_COPY:
        for _, one in gathered.find(needs, *patterns, lead=True, key="redistribution"):
            if not IN_PART.search(one.full):
                gathered.say("redistribution", "with_copy", one)
    if "redistribution" in gathered.terms.words:
        return
    forbidden = next((one for _, one in gathered.find("redistribut", _OUTRIGHT, lead=True)), None)
    granted = _passing_on(gathered) if forbidden is None else None
    forbidden = forbidden or (_no_passing_on(gathered) if granted is None else None)
    if forbidden:
        gathered.say("redistribution", "forbidden", forbidden)
    elif granted:
        gathered.say("redistribution", "allowed", granted)


# What no leave for a part, or for changed versions, makes good.
_OUTRIGHT = (
    rf"\b(?:is|are) (?:strictly |expressly )?prohibited from\b[^.;]{{0,120}}?\bredistributing (?:the |any ){_WEIGHTS}"
)


def _passing_on(gathered: Gathered) -> Sentence | None:
    """Where it is allowed to pass it on."""
    for found, one in gathered.find(
        "distribut share sharing everything pass give giving hand mirror",
        r"\b(?:sharing|passing on|redistributing|mirroring) (?:it|them|the (?:models?|weights|files))[^.;]{0,40}?\b(?:is|are) (?:fine|allowed|permitted|welcome|ok)\b",
        r"\byou (?:may|can) mirror (?:it|them|the (?:models?|weights|files))\b",
        r"\b(?:may|can|free|right|welcome|allowed|permitted) to\b[^.;]{0,160}?\b(?:pass (?:it |them |copies |all of (?:it|that|this|these) )?on|(?:give|hand) (?:it |them |copies )(?:away |on |out )?to (?:others|any(?:one|body)|whom|friends|third)\w*)\b",
        r"\byou (?:may|can)\b[^.;]{0,160}?\b(?:pass (?:it|them|copies) on|give (?:it|them|copies) away)\b",
        r"\b(?:grant(?:ed|s)?|may|free to|right to|permitted to|allowed to|licen[cs]e to|permission to)\b[^.;]{0,300}?\b(?:distribute|redistribute|redistribution|share)\b(?!,? (?:and \w+ )?(?:your|(?:the |any )?outputs?\b))",
        r"\bredistribution\b[^.;]{0,80}?\b(?:(?:is|are) (?:permitted|allowed))",
        EVERYTHING,
        lead=True,
    ):
        if DEFINES.search(one.own) or _SHARED_WITH.match(one.full, found.end()):
            continue
        if is_of_others(one.low) or is_of_results(one.low) or _OF_NAMES.search(one.low):
            continue
        if re.search(r"\bonly (?:with|to|among|within)\b", one.own[-200:], re.IGNORECASE) or GRANTED_BACK.search(
            one.own
        ):
            continue
        if not re.search(rf"{NOT}|unless", one.full[: found.end()], re.IGNORECASE) or re.search(
            r"\bhereby grants?\b", one.own
        ):
            return one
    return None


def _no_passing_on(gathered: Gathered) -> Sentence | None:
    """Where that is forbidden."""
    for found, one in gathered.find(
        "distribut shar publish transfer available accessible pass handed given giving give supplied disclosed disclosure leave lend upload put place post",
        rf"\b(?:not|never|don't)\b[^.;]{{0,160}}?\bmake (?:the |any |our )?{_WEIGHTS}[^.;]{{0,20}}? available to (?:any(?:one|body)|others|any third|third)",
        r"\b(?:not|never|don't) (?:give|hand|pass|lend|send|show) (?:it|them|copies|the \w+)(?: on| out)? to (?:any(?:one|body)|others|third|any third)\b",
        r"\b(?:models?|weights|files|parameters|checkpoints|copies) (?:may|must|shall) (?:not|never) leave (?:your|the|its)\b",
        r"\b(?:transfer|passing on|hand(?:ing|over)|disclosure|distribution) of (?:the )?(?:models?|weights|files|parameters|materials?|checkpoints)\b[^.;]{0,60}?\b(?:is|are) (?:strictly )?(?:prohibited|forbidden|not (?:allowed|permitted)|excluded)",
        r"\b(?:not|never|don't) (?:put|upload|place|publish|post) (?:it|them|the (?:models?|weights|files|parameters|checkpoints))[^.;]{0,20}?\b(?:on|to|in) (?:an? |any )?(?:public|open|other)\b",
        r"\byou (?:may|must|shall|can) (?:not|never) share it\b",
        rf"\b(?:may|shall|must|can|will|do|agree) ?not (?:to )?(?:[\w,/-]+ ){{0,14}}?(?:distribute|redistribute|share|publish|transfer|make available)(?:[\w ,/-]{{0,80}}?) (?:the|any|this|its|our|such|or|[\w-]+'s) {_WEIGHTS}",
        r"\b(?:not|never)\b[^.;]{0,60}?\b(?:giv|provid|hand|pass|lend|sell|send|supply)\w*(?: (?:on|out|over))? copies of\b",
        r"\b(?:no|not|without)\b[^.;]{0,40}?\bright to (?:re)?distribute",
        rf"\bnot pass (?:on )?(?:the |any ){_WEIGHTS}[^.;]{{0,80}}?\bto (?:a |any )?(?:third part|others?\b|anyone|anybody)",
        rf"{_THINGS}(?: \w+)?,? (?:may|must|shall|can|will|are|is) (?:likewise |also )?not (?:to )?be (?:made (?:available|accessible)|passed on|given|handed|transferred|supplied|disclosed|redistributed|uploaded|published)\b",
        rf"\b(?:may|shall|must|can|will|do|agree) ?not (?:to )?make {_WEIGHTS}[^.;]{{0,80}}?\b(?:available|accessible)\b",
        rf"{_THINGS}[^.;]{{0,40}}?\b(?:may|must|shall|can) ?not be (?:re)?(?:distributed|shared|published)\b",
        rf"\bneither\b[^.;]{{0,20}}?{_WEIGHTS}[^.;]{{0,40}}?\b(?:may|must|shall|can) be (?:re)?(?:distributed|shared|published)\b",
        r"\bredistribution\b[^.;]{0,60}?\b(?:not (?:permitted|allowed)|prohibited|forbidden)",
        lead=True,
    ):
        after = one.full[found.end() :]
        if (
            not _CHANGED.search(one.full[found.start() :])
            and not re.search(
                r"\bunless\b|\bexcept\b|\bfor (?:any |an? )?(?!purpose)(?:[a-z-]+,? (?:or |and )?){1,4}purposes?\b|without (?:also |first )?(?:includ|provid|retain|giv)|other than|for (?:a )?commercial|\boutside\b(?! (?:your|the|its|our) (?:\w+ )?(?:group|organi[sz]ation|institution|company|team|laboratory|university))|in (?:any|a) (?:way|manner)",
                _AMONG_US.sub("", one.full[found.start() :]),
                re.IGNORECASE,
            )
        ) or re.search(
            r"without (?:the |our |its |express |prior |written )+(?:consent|permission|authori)",
            after,
            re.IGNORECASE,
        ):
            return one
    for _, one in gathered.find(
        "distribut share publish & not never",
        r"\b(?:you|licensee|users?) (?:may|shall|must|can|will) ?not\b[^.;]{0,200}?\b(?:distribute|redistribute|share|pass on|publish) (?:it|them)\b",
        lead=True,
    ):
        return one
    return None


# Who may not share what was changed may not change it; nothing is said of sharing it as it is.
_CHANGED = re.compile(
    r"\b(?:the|any) (?:modified|adapted|altered|changed) (?:material|version|work|model)s?\b", re.IGNORECASE
)
_OF_NAMES = re.compile(r"\bdistribute (?:the |our |any )?(?:trademarks?|logos?|names?)\b")
# All that copyright keeps for the author.
EVERYTHING = r"\b(?:grants?|licen[cs]es?) you\b[^.;]{0,60}?\beverything\b[^.;]{0,60}?\bthat would otherwise infringe"
# What the licensor shares with the licensee.
_SHARED_WITH = re.compile(r" with (?:you|company|licensee|the (?:licensee|recipient|user))\b", re.IGNORECASE)
# Within the walls of whoever has it, it is passed on to nobody.
_AMONG_US = re.compile(r"\bexcept[^.;]{0,40}? (?:within|inside) (?:your|the|its) (?:own )?\w+", re.IGNORECASE)
# What the licensee grants the licensor.
GRANTED_BACK = re.compile(r"\byou (?:hereby )?(?:also )?grant\b", re.IGNORECASE)
