"""A licence, use policy or card -> its terms, each with the words it stands on. Pure; nothing is said that the text
does not say: a term that is not found is None, or `not_mentioned`.

Written for the genre: community licences with user thresholds, research licences, naming duties, clauses on outputs,
use policies, territories; standard licences are recognised first (terms/known.py). Each reader looks at one sentence at
a time, together with the words that lead to it ("You may not use the model to:"), so that nothing runs away.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from tracker.terms.clauses import Sentence, plain_text, sentences_of
from tracker.terms.known import Nearest, known, named_in, nearest_of
from tracker.terms.naming import licensor_in, title_in
from tracker.terms.uses import uses_of
from tracker.terms.wording import DAY, NUMBER, any_place_in, date_in, flat, law_in, number_of, places_in

_NOBODY = Nearest("", 0.0)
_SURE = 0.8  # of a standard licence's passages: then it is that licence
_QUOTE = 300


@dataclass(frozen=True, slots=True)
class Words:
    """Where in the plain text a term stands: half open, in code points. quote: its first 300 characters at most."""

    quote: str
    start: int
    end: int


@dataclass(slots=True)
class Terms:
    """What a text says, by the keys that docs/terms.md explains; words: term -> where it says so."""

    values: dict[str, Any]
    words: dict[str, Words] = field(default_factory=dict)


NOTHING: dict[str, Any] = {
    "name": None,
    "version_date": None,
    "licensor": None,
    "commercial_use": None,
    "mau_threshold": None,
    "mau_reference_date": None,
    "display_notice": None,
    "name_prefix": None,
    "attribution_notice": False,
    "outputs_to_improve_other_models": "not_mentioned",
    "acceptable_use_policy": None,
    "excluded_territories": [],
    "excluded_uses": [],
    "litigation_termination": False,
    "governing_law": None,
    "redistribution": None,
    "nearest": None,
    "osi_approved": False,
}
_LEGAL = re.compile(
    r"\b(?:licen[cs]e[ed]?|licensor|agreement|redistribut\w+|terms of (?:use|service)|use policy|copyright|permission"
    r"|permitted|prohibited|you (?:may|shall|must|will|agree)|hereby)\b",
    re.IGNORECASE,
)
_RULING = re.compile(
    r"you (?:may|shall|must|will|agree|are (?:granted|free|allowed|permitted))|licen[cs]ee|hereby|this (?:licen[cs]e|agreement|policy)"
    r"|are permitted|is (?:prohibited|permitted|licen[cs]ed under)|users? (?:may|must|shall)|licen[cs]ed under|do not use|may not",
    re.IGNORECASE,
)
_CHALLENGE = re.compile(
    r"enable javascript|checking your browser|just a moment\.\.\.|verify(?:ing)? (?:that )?you are (?:a )?human|access denied"
    r"|captcha|404 not found|page not found|unusual traffic|ray id",
    re.IGNORECASE,
)

_NOT = r"\b(?:not|never|no|nor|prohibit\w*|forbid\w*|forbidden|refrain\w*|neither|cannot)\b"
_OUTPUTS = r"\b(?:outputs?|results?|synthetic data|completions?|generations?|generated (?:content|data|text|material)s?|responses|what (?:\w+ ){1,3}?(?:writes|generates|produces|outputs|creates))\b"
_IMPROVE = r"\b(?:improv\w+|train\w*|develop\w*|creat\w+|distil\w*|fine-?\s?tun\w*|enhanc\w+|build\w*|pre-?train\w*)\b"
_MODELS = r"(?:\b(?:ai|language|foundation\w*|generative|machine[- ]learning|other|another|competing|competitive|rival|any|third[- ]party) (?:[\w/()-]+ ){0,5}?(?:models?|systems?|technolog\w+|services?|llms?)\b|\b(?:models?|systems?|products?|services?)\b[^.;]{0,30}?\bcompet\w+)"
_THINGS = r"\b(?:models?|systems?|technolog\w+|services?|products?|llms?)\b"
_WEIGHTS = r"(?:[\w.'-]+ ){0,5}?(?:materials?|models?|weights?|software|works?|checkpoints?|parameters|derivatives?|copies|copy)\b"
_USERS = (
    r"(?:monthly[ -]active[ -](?:end[ -])?(?:users?|accounts?|customers?)|active monthly (?:end )?users?|monthly (?:unique |end )?users|\bmaus?\b"
    r"|(?:active |unique |distinct |end )*(?:users|accounts) (?:per|a|each|every|in any|in a|in the preceding|in one|within (?:a|any)) (?:calendar |single |given )*month)"
)
_POLICY = r"\b(?:(?:acceptable|responsible|prohibited|permitted|fair|model|content) uses?|usage|use)(?: case)? (?:policy|policies|guidelines?|restrictions|rules|terms|conditions)\b"
_DENIES = re.compile(r"\bnot\b|\bno\b|\bnever\b|exclu|except|other than|outside|restricted|prohibited|embargoed")
_URL = re.compile(
    r"(?P<url>https?://[^\s)\]>\"',;]+|(?:www\.)?[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)*\.(?:com|org|ai|dev|io|net|eu|de|fr|uk|cn|ch|co|jp|kr|tech|cloud)/[^\s)\]>\"',;]+)",
    re.IGNORECASE,
)


def terms_of(raw: str) -> Terms:
    """The terms of a text. One that is no licence and no policy (a challenge page, nothing at all) has none."""
    plain = plain_text(raw)
    card = named_in(raw, plain)
    if not is_terms(plain) and card is None:
        return Terms(_nothing())
    reader = _Reader(plain, sentences_of(plain))
    reader.read()
    reader.standard()
    if card is not None and reader.nearest is None:
        reader.card(card)
    return reader.terms


def terms_in(plain: str, sentences: tuple[Sentence, ...], keys: Collection[str] | None = None) -> Terms:
    """What some sentences of a text say, of all terms or of these; standard licences are not recognised."""
    reader = _Reader(plain, sentences)
    reader.read(keys)
    return reader.terms


@lru_cache(maxsize=16)
def is_ordinary(raw: str) -> bool:
    """Whether a text's terms are those that its sentences say: it lays down some, and is no standard licence."""
    plain = plain_text(raw)
    nearest = nearest_of(plain)
    standard = nearest is not None and nearest.similarity >= _SURE and not known(nearest.name).bespoke
    return is_terms(plain) and not standard and named_in(raw, plain) is None


def _nothing() -> dict[str, Any]:
    return {key: list(one) if isinstance(one, list) else one for key, one in NOTHING.items()}


def is_terms(plain: str) -> bool:
    """Whether a plain text lays down terms at all."""
    head = plain[:20_000]
    told = {one.casefold() for one in _LEGAL.findall(head)}
    if len(head) < 3_000 and _CHALLENGE.search(head):
        return False
    return len(told) >= 2 and _RULING.search(head) is not None


class _Reader:
    """Gathers the terms of one text; a term that was said once is not said again."""

    def __init__(self, plain: str, sentences: tuple[Sentence, ...]) -> None:
        self.plain = plain
        self.terms = Terms(_nothing())
        self.nearest: Nearest | None = None
        self.sentences = sentences

    def read(self, keys: Collection[str] | None = None) -> None:
        """Everything, or what is needed for these terms."""
        for reader, gives in (
            (self.name, ()),
            (self.dates, ()),
            (self.threshold, ("mau_threshold", "mau_reference_date", "commercial_use")),
            (self.naming, ("display_notice", "name_prefix", "attribution_notice")),
            (self.outputs, ("outputs_to_improve_other_models",)),
            (self.policy, ("acceptable_use_policy",)),
            (self.territories, ("excluded_territories",)),
            (self.uses, ("excluded_uses",)),
            (self.courts, ("litigation_termination", "governing_law")),
            (self.commercial, ("commercial_use",)),
            (self.copies, ("redistribution",)),
            (self.who, ("licensor",)),
        ):
            if keys is None or not gives or any(key in keys for key in gives):
                reader()

    def say(self, key: str, value: object, where: Sentence | tuple[int, int]) -> None:
        """A term and its words; the first that speaks counts."""
        if key in self.terms.words:
            return
        start, end = (where.start, where.end) if isinstance(where, Sentence) else where
        told = self.plain[start:end]
        start += len(told) - len(told.lstrip())
        end = max(start + 1, start + len(told.strip()))
        self.terms.values[key] = value
        self.terms.words[key] = Words(self.plain[start : min(end, start + _QUOTE)], start, end)

    def find(self, needs: str, *patterns: str, lead: bool = False) -> Iterator[tuple[re.Match[str], Sentence]]:
        """Matches in single sentences (with their lead, if asked), pattern by pattern.

        needs: beginnings of words of which a sentence must hold one, to spare the search of all others
        """
        likely = [one for one in self.sentences if any(word in one.low for word in needs.split())]
        for pattern in patterns if likely else ():
            compiled = re.compile(pattern, re.IGNORECASE)
            for one in likely:
                found = compiled.search(one.full if lead else one.own)
                if found:
                    yield found, one

    def name(self) -> None:
        found = title_in(self.plain)
        if found:
            self.say("name", found[0], found[1:])

    def dates(self) -> None:
        label = (
            r"(?:release date|released(?: on)?|effective(?: date)?(?: as of)?|last (?:updated|modified|revised|changed)(?: on)?"
            r"|version date|date of (?:release|issue|publication|last revision)|published(?: on)?|revised(?: on)?|updated(?: on)?|dated?|as of"
            r"|version [\d.]+|v\d[\d.]*|in force (?:since|from))"
        )
        head = self.plain[:3_000]
        for found in re.finditer(
            rf"\b{label}\)?[ \t]*[:,\-\u2013\u2014(]*[ \t\n]*(?:{DAY.pattern})", head, re.IGNORECASE
        ):
            told = DAY.search(found[0])
            if told and date_in(told):
                self.say("version_date", date_in(told), found.span())
                return
        for found in re.finditer(r"[^\n]+", head[:600]):
            told = DAY.search(found[0])
            if told and len(found[0].split()) <= 6 and date_in(told):
                self.say("version_date", date_in(told), found.span())
                return
        for found in re.finditer(
            rf"\b(?:last (?:updated|modified|revised)|version release date)(?: on)?[ :]+(?:{DAY.pattern})",
            self.plain,
            re.IGNORECASE,
        ):
            told = DAY.search(found[0])
            if told and date_in(told):
                self.say("version_date", date_in(told), found.span())

    def who(self) -> None:
        found = licensor_in(self.plain, self.sentences, (nearest_of(self.plain) or _NOBODY).name)
        if found:
            self.say("licensor", found[0], found[1:])

    def threshold(self) -> None:
        for found, one in self.find(
            "month mau",
            rf"\b{NUMBER} (?:or more |total |combined |aggregate |average )*{_USERS}",
            rf"{_USERS}[^;]{{0,250}}?(?:greater than|more than|exceed(?:s|ing|ed)?|in excess of|over|above|surpass\w*|at least|reach\w*|fewer than|less than|below|under|beyond|than) (?:a total of |the threshold of )?(?:[\w ]{{2,40}}\((?=\d))?{NUMBER}",
            rf"\b{NUMBER}\)? (?:or more )?(?:active |unique |end )*users[^;]{{0,60}}?\bmonth",
        ):
            value = number_of(found["number"], found["unit"])
            if (
                value is None
                or value < 1_000
                or re.search(r"[$\u20ac\u00a3]\s*$|(?:USD|EUR)\s*$", one.own[: found.start("number")])
            ):
                continue
            self.say("mau_threshold", value, one)
            date = DAY.search(one.own)
            released = re.search(
                r"(?:release|effective|publication|version) date|date of (?:the )?(?:version |initial |first )?release|version was released|(?:at|on) (?:the (?:time|day|date) of )?(?:its |the )?release",
                one.own,
                re.IGNORECASE,
            )
            on = date_in(date) if date else self.terms.values["version_date"] if released else None
            if on:
                self.say("mau_reference_date", on, one)
            return

    def commercial(self) -> None:
        if self.terms.values["mau_threshold"] is not None:
            words = self.terms.words["mau_threshold"]
            self.say("commercial_use", "conditional", (words.start, words.end))
        for _, one in self.find(
            "revenue",
            r"\b(?:annual|yearly|monthly|gross|total|aggregate)\b[^;]{0,60}?\brevenues?\b[^;]{0,200}?(?:greater than|more than|exceed\w*|less than|below|under|over|in excess of|above)[^;]{0,30}?\d",
            r"revenues?[^;]{0,60}?(?:greater than|more than|exceed\w*|less than|below|under|over|in excess of|above)[^;]{0,30}?\d",
            r"\d[^;]{0,40}?\b(?:in|of) (?:annual |gross |total |yearly )*revenue",
        ):
            if not re.search(r"liab|damages|fees paid", one.own, re.IGNORECASE):
                self.say("commercial_use", "conditional", one)
        for _, one in self.find(
            "commercial research academic scholarly educational scientific",
            r"\b(?:only|solely|exclusively|limited to|restricted to)\b[^.;]{0,100}?\b(?:non-?\s?commercial|research|academic|educational|scholarly)\b[^.;]{0,80}?\b(?:purposes?|uses?|research|basis|projects?|activities|work)\b",
            r"\b(?:non-?\s?commercial|research|academic)\b[^.;]{0,60}?\b(?:purposes?|uses?|basis)\b[^.;]{0,10}?\bonly\b",
            r"\b(?:may|shall|must|can|will|do|are) ?not\b[^.;]{0,160}?\b(?:for (?:any )?commercial|commercial(?:ly)? (?:or production )?(?:purposes?|uses?|advantage|exploit\w*|gain|product|service|activit))",
            r"\b(?:may|shall|must|can|will|do) ?not (?:use|exploit|employ|deploy)[^.;]{0,60}?\bcommercially\b",
            r"\b(?:prohibit|forbid|forbidden|exclud)\w*[^.;]{0,80}?\bcommercial (?:purposes?|uses?|exploitation|activit)",
            r"\bcommercial (?:purposes?|uses?|exploitation|deployment)\b[^.;]{0,40}?\b(?:(?:is|are) (?:strictly |expressly )?(?:not (?:permitted|allowed|granted|covered)|prohibited|forbidden|excluded))",
            r"\bgrant\w*\b[^.;]{0,400}?\bfor (?:your |its )?(?:the (?:sole )?purpose of )?(?:internal )?(?:non-?\s?commercial|academic|scientific)(?! or commercial| and commercial)[^.;]{0,40}?\b(?:purposes?|uses?|research)\b",
            r"\bno commercial (?:use|purposes?|exploitation)\b",
            lead=True,
        ):
            text = one.full
            if re.search(
                r'^"[^"]{3,60}"(?:,? or "[^"]+")* (?:shall )?(?:means?|refers?|is defined)', one.own, re.IGNORECASE
            ):
                continue
            if re.search(
                r"\b(?:and|or|both) commercial|commercial and|commercial or non|spam|trademark|logo\b|brand",
                text,
                re.IGNORECASE,
            ):
                continue
            if re.search(r"\bunless\b[^.;]{0,80}?(?:revenue|users)", text, re.IGNORECASE):
                continue
            self.say("commercial_use", "forbidden", one)
        for _, one in self.find(
            "commercial",
            r"\bcommercial(?:ly)? (?:purposes?|uses?|exploitation|deployment)\b[^.;]{0,100}?\b(?:requires?|subject to|separate|only (?:if|with|after)|must (?:first )?(?:register|apply|obtain|request))",
            r"\b(?:wish|want|intend|plan)\w* to (?:use|make use)[^.;]{0,80}?\bcommercial[^.;]{0,100}?\b(?:must|shall|need|requires?|contact|apply|register)",
        ):
            self.say("commercial_use", "conditional", one)
        for found, one in self.find(
            "purpose commercial",
            r"\b(?:for (?:any|all) (?:lawful |legal )?purposes?\b|including (?:for )?commercial|(?:research|non-?\s?commercial|academic|personal),? (?:and|or|as well as) (?:for )?commercial|commercial,? (?:and|or|as well as) (?:for )?(?:non-?\s?commercial|research|academic)|commercial(?:ly)? (?:use|purposes?|exploitation) (?:is|are) (?:permitted|allowed)|\bcommercially us(?:able|ed))",
            r"\b(?:may|grant\w*|right to|free to|permit\w*|allow\w*)\b[^.;]{0,300}?\b(?:commercially|for commercial (?:use|purposes?)|commercial use)\b",
        ):
            if not re.search(rf"{_NOT}|unless|except|\boutputs?\b", one.own[: found.end()], re.IGNORECASE):
                self.say("commercial_use", "allowed", one)

    def naming(self) -> None:
        for found, one in self.find(
            '"',
            r'\b(?:display|show|state|include|feature|publish|present|carry|bear|exhibit|place|add|mark|label)\w*\b[^"]{0,120}?"(?P<shown>(?:built|made|powered|created|developed|improved|based|enhanced|driven|running|runs|trained|generated|derived|licensed) (?:with|by|on|using|from|in|upon)\b[^"]{1,80})"',
            r'\b(?:prominently|conspicuously|visibly|clearly) (?:display|show|state|include|feature|place)\w*\b[^"]{0,80}?"(?P<shown>[^"]{2,80})"',
            r'"(?P<shown>(?:built|made|powered|created|developed|improved|based|enhanced|driven) (?:with|by|on|using)\b[^"]{1,80})"[^".;]{0,60}?\b(?:must|shall|has to|is to) (?:be |appear)',
            r'\bdisplay\w*\b[^".;]{0,80}?"(?P<shown>[^"]{2,60})"[^".;]{0,60}?\b(?:on|in) (?:a |the |its |your |any )?(?:\w+ )?(?:user interface|website|web page|page|product|documentation)',
            lead=True,
        ):
            before = one.full[: found.end()]
            optional = re.search(
                r"\b(?:encourag|recommend|may (?:also )?(?:display|include|use|state|show)|invited?|optional|not (?:be )?required|need not|not (?:use|display|state|include))",
                before,
                re.IGNORECASE,
            )
            if found["shown"] not in one.own and '"' in one.own and found.end() <= len(one.full) - len(one.own):
                continue
            if not optional and not re.match(r"^(?:agreement|licen[cs]e|notice)$", found["shown"], re.IGNORECASE):
                self.say("display_notice", found["shown"].strip(" .,"), one)
        for found, one in self.find(
            '"',
            r'\b(?:include|add|use|place|put|insert|carry|have)\b[^".;]{0,60}?"(?P<name>[^"]{1,40})"[^".;]{0,60}?\b(?:(?:at|in|to) the (?:beginning|start|front) of|as (?:a|the) (?:\w+ )?prefix|as the first (?:word|part|element))',
            r'\bnames?\b[^".;]{0,120}?\b(?:begin|start|commence)\w* with (?:the (?:word|name|term|prefix) )?"(?P<name>[^"]{1,40})"',
            r'\bprefix(?:ed)?\b[^".;]{0,60}?"(?P<name>[^"]{1,40})"',
            r'"(?P<name>[^"]{1,40})"[^".;]{0,60}?\b(?:must|shall|has to|is to|will)\b[^".;]{0,40}?(?:at|in) the (?:beginning|start) of',
            r'"(?P<name>[^"]{1,40})"[^".;]{0,30}?\b(?:must|shall) (?:precede|prefix|be prefixed)',
            lead=True,
        ):
            if re.search(r"\bnames?\b|\bnam(?:ed|ing)\b|titles?\b", one.full, re.IGNORECASE) and not re.search(
                rf"(?:{_NOT}|encourag|recommend)[^\"]{{0,80}}?$", one.full[: found.start("name")], re.IGNORECASE
            ):
                self.say("name_prefix", found["name"].strip(" .,"), one)
        for _, one in self.find(
            "notice attribut credit acknowledg copyright",
            r"\b(?:retain|include|keep|reproduce|preserve|maintain|leave|carry|contain|accompan\w+)\b[^.;]{0,200}?(?:\b(?:attribution|copyright|authorship)(?:,? (?:and|or|patent|trademark|license|permission|attribution|copyright)){0,6} (?:notices?|statements?|information)|\"?notice\"? (?:text )?(?:file|document)|notices? of attribution|attribution to\b)",
            r"\b(?:above copyright|attribution|copyright|permission|following) (?:notice|statement)s?\b[^.;]{0,160}?\b(?:shall|must|is to|are to) (?:be (?:included|retained|reproduced|kept|preserved)|appear|accompany)",
            r"\b(?:you|licensee|recipients?|users?) (?:must|shall|will|agree to|are required to)\b[^.;]{0,60}?\b(?:give|provide|include|retain)\b[^.;]{0,60}?\b(?:credit|attribution)\b",
            r"\b(?:must|shall|required to) (?:properly |appropriately |clearly )?(?:attribute|credit|acknowledge) (?:the )?\w+",
            r"\b(?:not|never) (?:to )?(?:remove|take away|alter|delete|strip|obscure)\b[^.;]{0,80}?\b(?:copyright|attribution|proprietary)[\w ]{0,30}? (?:notices?|lines?|statements?)",
            r"\b(?:attribution|credit) (?:is|to [^.;]{1,60} is) required",
            lead=True,
        ):
            if not re.search(r"(?:not (?:be )?required|encourag|recommend)", one.own, re.IGNORECASE) or re.search(
                r"\bmust|\bshall", one.own
            ):
                self.say("attribution_notice", True, one)

    def outputs(self) -> None:
        for one in self.sentences:
            text = one.full
            if not any(
                word in one.low for word in ("output", "result", "synthetic", "generat", "completion", "respons")
            ):
                continue
            if not re.search(_OUTPUTS, one.own, re.IGNORECASE) and not re.search(_OUTPUTS, text, re.IGNORECASE):
                continue
            if not (re.search(_IMPROVE, text, re.IGNORECASE) and re.search(_THINGS, text, re.IGNORECASE)):
                continue
            if re.match(r'"', one.own) and re.search(r'" (?:shall )?means?\b', one.own):
                continue
            self._output(one, text)

    def _output(self, one: Sentence, text: str) -> None:
        """What one sentence that speaks of outputs, of improving, and of models says of them."""
        forbids = (
            rf"{_NOT}[^.;]{{0,300}}?{_OUTPUTS}[^.;]{{0,250}}?{_IMPROVE}[^.;]{{0,120}}?{_MODELS}",
            rf"{_NOT}[^.;]{{0,200}}?{_IMPROVE}[^.;]{{0,120}}?{_MODELS}[^.;]{{0,200}}?{_OUTPUTS}",
            rf"{_OUTPUTS}[^.;]{{0,120}}?{_NOT}[^.;]{{0,120}}?{_IMPROVE}[^.;]{{0,120}}?{_MODELS}",
            rf"{_IMPROVE}[^.;]{{0,120}}?{_MODELS}[^.;]{{0,200}}?{_OUTPUTS}[^.;]{{0,100}}?\b(?:not (?:permitted|allowed)|prohibited|forbidden)",
        )
        named = re.search(r'\bnam(?:e|es|ed|ing)\b|\bdisplay\b|\bprefix|built with|"[^"]+"', text, re.IGNORECASE)
        duty = re.search(
            r"\b(?:shall|must|required|will|have to|provided|unless|on condition|so long as)\b", text, re.IGNORECASE
        )
        if any(re.search(pattern, text, re.IGNORECASE) for pattern in forbids):
            loose = re.search(
                r"\b(?:unless|except (?:if|where|that)|provided|other than (?:if|where))\b(?P<then>.*)",
                text,
                re.IGNORECASE,
            )
            if loose and re.search(r"\bnam(?:e|es|ed)\b|display|prefix", loose["then"], re.IGNORECASE):
                self.say("outputs_to_improve_other_models", "allowed_with_naming", one)
            elif not re.search(
                r"not (?:restrict|prohibit|prevent|limit|forbid)|no (?:restriction|limitation)", text, re.IGNORECASE
            ):
                self.say("outputs_to_improve_other_models", "forbidden", one)
            else:
                self.say("outputs_to_improve_other_models", "allowed", one)
        elif (
            named
            and duty
            and re.search(
                rf"{_OUTPUTS}[^.;]{{0,250}}?{_IMPROVE}[^.;]{{0,120}}?{_MODELS}|{_IMPROVE}[^.;]{{0,120}}?{_MODELS}[^.;]{{0,120}}?{_OUTPUTS}"
                rf"|\bmodels?\b[^.;]{{0,60}}?{_IMPROVE}[^.;]{{0,60}}?{_OUTPUTS}",
                text,
                re.IGNORECASE,
            )
        ):
            self.say("outputs_to_improve_other_models", "allowed_with_naming", one)
        elif re.search(
            rf"\b(?:may|can|free to|permitted to|allowed to|right to|grant\w*)\b[^.;]{{0,200}}?(?:{_OUTPUTS}[^.;]{{0,160}}?{_IMPROVE}|{_IMPROVE}[^.;]{{0,160}}?{_OUTPUTS})|{_OUTPUTS}[^.;]{{0,60}}?\b(?:may|can) (?:also |freely )?be used[^.;]{{0,120}}?{_IMPROVE}",
            text,
            re.IGNORECASE,
        ):
            self.say("outputs_to_improve_other_models", "allowed", one)

    def policy(self) -> None:
        title = str(self.terms.values["name"] or "")
        own = re.search(_POLICY, title, re.IGNORECASE) is not None
        for one in self.sentences:
            if "/" not in one.own:
                continue
            for link in _URL.finditer(one.own):
                before = one.own[max(0, link.start() - 260) : link.start()]
                near = list(re.finditer(_POLICY, before, re.IGNORECASE))
                itself = own and re.search(
                    r"\b(?:this|the) policy\b[^.]{0,100}?\b(?:found|available|at|located|published)\b",
                    before,
                    re.IGNORECASE,
                )
                if (near and not re.search(r"report|violation", before[near[-1].end() :], re.IGNORECASE)) or itself:
                    url = link["url"].rstrip(".")
                    whole = re.match(r" \((https?://[^\s)]+)\)", one.own[link.end() :])
                    self.say("acceptable_use_policy", whole[1] if whole and not url.startswith("http") else url, one)
                    return

    def territories(self) -> None:
        denied = r"(?:\bnot\b|\bno\b|\bnever\b)[^;]{0,120}?\b(?:grant|licen[cs]|avail|permit|authori[sz]|offer|extend|appl|use|distribut|access|deploy|eligible|rights?|download|intended)\w*"
        for one in self.sentences:
            text = one.full
            if not any_place_in(one.low) or not _DENIES.search(one.low):
                continue
            places = places_in(_without_law(text))
            if not places or re.match(
                r"(?:this|the) (?:restriction|exclusion|limitation) does not apply", one.own, re.IGNORECASE
            ):
                continue
            if re.search(
                r'" (?:shall )?means?\b[^.;]{0,60}?\b(?:Inc|Ltd|Limited|LLC|GmbH|company)\b', text
            ) or re.search(r"\b(?:courts?|disputes?|arbitrat\w+)\b", text, re.IGNORECASE):
                continue
            where = r"\b(?:domiciled|located|resid\w+|established|incorporated|headquarter\w*|principal place|territor\w*|countr\w+|regions?|within|in|to|from|jurisdictions?|citizens?|persons?)\b"
            defined = re.search(
                r'"(?:excluded|restricted|prohibited|embargoed|unlicensed|non-licensed)[\w -]*?(?:territor|region|countr|jurisdiction)\w*"[^.;]{0,40}?\b(?:means?|refers?|includes?|are|is)\b',
                text,
                re.IGNORECASE,
            )
            carved = re.search(
                r"\b(?:worldwide|world|globally|territory|countries|regions?|everywhere)\b[^;]{0,80}?\b(?:exclud\w+|except\w*|other than|with the exception of|but not|outside)\b(?P<after>.*)",
                text,
                re.IGNORECASE,
            )
            outside = re.search(
                r"\b(?:only|solely)\b[^.;]{0,60}?\boutside(?: of)?\b(?P<after>.*)|\bexcluded (?:territor|region|countr|jurisdiction)\w*(?: are| is|:| include)(?P<list>.*)",
                text,
                re.IGNORECASE,
            )
            found: list[str] = []
            if defined:
                found = places_in(_without_law(text[defined.end() :]))
            elif carved:
                found = places_in(_without_law(carved["after"]))
            elif outside:
                found = places_in(_without_law(outside["after"] or outside["list"] or ""))
            elif re.search(denied, text, re.IGNORECASE) and re.search(where, text, re.IGNORECASE):
                if re.search(
                    r"\b(?:outside|other than|except(?:ing)?|apart from|beyond)\b[^.;]{0,60}$|\bregardless\b",
                    _up_to_place(text),
                    re.IGNORECASE,
                ) or re.search(
                    r"\bif you are (?:located|domiciled|resident)[^.;]{0,80}\boutside\b", text, re.IGNORECASE
                ):
                    continue
                found = places
            if found:
                self.say("excluded_territories", found, one)

    def uses(self) -> None:
        told, first = uses_of(
            self.sentences, bool(re.search(_POLICY, str(self.terms.values["name"] or ""), re.IGNORECASE))
        )
        if told and first:
            self.say("excluded_uses", told, first)

    def courts(self) -> None:
        suit = r"\b(?:litigation|proceedings?|lawsuits?|legal actions?|patent claims?|claims?|suits?|infringement actions?|actions?|to court)\b"
        act = r"\b(?:institut|initiat|commenc|fil|bring|brought|assert|start|su(?:e|es|ing)|rais|pursu|launch|tak)\w*"
        end = r"\b(?:terminat\w+|end|ends|cease|ceases|void|expire\w*|lapse\w*|revoked|forfeit\w*|withdrawn)\b"
        for _, one in self.find(
            "proceeding litigation lawsuit action claim suit sue court",
            rf"\b(?:you|licensee|recipient|user|any entity|anyone|party)\b[^.;]{{0,60}}?{act}[^;]{{0,60}}?{suit}[^;]{{0,900}}?\b(?:licen[cs]es?|rights?|agreement|permissions?)\b[^;]{{0,160}}?{end}",
            rf"{end}[^.;]{{0,160}}?\b(?:if|when|where|upon|once)\b[^.;]{{0,80}}?{act}[^.;]{{0,80}}?{suit}",
            rf"\b(?:you|licensee|recipient)\b[^.;]{{0,40}}?\bsues?\b[^;]{{0,500}}?{end}",
        ):
            if re.search(r"infring|patent|intellectual property|against|alleg", one.own, re.IGNORECASE):
                self.say("litigation_termination", True, one)
        for one in self.sentences:
            law = law_in(one.own) if "law" in one.low and "law" in one.own.casefold() else None
            if law and re.search(r"govern|construed|interpreted|this (?:agreement|licen[cs]e)", one.own, re.IGNORECASE):
                self.say("governing_law", law, one)

    def copies(self) -> None:
        granted = forbidden = None
        for _, one in self.find(
            "copy copies text retain reproduce include permission accompan licen agreement",
            r"\b(?:provide|include|give|accompan\w+|deliver|supply|furnish|attach|ship|pass on|distribute[sd]?|contain|retain)\b[^.;]{0,140}?\b(?:copy|copies|text) of (?:this|the|these) (?:[\w.-]+ ){0,5}?(?:agreement|licen[cs]e|terms|document)",
            r"\b(?:copy|text) of (?:this|the|these) (?:[\w.-]+ ){0,4}?(?:agreement|licen[cs]e|terms)\b[^.;]{0,60}?\b(?:must|shall|is to|has to)\b[^.;]{0,60}?\b(?:accompan|includ|provid|deliver|attach|pass|ship|given|be)",
            r"\b(?:retain|include|reproduce)\w*\b[^.;]{0,60}?\b(?:this list of conditions|this permission notice|this licen[cs]e)\b",
            r"\b(?:this|the above) (?:[\w ]{0,30})?permission notice shall be included",
            r"\b(?:must|shall|has to|have to)\b[^.;]{0,60}?\b(?:be given|receive|get|be provided with|be handed|obtain)\b[^.;]{0,40}?\b(?:this|the) (?:licen[cs]e|agreement)\b",
            r"\baccompanied by (?:a copy of )?(?:this|the) (?:agreement|licen[cs]e)",
            lead=True,
        ):
            self.say("redistribution", "with_copy", one)
        for found, one in self.find(
            "distribut shar publish transfer available",
            rf"\b(?:may|shall|must|can|will|do|agree) ?not (?:to )?(?:[\w,/-]+ ){{0,14}}?(?:distribute|redistribute|share|publish|transfer|make available)(?:[\w ,/-]{{0,80}}?) (?:the|any|this|its|our|such|or) {_WEIGHTS}",
            r"\b(?:no|not|without)\b[^.;]{0,40}?\bright to (?:re)?distribute",
            rf"{_WEIGHTS}[^.;]{{0,40}}?\b(?:may|must|shall|can) ?not be (?:re)?(?:distributed|shared|published)\b",
            rf"\bneither\b[^.;]{{0,20}}?{_WEIGHTS}[^.;]{{0,40}}?\b(?:may|must|shall|can) be (?:re)?(?:distributed|shared|published)\b",
            r"\bredistribution\b[^.;]{0,60}?\b(?:not (?:permitted|allowed)|prohibited|forbidden)",
            lead=True,
        ):
            after = one.full[found.end() :]
            if not re.search(
                r"\bunless\b|\bexcept\b|without (?:also |first )?(?:includ|provid|retain|giv)|other than|for (?:a )?commercial|\boutside\b|in (?:any|a) (?:way|manner)",
                one.full[found.start() :],
                re.IGNORECASE,
            ) or re.search(
                r"without (?:the |our |its |express |prior |written )+(?:consent|permission|authori)",
                after,
                re.IGNORECASE,
            ):
                forbidden = forbidden or one
        for found, one in self.find(
            "distribut share",
            r"\b(?:grant(?:ed|s)?|may|free to|right to|permitted to|allowed to|licen[cs]e to|permission to)\b[^.;]{0,300}?\b(?:distribute|redistribute|redistribution|share)\b(?! (?:your|outputs|any output))",
            r"\bredistribution\b[^.;]{0,80}?\b(?:(?:is|are) (?:permitted|allowed))",
            lead=True,
        ):
            if re.search(r"\bonly (?:with|to|among|within)\b", one.own[-200:], re.IGNORECASE):
                continue
            if not re.search(rf"{_NOT}|unless", one.full[: found.end()], re.IGNORECASE) or re.search(
                r"\bhereby grants?\b", one.own
            ):
                granted = granted or one
        if forbidden and not granted:
            self.say("redistribution", "forbidden", forbidden)
        elif granted:
            self.say("redistribution", "allowed", granted)

    def standard(self) -> None:
        """What is known of a standard licence, where the text is one and not one with terms of its own on top."""
        self.nearest = nearest_of(self.plain)
        if self.nearest is None:
            return
        values = self.terms.values
        values["nearest"] = self.nearest._asdict()
        one = known(self.nearest.name)
        sure = self.nearest.similarity >= _SURE
        if not sure or one.bespoke:
            return
        bespoke = values["mau_threshold"] is not None or values["excluded_territories"] or values["display_notice"]
        bespoke = bespoke or (values["commercial_use"] == "conditional")
        bespoke = bespoke or (one.osi_approved and (values["excluded_uses"] or values["commercial_use"] == "forbidden"))
        values["osi_approved"] = one.osi_approved and not bespoke
        if not bespoke:
            values["name"] = one.title
            self.terms.words.pop("commercial_use", None)
            self.terms.words.pop("redistribution", None)
            for key in one.silent:
                self.terms.words.pop(key, None)
                values[key] = list(NOTHING[key]) if isinstance(NOTHING[key], list) else NOTHING[key]
        start = len(self.plain) - len(self.plain.lstrip())
        where = (start, min(len(self.plain), start + _QUOTE))
        for key, value in (("commercial_use", one.commercial_use), ("redistribution", one.redistribution)):
            self.say(key, value, where)
        if one.attribution:
            self.say("attribution_notice", True, where)

    def card(self, name: str) -> None:
        """A card, or a notice of a few lines, that names a standard licence."""
        one = known(name)
        self.terms.values["nearest"] = {"name": name, "similarity": 1.0}
        if not self.terms.values["excluded_uses"] and self.terms.values["mau_threshold"] is None:
            self.terms.values["osi_approved"] = one.osi_approved
        at = max(0, flat(self.plain).casefold().find(name.casefold()))
        self.say("name", one.title, (min(at, max(0, len(self.plain) - 1)), min(len(self.plain), at + 80)))
        self.say("commercial_use", one.commercial_use, (0, min(len(self.plain), 80)))


def _without_law(text: str) -> str:
    """The text without places that are only named for their laws, courts and agencies."""
    return re.sub(
        r"(?i:\blaws? of|\bcourts? of|\bgovernment of)(?: the)? [A-Z][\w'. ]+|(?:U\.?S\.?|United States|EU|European Union|UK)(?:'s)? (?i:export|sanctions?|embargo\w*|laws?|federal|government|department|treasury|persons?|ai act|regulations?|citizens|dollars?)|US ?\$|U\.S\. ?\$",
        " ",
        text,
    )


def _up_to_place(text: str) -> str:
    from tracker.terms.wording import TERRITORIES

    starts = [found.start() for _, pattern in TERRITORIES if (found := pattern.search(text))]
    return text[: min(starts)] if starts else text
