"""What a text asks of whoever uses it: names, notices, what not to do with outputs, a policy to keep to. Pure."""

import re

from tracker.terms.clauses import Sentence
from tracker.terms.gathered import NOT, Gathered
from tracker.terms.others import IN_PAPERS, WAIVED, is_of_others
from tracker.terms.showing import shown_in
from tracker.terms.wording import DEFINES, straight

_OUTPUTS = r"\b(?:outputs?|results?|(?:any|every)thing (?:that )?(?:they|it|the [\w ]{1,20}?) (?:generates?d?|produces?d?|creates?d?|writes?|wrote)|(?:recordings|texts?|images?|answers?|speech|audio|code|content) (?:that |which )?\w+ (?:made|makes|generated|generates|produced|produces|wrote|writes|created|creates)|(?:recordings?|transcripts?|texts?|images?|pictures|videos?|music|answers?|speech|audio|code|content|data) (?:that |which )(?:the |a |our )?(?:[\w-]+ ){1,3}?(?:makes?|made|generates?d?|produces?d?|writes?|wrote|creates?d?|draws?)\b|(?:recordings?|transcripts?|texts?|images?|pictures|videos?|music|answers?|speech|audio|code|content) (?:made|produced|generated|created|written) (?:with|by|using)\b|what(?:ever)? (?:comes|came) out of (?:it|the)\b|what (?:it|they) (?:generates?|produces?|creates?|writes?|makes?)\b|what(?:ever)? you (?:generate|create|produce|make)\b|(?:its|their) (?:answers?|replies|texts?|pictures|images|writings?)\b|(?-i:[A-Z]\w+) (?:pictures|images|transcripts|recordings)\b|synthetic data|completions?|generations?|generated (?:content|data|text|material|image|audio|code|speech|picture|answer|video)s?|responses|what(?:ever)? (?:\w+ ){1,3}?(?:writes?|generates?|produces?|outputs|creates?|says?|answers?|draws?|sings?|speaks?))\b"
_IMPROVE = r"\b(?:improv\w+|train\w*|develop\w*|creat\w+|distil\w*|fine-?\s?tun\w*|enhanc\w+|build\w*|pre-?train\w*|to (?:make|better|refine|teach|tune|augment|benchmark)|make (?:or|and)|mak(?:e|ing) \w+ better|teach\w*|machine learning|refin\w+|optimi[sz]\w+|feed(?:ing|s)?|fed|tuning)\b"
_MODELS = r"(?:\b(?:ai|language|foundation\w*|generative|machine[- ]learning|other|another|competing|competitive|rival|whatever|any|third[- ]party) (?:[\w/()-]+ ){0,5}?(?:models?|systems?|technolog\w+|services?|llms?|generators?|networks?)\b|\banother one\b|\bmodels? (?:of (?:your|their|its) own|of any(?:body|one) else)\b|\b(?:your|their) own (?:[\w-]+ )?models?\b|\b(?:models?|systems?|products?|services?)\b[^.;]{0,30}?\bcompet\w+|\bmodels? (?:other than|outside)\b|\bmodels? (?:which|that) (?:is|are) (?:neither|not)\b)"
_THINGS = r"\b(?:models?|systems?|technolog\w+|services?|products?|llms?|generators?|networks?)\b"
POLICY = r"\b(?:(?:acceptable|responsible|prohibited|permitted|fair|model|content) uses?|usage|use)(?: case)? (?:policy|policies|guidelines?|restrictions|rules|terms|conditions|code|standards?|charter)\b|\b(?:code|rules|charter|standards?) (?:of|for) (?:acceptable |responsible |fair |good )?(?:use|using|users|conduct|usage|practice)\b|\b(?:house|community|content|ground|user|conduct|behaviou?r) rules\b|\brules of (?:conduct|behaviou?r)\b|\baup\b"
_URL = re.compile(
    r"(?P<url>https?://[^\s)\]>\"',;]+|(?:www\.)?[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)*\.(?:com|org|ai|dev|io|net|eu|de|fr|uk|cn|ch|co|jp|kr|tech|cloud|[a-z]{2})/[^\s)\]>\"',;]+)",
    re.IGNORECASE,
)


def showing(gathered: Gathered) -> None:
    """What must be shown."""
    for found, one in gathered.find(
        '" & display show state say tell includ feature publish present carr bear exhibit place put appear stand add mark label contain'
        " built made powered created developed improved based enhanced driven words notice sentence phrase legend badge label runs run",
        r'\b(?:display|show|state|say|tell|include|feature|publish|present|carry|bear|exhibit|place|add|mark|label)\w*\b[^"]{0,120}?"(?P<shown>(?!(?:licensed|modified|written|changed|copyrighted) (?:by|under|from))(?:[a-z]{1,12}(?:ed|[mr]un|[iu]ng|ilt|ade|own|iven|ns)) (?:with|by|on|using|from|in|upon|atop)\b[^"]{1,80})"',
        r'\b(?:display|show|state|carry|bear|exhibit|feature|publish|include|present)\w*\b[^".;]{0,60}?\b(?:legend|phrase|slogan|tagline|badge|label|wording|words|line|credit|mark|statement|sentence|message|text|acknowledg\w+)\b[^".;]{0,30}?"(?P<shown>[^"]{3,60})"[^";]{0,80}?\b(?:users?|interface|websites?|pages?|product|products|application|documentation|handbook|manual|screen|marketing|publicly|visibly|prominent\w*)\b',
        r'\b(?:products?|services?|publications?|websites?|pages?|applications?|interfaces?|works?|recordings?|images?|videos?|films?|songs?)\b[^".;]{0,100}?\b(?:carr\w+|show\w*|bear\w*|display\w*|contain\w*|include\w*|state\w*)\b[^".;]{0,30}?\b(?:legend|phrase|slogan|tagline|badge|label|wording|words|credit(?: line)?|line|acknowledg\w+)\b[^".;]{0,30}?"(?P<shown>[^"]{3,60})"',
        r'\b(?:(?:prominently|conspicuously|visibly|clearly) (?:display|show|state|include|feature|place)\w*|(?:display|show|state|include)\w* (?:prominently|conspicuously|visibly|clearly))\b[^"]{0,140}?"(?P<shown>[^"]{2,160})"',
        r'"(?P<shown>(?:built|made|powered|created|developed|improved|based|enhanced|driven) (?:with|by|on|using)\b[^"]{1,80})"[^".;]{0,60}?\b(?:must|shall|has to|is to) (?:be |appear)',
        r'\bput\b[^".;]{0,30}?"(?P<shown>[a-z]+(?:ed|en|ade|ilt|own|uns|[mr]un) (?:with|by|on|using|from)\b[^"]{1,60})"[^".;]{0,20}?\b(?:where|on|in)\b',
        r'\b(?:words|notice|line|phrase|sentence|legend|label)\b[^".;]{0,10}?"(?P<shown>[^"]{3,60})"[^".;]{0,40}?\b(?:must|shall|has to|is to) (?:be (?:shown|displayed|visible|printed|placed)|appear|stand)',
        r'\b(?:mark|label|display|show)\b[^".;]{0,40}?\b(?:visibly|prominently|clearly)\b[^".;]{0,30}?\b(?:words|line|phrase|label|notice)\b[^".;]{0,10}?"(?P<shown>[^"]{3,60})"',
        r'\bdisplay\w*\b[^".;]{0,80}?"(?P<shown>[^"]{2,60})"[^".;]{0,60}?\b(?:on|in) (?:a |the |its |your |any )?(?:\w+ )?(?:user interface|website|web page|page|product|documentation)',
        lead=True,
        key="display_notice",
    ):
        before = one.full[: found.end()]
        optional = re.search(
            r"\b(?:encourag|recommend|may (?:also )?(?:display|include|use|state|show|say)|invited?|(?<!not )optional|not (?:be )?required|need not|not (?:use|display|state|include)|indicating|something (?:like|along))",
            before,
            re.IGNORECASE,
        )
        if found["shown"] not in one.own and '"' in one.own and found.end() <= len(one.full) - len(one.own):
            continue
        if is_of_others(one.low) or IN_PAPERS.search(before):
            continue
        if not optional and not re.match(r"^(?:agreement|licen[cs]e|notice)$", found["shown"], re.IGNORECASE):
            gathered.say("display_notice", found["shown"].strip(" .,"), one)
    if "display_notice" not in gathered.terms.words and not gathered.in_part and (told := shown_in(gathered.sentences)):
        gathered.say("display_notice", *told)


def naming(gathered: Gathered) -> None:
    """How a model must be named."""
    for found, one in gathered.find(
        '" & name naming title prefix',
        r'\b(?:include|add|use|place|put|insert|carry|have)\b[^".;]{0,60}?"(?P<name>[^"]{1,40})"[^".;]{0,60}?\b(?:(?:at|in|to) the (?:beginning|start|front) of|as (?:a|the|its) (?:\w+ )?prefix|as (?:the|its) first (?:word|part|element))',
        r'\bnames?\b[^".;]{0,60}?\b(?:includes?|bears?|contains?|carr(?:y|ies)|ha(?:ve|s))\b[^".;]{0,20}?"(?P<name>[^"]{1,40})" at (?:the|its|their) (?:beginning|start|front)',
        r'\b(?:begin|start) the names? of\b[^".;]{0,80}?\bwith (?:the (?:word|name|term|prefix) )?"(?P<name>[^"]{1,40})"',
        r'\bnames?\b[^".;]{0,120}?\b(?:begin|start|commence)\w* with (?:the (?:word|name|term|prefix) )?"(?P<name>[^"]{1,40})"',
        r'\b(?:named|called|titled)\b[^".;]{0,40}?"(?P<name>[^"]{1,40}?)[- ]?(?:\.{3}|\u2026|\*)?"[^".;]{0,60}?\bat the (?:beginning|start|front)\b',
        r'\b(?:models?|derivatives?|versions?|names?|they)\b[^".;]{0,60}?\b(?:must|shall|has to|have to|is to|are to) be (?:named|called|titled) "(?P<name>[^"]{1,40}?)[- ]?(?:\.{3}|\u2026|\*|<[^>]*>|\[[^\]]*\])"',
        r'\b(?:start|begin) (?:its|their|the|your) names? with (?:the (?:word|name|term|prefix) )?"(?P<name>[^"]{1,40})"',
        r'"(?P<name>[^"]{1,40})"[^".;]{0,30}?\b(?:in front of|before|ahead of) (?:the|its|their|your) (?:own )?names?\b',
        r'\b(?:models?|derivatives?|versions?|it)\b[^".;]{0,30}?\b(?:must|shall|has to|have to|is to|are to) be (?:named|called) "(?P<name>[^"]{1,40})"[^".;]{0,20}?\b(?:plus|and|followed by|with) (?:an? |your )?(?:suffix|addition|ending|own)',
        r'\bfirst (?:word|part|element) of (?:the|its|their|your) names? (?:must|shall|has to|is to|will) be "(?P<name>[^"]{1,40})"',
        r'\bprefix(?:ed)?\b[^".;]{0,60}?"(?P<name>[^"]{1,40})"',
        r'"(?P<name>[^"]{1,40})"[^".;]{0,60}?\b(?:must|shall|has to|is to|will)\b[^".;]{0,40}?(?:at|in) the (?:beginning|start) of',
        r'"(?P<name>[^"]{1,40})"[^".;]{0,30}?\b(?:must|shall) (?:precede|prefix|be prefixed)',
        lead=True,
        key="name_prefix",
    ):
        if re.search(r"\bnames?\b|\bnam(?:ed|ing)\b|titles?\b", one.full, re.IGNORECASE) and not re.search(
            rf"(?:{NOT}|encourag|recommend)[^\"]{{0,80}}?\"?$", one.full[: found.start("name")], re.IGNORECASE
        ):
            gathered.say("name_prefix", found["name"].strip(" .,"), one)


def notices(gathered: Gathered) -> None:
    """Whether a notice of authorship stays."""
    for _, one in gathered.find(
        "notice attribut credit acknowledg copyright cite citing legend author mention name made wrote reference origin that",
        r"\b(?:retain|include|keep|reproduce|preserve|maintain|leave|carry|contain|accompan\w+)\b[^.;]{0,200}?(?:\b(?:attribution|copyright|authorship)(?:,? (?:and|or|patent|trademark|license|permission|attribution|copyright|legal)){0,6} (?:notices?|statements?|information|lines?)|\"?notice\"? (?:text )?(?:file|document)|\b(?:text )?file,? (?:named |called |entitled )?\"?notice\b|notices? of (?:attribution|authorship|copyright)|attribution to\b)",
        r"\b(?:above copyright|attribution|copyright|permission|following) (?:notice|statement)s?\b[^.;]{0,160}?\b(?:shall|must|is to|are to) (?:be (?:included|retained|reproduced|kept|preserved)|appear|accompany)",
        r"\b(?:you|licensee|recipients?|users?) (?:must|shall|will|agree to|are required to)\b[^.;]{0,60}?\b(?:give|provide|include|retain)\b[^.;]{0,60}?\b(?:credit|attribution)\b",
        r"\b(?:must|shall|required to) (?:properly |appropriately |clearly )?(?:attribute|credit|acknowledge) (?:the )?\w+",
        r"\b(?:not|never) (?:to )?(?:remove|take away|alter|delete|strip|obscure|change|modify|efface)\b[^.;]{0,80}?\b(?:(?:copyright|attribution|proprietary|authorship)[\w ]{0,30}? (?:notices?|lines?|statements?|information)|notices? of (?:authorship|copyright|attribution|origin))",
        r"\b(?:not|never|don't)\b[^.;]{0,120}?\b(?:remove|rub out|erase|scratch out|cut|strip|obscure|hide|delete)\b[^.;]{0,60}?\b(?:(?:copyright|attribution|proprietary|authorship)[\w ,]{0,40}? (?:notices?|lines?|statements?|marks?)|our names?|(?:the )?authors' names?)",
        r"\b(?:legal|copyright|proprietary) notices\b[^.;]{0,60}?\b(?:must|may|shall) not be (?:taken out|removed|cut|altered|deleted|hidden)",
        r"\b(?:retain|include|keep|reproduce|preserve|carry)\w*\b[^.;]{0,60}?\b(?:statements?|notes?|marks?|signs?) of (?:authorship|origin|copyright|its authors?)",
        r"\b(?:retain|include|keep|reproduce)\b[^.;\"]{0,60}?\bfollowing (?:\w+ )?lines?\b[^\"]{0,20}?\"copyright",
        r"\b(?:state|say|write|mention|note)\b[^.;]{0,40}?\bthat (?:the|this|its) (?:models?|weights|files) (?:is|are|was|were|comes?|came) (?:made |built |trained )?(?:by|from)\b",
        r"\b(?:reference to|mention of|credit to) (?:the|its) (?:source|authors?|makers?|licensor)\b[^.;]{0,20}?\b(?:must|shall|is to) be (?:given|made|included)",
        r"(?<!please )\bcredit (?-i:[A-Z])[\w.-]+(?: (?-i:[A-Z])[\w.-]+){0,3}\b[^.;]{0,40}?\b(?:in|on) (?:your|the|every|each|all|any)\b",
        r"\b(?:file|text)\b[^.;]{0,20}?\bnotice\b[^.;]{0,80}?\b(?:must|shall|has to|is to) (?:be kept|be included|be preserved|stay|remain|go along)",
        r"\b(?:must|shall|has to|have to) (?:always )?name\b[^.;]{0,60}?\bas (?:its|the|their) (?:authors?|makers?|source|origin|creators?)",
        r"\b(?:keep|leave|retain|preserve)\b[^.;]{0,40}?\b(?:credits?\b|who (?:made|wrote|built) it|our names?\b|(?:the )?names? of (?:its|the) (?:authors?|makers?))",
        r"(?<!please )\bmention (?:us\b|the (?:authors?|makers?|source|university|foundation|team))",
        r"\b(?:copyright|attribution|authorship|proprietary)[\w, ]{0,30}? (?:notices?|lines?|statements?)\b[^.;]{0,60}?\b(?:must|may|shall|are) not (?:to )?be (?:removed|altered|deleted|obscured|changed|stripped)",
        r"\b(?:retain|include|keep|reproduce)\b[^.;\"]{0,40}?\bfollowing (?:\w+ )?notice\b[^\"]{0,80}?\"",
        r"\b(?:keep|retain|include|preserve|place|put)\b[^.;]{0,60}?\bnotice\b[^;]{0,200}?\b(?:in (?:a|the) file|in all copies|with (?:each|every) copy)\b",
        r"(?<!please )\b(?:cite|citing|credit|name|acknowledge) (?:our|the|us\b|this|its) ?(?:paper|authors?|source|licensor|model|work|report|foundation|publication)?",
        r"\b(?:attributions?|credits?|copyright lines?)\b[^.;]{0,100}?\b(?:shall|must|are to) be (?:preserved|kept|retained|included|maintained|given)",
        r"\b(?:give|giving) (?:appropriate|proper|due|fair) (?:credit|attribution)\b",
        r"\b(?:receive|given|get|include|accompan\w+)\b[^;]{0,160}?\bfile (?:named|called) \"?notice\b",
        r"\bnotices? of (?:copyright|authorship|origin)\b[^.;]{0,40}?\b(?:stays?|remains?|stands?)\b",
        r"\b(?:copyright|attribution|authorship) (?:notices?|lines?)\b[^.;]{0,40}?\b(?:stays?|remains?) (?:where|in place|as|intact|untouched)",
        r"\b(?:attribution|credit) (?:is|to [^.;]{1,60} is) required",
        r"\bnot\b[^.;]{0,60}?\b(?:remove|delete|minimi[sz]e|strip|alter)\b[^.;]{0,60}?\bnotices? of\b",
        r"\b(?:must|shall) (?:retain|keep|reproduce|include) this notice\b",
        r"\b(?:leave|keep|retain)\b[^.;]{0,30}?\b(?:file )?\W?(?:copyright|notice|attribution|credits|authors)\b[^;]{0,12}? (?:file )?(?:in place|intact|untouched|as it is|where it is)\b",
        r"\b(?:pass on|keep|retain|reproduce|leave)\b[^.;]{0,60}?\bnotices? of (?:copyright|origin|authorship)\b",
        r"\b(?:above )?(?:copyright|attribution) (?:statement|notice)s?\b[^.;]{0,60}?\b(?:should|must|shall) be (?:included|provided|retained|kept)",
        r"\b(?:share|adapt|redistribute)\b[^.;]{0,60}?\bwith (?:proper|appropriate|due) (?:attribution|credit)\b",
        r"\bbears? the (?:legend|notice)\b[^\"]{0,30}?\"[^\"]{0,300}?(?:\blicensed under|copyright)",
        r"\bprohibited from\b[^.;]{0,60}?\b(?:removing|altering|modifying|obscuring)\b[^.;]{0,60}?\b(?:copyright|attribution)\b[^.;]{0,40}?\b(?:notices?|information)",
        r"\b(?:not|never|cannot)\b[^.;]{0,20}?\btake\b[^.;]{0,20}?\b(?:copyright|attribution) (?:notices?|lines?) away",
        r"\b(?:ensure|make sure|see to it) that (?:the )?(?:following )?(?:attribution|copyright) notices?\b",
        lead=True,
        key="attribution_notice",
    ):
        asked = re.search(r"\bmust|\bshall", one.own)
        optional = re.search(r"encourag|recommend", one.own, re.IGNORECASE) or WAIVED.search(one.low)
        if (asked or not optional) and not is_of_others(one.low):
            gathered.say("attribution_notice", True, one)
    for _, one in gathered.find(
        "author & source origin & indicate state name specify identify attribute",
        r"\b(?:must|shall|should|have to) (?:clearly |always |also )?(?:indicate|state|name|specify|identify|attribute)\b[^.;]{0,60}?\b(?:sources?|origin)\b[^.;]{0,30}?\bauthors?\b",
        lead=True,
        key="attribution_notice",
    ):
        gathered.say("attribution_notice", True, one)


def outputs(gathered: Gathered) -> None:
    """Whether outputs may improve other models."""
    called = _outputs_called(gathered)
    for one in gathered.sentences:
        text = _meaning_outputs(one)
        if called and not DEFINES.search(one.own):
            text = called.sub("outputs", text)
        if text == one.full and not any(word in one.low for word in _OF_OUTPUTS):
            continue
        if (
            text == one.full
            and not re.search(_OUTPUTS, one.own, re.IGNORECASE)
            and not re.search(_OUTPUTS, text, re.IGNORECASE)
        ):
            continue
        if not (re.search(_IMPROVE, text, re.IGNORECASE) and re.search(_THINGS, text, re.IGNORECASE)):
            continue
        if DEFINES.search(one.own):
            continue
        _output(gathered, one, text)
        if "outputs_to_improve_other_models" in gathered.terms.words:
            return


def _outputs_called(gathered: Gathered) -> re.Pattern[str] | None:
    """By what names of its own a text calls outputs: 'audio that you make with the Models ("Renderings")'."""
    names = {
        found["name"]
        for one in gathered.holding('" & produce generat creat obtain made make writ with by from of')
        for pattern in _OUTPUT_NAMES
        for found in pattern.finditer(one.own)
        if not _NO_OUTPUT.search(found["name"])
    }
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(names)))})\b") if names else None


_MAKES = r"\b(?:produces?|generates?|creates?|writes?|makes?|puts? out|gives? back|returns?)\b"
_MADE = r"\b(?:produced?s?|generated?s?|created?s?|obtain(?:s|ed)?|made|makes?|written|writes?)\b"
_OUTPUT_NAMES = (
    re.compile(
        rf'(?i:\b(?:content|audio|texts?|images?|pictures|videos?|music|speech|data|predictions?|recordings?|transcripts?|answers?|materials?|anything|whatever|what|results?)\b[^.;"]{{0,80}}?{_MADE}[^.;"()]{{0,60}}?)\((?i:the |together,? |collectively,? )*"(?P<name>[A-Z]\w+(?: [A-Z]\w+)?)"\)'
    ),
    re.compile(
        r'(?i:\b(?:predictions?|transcripts?|recordings?|images?|texts?|data|content|audio)\b[^.;"()]{0,60}?\b(?:with|by|from|of) (?:the |our )?(?:\w+ )?(?:models?|parameters|weights|software)\b[^.;"()]{0,40}?)\((?i:the |together,? |collectively,? )*"(?P<name>[A-Z]\w+(?: [A-Z]\w+)?)"\)'
    ),
    re.compile(
        rf'"(?P<name>[A-Z]\w+(?: [A-Z]\w+)?)"(?i: (?:shall )?(?:means?|refers? to|is|are) [^.;]{{0,120}}?{_MADE}[^.;]{{0,80}}?\b(?:models?|parameters|weights|software|materials?)\b)'
    ),
    re.compile(
        rf'"(?P<name>[A-Z]\w+(?: [A-Z]\w+)?)"(?i: (?:shall )?(?:means?|refers? to|is|are) (?:any |all |the |every )?(?:\w+ )?(?:content|audio|texts?|images?|pictures|videos?|music|speech|data|predictions?|recordings?|transcripts?|answers?|anything|whatever|what|results?)\b[^.;]{{0,30}}?\b(?:models?|parameters|weights|software|it|they|adaptations?|derivatives?) {_MAKES})'
    ),
)
_NO_OUTPUT = re.compile(
    r"Model|Deriv|Work|Weight|Material|Software|Adapt|Licen|Agreement|Content Polic|Document|Modif|Data"
)


def _meaning_outputs(one: Sentence) -> str:
    """The sentence and what leads to it; "train models on it" means the outputs that the clause spoke of before."""
    begins = _IT.match(one.own) is not None
    if not begins and _ON_IT.search(one.own) is None:
        return one.full
    said = f"{one.clause.heading} {one.clause.text[: max(0, one.start - one.clause.start)]}".strip()
    if re.search(_OUTPUTS, said, re.IGNORECASE) is None:
        return one.full
    return _IT.sub("The outputs ", one.own) if begins else _ON_IT.sub(r"\1 the outputs", one.full)


_OF_OUTPUTS = (
    *("output", "result", "synthetic", "generat", "completion", "respons", "writes", "produce", "create"),
    *(
        " made ",
        " makes ",
        "says",
        "answer",
        "draws",
        "pictures",
        "images",
        "texts",
        "transcripts",
        "recordings",
        "replies",
    ),
)
_IT = re.compile(r"(?:It|They|These)\s+(?=(?:may|can|must|shall|will|is|are)\b)")
_ON_IT = re.compile(r"\b(on|with|from|use|using|employ|feed) (?:it|them|these)\b", re.IGNORECASE)


def _output(gathered: Gathered, one: Sentence, text: str) -> None:
    """What one sentence that speaks of outputs, of improving, and of models says of them."""
    forbids = (
        rf"\b(?:anything|everything|whatever|any(?: other)? purpose)\b[^.;]{{0,40}}?\b(?:but|except|other than|save)\b[^.;]{{0,60}}?{_IMPROVE}[^.;]{{0,120}}?{_MODELS}",
        rf"{NOT}[^.;]{{0,300}}?{_OUTPUTS}[^.;]{{0,250}}?{_IMPROVE}[^.;]{{0,160}}?{_MODELS}",
        rf"{NOT}[^.;]{{0,200}}?{_IMPROVE}[^.;]{{0,120}}?{_MODELS}[^.;]{{0,200}}?{_OUTPUTS}",
        rf"{_OUTPUTS}[^.;]{{0,120}}?{NOT}[^.;]{{0,120}}?{_IMPROVE}[^.;]{{0,160}}?{_MODELS}",
        rf"{_OUTPUTS}[^.;]{{0,120}}?{_IMPROVE}[^.;]{{0,120}}?{_MODELS}[^.;]{{0,100}}?\b(?:not (?:permitted|allowed)|prohibited|forbidden|excluded)",
        rf"{_IMPROVE}[^.;]{{0,120}}?{_MODELS}[^.;]{{0,200}}?{_OUTPUTS}[^.;]{{0,100}}?\b(?:not (?:permitted|allowed)|prohibited|forbidden)",
    )
    named = re.search(
        r'\bnam(?:e|es|ed|ing)\b|\bdisplay[^.;,]{0,60}"|\bprefix|built with|(?<![(\w.,])"(?=\w)[^"]+"',
        text,
        re.IGNORECASE,
    )
    duty = re.search(
        r"\b(?:shall|must|required|will|ha(?:ve|s) to|needs? to|provided|unless|on condition|so long as|names?\b[^.;]{0,40}?\b(?:starts?|begins?) with|if (?:the|its|their) names?)\b",
        text,
        re.IGNORECASE,
    )
    if any(re.search(pattern, text, re.IGNORECASE) for pattern in forbids):
        loose = re.search(
            r"\b(?:unless|except (?:if|where|that)|provided|other than (?:if|where))\b(?P<then>.*)",
            text,
            re.IGNORECASE,
        )
        if loose and re.search(r"\bnam(?:e|es|ed)\b|display|prefix", loose["then"], re.IGNORECASE):
            gathered.say("outputs_to_improve_other_models", "allowed_with_naming", one)
        elif not re.search(
            r"not (?:restrict|prohibit|prevent|limit|forbid|object)|no (?:restriction|limit|ban|objection)",
            text,
            re.IGNORECASE,
        ):
            gathered.say("outputs_to_improve_other_models", "forbidden", one)
        else:
            gathered.say("outputs_to_improve_other_models", "allowed", one)
    elif (
        named
        and duty
        and re.search(
            rf"{_OUTPUTS}[^.;]{{0,250}}?{_IMPROVE}[^.;]{{0,120}}?(?:{_MODELS}|\ban? models?\b)|{_IMPROVE}[^.;]{{0,120}}?{_MODELS}[^.;]{{0,120}}?{_OUTPUTS}"
            rf"|\bmodels?\b[^.;]{{0,60}}?{_IMPROVE}[^.;]{{0,60}}?{_OUTPUTS}",
            text,
            re.IGNORECASE,
        )
    ):
        gathered.say("outputs_to_improve_other_models", "allowed_with_naming", one)
    elif (
        not is_of_others(one.low)
        and (
            granted := re.search(
                rf"\b(?:may|can|free to|welcome to|permitted to|allowed to|right to|grant\w*)\b[^.;]{{0,200}}?(?:{_OUTPUTS}[^.;]{{0,160}}?{_IMPROVE}[^.;]{{0,120}}?{_THINGS}|{_IMPROVE}[^.;]{{0,160}}?{_OUTPUTS})|{_OUTPUTS}[^.;]{{0,60}}?\b(?:may|can) (?:also |freely )?(?:be (?:used|put to)|serve)[^.;]{{0,120}}?{_IMPROVE}|{_OUTPUTS}[^.;]{{0,30}}?\b(?:is|are) (?:yours|free)\b[^.;]{{0,80}}?{_IMPROVE}|\A(?=(?:keep|use|sell|take|share|publish|train|do with)\b)[^.;]{{0,120}}?(?:{_IMPROVE}[^.;]{{0,120}}?{_OUTPUTS}|{_OUTPUTS}[^.;]{{0,120}}?{_IMPROVE}[^.;]{{0,120}}?{_THINGS})",
                text,
                re.IGNORECASE,
            )
        )
        and not re.search(rf"(?!not limited|not only|no charge){NOT}", text[: granted.end()], re.IGNORECASE)
    ):
        named_so = _NAMED_SO.search(straight(one.clause.text[max(0, one.end - one.clause.start) :]))
        gathered.say("outputs_to_improve_other_models", "allowed_with_naming" if named_so else "allowed", one)


# "If you distribute a model so created, its name shall begin with "Acme"."
_NAMED_SO = re.compile(
    r"\b(?:so|thus) (?:created|trained|improved|made|built)\b[^.;]{0,80}?\bnames?\b[^.;]{0,30}?\b(?:shall|must|has to|is to) (?:begin|start|include|contain|carry)",
    re.IGNORECASE,
)


def is_policy(name: str | None) -> bool:
    """Whether a text is called a use policy."""
    return re.search(POLICY, name or "", re.IGNORECASE) is not None


def policy(gathered: Gathered) -> None:
    """Where the use policy stands."""
    title = str(gathered.terms.values["name"] or "")
    own = is_policy(title)
    for one in gathered.sentences:
        if "/" not in one.own:
            continue
        for link in _URL.finditer(one.own):
            before = one.own[max(0, link.start() - 260) : link.start()]
            near = list(re.finditer(POLICY, before, re.IGNORECASE))
            itself = own and re.search(
                r"\b(?:this|the|these|our)(?: (?:current|latest|present|full|newest))?(?: \w+)? (?:policy|rules|guidelines|version|code|terms|text|wording)\b[^.]{0,100}?\b(?:found|available|at|located|published|kept|stands?|lives?|read|is)\b"
                r"|\bthe page (?:to|that|you|which)\b[^.]{0,60}?\bis\b|\b(?:permanent|canonical|stable) (?:address|link|url)\b|\bpermalink\b",
                before,
                re.IGNORECASE,
            )
            told = _PART.finditer(one.own, max(0, link.start() - 120))
            near = near or [rules for rules in told if rules.end() <= link.start()]
            behind = near[-1].string[near[-1].end() : link.start()] if near else ""
            if _TO_LICENCE.search(before):
                continue
            if (near and not re.search(r"report|violation|licen[cs]e[.] ", behind, re.IGNORECASE)) or itself:
                url = link["url"].rstrip(".")
                whole = re.match(r" \((https?://[^\s)]+)\)", one.own[link.end() :])
                gathered.say("acceptable_use_policy", whole[1] if whole and not url.startswith("http") else url, one)
                return

    if not own and not gathered.in_part:
        _policy_agreed_to(gathered)


def _policy_agreed_to(gathered: Gathered) -> None:
    """Rules under any name that a sentence with an address binds the user to."""
    for one in gathered.sentences:
        if ("/" in one.own or "." in one.own[:-1]) and _BINDS.search(one.low) and _RULES.search(one.low):
            link = _AT.search(one.own)
            if link is not None and not _NO_RULES.search(one.low) and "licen" not in link["url"].lower():
                gathered.say("acceptable_use_policy", link["url"].rstrip(".,"), one)
                return


_BINDS = re.compile(
    r"\b(?:agree\w*|accept\w*|follow|respect|obey|observe|honou?r|comply|adhere|abide|bound by|subject to|part of|belongs? to|applies|apply|undertakes?|ends? th(?:is|e) licen[cs]e|breach\w*|break\w*)\b"
)
_RULES = re.compile(
    r"\b(?:(?:use|usage) polic\w+|polic(?:y|ies)|rules|guidelines|standards|principles|code of \w+|charter|what you (?:may|must|can) ?not (?:do|use)|prohibited uses?|restrictions)\b"
)
_NO_RULES = re.compile(
    r"\b(?:privacy|cookies?|report\w*|latest version of th(?:is|e) licen[cs]e|copy of th(?:is|e) licen[cs]e|questions?|contact|trademark|brand)\b"
)
_AT = re.compile(
    r"(?P<url>https?://[^\s)\]>\"]+|\b(?:[a-z0-9-]+\.)+[a-z]{2,}/[^\s)\]>\"]+|\b[\w-]*(?:POLICY|RULES|GUIDELINES|CONDUCT|policy|rules|guidelines|conduct)[\w-]*\.(?:md|txt|html|pdf))"
)


# What stands at an address is the licence.
_TO_LICENCE = re.compile(r"\b[Ll]icen[cs]e(?: [Aa]greement)? \(\Z")
# Rules of any name that a text takes in.
_PART = re.compile(
    r"\b(?:rules|polic(?:y|ies)|guidelines|standards|principles)\b(?=.{0,260}?\b(?:incorporat\w+|(?:made|are|is|forms?|form) (?:a |an )?(?:integral )?part (?:of|hereof))\b)",
    re.IGNORECASE,
)
