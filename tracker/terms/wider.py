"""Still more words that tell of the uses that policies rule out: single ones, that say enough beside a ban. Data.

Each pattern stands beside pieces of words ("_" is a blank) of which one stands wherever it finds something.
"""

WIDER = {
    "unlawful activity": (
        (
            r"\bpunishable\b|\bthe laws?\b[^;.]{0,40}?\b(?:prohibits?|forbids?)\b|\bagainst the law\b|\b(?:not|never) (?:permitted|allowed) by (?:the )?law\b|\blaws? (?:does|do) not (?:permit|allow)|\bcrimes?\b(?! against)|\btax evasion|\bmoney[- ]laundering|\blaunder\w* money|\bburglar|\b(?:aid|help|assist|abet)\w* (?:a )?criminals?\b"
            r"|\bin breach of (?:\w+ ){0,2}(?:provisions|law|laws|statutes?|regulations?)\b|\boffen[cs]es? under\b|\b(?:evad|escap)\w* (?:the )?(?:law|police|justice)\b|\b(?:breach|break|contraven|infring|flout|offend)\w*[^;.]{0,90}?\b(?:laws?|regulations?|statutes?)\b|\bnon-?compli\w+ with (?:\w+ )?(?:laws?|regulations?)|\bnot (?:in )?compl\w+ with (?:\w+ )?(?:laws?|regulations?)"
            r"|\bcriminal (?:ends|offen[cs]es?|purposes?|enterprise|organi[sz]ation)|\borgani[sz]ed crime|\bshoplift|\btheft\b(?! of)|\bstolen goods|\bbribe|\bcorruption\b|\bblack[- ]?markets?\b|\billegal(?:ly)?\b(?= (?:trade|hunting|gambling|immigration|logging|fishing|ends|means))|\bpoach(?:ing|ers)"
        ),
        "punish law the_law crime laundering launder burglar criminal breach break contraven infring flout offend offence offense compl evasion bribe corrupt market illegal theft stolen poach",
    ),
    "violating the rights of others": (
        (
            r"\b(?:other people's|another's|somebody(?: else)?'s|someone(?: else)?'s|people's|third parties'|anyone(?: else)?'s) (?:\w+ ){0,2}?(?:rights|privacy|copyrights?|intellectual property|likeness|image|trademarks?|patents?|name and image)\b"
            r"|\b(?:breach|infring|abus|violat|ignor|steal|misus|harm)\w*[^;]{0,30}?\b(?:intellectual property|trade ?marks?|patents?|privacy|personality rights|likeness|rights and freedoms|moral rights|publicity rights|fundamental rights|civil rights|copyrights?)\b"
            r"|\bplagiari|\b(?:likeness|portrait|voice)\b[^;]{0,30}?\bwithout (?:leave|consent|permission|asking)|\bprivacy of others\b|\bstepp?\w* on [^;]{0,20}?\brights\b|\binfringement\b|\bhuman rights (?:abuses?|violations?)|\babuses? of human rights|\b(?:steal|copy)\w* (?:ideas|designs|works) (?:protected|of)\b"
        ),
        "rights privacy copyright property likeness image trademark trade_mark patent plagiari portrait voice infringement steal copy",
    ),
    "exploitation of minors": (
        r"\bkids\b|\b(?:persons?|people|anyone|anybody|youth|young (?:people|persons?)) (?:who (?:is|are) )?(?:(?:under|below|younger than) (?:the age of )?(?:18|16|eighteen|sixteen))\b|\bteenagers?\b|\bjuveniles?\b|\binfants?\b|\byouths?\b|\bschool ?(?:boys|girls|children)|\bloli",
        "kids 18 16 eighteen sixteen teenage juvenile infant youth school loli",
    ),
    "military and warfare": (
        (
            r"(?:\A|[\s,;(])war(?:s|like)?(?=[\s,;.)]|\Z)(?! (?:room|chest|on drugs))|\barms race|\barmed (?:groups?|operations?|struggle|services)|\b(?:drone|air|missile) strikes?\b|\bwar ?games?\b|\bmercenar|\bmartial (?!arts)|\bgeneral staff|\bbelligeren|\bparamilitar|\bguerr?illas?\b|\bwarfight|\bwarhead"
            r"|\bhostilities\b|\bmarines?\b(?! (?:bio|life|eco|research|mammal|data))|\btargeting (?:systems?|decisions|of (?:people|troops|enemies))|\bcommand and control|\b(?:kill|strike) chains?\b|\bnato\b|\bdefen[cs]e (?:use|uses|applications?|projects?|systems?|forces?|agenc)"
        ),
        "war arm strike mercenar martial general_staff belliger guerr hostilit marine targeting command chain nato defence defense",
    ),
    "nuclear industries": (
        r"\bnuclear\b(?! famil|[^;.]{0,40}\bweapons?\b)|\breactors?\b|\batomic\b|\bplutonium|\bfissile",
        "nuclear reactor atomic plutonium fissile",
    ),
    "espionage": (
        r"\bsecret agents?\b|\b(?:gather|collect|steal)\w* (?:of )?(?:intelligence|state secrets|secrets)\b|\bintelligence (?:work|operations|communit|gathering for)|\bforeign (?:powers|intelligence)|\bsecret police|\bstate secrets|\bcovert (?:operations|action)",
        "secret intelligence foreign covert",
    ),
    "surveillance": (
        (
            r"\blisten(?:s|ing)? in (?:up)?on\b|\b(?:recogni[sz]e|shadow|follow)\w* (?:people|persons|individuals|passers)|\bspy(?:ing)? (?:up)?on\b|\brecogni[sz]\w* (?:of )?(?:people's |human )?faces\b|\bfaces in (?:a crowd|public)|\bunder observation|\btap(?:ping|s)? (?:\w+ )?(?:phones?|lines|calls)|\bphone[- ]tapping|\bidentify(?:ing)? (?:people|persons|passers|individuals|strangers|protesters|demonstrators)"
            r"|\bwatch(?:ing)? (?:over )?(?:your |their )?(?:employees|workers|staff|neighbou?rs|spouse|partner|tenants|population)|\bcctv\b|\bcameras? (?:in|on) (?:public|streets)|\bgeo-?locat\w* (?:of )?(?:people|persons|individuals)|\b(?:track|trac)\w* (?:a |the )?(?:people|persons?|location|phones?|someone|anyone|individuals?)\b"
            r"|\bbig brother|\bemotion (?:recognition|detection)|\bgait recognition|\bvoice (?:identification|recognition of persons)|\bbiometric\b|\bmass (?:observation|tracking|interception)|\bemployee monitoring|\bworkplace monitoring|\bdragnet|\bsnooping\b|\bpeeping|\bbugging\b"
        ),
        "spy recogni shadow follow listen faces observation tap identify watch cctv camera locat trac brother gait biometric mass_ monitoring dragnet snoop peep bugging",
    ),
    "weapons": (
        (
            r"\b(?:chemical|biological|toxic) (?:agents?|warfare|weapons?)|\bcbrn\b|\blethal (?:autonomous|systems?|drones?|robots?|force)|\b(?:killer|armed) (?:robots?|drones?)|\b(?:drones?|robots?|machines) (?:that|which|to) kill|\barms\b(?= (?:development|design|research|race|sales|dealers?|building))|\b(?:in|of|for|and|or|as|with) arms\b|\barmaments?\b|\bpathogens?\b"
            r"|\banthrax|\btoxins?\b|\bpoisons?\b|\bland ?mines?\b|\brifles?\b|\bpistols?\b|\bhandguns?\b|\bknives\b|\bartiller|\btorpedo|\brockets?\b(?! (?:science|ship))|\bballistic|\bwarheads?|\bnapalm|\bexplosive|\bdynamite|\bbooby|\bied\b|\bghost guns?"
        ),
        "chemical biological toxic cbrn lethal armed kill arms armament pathogen anthrax toxin poison mine rifle pistol handgun knives artiller torpedo rocket ballistic warhead napalm explosive dynamite booby ied_ gun",
    ),
    "illegal drugs": (
        r"\bmeth\b|\billegal (?:substances?|drugs?|highs)|\bcannabis|\bmarijuana|\blsd\b|\becstasy\b|\bmdma\b|\bhallucinogen|\bcontrolled (?:drug|chemical)|\bdrug[- ](?:making|abuse|recipes?|labs?|dealers?|cartels?|synthesis)|\bdoping\b|\bpsychoactive|\bdesigner drugs?|\bsteroids\b",
        "meth illegal cannabis marijuana lsd ecstasy mdma hallucinogen controlled drug doping psychoactive steroid",
    ),
    "critical infrastructure and heavy machinery": (
        (
            r"\b(?:control|operat|steer|driv|run|manag)\w* (?:of )?(?:cars?|vehicles?|trucks?|lorries|ships?|planes?|aircraft|drones?|plants?|turbines?|machines?|machinery|robots?|elevators|lifts)\b|\b(?:electricity|electrical|energy|gas|power|water|telecom\w*) (?:grids?|networks?|suppl\w+|systems?|distribution)\b"
            r"|\bsafety[- ]critical|\bsafety[- ]relevant|\bmission[- ]critical|\bindustrial (?:plants?|control|machin\w+)|\blife[- ]?support|\bkeep\w* (?:people|patients) alive|\battack\w* (?:on )?(?:\w+ )?infrastructures?|\bemergency (?:services?|response|calls?|dispatch)|\binfrastructures?\b(?= (?:that|on which|such as|whose))"
            r"|\bhigh[- ]risk (?:environments?|systems?|machines?)|\bfail-?safe|\bhazardous (?:environments?|machin\w+)|\b(?:aircraft|vehicle|flight|engine|train|ship|railway|rail) (?:control|navigation|operation|steering|signal\w*)|\bavionic|\bautopilot|\bself-?driving|\bdriverless|\bmedical (?:devices?|equipment) (?:that|on which|whose)"
            r"|\bfailure (?:could|may|can|might|would) (?:\w+ )?(?:cost|lead|cause|endanger|result|kill)|\b(?:dams?|pipelines?|refiner(?:y|ies)|chemical plants?|oil rigs?|sewage|hospitals'? (?:power|systems))\b|\butilities\b"
        ),
        "control operat steer driv run manag grid network suppl system distribution safety critical industrial life alive infrastructure emergency risk fail hazard aircraft vehicle flight engine train ship rail avionic autopilot medical_ dam pipeline refiner chemical oil_ sewage hospital utilities",
    ),
    "self-harm and violence": (
        (
            r"\bgore\b|\bgory\b|\briots?\b|\bcruel(?:ty)?\b|\b(?:injur|hurt|wound|maim|beat|kill)\w* (?:of )?(?:people|persons?|oneself|yourself|others|someone|somebody|anyone|anybody|animals|humans?|individuals|civilians|human beings)\b|\bphysical(?:ly)? (?:harm|injur)|\bphysical harm|\binjur(?:e|y|ies) to (?:persons?|people|life)|\bgenocide|\bmassacre|\bmass (?:killing|murder|shooting)"
            r"|\bsuicid|\bself-?(?:destruct|mutilat)|\bbulimi|\bdanger to life|\bbodily injur|\bdeath of (?:people|persons?)|\bextremis[mt]|\bradicali[sz]|\bjihad|\bbrutal|\bbloodshed|\blynch|\brape\b|\bassault|\bcrimes against humanity|\babuse of animals|\banimal abuse|\bcutting (?:oneself|yourself)|\bstarv"
        ),
        "gore gory riot cruel harm injur hurt wound maim attack endanger beat kill genocid massacre mass_ suicid self bulimi danger bodily death extremis radicali jihad brutal blood lynch rape assault crimes abuse cutting starv",
    ),
    "harassment and bullying": (
        (
            r"\binsult|\bmobb(?:ing|ed)\b|\brevenge\b|\bblackmail|\bextort|\bcoerc|\b(?:people|someone|somebody|others|persons?)'s? li(?:fe|ves) miserable|\babus\w* (?:directed|aimed) at|\b(?:verbal|personal|targeted|online|emotional) (?:abuse|attacks?)\b|\babus(?:e|ing) (?:of )?(?:people|others|persons|individuals|somebody|someone|anyone|women)\b|\bhound(?:ing)? (?:people|individuals|others|someone|persons)"
            r"|\bridicul|\bdegrad(?:e|es|ing) (?:people|persons|others|someone|individuals)|\bdemean|\bbelittl|\bvictimi[sz]|\bcyber-?\s?(?:bully|mobb|stalk)|\bmenac|\bpredat(?:or|ory)|\bname-?calling|\bgang(?:ing)? up|\bstalk|\bintimidat|\bthreat(?:s|en|ens|ening)?\b(?! (?:model|intelligence|actor|detection|to\b|national|public|security|the|peace|order|state))|\bgaslight|\bbrowbeat|\bshaming\b|\bsextortion"
        ),
        "insult mobb revenge blackmail extort coerc miserable abus attack hound ridicul degrad demean belittl victimi cyber menac predat calling gang stalk intimidat threat gaslight browbeat shaming",
    ),
    "hate speech": (
        (
            r"\b(?:contempt|scorn|agitat\w+|incit\w+|hostility|prejudice|propaganda) (?:for|against|towards?|of) (?:minorit|groups?|people|peoples|ethnic|religio|foreigners|migrants|women|races?)\w*|\bvilif|\bmisogyn|\bsexis[mt]|\btransphob|\bracial(?:ly)? (?:slurs?|abuse|hatred|offensive|motivated)|\bincit\w* (?:to |of )?(?:racial|ethnic|religious)|\bwhite suprem|\bsupremac"
            r"|\b(?:denial of|denying) the holocaust|\bholocaust denial|\bintoleran|\bderogat|\bethnic cleansing|\bhate-|\bhater|\bswastika|\bfascis|\bstirring up\b|\bdenigrat"
        ),
        "contempt scorn agitat incit hostil prejudice propaganda vilif misogyn sexis transphob racial suprem holocaust intoleran derogat ethnic hate swastika fascis stirring denigrat",
    ),
    "discrimination": (
        (
            r"\b(?:exclud|refus|reject|den(?:y|ies|ied)|disfavou?r|segregat|bias|singl)\w*[^;]{0,60}?\b(?:on (?:the )?grounds? of|for reasons of|because of|based on|by reason of|against) (?:their |his |her |protected )?(?:race|religion|origin|gender|sex\b|colou?r|ethnic|disab|age\b|belief|sexual|skin|nationality|descent|groups?|characteristics|attributes|class)\w*|\bredlin|\bsegregat"
            r"|\bunequal(?:ly)?\b|\b(?:treat|judg)\w* (?:people|persons|someone|individuals|applicants|others|groups)[^;]{0,20}?\b(?:worse|differently|unequally|unfairly|by (?:their )?(?:race|religion|origin|gender|skin))|\bprotected (?:characteristics|classes|groups|attributes)|\b(?:marginali[sz]|disadvantag)(?!ed (?:children|communities need))|\bbias(?:ed)? against|\bprofiling by (?:race|ethnic)|\bracial profiling|\bapartheid"
        ),
        "exclud refus reject deny denie disfavo segregat bias singl redlin unequal treat judg protected marginali disadvantag profiling apartheid",
    ),
    "sexual content": (
        r"\bsmut\b|\bindecen|\bsexuali[sz]|\bsexual\b(?! (?:orientation|preference|identity|abuse of|health|education|harass|slavery|exploit|predat))|\bsexually[- ](?:explicit|suggestive|oriented)|\bprurien|\bstrip(?:ping|s)? (?:people|women|someone) |\bnud(?:e|ist|ify|ifies|ifying)\b|\bunclothed|\badult[- ](?:entertainment|material|services|only|themed|oriented|films?|images?)|\bporno|\bxxx\b|\bhentai|\bvoyeur|\bupskirt|\bexplicit (?:images?|content|material|photos?|scenes)|\bsalacious|\bbrothel|\bincest",
        "smut indecen sexual prurien strip nud unclothed adult porn xxx hentai voyeur upskirt explicit salacious brothel incest",
    ),
    "deception and disinformation": (
        (
            r"\blies\b|\blying\b|\bcheat|\b(?:false|fake|sham|bogus|invented|bought|paid) (?:\w+ )?(?:reviews?|ratings?|claims?|accounts?|evidence|statements?|stories|quotes?|quotations|articles|identities|followers|likes|endorsements?|stor(?:y|ies)|reports?|facts|images?|videos?|people|persons?)\b|\bfalsehood|\bfalsif|\bpropaganda|\brumou?rs?\b|\bconspirac|\bfabricat|\bmade-up\b|\brigg?(?:ing|ed) |\bdup(?:e|ing) |\bbait\b|\bcon(?:ning|s)? (?:people|someone|artists)"
            r"|\bpos(?:e|es|ing) as\b|\bmasquerad|\b(?:hide|hides|hiding|conceal\w*|disguis\w*|deny|denying)[^;]{0,40}?\b(?:machine|ai\b|artificial|origin|generated|not human|bot\b|computer)|\b(?:claim|say|pretend|present)\w*[^;]{0,50}?\b(?:human|person|man|woman)[- ](?:made|written|author)|\bsock ?puppet|\btroll (?:farms?|armies)|\bclickbait|\bimposters?\b|\bimpostors?\b|\bspoof|\bsynthetic (?:media|videos?|images?) of|\bface[- ]?swap|\bvoice[- ](?:cloning|clones?)|\bcatfish|\bromance scam"
            r"|\bdishonest|\bacademic misconduct|\bexam(?:s|ination)? (?:fraud|cheat)|\bplausible but false|\binauthentic|\bfake\b|\bfakes\b|\buntrue\b|\buntruth|\bdistort\w* (?:the )?(?:facts|truth)|\bmanipulat\w* (?:of )?(?:people|the public|public|voters|opinion|others|markets|media|images|behaviou?r|users|consumers)|\bdark patterns"
        ),
        "lies lying cheat false fake sham bogus invented bought paid propagand rumo conspirac fabricat made-up rig dupe duping bait con pos masquerad hid disguis deny claim say pretend present puppet troll impost spoof synthetic swap clon catfish romance dishonest misconduct exam plausible inauthentic untru distort manipulat patterns",
    ),
    "defamation": (
        r"\bblacken\w*|\b(?:damag|harm|injur|tarnish|sull|besmirch|stain)\w*[^;]{0,40}?\b(?:reputations?|honou?r|good name|standing)\b|\bfalse accus|\bfalsely accus|\baccus\w* (?:people|someone|persons?) falsely|\bvilify\w* (?:people|persons?|someone)|\bmudslinging|\bdenigrat\w* (?:people|persons?|competitors|someone)|\bcharacter (?:attacks?|assassin)|\bmalicious falsehood|\bsmear",
        "blacken reputation honor honour good_name standing accus vilify mud denigrat character malicious smear",
    ),
    "spam": (
        r"\b(?:messages|e-?mails|mailings|calls|texts)(?: \w+)? in bulk\b|\bautomated (?:phone |telephone )?calls\b|\brobo-?(?:calls|texts)|\b(?:unrequested|unasked|unsought|uninvited) (?:\w+ )?(?:e-?mails?|messages?|calls?|advert\w*|mailings?|contact)|\blink (?:farms?|spam|schemes?)|\bspam|\bflood\w* (?:\w+ ){0,3}?(?:inboxes|forums|mailboxes|channels|threads|networks)\b|\bbulk (?:messages?|e-?mails?|mailings?)\b|\bcold[- ]call|\bmass[- ](?:messag|mail|market|post|advert)\w*|\bbulk (?:sending|texts|posting|comments)|\bcontent farms?|\bseo\b|\bsearch (?:engine )?(?:manipulation|spam)|\bjunk\b|\bunwanted (?:messages?|mail|contact|calls|marketing)|\bunsolicited\b",
        "flood bulk automated robo unrequested unasked unsought uninvited link spam cold mass bulk farm seo search junk unwanted unsolicited",
    ),
    "malware and cyberattacks": (
        (
            r"\bcrack(?:s|ing)? (?:software|passwords|systems|licen[cs]e|codes?|accounts)|\bunauthori[sz]ed access|\baccess\w* (?:\w+ )?(?:systems?|computers?|networks?|accounts?|data) without (?:leave|permission|authori[sz]ation|right)|\bcredential|\bsecurity (?:circumvent\w+|bypass\w*|breaches?|vulnerabilit\w+|measures)|\b(?:circumvent|bypass|disabl|defeat|compromis|undermin)\w*[^;]{0,30}?\b(?:security|protection|safeguards|systems?|access controls?|firewalls?|encryption|authentication|drm)\b"
            r"|\bcyber-?\s?(?:crim\w+|warfare|weapons?|operations?|threats?|offen\w+|intrusion|sabotage|terror\w*)|\bintru(?:de|sion|ding)|\brootkit|\bbackdoors?\b|\bsabotag|\bmalicious (?:programs?|scripts?|files|payloads?|tools?|cyber)|\binfect\w* (?:computers?|systems?|devices?)|\bvulnerabilit\w+ (?:of|in) (?:\w+ )?(?:systems?|software|others)|\bhack|\bpenetrat\w* (?:systems?|networks?|computers?)|\bbrute[- ]force|\bjailbreak|\bexploit kits?|\b(?:take|bring|knock)\w* down (?:\w+ )?(?:sites?|servers?|websites?|services?)|\bharm\w* (?:computers?|networks?)|\bdata (?:theft|breach)"
        ),
        "crack unauthori access credential security circumvent bypass disabl defeat compromis undermin cyber intru rootkit backdoor sabotag malicious infect vulnerab hack penetrat brute jailbreak exploit down harm data",
    ),
    "personal data without consent": (
        (
            r"\b(?:biometric|genetic) (?:processing|analysis|measurement|identifiers?|features?)\b[^;]{0,100}?\bwithout\b[^;]{0,40}?\b(?:consent|leave|permission|agreement)|\bprofil(?:e|es|ing) (?:of )?(?:people|persons|individuals|users|consumers|someone|customers)\b(?! (?:suspects))|\b(?:publish|reveal|expos|disclos|leak|shar|post|spread)\w* (?:\w+ )?(?:private|personal|home|identifying|confidential) (?:\w+ )?(?:addresses|details|facts|lives|information|data|numbers|photos|secrets)|\b(?:harvest|scrap|collect|gather|mine|mining|hoard)\w* (?:of )?(?:\w+ )?(?:contacts?|contact (?:data|details)|faces|photos of|identities|emails|phone)"
            r"|\bdata protection (?:laws?|rules|rights)?|\bviolat\w* (?:of )?(?:people's |data )?(?:privacy|protection)\b|\bbreach\w* (?:of )?privacy|\bpersonal (?:details|facts|lives)\b|\bprivate (?:lives|details|facts|matters|addresses)\b|\bpeople's (?:religion|health|orientation|politics|secrets|identit)|\b(?:infer|deduc|guess|predict|reveal)\w* [^;]{0,40}?\b(?:religion|orientation|health|beliefs|ethnic\w*|race|political|pregnan\w*|diseases?|identit\w+)|\bde-?identif|\bunmask(?:ing)? |\bdoxx?\b|\bgdpr\b|\bprivacy (?:violations?|breaches|invasions?)"
        ),
        "biometric genetic profil publish reveal expos disclos leak shar post spread harvest scrap collect gather mine mining hoard protection privacy personal private religion health orientation infer deduc guess predict identif unmask dox gdpr people's",
    ),
    "unlicensed professional practice": (
        r"\bunlicensed\b|\b(?:act|pos|pass|work)(?:s|ing)? as (?:an? )?(?:doctor|physician|lawyer|attorney|therapist|accountant|psychologist|notary|engineer|nurse|pharmacist)\b(?! (?:assistant|tool))|\bprofessions? (?:for which|that (?:requires?|needs?|is reserved|are reserved)|reserved|you (?:hold|have) no|without)\b|\b(?:professional|regulated)\b[^;]{0,60}?\bwithout (?:an? |the |being )?(?:\w+ ){0,2}?(?:qualifi\w+|licen[cs]e\w*|admission|training|authori[sz]ation|credentials|person)|\bwithout (?:an? |the )?(?:\w+ )?(?:licen[cs]e|qualification|credentials|admission)\b(?:[^;]{0,10}\Z|[^;]{0,40}?\bprofession)|\bin place of (?:a |an )?(?:\w+ )?(?:doctor|lawyer|professional|expert|therapist)",
        "unlicensed profession doctor physician lawyer attorney therapist accountant psycholog notary engineer nurse pharmac professional regulated without in_place",
    ),
    "medical advice": (
        r"\bdiagnos(?:is|es|e|ing|tic)\b|\b(?:tell|advis|treat|counsel)\w* patients?\b|\btherap(?:y|ies|eutic)\b|\btriage\b|\bdos(?:age|ages|es|ing)\b|\bmedical (?:use|uses|purposes|care|practice|questions|recommendations?|consultation|judg\w+|information|services?|applications?|settings?|conditions?)\b|\bhealth ?care (?:decisions?|advice|purposes|delivery|provision)|\bclinical (?:use|practice|purposes|settings?|care|advice|judg\w+|trials)|\bin (?:the )?(?:clinic|hospitals?|medicine)\b|\btreat(?:ment|ing) (?:of )?(?:patients|diseases|illness\w*|people for)|\bpatients?\b|\bprescribing\b|\bprescriptions?\b|\bto prescribe\b(?! (?:by|how|what|that|which|rules|terms))|\bsick people|\bmedication|\bhealth (?:questions|diagnos\w+|decisions?|recommendations?)|\bmental[- ]health",
        "diagnos patient therap triage dos medical health clinical clinic hospital medicine treat prescri sick medication mental",
    ),
    "legal advice": (
        r"\b(?:advis|represent|counsel)\w* (?:\w+ )?(?:clients?|parties|defendants?|people|litigants)\b[^;]{0,30}?\b(?:court|legal|law|trial|cases?)\b|\b(?:act|serve|work|pos)(?:s|ing)? as (?:\w+ )?(?:counsel|lawyers?|attorneys?|solicitors?|advocates?)|\b(?:advice|guidance|counsel|opinions?|help|questions?|consultation) (?:on|about|in|of) (?:\w+ )?(?:legal|law\b|laws|the law|court|litigation)|\blegal (?:services?|help|assistance|questions|consult\w+|recommendations?|work|matters|decisions|documents|cases)\b|\blawyering|\blitigation (?:advice|strategy)|\bdrafting (?:of )?(?:contracts|wills|pleadings|legal)",
        "advis represent counsel lawyer attorney solicitor advocate advice guidance opinion help question consult legal litigation drafting",
    ),
    "financial advice": (
        (
            r"\b(?:advice|guidance|recommendations?|tips|help|counsel\w*) (?:on|about|for|in|with) (?:\w+ )?(?:loans?|pensions?|investments?|insurance|money|mortgages?|stocks?|shares|savings|taxes|tax|financ\w+|credit|trading|cryptocurrenc\w+|retirement)|\b(?:insurance|pension|loan|mortgage|wealth|money|credit|portfolio|asset|retirement|banking|crypto\w*|financial|trading|stock|investment|tax) (?:advice|advisory|management|recommendations?|planning|counsel\w*|guidance|picks?|picking|tips|decisions?|services|trading)\b|\bmanag\w* (?:people's |other people's |clients' |somebody's )?(?:money|portfolios?|investments?|funds|wealth|assets)"
            r"|\b(?:what|which|when)\b[^;]{0,30}?\bto (?:buy|sell|invest|trade)\b|\bstock (?:exchange|market|pick\w*)|\bshares to (?:buy|sell)|\binvestment\b|\bwhere to (?:put|invest)|\bprice forecasts?|\brobo-?advis"
        ),
        "advice guidance recommend tips help counsel insurance pension loan mortgage wealth money credit portfolio asset retirement bank crypto financ trad stock invest tax manag buy sell shares price robo",
    ),
    "automated decisions": (
        (
            r"\b(?:sort|screen|rank|select|filter|vet|assess|grad|evaluat|scor|reject)\w* (?:of )?(?:job |loan |asylum |credit |insurance |housing )?(?:applicants?|applications|candidates|tenants|students|employees|workers|claimants|borrowers|pupils|cvs|r\u00e9sum\u00e9s|resumes)\b|\bdeci(?:d\w+|sions?) (?:on|about|over|of|as to|upon) (?:who\b|whether|people|persons|individuals|welfare|benefits?|loans?|credit|hiring|employment|jobs?|admission|insurance|housing|social|a person|someone|somebody|an individual|human beings|lives|anyone)|\b(?:hir|fir|promot|recruit)\w+ (?:and|or) (?:hir|fir|promot|recruit|dismiss)\w+"
            r"|\bdecisions?\b[^;]{0,40}?\b(?:legal (?:or similar |or similarly )?(?:\w+ )?(?:effects?|consequences)|affect (?:people|persons|individuals|somebody)|about (?:people|persons|individuals))|\b(?:refus|den|grant|award|allocat)\w* (?:of )?(?:\w+ )?(?:loans?|credit|insurance|benefits?|housing|jobs?|visas?|admission|welfare) (?:\w+ ){0,2}?(?:by|through|on the basis|without|automatic)|\bwho gets (?:a |an )?(?:\w+ )?(?:loan|job|credit|flat|benefit|visa|place|insurance)"
            r"|\bcredit(?:worthiness)?[- ]?(?:decisions?|checks?|assessments?|ratings?)|\b(?:recruitment|hiring|employment|lending|admissions?|benefits?|welfare|insurance|tenancy|underwriting|eligibility) decisions?|\bautomat\w+ (?:\w+ ){0,2}?(?:hiring|firing|decid\w*|profil\w+|judg\w+|rejection|refusal|selection|screening|recruitment|grading|scoring|individual)|\bwithout (?:a |any |the )?(?:human|person|people|teacher|clerk|officer|judge|manager)(?:s|'s)?\b(?! (?:knowledge|consent|permission))|\bno human\b|\bby (?:a |an )?(?:machine|algorithm|computer)s?\b|\bdecision-?making\b[^;]{0,40}?\b(?:human|people|individuals|persons|automat)"
        ),
        "sort screen rank select filter vet assess grad evaluat scor reject deci hir fir promot recruit refus den grant award allocat gets_ credit employment lending admission benefit welfare insurance tenancy underwriting eligib automat without_ no_human machine algorithm computer",
    ),
    "law enforcement": (
        r"\bpolice\b|\bcriminal (?:investigation|law|courts?|trials?)|\b(?:border|immigration|migration|customs) (?:control|checks?|enforcement|authorit\w+|polic\w+|guards?|agenc\w+)|\bpredict\w* (?:of )?(?:crimes?|criminals?|recidivism|offen\w+)|\brecidivism|\bcourts and\b|\bjudicial (?:decisions?|use)|\bprosecut|\bdetention|\bcorrectional|\brisk assessment of (?:offenders|suspects)|\basylum\b|\bsuspects\b|\bbail\b|\bsheriff",
        "police criminal border immigration migration customs predict recidivism courts judicial prosecut detention correction risk asylum suspects bail sheriff",
    ),
    "social scoring": (
        r"\btrust scores?\b|\b(?:classif|categori|grad|rat|rank|scor|sort|judg|evaluat)\w* (?:of )?(?:people|persons|citizens|individuals|natural persons|human beings)\b[^;]{0,40}?\b(?:by|on|according|based|for|from) [^;]{0,30}?\b(?:behaviou?r\w*|conduct|trust\w*|lifestyle|social|character|personality)|\bsocial[- ](?:rating|ranking|reputation|credit|trust|behaviou?r scor\w+)|\bcitizen (?:scores?|ratings?|ranking)|\bscor\w* (?:of )?(?:people's|social|citizens'?)|\breputation scor\w+|\bbehaviou?ral scor\w+",
        "trust classif categori grad rat rank scor sort judg evaluat social citizen",
    ),
    "political campaigning": (
        r"\bcampaign\w* (?:for|of|by|against) (?:\w+ )?(?:candidates?|part(?:y|ies)|politic\w+)|\belectoral|\belectioneer|\bpolitical (?:parties|party|ends|purposes|content|speech|microtarget\w*|target\w*|influence|ad\b|ads\b|agitation|communication|work|use|disinformation)|\b(?:voting|votes?)\b(?! (?:rights? of|power|securit))|\bpoliticians?\b|\bparty (?:work|politics|advert\w*|campaigns?)|\bget[- ]out[- ]the[- ]vote|\bplebiscite|\bpolls?\b|\bpropaganda for|\bdemocratic processes?|\bballot",
        "campaign electoral electioneer political voting vote politician party_ plebiscite poll propaganda democratic ballot",
    ),
    "gambling": (
        r"\bbet\b|\bgaming (?:machines|tables|industry|sites|halls)|\bsweepstake|\bbingo|\bblackjack|\bscratch cards?|\bodds-?making|\bfruit machines?|\bgames of (?:luck|hazard)",
        "bet gaming sweepstake bingo blackjack scratch odds fruit games",
    ),
    "human trafficking": (
        r"\b(?:organ|human|child|people) (?:trade|trading|traffick\w*|smuggling)|\btrade in (?:human |people|organs|persons)\w*|\bsmuggl\w* (?:of )?(?:persons?|refugees|children|migrants|people)|\bexploitation of (?:workers|persons|prostitut\w+|labou?r)|\bhuman slave|\bindentured|\bdebt bondage|\bservitude|\bforced (?:marriages?|labou?r|work|servitude)|\btraffickers\b",
        "organ human child people trade smuggl exploitation slave indentur bondage servitude forced traffick",
    ),
}
