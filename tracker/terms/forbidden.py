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
                r" (?:activit|purposes?|conduct|acts?\b|actions?\b|ends|manner|behaviou?r|content\b)|\bcommit\w* (?:a )?crimes?"
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
        ("military and warfare", r"\bmilitary|\bwarfare|armed (?:conflict|forces)|\bcombat\b|battlefield"),
        (
            "nuclear industries",
            r"\bnuclear (?:industr|applicat|facilit|power|energy|reactor|plant|installation|sector|technolog)",
        ),
        ("espionage", r"espionage|\bspying\b"),
        (
            "surveillance",
            (
                r"surveill|\bstalkerware|(?:facial|face) recognition|\bscan\w* [^;]{0,30}?\bfaces\b|biometric (?:identif|categori|recogn|track)|mass monitoring"
                r"|\b(?:track|follow|monitor|identif|recogni[sz])\w*[^;]{0,40}?\b(?:persons?|people|individuals?|someone|anyone|citizens|passers)\b[^;]{0,60}?(?:without [^;]{0,20}?(?:knowledge|consent)|\b(?:by (?:their|his) )?(?:faces?|gait|biometric)|public (?:space|place))"
            ),
        ),
        ("weapons", r"weapon|\bguns?\b|firearms|munitions|explosives"),
        ("illegal drugs", r"\bdrugs\b|controlled substances|narcotics"),
        (
            "critical infrastructure and heavy machinery",
            r"critical infrastructure|heavy machinery|power grids?|water suppl|vital (?:installation|infrastructure|service)",
        ),
        ("self-harm and violence", r"self-?\s?harm|suicide|(?<!domestic )\bviolence|\bviolent|terroris|bodily harm"),
        ("harassment and bullying", r"harass|bully|stalking|\bintimidat"),
        ("hate speech", r"\bhate\b|hateful|\bhatred\b"),
        ("discrimination", r"discriminat(?!ive|or(?!y))"),
        (
            "sexual content",
            r"pornograph|sexual(?:ly)? (?:or \w+ )?(?:explicit|content|solicitation|material)|adult content|obscen|intimate (?:images?|imagery|content|photo|pictures)|\bsexual (?:images?|imagery|pictures|deepfakes?)",
        ),
        (
            "deception and disinformation",
            (
                r"deceiv|decepti|\bmislead|disinformation|misinformation|false (?:or \w+ )?(?:information|news|content)|fake (?:\w+ )?(?:news|reviews|content|records|documents)|\bfake\b[^;]{0,120}?\bas if (?:it (?:were|was) )?real\b"
                r"|\b(?:de)?fraud|deepfake|impersonat|(?:imitat|clon)\w*[^;]{0,30}?\b(?:voices?|likeness|persons?)\b|pass(?:es|ing)? (?:it |them )?off (?:of [\w ]{1,30}? )?as|pretend\w*[^;]{0,60}?\b(?:human|a person)\b"
                r"|present\w*[^;]{0,60}?\bas (?:human|(?:being )?(?:written|made|produced|created) by (?:a )?(?:human|person|people)|the words? of)"
            ),
        ),
        ("defamation", r"\bdefam|disparag|\blibel"),
        ("spam", r"\bspam\b|unsolicited (?:bulk|commercial|messages)"),
        (
            "malware and cyberattacks",
            r"malware|malicious (?:code|software)|computer virus|cyber-?\s?attack|ransomware|\bspyware|break(?:s|ing)? into [^;]{0,30}?\b(?:computers?|systems?|networks?|accounts?)\b",
        ),
        (
            "personal data without consent",
            r"(?:personal(?:ly)?(?: identifiable| identifying| health)?|private|sensitive) (?:data\b|information)",
        ),
        (
            "unlicensed professional practice",
            r"un(?:licensed|authori[sz]ed|qualified)[^;]{0,30}? (?:practice|advice)|(?:only|without) (?:an? |the )?(?:\w+ ){0,3}?(?:licen[cs]ed|qualified|registered) (?:professional|practitioner)|\bpracti[sc]e (?:of )?(?:law|medicine)\b[^;]{0,40}?\bwithout\b",
        ),
        (
            "medical advice",
            r"medical(?:,? (?:or |and )?[a-z-]+){0,3}? (?:advice|guidance|opinions?)\b|medical (?:diagnos|treatment|decision)|clinical (?:decision|diagnos)",
        ),
        ("legal advice", r"\blegal(?:,? (?:or |and )?[a-z-]+){0,3}? (?:advice|guidance|opinions?)\b"),
        ("financial advice", r"financial(?:,? (?:or |and )?[a-z-]+){0,3}? (?:advice|guidance)\b|investment advice"),
        (
            "automated decisions",
            r"automated (?:\w+ )?decision|automated(?:ly)? (?:\w+ )?determin|\bdeci(?:de|sions?)\b[^;]{0,60}?\bwithout (?:any |meaningful )?human (?:review|oversight|involvement|intervention|supervision)",
        ),
        (
            "law enforcement",
            r"law[- ]enforcement|predictive policing|predict\w*[^;]{0,60}? crim|administration of justice|immigration(?! status)|asylum",
        ),
        (
            "social scoring",
            r"social (?:scor|credit)|(?:\bscor|\brank|\brat(?:e|ing)\b)\w*[^;]{0,40}?\b(?:citizens|people|persons|individuals)\b[^;]{0,40}?\b(?:behaviou?r|conduct)",
        ),
        (
            "political campaigning",
            r"political (?:campaign|advertis|lobby|persuasion)|\belection|\blobbying|\bvoter|\bcandidates? (?:for|to) (?:public |political |an? )?office",
        ),
        ("gambling", r"gambling|\bbetting|\bbets\b|games? of chance|\bwager"),
        (
            "human trafficking",
            r"(?:human|sex) trafficking|traffick\w* (?:in )?(?:of )?(?:human|people|persons)|forced labou?r|slavery",
        ),
        ("hiding known dangers from end users", r"disclose[^;]{0,60}?(?:known )?(?:dangers|risks|hazards)"),
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
# Pieces of words of which one stands wherever the pattern of a use finds something: to spare slow searches.
_PIECES = {
    "unlawful activity": "prohibit forbid violat contraven breach infring law illegal crim",
    "violating the rights of others": "right infring misappropriat violat",
    "exploitation of minors": "child minors",
    "military and warfare": "militar warfare armed conflict combat battlefield",
    "nuclear industries": "nuclear",
    "espionage": "espionage spying",
    "surveillance": "surveil stalkerware facial face biometric monitor track follow identif recogni",
    "weapons": "weapon gun firearms munitions explosives",
    "illegal drugs": "drugs controlled narcotics",
    "critical infrastructure and heavy machinery": "infrastructure machinery grid suppl vital",
    "self-harm and violence": "harm suicide violen terroris",
    "harassment and bullying": "harass bully stalking intimidat",
    "hate speech": "hate hatred",
    "discrimination": "discriminat",
    "sexual content": "pornograph sexual adult obscen intimate",
    "deception and disinformation": "deceiv decepti mislead information false fake fraud imperson pretend imitat clon pass present",
    "defamation": "defam disparag libel",
    "spam": "spam unsolicited",
    "malware and cyberattacks": "malware malicious virus cyber ransomware spyware break",
    "personal data without consent": "personal private sensitive",
    "unlicensed professional practice": "unlicensed unauthori unqualified only without",
    "medical advice": "medical clinical",
    "legal advice": "legal",
    "financial advice": "advice guidance",
    "automated decisions": "automated decision decide",
    "law enforcement": "enforcement polic predict justice immigration asylum",
    "social scoring": "social scor rank rat",
    "political campaigning": "political election lobbying voter candidate",
    "gambling": "gambling betting bets chance wager",
    "human trafficking": "traffick forced slavery",
    "hiding known dangers from end users": "disclose",
}
NEEDED = {
    piece: tuple(name for name, pieces in _PIECES.items() if piece in pieces.split())
    for piece in dict.fromkeys(" ".join(_PIECES.values()).split())
}
