"""How likely a sentence states a term: a linear model over its words and over the leave, duty or ban that they stand under.

It was fitted to sentences of our own (bench/teach.py), and only ever asked where the patterns found nothing. Pure.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import exp, sqrt
from pathlib import Path

from tracker.terms.uses import uses_in

FILE = Path(__file__).with_name("learnt.json")
PARTS = 100  # weights are kept with two digits, as whole numbers
_USE = "USE"  # one that licences rule out
_MOST, _FEWEST = 60, 10  # features of a sentence: of so many each counts once, of fewer more, down to so many
_PART = re.compile(r",? (?:but|unless|except|however|though|while) |[.;:!?|]+(?:\s|$)")
_TOKEN = re.compile(r"[a-z]+(?:['-][a-z]+)*|\"[^\"]{1,60}\"|\d[\d,.]*|[\u2713\u2717$\u20ac]")


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_BAN = _words(
    "not never no nobody no-one none nothing neither nor cannot can't don't mustn't won't without forbidden forbids"
    " forbid prohibited prohibits prohibit excluded excludes exclude exclusion banned ban bans refrain abstain refuse"
    " refuses stop breach breaks off-limits limited restricted confined only solely exclusively ✗ disallowed disallow"
    " disallows impermissible barred bar bars prevented prevents prevent unauthorised unauthorized precluded precludes"
    " preclude withheld withhold denied denies declined declines outlawed refused void ineligible avoid unacceptable"
    " illicit nowhere isn't aren't doesn't didn't wouldn't shouldn't couldn't hasn't haven't unlicensed unlawful"
    " infringes infringement violates violation violating desist impermissibly outside beyond rule-out ruled taboo red"
    " off against incompatible unless"
)
_DUTY = _words(
    "must shall required requires require has have need needs obliged obligatory mandatory compulsory condition"
    " conditions provided agree agrees undertakes undertake obligation obligations duty duties ought should necessary"
    " bound covenant covenants promise promises pledge pledges owe owes expected expects expect insist insists subject"
    " contingent proviso accepts accept commits commit binding binds ensure ensures remember please requirement"
    " requirements prerequisite essential always"
)
_LEAVE = _words(
    "may can free freely allowed permitted welcome fine ok right rights permission grant grants granted entitled yes"
    " allow allows feel sure course mind ✓ authorised authorized authorises authorizes authorise authorize"
    " authorisation authorization empowers empowered enables enable lets let liberty consent consents consented"
    " approves approved okay happy glad encouraged invite invited invites unrestricted unlimited unfettered whatever"
    " privilege privileges liberties licensable allowance permits permit permitting permissible allowing granting"
    " conferred confers awarded enjoys enjoy gladly lawful"
)
# A ban or a duty that is taken back: "you need not", "no limits", "without asking".
_EASED = re.compile(
    r"\b(?:need not|(?:do|does) not (?:have|need|mind|restrict|limit|forbid|prohibit|exclude)|don't (?:have|need|mind|care|ask|restrict|forbid)"
    r"|not (?:required|necessary|needed|obliged|limited|restricted)|no (?:need|limits?|limitations?|restrictions?|objections?|fee|further|extra|royalty)|(?:nothing|shall not|not) (?:\w+ )?(?:stops?|keeps?|prevents?|against|restricts?)"
    r"|without (?:limit|limitation|restriction|asking|extra|further|charge|permission)|or not|needs no|requires no)\b"
)
_CLASSES = {
    "SHARE": "share shares shared sharing distribute distributes distributed distributing distribution redistribute"
    " redistributed redistributes redistribution re-distribution redistributing pass passes passed passing hand"
    " hands handed handing give gives given giving mirror mirrors mirrored mirroring upload uploads uploaded"
    " uploading re-upload re-uploads re-uploading re-uploaded publish publishes published publishing convey"
    " conveyed transfer transferred transfers transferee circulate circulated spread spreads spreading lend lent"
    " send sends sent sending supply supplied post posted disseminate transmit disclose sublicense sublicensed"
    " available release released host hosting redistributors fork forks provide provides provided forward forwards"
    " forwarded forwarding relay relays relayed deliver delivers delivered delivering delivery seed seeds reupload"
    " repost reposts reposted reposting rehost relicense relicensed relicensing broadcast broadcasting loan loans"
    " loaned resell resold furnish furnishes furnished ship ships shipped shipping bundle bundles bundled bundling"
    " redistributable dissemination disseminates disseminated disseminating distributor distributors issue issues"
    " issued impart entrust onward transmission transmits transmitted communicate communicates communicated offers"
    " offered offering pass-on swap trade-on assign assigns assigned assignment leak leaks put-online submit"
    " sublicensing sublicence sublicences sublicenses sublicensees dispatch export exports deposit deposits"
    " deposited propagate propagates propagated expose exposing circulation circulating hands-over hosted hosts"
    " serve serves make-available makes-available re-share reshare re-sharing outward hand-over downstream"
    " re-publish republish republishes republished republication",
    "COPY": "copy copies copied copying duplicate duplicates reproduce reproduced reproduction replicate replicates"
    " replicated replica replicas clone clones reproductions reproducing backup backups specimen",
    "CHANGE": "change changes changed changing modify modifies modified modifying modification modifications alter alters"
    " altered altering alteration alterations adapt adapts adapted adapting adaptation adaptations derivative"
    " derivatives derive derived fine-tune fine-tunes fine-tuned fine-tuning finetune finetuning finetuned tune"
    " tuned tuning tweak tweaks retrain retrained retraining re-train remix remixes remixing transform transforms"
    " rework edit extend improve prune quantise quantize quantised quantisation merge merged tinker rebuild build"
    " built builds building variants hack translate transformed reworked reworks reworking retool recast revise"
    " revises revised revision revisions remodel remodels reshape reshapes customise customises customised"
    " customize customizes customized augment augments augmented amend amends amended amending amendment adjust"
    " adjusts adjusted adjusting adjustment adjustments abridge abridged shorten shortens shortened condense"
    " condensed expand expands expanded convert converts converted converting conversion port ported refactor"
    " recompile recompiled re-engineer reconfigure specialise specialised specialize specialized calibrate patch"
    " patches patched splice combine combines combined combining combination blend blended incorporate incorporates"
    " incorporated incorporating changed-version refine refines refined refining refinement arrangement"
    " arrangements revamp edits edited editing extended extends extending extension extensions pruned pruning"
    " distilled quantising quantizing quantized compress compressed compressing lora loras adapter adapters"
    " successor offshoot offshoots spin-off spin-offs fork-off translations translation tailored tailor tailoring"
    " altered-version enhances enhanced enhancement enhancements descend descendant descendants deriving derivation"
    " derivations modifier rewrite rewrites rewritten rewriting upgraded upgrade transformation transformations"
    " transforming manipulate shaped reshaped untouched-up",
    "AS-IS": "unmodified unchanged unaltered verbatim untouched as-is intact-form pristine unaltered-form unadapted"
    " unedited identical original-form",
    "GAIN": "commercial commercially business businesses company companies firm firms profit profits money earn earns"
    " earning gain trade sell sells sold selling sale paid pay pays payment charge charged fee fees revenue"
    " turnover income monetise monetize commercialise enterprise enterprises for-profit commerce exploit"
    " exploitation royalty production product products monetary rich rent hire start-ups startups shops freelancers"
    " revenue-generating merchandise customers clients marketing moneymaking remuneration compensation compensated"
    " subscription subscriptions subscribers seller sellers merchant market markets marketed profitable profitably"
    " lucrative commercialize commercialization commercialisation commercialised commercialized vendor vendors"
    " corporate corporation corporations start-up startup employer employers workplace industrial industry"
    " paying-customers bill bills billed invoice advertise advertising advertisers ads wages invoices billable"
    " income-generating turnover-based royalties royalty-bearing consideration priced price prices",
    "STUDY": "research academic non-commercial noncommercial scholarly study studying teaching education educational"
    " science scientific evaluation evaluate testing personal private hobby hobbyists students scholars researchers"
    " classrooms non-profit nonprofit non-production learn learning coursework thesis theses dissertation"
    " dissertations classroom school schools university universities pupil pupils teacher teachers curiosity"
    " leisure charitable charity not-for-profit experiment experiments experimental experimentation experimenting"
    " benchmark benchmarking investigate investigation scholar scholarship laboratories scientifically"
    " noncommercially non-commercially instruction non-business home",
    "OUTPUT": "output outputs answers answer responses completions generates generated generate writes writing says produces"
    " synthetic results result texts pictures recordings images replies reply generated-text responded outcome"
    " outcomes transcripts transcript summaries summary predictions prediction images-made embeddings logits"
    " samples sample suggestions dialogues content creations renderings generations generation completion returned"
    " returns emits emitted yields yielded",
    "TEACH": "train trains trained training teach teaches improves improving improved distil distill distillation"
    " distilling feed feeds develop developing enhance create creating pretrain pre-train pretraining pre-training"
    " trainer instruct bootstrapping bootstrap student corpus corpora dataset datasets training-set nourish feeding"
    " fed instil supervise supervised label labels labelling optimise optimize benchmarked educate seed-data"
    " tune-up reward imitation",
    "OTHER": "other another rival rivals competing competitor competes different third-party-model rivalling competitive"
    " competition alternative separate foreign different-model unrelated",
    "CREDIT": "credit credits credited attribute attribution acknowledge acknowledged acknowledges acknowledgement"
    " acknowledgment cite cites cited citing citation mention mentions mentioned name names named naming authorship"
    " byline signature recognise recognize recognition indicate indicated indicates indicating indication identify"
    " identified identifies identification disclose-origin reference referenced references referencing quote"
    " quoting quoted thank thanks mentioning crediting attributing acknowledging by-line imprint footnote footnotes"
    " citations bibliography colophon say-who",
    "NOTICE": "notice notices line lines header headers legend legends marking markings statement statements inscription"
    " inscriptions watermark watermarks watermarking label-line caption captions credit-line credits-line"
    " copyright-line legends-line badge stamp wording disclosure disclaimer disclaimers",
    "AUTHOR": "author authors maker makers creator creators developer developers contributors contributor us source origin"
    " copyright laboratory lab institute licensor provider proprietary creator's provider's originator originators"
    " owner owners holder holders rights-holder rightsholder consortium foundation team authorship-holder compilers"
    " compiler inventor inventors provenance ownership proprietor studio publisher publishers party-a licensor's"
    " donor archive library agency ministry",
    "KEEP": "keep keeps kept keeping retain retains retained preserve preserves preserved leave left remain remains stay"
    " stays intact include includes included carry carries bear contain contains accompany accompanied enclose"
    " enclosed attach attached add adds put show shows state travel travels goes comes reproduce-notice maintain"
    " maintains maintained maintaining conserve append appended appends affix affixed affixes display displays"
    " displayed displaying appear appears appeared appearing give-notice print prints printed place placed places"
    " set present presented presents forwarded-with accompany-with accompanies accompanying sit sits stands stand"
    " reappear retained-in reproduced-in indicate-clearly feature features featured cling stick sticks",
    "DROP": "remove removes removed removing strip stripped delete deleted erase obscure hide hidden efface drop dropped"
    " cut conceal conceals concealed concealing alter-notice suppress suppressed scrub scrubbed wipe wiped omit"
    " omits omitted omitting crop cropped excise missing blank disappear disappears tamper deface mask masked"
    " strike struck purge purged detach detached",
    "TERMS": "licence license terms agreement deed rules text document page sheet contract charter conditions-text"
    " permission-text wording-of-licence eula clauses clause provisions provision notice-file covenant-text"
    " stipulations undertaking",
    "THING": "it them model models weights checkpoint checkpoints parameters software files materials material work program"
    " data licensed-material contents database code weights-file tensor tensors artefact artefacts artifact"
    " artifacts asset assets package packages release-files engine system product-files resource resources"
    " technology voice recordings-set",
    "ELSE": "others friends colleagues neighbours third-party recipient recipients anyone someone everybody everyone"
    " whomever whoever third parties person people user users colleague colleague's partner partners affiliate"
    " affiliates customer client outsiders outsider stranger strangers public world transferees receivers receiver"
    " successor-user next anybody nobody-else bodies body entity entities member members",
    "SUE": "sue sues suing sued litigation litigate litigates lawsuit lawsuits court proceedings suit patent patents"
    " claim claims action alleges alleging asserts sues-us patentee infringement-claim plaintiff plaintiffs"
    " complaint complaints counterclaim counterclaims cross-claim cross-claims writ arbitration infringe infringes"
    " infringing infringement assert asserting asserted alleged allege initiate initiates institutes instituted"
    " bring brings brought file filed legal judicial tribunal tribunals injunction",
    "END": "end ends ended terminate terminates terminated lapse lapses expire expires cease void forfeit forfeits lose"
    " loses lost stops gone withdrawn over ending termination terminating terminable revoke revokes revoked"
    " revocation withdraw withdraws withdrawal cancel cancels cancelled cancellation extinguish extinguished"
    " forfeiture forfeited discontinue discontinued ceases ceased automatically dissolve dissolved vanish vanishes"
    " lapsed nullified no-longer null evaporate evaporates fall falls die dies suspended suspend suspends",
}
_CLASS = {word: name for name, words in _CLASSES.items() for word in words.split()}
_DULL = frozenset(
    [
        "a",
        "an",
        "the",
        "this",
        "these",
        "that",
        "all",
        "any",
        "our",
        "your",
        "its",
        "their",
        "such",
        "to",
        "of",
        "in",
        "on",
        "and",
        "or",
        "is",
        "are",
        "be",
        "been",
        "as",
        "with",
        "for",
        "by",
    ]
)


@dataclass(frozen=True, slots=True)
class _Model:
    """By question: log-odds to begin with; by feature: places of questions and what it adds to them, in turns."""

    base: Mapping[str, int]
    weights: Mapping[str, list[int]]


@lru_cache(maxsize=1)
def _model() -> _Model:
    """That of the file, read when it is first asked for."""
    written = json.loads(FILE.read_text("utf-8"))
    return _Model(written["base"], written["weights"])


@lru_cache(maxsize=4_096)
def likelihoods(low: str) -> dict[str, float]:
    """By question, how likely the answer is yes for a sentence in lower case, from 0 to 1."""
    model = _model()
    odds = [0] * len(model.base)
    known = model.weights
    told = features(low)
    for feature in told & known.keys():
        adds = known[feature]
        for at in range(0, len(adds), 2):
            odds[adds[at]] += adds[at + 1]
    share = weight_of(len(told)) / PARTS
    return {one: 1 / (1 + exp(-base / PARTS - share * odds[at])) for at, (one, base) in enumerate(model.base.items())}


def weight_of(count: int) -> float:
    """What each feature of a sentence with so many counts: in a short one each word says more."""
    return sqrt(_MOST / min(max(count, _FEWEST), _MOST))


def features(low: str) -> set[str]:
    """The words of a sentence in lower case, single and in pairs, by beginnings and classes, and what they stand under."""
    found: set[str] = set()
    if low.startswith(("if ", "when ", "should ", "whoever ", "where ", "once ")):
        found.add("IF")
    for part in _PART.split(low):
        raw = _TOKEN.findall(part)
        if raw:
            under = _under(part, set(raw))
            found.update(_of_part(raw, under))
            if uses_in(part):
                found.update((_USE, f"{under}:{_USE}"))
    return found


def _under(part: str, words: set[str]) -> str:
    """Whether the words of a part stand under a ban, a duty or a leave."""
    if _EASED.search(part):
        return "eased"
    return "ban" if words & _BAN else "duty" if words & _DUTY else "leave" if words & _LEAVE else "plain"


def _of_part(raw: list[str], under: str) -> Iterator[str]:
    yield f"{under}:"
    classes = sorted({name for one in raw if (name := _CLASS.get(one))})
    for at, name in enumerate(classes):
        yield name
        yield f"{under}:{name}"
        for other in classes[at + 1 :]:
            yield f"{name}+{other}"
            yield f"{under}:{name}+{other}"
    stems = [_stem(one) for one in raw]
    for one in stems:
        yield one
        yield f"{under}:{one}"
    for one, two in pairwise(stems):
        yield f"{one} {two}"
    kept = [_CLASS.get(one) or _stem(one) for one in raw if one not in _DULL]
    for one, two in pairwise(kept):
        yield f"{one}_{two}"


@lru_cache(maxsize=8_192)
def _stem(word: str) -> str:
    if word[0] == '"':
        return "QUOTED"
    if word[0].isdigit():
        return "NUMBER"
    return word if word in _BAN or word in _DUTY or word in _LEAVE else word[:6]
