"""The uses that policies rule out, by short names, and the words that tell of them. Data."""

import re

# Uses that policies rule out, by short names, in the order in which they are told; for text in lower case: a search
# whatever the case of letters takes several times as long.
FORBIDDEN_USES = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        (
            "unlawful activity",
            (
                r"violat\w+[^;]{0,110}?\b(?:laws?|regulations?|statutes?|legislation)\b"
                r"|(?:contraven|breach|infring)\w*[^;]{0,40}?\b(?:applicable|national|local|federal|any) (?:laws?|regulations?)"
                r"|\bbreak(?:s|ing)? (?:the|any) law|(?:contrary to|against) [^;]{0,20}?\blaws?\b"
                r"|\b(?:prohibited|forbidden) (?:by|under) (?:(?:any|the) )?(?:applicable |local |national )?(?:laws?|regulations?|statutes?)\b"
                r"|(?:(?<!other )|(?<=any other ))\b(?:illegal|unlawful|criminal)(?: or (?:un|il)\w+)?(?:,? (?:or |and )?\w+){0,2}"
                r" (?:activit|purposes?|conduct|acts?\b|actions?\b|ends|manner|behaviou?r|content\b)|\b(?:commit|plan)\w*(?: or \w+)? (?:a )?crimes?"
                r"|\b(?:the|a) laws? (?:forbids?|prohibits?)\b"
                r"|\b(?:illegal|unlawful)(?:,| or| and) [\w, -]{2,60}? (?:purposes?|activit|uses?\b|content\b|conduct)|\bcontent (?:that is )?prohibited by [^;]{0,20}?laws?"
            ),
        ),
        (
            "violating the rights of others",
            (
                r"others' rights|rights of (?:others|any|third|another|other)|third[- ]part(?:y|ies)'?s? (?:\w+ ){0,3}?rights"
                r"|(?:infring|misappropriat|violat)\w*[^;]{0,60}?(?:intellectual property|copyrights?|privacy|\brights\b)"
                r"|others' (?:\w+ ){1,3}rights|\brights[- ](?:violations?|infring\w+)|violat\w* (?:of )?human rights|infring\w* (?:up)?on the (?:\w+ ){0,4}?(?:rights|interests) of"
            ),
        ),
        ("exploitation of minors", r"\b(?:children|minors|child)\b"),
        (
            "military and warfare",
            (
                r"\bmilitary|\bwarfare|armed (?:conflict|forces)|\bcombat\b|battlefield|\barm(?:y|ies)\b|\bsoldiers?\b|\b(?:in|for|of|at|wage|waging) war\b"
                r"|\b(?:ministry|ministries|department) of (?:defen[cs]e|war)\b|\bdefen[cs]e (?:sector|industry|industries|contractors?|ministr)"
            ),
        ),
        (
            "nuclear industries",
            r"\bnuclear (?:industr|applicat|facilit|power|energy|reactor|plant|installation|sector|technolog)",
        ),
        (
            "espionage",
            r"espionage|\bspying\b|\bspy for\b|(?<!artificial )\bintelligence (?:services?\b|agenc)",
        ),
        (
            "surveillance",
            (
                r"surveill|\bstalkerware|(?:facial|face) recognition|\bscan\w* [^;]{0,30}?\bfaces\b|biometric (?:identif|categori|recogn|track)|mass monitoring"
                r"|\b(?:track|follow|monitor|identif|recogni[sz])\w*[^;]{0,40}?\b(?:persons?|people|individuals?|someone|anyone|citizens|passers)\b[^;]{0,60}?(?:without [^;]{0,20}?(?:knowledge|consent)|\b(?:by (?:their|his) )?(?:faces?|gait|biometric)|public (?:space|place)|distance)"
                r"|\bsurveil\b|\bkeep\w* (?:a )?watch (?:on|over)\b|\bspy on\b|\bsnoop\w* on\b|\b(?:covert|secret|remote|hidden)(?:ly)? (?:monitor|track|observ|watch)\w*"
                r"|\b(?:track|follow|trac|locat)\w*[^;]{0,40}?\b(?:whereabouts|movements)\b|\bmonitor\w* (?:of )?(?:public (?:space|place)|citizens|employees|workers|staff|people\b|persons)"
                r"|\b(?:track|follow)(?:ing)? (?:people|persons|individuals|citizens)\b"
            ),
        ),
        (
            "weapons",
            r"weapon|\bguns?\b|firearms|munitions?\b|explosives|\bbombs?\b|\bmissiles?\b|\barms (?:makers?|manufactur\w+|trad\w+|deal\w+)",
        ),
        ("illegal drugs", r"\bdrugs\b|controlled substances|narcotics"),
        (
            "critical infrastructure and heavy machinery",
            (
                r"critical infrastructure|heavy machinery|power grids?|water suppl|vital (?:installation|infrastructure|service|system)"
                r"|(?<!nuclear )\bpower (?:plants?|stations?)\b|\bwaterworks\b|\btraffic (?:control|lights|signals)\b|\b(?:steer|fly|pilot|drive|driving)\w* (?:an? )?(?:aircraft|planes?|trains?|ships?|vehicles?|cars?)\b"
            ),
        ),
        (
            "self-harm and violence",
            r"self-?\s?(?:harm|injur)|suicide|\b(?:hurt|harm)(?:ing)? themselves|\beating disorder|\bdisordered eating|(?<!domestic )\bviolence|\bviolent|terroris|bodily harm",
        ),
        (
            "harassment and bullying",
            r"harass|bully|stalking|\bstalk\b|\bpester|\bintimidat|\bthreaten(?:s|ing)?(?:,| or| and)? (?:\w+ )?(?:people|any(?:one|body)|some(?:one|body)|others|persons?|individuals?)\b",
        ),
        ("hate speech", r"\bhate\b|hateful|\bhatred\b"),
        (
            "discrimination",
            r"discriminat(?!ive|or(?!y))|\bat a disadvantage\b|\bdisadvantag(?:e|es|ing) (?:people|persons|any|individuals)|\btreat\w* [^;]{0,30}?\b(?:worse|less favou?rably|unfairly)\b",
        ),
        (
            "sexual content",
            r"pornograph|\bporn\b|\berotic|\bundress|\bnud(?:es?|ity)\b|sexual(?:ly)? (?:or \w+ )?(?:explicit|content|solicitation|material)|adult content|obscen|intimate (?:images?|imagery|content|photo|pictures)|\bsexual (?:images?|imagery|pictures|deepfakes?)",
        ),
        (
            "deception and disinformation",
            (
                r"deceiv|decepti|\bmislead|disinformation|misinformation|false (?:or \w+ )?(?:information|news|content)|fake (?:\w+ )?(?:news|reviews|content|records|documents)|\bfake\b[^;]{0,120}?\bas if (?:it (?:were|was) )?real\b"
                r"|\b(?:de)?fraud|deepfake|impersonat|(?:imitat|clon)\w*[^;]{0,30}?\b(?:voices?|likeness|persons?)\b|pass(?:es|ing)? (?:[\w ]{1,40}? )?off (?:[\w ]{1,40}? )?as\b|pretend\w*[^;]{0,60}?\b(?:human|a person)\b"
                r"|\b(?:fool|trick)(?:s|ing)? (?:people|any(?:one|body)|some(?:one|body)|others|users)\b|\bscam|\bforg(?:e|ing) (?:\w+ )?(?:documents?|signatures?|evidence|identit|papers|certificates)|\bforger|\bcounterfeit|\bhoax"
                r"|\bmak(?:e|es|ing) (?:people|others|any(?:one|body)|some(?:one|body)) believe\b|present\w*[^;]{0,60}?\bas (?:human|(?:being )?(?:written|made|produced|created) by (?:a )?(?:human|person|people)|the words? of)"
            ),
        ),
        ("defamation", r"\bdefam|disparag|\blibel|\bslander"),
        (
            "spam",
            r"\bspam\b|unsolicited (?:bulk|commercial|messages)|\bunsolicited\b[^;]{0,40}?\b(?:messages?|calls?|e-?mails?|advert\w*|bulk)\b|\bjunk (?:e-?)?mail|\brobocall|\bunwanted (?:advert|messages|e-?mail|calls)",
        ),
        (
            "malware and cyberattacks",
            (
                r"malware|malicious (?:code|software)|computer virus|cyber-?\s?attack|ransomware|\bspyware|break(?:s|ing)? into [^;]{0,30}?\b(?:computers?|systems?|networks?|accounts?)\b"
                r"|\b(?:write|writing|spread\w*|creat\w+|computer)\b[^;]{0,30}?\bviruses\b|\bhack(?:s|ing)? (?:into|computers?|accounts?|systems?|networks?)\b|\bcrack\w* passwords|\battack\w* (?:on )?(?:the |other )?(?:computers?|networks?|servers?)\b"
            ),
        ),
        (
            "personal data without consent",
            (
                r"(?:personal(?:ly)?(?: identifiable| identifying| health)?|private|sensitive) (?:data\b|information|facts)"
                r"|\b(?:health|biometric|medical|genetic|financial) (?:data|information)\b[^;]{0,100}?\bwithout\b|\b(?:addresses|phone numbers)\b[^;]{0,40}?\bwithout (?:asking|consent|permission)|\bdox(?:x?ing)?\b"
            ),
        ),
        (
            "unlicensed professional practice",
            r"un(?:licensed|authori[sz]ed|qualified)[^;]{0,30}? (?:practice|advice)|(?:only|without) (?:an? |the )?(?:\w+ ){0,3}?(?:licen[cs]ed|qualified|registered) (?:professional|practitioner)|\bpracti[sc]e (?:of )?(?:law|medicine)\b[^;]{0,40}?\bwithout\b|\bpracti[sc]\w* (?:of )?(?:law|medicine)\b[^;]{0,60}?\bnot (?:licen[cs]ed|qualified|admitted|allowed)\b",
        ),
        (
            "medical advice",
            (
                r"medical(?:,? (?:or |and )?[a-z-]+){0,3}? (?:advice|guidance|opinions?)\b|medical (?:diagnos|treatment|decision)|clinical (?:decision|diagnos)"
                r"|\b(?:diagnosis|treatment)(?: or (?:the )?(?:diagnosis|treatment))? of (?:patients?|people|persons|diseases?|illness)|\bdiagnos(?:e|ing) (?:or treat(?:ing)? )?(?:an? |the )?(?:patients?|illness\w*|diseases?|people|medical)"
                r"|\bwhich (?:medicine|medication)s? to take"
            ),
        ),
        ("legal advice", r"\blegal(?:,? (?:or |and )?[a-z-]+){0,3}? (?:advice|guidance|opinions?)\b"),
        ("financial advice", r"financial(?:,? (?:or |and )?[a-z-]+){0,3}? (?:advice|guidance)\b|investment advice"),
        (
            "automated decisions",
            (
                r"automated (?:\w+ )?decision|automated(?:ly)? (?:\w+ )?determin|\bdeci(?:de|sions?)\b[^;]{0,60}?\bwithout (?:any |meaningful )?human (?:review|oversight|involvement|intervention|supervision)|\b(?:automated|automatic|algorithmic) means alone|\b(?:let(?:ting)? it )?decid\w* (?:all )?alone\b|\b(?:by|on) (?:a )?(?:machine|algorithm|computer|software)s? alone\b"
                r"|\b(?:hir(?:e|es|ing)|dismiss\w*|fir(?:e|es|ing)|reject\w*)[^;]{0,60}?\bwithout (?:any |a )?(?:human (?:review|oversight|involvement|intervention|supervision)|(?:person|people|human) (?:looking|checking|reviewing|in the loop))"
            ),
        ),
        (
            "law enforcement",
            r"law[- ]enforcement|predictive policing|predict\w*[^;]{0,60}? crim|\bpolicing\b|\bpolice (?:work|forces?|departments?|use|agenc|investigat|operations)|\b(?:by|for|of|to|no) (?:the )?police\b|\bborder (?:guards?|police|forces?)\b|\bprofil\w* (?:of )?suspects|\bparole\b|\bsentenc(?:e|ing) (?:people|persons|offenders|defendants)|administration of justice|immigration(?! status)|asylum",
        ),
        (
            "social scoring",
            r"social (?:scor|credit)|(?:\bscor|\brank|\brat(?:e|ing)\b)\w*[^;]{0,40}?\b(?:citizens|people|persons|individuals)\b[^;]{0,40}?\b(?:behaviou?r|conduct)|\bgiv(?:e|es|ing) (?:citizens|people|persons|individuals) (?:marks|grades|points|scores)",
        ),
        (
            "political campaigning",
            r"political (?:campaign|advertis|lobby|persuasion)|\belection|\blobbying|\bvoter|\bcandidates? (?:for|to) (?:public |political |an? )?office|\bparty[- ]political|\b(?:win|buy|sway|influenc\w+|canvass\w*) (?:for )?votes?\b|\bcampaigns? (?:for|against)[^;]{0,30}?\b(?:candidates?|party|parties)\b|\breferend",
        ),
        (
            "gambling",
            r"gambling|\bbetting|\bbets\b|games? of chance|\bwager|\bcasinos?\b|\blotter(?:y|ies)\b|\bsportsbook|\bbookmak",
        ),
        (
            "human trafficking",
            r"(?:human|sex) trafficking|traffick\w* (?:in )?(?:of )?(?:human|people|persons)|forced labou?r|slavery|\b(?:buy|sell|trad)\w*(?: (?:or|and) \w+)? (?:in )?(?:human beings|humans\b)",
        ),
        (
            "hiding known dangers from end users",
            r"disclose[^;]{0,60}?(?:known )?(?:dangers|risks|hazards)|\b(?:tell|inform|warn)\w*[^;]{0,40}?\busers?\b[^;]{0,40}?\b(?:dangers|risks|hazards)",
        ),
    )
)
# What a heading of a policy covers: its items are examples of it, and no uses of their own.
COVERS = (
    (
        re.compile(
            r"violat\w+ (?:the |any |applicable )*laws? or|\bbreak\w* (?:the |any )*laws?\b|law or (?:others'|the) rights|others' rights",
            re.IGNORECASE,
        ),
    ),
    (re.compile(r"deceiv\w+|mislead", re.IGNORECASE),),
)
# Pieces of words of which one stands wherever the pattern of a use finds something: to spare slow searches. "_" is a blank.
_PIECES = {
    "unlawful activity": "prohibit forbid violat contraven breach infring law illegal crim",
    "violating the rights of others": "right infring misappropriat violat",
    "exploitation of minors": "child minors",
    "military and warfare": "ministr department_of militar warfare armed conflict combat battlefield army armies soldier _war defence defense",
    "nuclear industries": "nuclear",
    "espionage": "espionage spying spy_ intelligence_service intelligence_agenc",
    "surveillance": "surveil stalkerware facial face biometric monitor track follow identif recogni watch spy_ snoop movements observ whereabouts",
    "weapons": "weapon gun firearms munitions explosives munition bomb missile _arms",
    "illegal drugs": "drugs controlled narcotics",
    "critical infrastructure and heavy machinery": "infrastructure machinery grid suppl vital power waterworks traffic steer fly pilot drive driving",
    "self-harm and violence": "harm suicide violen terroris injur themselves eating",
    "harassment and bullying": "harass bully stalking intimidat stalk pester threaten",
    "hate speech": "hate hatred",
    "discrimination": "discriminat disadvantag treat",
    "sexual content": "pornograph sexual adult obscen intimate porn erotic undress nud",
    "deception and disinformation": "deceiv decepti mislead information false fake fraud imperson pretend imitat clon pass present fool trick scam forg counterfeit hoax believe",
    "defamation": "defam disparag libel slander",
    "spam": "spam unsolicited junk robocall unwanted",
    "malware and cyberattacks": "malware malicious virus cyber ransomware spyware break viruses hack crack attack",
    "personal data without consent": "personal private sensitive health medical genetic biometric financial addresses phone dox",
    "unlicensed professional practice": "unlicensed unauthori unqualified only without practic practis",
    "medical advice": "medical clinical diagnos treatment medicine medication",
    "legal advice": "legal",
    "financial advice": "advice guidance",
    "automated decisions": "automated decision decide decid means_alone machine_alone algorithm_alone computer_alone software_alone machines_alone algorithms_alone computers_alone dismiss hire hiring fire firing reject",
    "law enforcement": "enforcement polic predict justice immigration asylum border suspects parole sentenc",
    "social scoring": "social scor rank rat marks grades points",
    "political campaigning": "political election lobbying voter candidate votes party-political party_political referend campaign vote",
    "gambling": "gambling betting bets chance wager casino lotter sportsbook bookmak",
    "human trafficking": "traffick forced slavery beings humans",
    "hiding known dangers from end users": "disclose dangers risks hazards",
}
NEEDED = {
    piece.replace("_", " "): tuple(name for name, pieces in _PIECES.items() if piece in pieces.split())
    for piece in dict.fromkeys(" ".join(_PIECES.values()).split())
}
