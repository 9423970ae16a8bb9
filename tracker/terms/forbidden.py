"""The uses that policies rule out, by short names, and the words that tell of them. Data."""

import re

# The same uses in more words, as houses name them that write their own rules.
_IN_OTHER_WORDS = {
    "unlawful activity": r"\bcommit\w* (?:an? )?offen[cs]es?\b|\bcriminal offen[cs]es?\b",
    "violating the rights of others": (
        r"\b(?:trampl|disregard)\w*[^;]{0,40}?\brights\b|\bpira(?:cy|te|tes|ted|ting)\b"
        r"|\b(?:steal\w*|theft of)[^;]{0,30}?\b(?:trade secrets?|intellectual property)"
        r"|\bcopy(?:ing)? [^;]{0,30}?\b(?:protected|copyrighted) works?|\bcounterfeit goods"
    ),
    "exploitation of minors": r"\bcsam\b|\bunder-?\s?age|\bgrooming of\b|\bpa?edophil",
    "military and warfare": (
        r"(?<= )war\b(?! (?:room|chest))|\btroops\b|\bnav(?:y|ies)\b|\bair forces?\b|\bmilitias?\b"
        r"|\bdefen[cs]e (?:work|purposes)"
    ),
    "nuclear industries": (
        r"\b(?:operat|run)\w* [^;]{0,20}?\breactors?\b|\buranium\b|\batomic (?:energy|power|facilit|plant)"
        r"|\bradioactive"
    ),
    "espionage": r"\bsecret services?\b|\bspies\b",
    "surveillance": (
        r"\bwatch(?:ing)? (?:people|persons|citizens|individuals|others|employees|someone)"
        r"|\b(?:track|follow)\w* (?:where|down) (?:people|persons|individuals)|\bwire-?tap|\beavesdrop"
        r"|\bkeep\w* an eye on\b|\bintercept\w* (?:of )?(?:private )?(?:communications|messages|calls)"
    ),
    "weapons": (
        r"\bchemical or biological|\bbiological agents?\b|\b(?:nerve|poison) (?:agents?|gas)"
        r"|\barms (?:production|industr\w+|exports?)|\bammunition|\bgrenades?\b|\bdetonat"
    ),
    "illegal drugs": (
        r"\bdrug (?:traffick|deal|trad|production|sales)|\billicit (?:substances?|drugs?)|amphetamine"
        r"|\bcocaine|\bheroin\b|\bfentanyl|\bopioids"
    ),
    "critical infrastructure and heavy machinery": (
        r"\brun(?:ning)? (?:trains|railways|dams|airports)|\bwater ?works\b"
        r"|\b(?:operat\w+|control\w*) [^;]{0,20}?\b(?:(?:heavy )?machin(?:es|ery)|cranes?|railways?|dams?|aircraft|trains?)\b"
        r"|\bself-?\s?driving|\bautonomous (?:vehicles?|driving)|\bair traffic"
        r""
        r""
    ),
    "self-harm and violence": (
        r"\btortur|\bmurder|\bkill(?:s|ing)? (?:people|persons|someone|others|humans|anyone)|\banorexi"
        r"|\bassassinat|\bmutilat|\bhurt(?:s|ing)? (?:people|others|someone|anybody|anyone|persons)\b"
    ),
    "harassment and bullying": (
        r"\b(?:death |personal )?threats\b(?! to\b)|\btorment|\bmock(?:s|ing)? (?:people|victims|others)"
        r"|\bmak(?:e|es|ing) fun of|\bhumiliat|\bmolest|\btrolling\b"
    ),
    "hate speech": (
        r"\bracis[mt]|\banti-?\s?semit|\bslurs\b|\bdehumani[sz]|\bxenophob|\bislamophob|\bhomophob"
        r"|\bextremist (?:propaganda|content|material|ideolog)|\bbigot|\bnazi\b"
    ),
    "discrimination": r"\bunfair(?:ly)? treat\w*|\bunequal treatment|\bprejudice against",
    "sexual content": (
        r"\bescort services|\bsex (?:work|chat|bots?|services)\b|\bnaked\b"
        r"|\bsexual (?:services|acts|fantas|roleplay|role-play|chat|conversation)|\bnsfw\b|\bx-rated|\blewd\b"
        r"|\bfetish"
    ),
    "deception and disinformation": (
        r"\bphish(?!ing kits?)"
        r"|\b(?:false|stolen|made-up|fictitious|fake|forged) (?:identit|personas?\b|profiles?\b|testimon)"
        r"|\bswindl|\bastroturf|\bpyramid schemes?|\bponzi|\bidentity theft"
        r"|\bmanipulat\w* (?:people|(?:public )?opinion|markets)\b|\bsubliminal"
    ),
    "defamation": (
        r"\bsmear\w* (?:people|persons|campaign|others|some)|\bcalumn|\bcharacter assassination"
        r"|\b(?:ruin|destroy)\w*[^;]{0,30}?\breputations?\b"
    ),
    "spam": (
        r"\bunsolicited mail|\bjunk (?:messages?|calls?|texts?)"
        r"|\bbulk (?:e-?mails?|mails?|messages?|mailings?)|\bchain letters?"
        r"|\bmass (?:e-?mails?|mailings?|messag\w+)|\bflood(?:s|ing)? (?:forums|inboxes|comment)|\btelemarket"
    ),
    "malware and cyberattacks": (
        r"\bviruses\b|\bhack(?:ing|ers?)\b|\bdenial[- ]of[- ]service|\bddos\b"
        r"|\b(?:software|zero-day|security) exploits?\b|\bexploit (?:code|kits?)\b"
        r"|(?<!sexually )\bexploits\b(?! (?:the|a|any|or|and|minors|children|people|persons|women|someone|others|vulnerable)\b)"
        r"|\bsteal\w* (?:passwords|credentials)|\b(?:computer|network) worms?\b|\btrojans?\b|\bbotnets?\b"
        r"|\bkeyloggers?"
    ),
    "personal data without consent": (
        r"\b(?:infer|deduc|guess)\w*[^;]{0,60}?\b(?:health|sexual orientation|religion|ethnic\w*|political (?:opinions?|views?))\b"
        r"|\b(?:harvest|scrap)\w* [^;]{0,20}?\b(?:addresses|contact details|e-?mails|profiles|phone numbers)"
        r"|\bprofil(?:e|es|ing) (?:people|persons|individuals|users|consumers)\b[^;]{0,40}?\bwithout\b|\bde-?anonymi|\bre-?identif"
        r"|\binva\w+ (?:of )?(?:\w+ )?privacy\b"
    ),
    "unlicensed professional practice": (
        r"\b(?:advice|advis\w+|counsel\w*|treat\w*|represent\w*)\b[^;]{0,60}?\bwithout (?:an? |the )?(?:licen[cs]e|qualification|admission)\b[^;]{0,20}?\bprofession|\bpracti[sc]\w* (?:medicine|law)(?: or (?:medicine|law))? without|\bunlicensed professional"
        r"|\bact(?:ing|s)? as (?:an? )?(?:doctor|physician|lawyer|attorney|therapist|accountant)[^;]{0,40}?\bwithout"
    ),
    "medical advice": (
        r"\btreatment decisions?|\bprescrib(?:e|es|ing) (?:drugs|medic\w+|treatment)|\bhealth advice"
        r"|\binterpret\w* (?:of )?(?:medical|lab|x-ray|test) (?:results?|images?|scans?)|\bpatient care\b"
        r"|\bpsychotherap|\bwhich (?:drugs|pills) to take"
    ),
    "legal advice": (
        r"\blegal (?:counsel|representation)\b|\badvice in (?:law|legal|court)"
        r"|\bact(?:ing|s)? as (?:an? |somebody's |someone's |your )?(?:lawyer|attorney|legal counsel)\b"
    ),
    "financial advice": (
        r"\b(?:tell|advis|recommend)\w*[^;]{0,40}?\b(?:shares|stocks|securities|investments?)\b"
        r"|\bcredit (?:recommendations?|advice)|\b(?:stock|share|market|trading) (?:tips|recommendations?)\b"
        r"|\btips on (?:stocks|shares)|\btax advice|\binvestment (?:decisions?|recommendations?)"
    ),
    "automated decisions": (
        r"\bdecid\w*[^;]{0,50}?\bwithout (?:a |any |the )?(?:human|person|people)\b"
        r"|\bdecisions?\b[^;]{0,60}?\bwithout [^;]{0,30}?\b(?:human|person|people)\b|\bfully automated\b"
        r"|\bautomatic decisions?|\bdecisions?\b[^;]{0,40}?\b(?:wholly|solely|entirely|only|fully|purely|exclusively) (?:taken |made )?(?:by|on|through|with) (?:the basis of )?(?:automat|machines?\b|algorithm|computers?\b)"
    ),
    "law enforcement": (
        r"\bthe police\b|^police\b|\bborder (?:control|checks)|\bcriminal (?:prosecution|justice|proceedings)"
        r"|\bsentencing\b|\bprisons?\b|\bjails?\b|\bdeportation"
    ),
    "social scoring": (
        r"\b(?:rank|rat|scor)(?:e|es|ing|ings) (?:of )?(?:people|citizens|persons|individuals)\b[^;]{0,40}?\btrustworth\w*"
        r"|\b(?:ranking|rating|scoring) (?:of )?citizens\b"
    ),
    "political campaigning": (
        r"\bcanvass|\bpolitical (?:propaganda|messag|manipulat|ads?\b)"
        r"|\b(?:election|government|state|party) propaganda|\bballots?\b|\bdisenfranchis"
    ),
    "gambling": r"\bgambl|\bpoker\b|\broulette|\bslot machines?|\braffles?\b",
    "human trafficking": (
        r"\bsmuggl\w* (?:of )?(?:people|persons|migrants|humans)|\b(?:forced )?prostitution|\bforced (?:work|marriage)"
        r"|\bslaves?\b|\bbonded labou?r"
    ),
}
# Uses that policies rule out, by short names, in the order in which they are told; for text in lower case: a search
# whatever the case of letters takes several times as long.
FORBIDDEN_USES = tuple(
    (name, re.compile(f"{pattern}|{_IN_OTHER_WORDS[name]}" if name in _IN_OTHER_WORDS else pattern))
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
                r"|\b(?:track\w*|follow\w*|monitor\w*|identif(?:y|ies|ying|ied|ication)|recogni[sz]\w*)\b[^;]{0,40}?\b(?:persons?|people|individuals?|someone|anyone|citizens|passers)\b[^;]{0,60}?(?:without [^;]{0,20}?(?:knowledge|consent)|\b(?:by (?:their|his) )?(?:faces?|gait|biometric)|public (?:space|place)|distance)"
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
                r"deceiv|decepti|\bmislead|disinformation|misinformation|false (?:or \w+ )?(?:information|news|content)|\b(?:information|news|content|statements?|claims) (?:that|which) (?:is|are) (?:[a-z]+ly )?(?:false|untrue)\b|fake (?:\w+ )?(?:news|reviews|content|records|documents)|\bfake\b[^;]{0,120}?\bas if (?:it (?:were|was) )?real\b"
                r"|\b(?:de)?fraud|deepfake|impersonat|(?:imitat|clon)\w*[^;]{0,30}?\b(?:voices?|likeness|persons?)\b|pass(?:es|ing)? (?:[\w ]{1,40}? )?off (?:[\w ]{1,40}? )?as\b|pretend\w*[^;]{0,60}?\b(?:human|a person)\b"
                r"|\b(?:fool|trick)(?:s|ing)? (?:people|any(?:one|body)|some(?:one|body)|others|users)\b|\bscam|\bforg(?:e|ing) (?:\w+ )?(?:documents?|signatures?|evidence|identit|papers|certificates)|\bforger|\bcounterfeit|\bhoax"
                r"|\bmak(?:e|es|ing) (?:people|others|any(?:one|body)|some(?:one|body)) believe\b|present\w*[^;]{0,60}?\bas (?:human|(?:being )?(?:written|made|produced|created) by (?:a )?(?:human|person|people)|the words? of)"
            ),
        ),
        (
            "defamation",
            r"\bdefam|disparag(?!\w*,? (?:or |and )?(?:otherwise )?(?:harass|bull|intimidat))|\blibel|\bslander",
        ),
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
    "unlawful activity": "prohibit forbid violat contraven breach infring law illegal crim offence offense",
    "violating the rights of others": "right infring misappropriat violat pirac pirat trampl disregard steal theft protected_work copyrighted_work counterfeit",
    "exploitation of minors": "child minors csam underage under-age under_age grooming dophil",
    "military and warfare": "ministr department_of militar warfare armed conflict combat battlefield army armies soldier _war defence defense troops navy navies air_force militia",
    "nuclear industries": "nuclear reactor uranium atomic radioactive",
    "espionage": "espionage spying spy_ intelligence_service intelligence_agenc secret_service spies",
    "surveillance": "surveil stalkerware facial face biometric monitor track follow identif recogni watch spy_ snoop movements observ whereabouts wiretap wire-tap eavesdrop eye_on intercept",
    "weapons": "weapon gun firearms munitions explosives munition bomb missile _arms chemical biological nerve_ poison_ ammunition grenade detonat arms_",
    "illegal drugs": "drugs controlled narcotics drug_ illicit amphetamine cocaine heroin fentanyl opioid",
    "critical infrastructure and heavy machinery": "infrastructure machinery grid suppl vital power waterworks traffic steer fly pilot drive driving train railway dams airport autonomous_ water_works air_traffic crane aircraft machines",
    "self-harm and violence": "harm suicide violen terroris injur themselves eating tortur murder kill anorexi assassin mutilat hurt",
    "harassment and bullying": "harass bully stalking intimidat stalk pester threaten threats torment mock fun_of humiliat molest trolling",
    "hate speech": "hate hatred racis semit slurs dehumani xenophob islamophob homophob extremist bigot nazi",
    "discrimination": "discriminat disadvantag treat unfair unequal prejudice",
    "sexual content": "pornograph sexual adult obscen intimate porn erotic undress nud escort sex_ naked nsfw x-rated lewd fetish",
    "deception and disinformation": "deceiv decepti mislead information false fake fraud imperson pretend imitat clon pass present fool trick scam forg counterfeit hoax believe phish stolen fictitious made-up forged identity_theft swindl astroturf pyramid ponzi manipulat subliminal",
    "defamation": "defam disparag libel slander smear calumn character_ass reputation",
    "spam": "spam unsolicited junk robocall unwanted bulk_ chain_letter mass_ flood telemarket",
    "malware and cyberattacks": "malware malicious virus cyber ransomware spyware break viruses hack crack attack denial ddos exploit steal worm trojan botnet keylogger",
    "personal data without consent": "personal private sensitive health medical genetic biometric financial addresses phone dox infer deduc guess harvest scrap profil anonymi identif privacy",
    "unlicensed professional practice": "unlicensed unauthori unqualified only without practic practis doctor physician lawyer attorney therapist",
    "medical advice": "medical clinical diagnos treatment medicine medication prescrib health_advice interpret patient_care psychotherap drugs pills",
    "legal advice": "legal advice lawyer attorney counsel",
    "financial advice": "advice guidance shares stocks securities invest credit_ trading tips tax_advice recommend",
    "automated decisions": "automated decision decide decid means_alone machine_alone algorithm_alone computer_alone software_alone machines_alone algorithms_alone computers_alone dismiss hire hiring fire firing reject fully_automated automatic_dec",
    "law enforcement": "enforcement polic predict justice immigration asylum border suspects parole sentenc prison jail deportation criminal",
    "social scoring": "social scor rank rat marks grades points trustworth citizen",
    "political campaigning": "political election lobbying voter candidate votes party-political party_political referend campaign vote canvass propaganda ballot disenfranchis",
    "gambling": "gambling betting bets chance wager casino lotter sportsbook bookmak gambl poker roulette slot raffle",
    "human trafficking": "traffick forced slavery beings humans smuggl prostitution slave bonded",
    "hiding known dangers from end users": "disclose dangers risks hazards",
}
NEEDED = {
    piece.replace("_", " "): tuple(name for name, pieces in _PIECES.items() if piece in pieces.split())
    for piece in dict.fromkeys(" ".join(_PIECES.values()).split())
}
