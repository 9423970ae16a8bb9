"""How licences in German, French, Spanish, Portuguese and Chinese say their terms. Data.

Patterns are searched in one sentence with the words that lead to it, whatever its case, with straight quotation marks.
"""

from typing import NamedTuple


class Tongue(NamedTuple):
    """One language.

    marks: words that nearly each sentence of it holds, and none in English
    about: what a title holds; legal: words of which a licence holds two, parted by blanks
    months: their names in order; day: a date with d, m (a name) or n (a number), and y
    grants: who grants, as `who`
    says: (term, value, where it says so, what must not stand there too)
    bans: what rules out a use; uses: pieces of words by which a use is known
    users: a number of monthly users, as `number` and `unit`; shows: words that must be shown, as `shown`
    law: whose law governs, as `law`; laws: by the beginning of that word
    """

    marks: str
    about: str
    legal: str
    months: str
    day: str
    grants: tuple[str, ...]
    says: tuple[tuple[str, object, str, str], ...]
    bans: str
    uses: dict[str, str]
    users: str
    units: dict[str, int]
    shows: str
    law: str
    laws: dict[str, str]


_WHO = r"(?P<who>[A-Z\u00c0-\u00de][\w&'.-]*(?: (?:de |la |le |das? |dos? |e |y |et |und )?[A-Z\u00c0-\u00de(][\w&'.()-]*){0,6})"
# Where it is the licensor that may change something, or the licence that is changed, in any of these languages.
_BY_LICENSOR = r"reserva|r\u00e9serve|beh\u00e4lt sich|(?:esta|la pr\u00e9sente|cette|diese) (?:licen|pol|lizenz)"

GERMAN = Tongue(
    marks="der die das und nicht f\u00fcr ist ein eine oder zu von mit",
    about=r"lizenz|nutzungsbedingungen|nutzungsrichtlinie",
    legal="lizenz nutz recht weitergabe untersagt verboten gestattet erlaubt d\u00fcrfen",
    months="januar februar m\u00e4rz april mai juni juli august september oktober november dezember",
    day=r"(?P<d>\d{1,2})\. ?(?P<m>[A-Za-z\u00e4]{3,9}) (?P<y>20\d\d)",
    grants=(
        rf"(?-i:Lizenzgeber(?:in)?) ?(?:ist|:) ?(?:die |der |das )?(?-i:{_WHO})",
        rf"zwischen Ihnen und (?:der |dem )?(?-i:{_WHO})",
        rf"(?-i:\bDie {_WHO}) (?:\(\"[^\"]+\"\) )?(?:r\u00e4umt|gew\u00e4hrt|erteilt)",
    ),
    says=(
        ("commercial_use", "forbidden", r"(?:ausschlie\u00dflich|nur|allein)\b[^.;]{0,60}(?:nicht-?\s?kommerziell|forschung|wissenschaftlich)", r"auch kommerziell"),
        ("commercial_use", "forbidden", r"kommerziell\w* (?:nutzung|verwendung|zweck\w*)\b[^.;]{0,60}(?:untersagt|verboten|nicht (?:gestattet|erlaubt|zul\u00e4ssig)|ausgeschlossen)", ""),
        ("commercial_use", "conditional", r"kommerziell\w*\b[^.;]{0,80}(?:bedarf|erfordert|nur (?:mit|nach))|(?:jahres)?umsatz\b[^.;]{0,60}\d", "haft"),
        ("commercial_use", "allowed", r"(?:auch|einschlie\u00dflich|sowie|und)\b[^.;]{0,40}(?<!nicht)(?<!nicht-)\bkommerziell\w*\b", r"\bnicht\b|untersagt|verboten|ausgenommen"),
        ("derivatives", "forbidden", r"(?:bearbeit\w+|ver\u00e4nder\w+|abwandl\w+)\b[^.;]{0,60}(?:nicht (?:gestattet|erlaubt)|untersagt|verboten)|(?:nicht|keine)\b[^.;]{0,40}\b(?:bearbeiten|ver\u00e4ndern)\b", r"vermerk|hinweis|weitergabe"),
        ("derivatives", "allowed", r"(?:recht|d\u00fcrfen|darf|erlaubt|gestattet)\b[^.;]{0,240}\b(?:bearbeiten|ver\u00e4ndern|abzuwandeln|anpassen|anzupassen|weiterzuentwickeln)", rf"\bnicht (?:bearb|ver\u00e4nd)|untersagt|verboten|{_BY_LICENSOR}"),
        ("redistribution", "forbidden", r"(?:weitergabe|weitergegeben|verbreitung)\b[^.;]{0,100}(?:nicht (?:gestattet|erlaubt|zul\u00e4ssig)|untersagt|verboten)|d\u00fcrfen nicht[^.;]{0,40}weitergegeben", r"\bohne\b"),
        ("redistribution", "with_copy", r"(?:weiter(?:ge\w+|gabe)|verbreit\w+)\b[^.;]{0,160}(?:kopie|abschrift|text|exemplar) (?:dieser lizenz|der lizenz)|(?:kopie|text) dieser lizenz\b[^.;]{0,60}(?:beizuf\u00fcgen|beigef\u00fcgt|mitzugeben)", ""),
        ("redistribution", "allowed", r"(?:recht|d\u00fcrfen|darf)\b[^.;]{0,200}\b(?:weitergeben|weiterzugeben|verbreiten|zu verbreiten)", r"\bnicht\b"),
        ("attribution_notice", True, r"(?:urheber\w*|copyright\w*)[- ]?(?:vermerk|hinweis|nennung|angabe)?\w*\b[^;]{0,120}(?:nicht entfern|beizubehalten|erhalten|beibehalten|zu nennen)|urhebervermerk\w*\b[^;]{0,80}darf nicht", ""),
        ("outputs_to_improve_other_models", "forbidden", r"(?:ausgaben|ergebnisse|erzeugnisse)\b[^.;]{0,160}(?:nicht|untersagt|verboten)\b[^.;]{0,160}(?:andere\w*) [^.;]{0,40}modelle?\b|(?:untersagt|verboten|nicht)\b[^.;]{0,100}(?:ausgaben|ergebnisse[n]?)\b[^.;]{0,120}andere\w* [^.;]{0,40}modelle?\b", ""),
        ("litigation_termination", True, r"(?:klage|rechtsstreit|verfahren)\b[^.;]{0,200}(?:erl\u00f6schen|erlischt|enden|endet)|(?:erl\u00f6schen|erlischt|enden|endet)\b[^.;]{0,160}(?:klage|rechtsstreit|verklag)", ""),
    ),
    bans=r"verboten|untersagt|d\u00fcrfen nicht|darf nicht|nicht (?:gestattet|erlaubt|zul\u00e4ssig)|ausgeschlossene nutzungen",
    uses={
        "unlawful activity": r"gegen (?:geltendes |anwendbares )?(?:recht|gesetz\w*)|rechtswidrig|illegal",
        "violating the rights of others": r"rechte (?:dritter|anderer)",
        "exploitation of minors": r"minderj\u00e4hrig|\bkinder",
        "military and warfare": r"milit\u00e4r|krieg",
        "espionage": r"spionage",
        "surveillance": r"\u00fcberwach|gesichtserkennung",
        "weapons": r"waffen",
        "self-harm and violence": r"selbstverletz|selbstt\u00f6tung|\bgewalt|terror",
        "harassment and bullying": r"bel\u00e4stig|mobb",
        "hate speech": r"hassrede|\bhass\b",
        "discrimination": r"diskriminier",
        "sexual content": r"pornograf|sexuell",
        "deception and disinformation": r"desinformation|falschinformation|t\u00e4usch|irref\u00fchr|deepfake|betrug",
        "defamation": r"verleumd|diffamier",
        "spam": r"\bspam\b",
        "malware and cyberattacks": r"schadsoftware|cyberangriff",
        "personal data without consent": r"personenbezogene\w* daten",
        "medical advice": r"medizinische\w* (?:beratung|diagnos)",
        "legal advice": r"rechtsberatung",
        "automated decisions": r"automatisierte\w* (?:entscheidung|einzelentscheidung)",
        "social scoring": r"social scoring|soziale\w* bewertung",
        "political campaigning": r"wahlkampf|wahlwerbung|wahlmanipulation",
        "gambling": r"gl\u00fccksspiel",
    },
    users=r"(?P<number>\d[\d.]*)\s*(?P<unit>millionen|mio\.?|milliarden)?\s*(?:monatlich\w* )?(?:aktive\w* )?(?:monatlich\w* )?(?:aktive\w* )?nutzer",
    units={"millionen": 10**6, "mio": 10**6, "milliarden": 10**9},
    shows=r"\"(?P<shown>[^\"]{3,60})\"[^\";]{0,80}\b(?:anzeigen|anzuzeigen|sichtbar|einblenden)\b",
    law=r"(?:recht der (?P<law>bundesrepublik deutschland|schweiz|republik \u00f6sterreich)|(?P<law2>deutsche|schweizer|\u00f6sterreichische)[sm]? recht)",
    laws={"bundesrepublik": "Germany", "deutsch": "Germany", "schweiz": "Switzerland", "republik \u00f6": "Austria", "\u00f6sterr": "Austria"},
)  # fmt: skip

FRENCH = Tongue(
    marks="le la les des et pour est une dans par vous du au ou",
    about=r"licence|charte d'(?:utilisation|usage)|conditions d'utilisation|politique d'(?:utilisation|usage)",
    legal="licence charte usages permis utiliser utilisation interdit droit autoris redistribu mod\u00e8le accord\u00e9",
    months="janvier f\u00e9vrier mars avril mai juin juillet ao\u00fbt septembre octobre novembre d\u00e9cembre",
    day=r"(?P<d>\d{1,2})(?:er)? (?P<m>[a-z\u00e9\u00fb]{3,9}) (?P<y>20\d\d)",
    grants=(
        rf"(?:accord|conc\u00e9d|octroy)\u00e9e? par (?:la |le |l')?(?:soci\u00e9t\u00e9 |association |fondation )?(?-i:{_WHO})",
        rf"(?-i:{_WHO}),? (?:\(?\"[^\"]+\"\)?,? )?(?:vous )?(?:accorde|conc\u00e8de)\b",
    ),
    says=(
        ("commercial_use", "forbidden", r"(?:uniquement|exclusivement|seulement)\b[^.;]{0,80}(?:non[- ]commercia|recherche|acad\u00e9mique)|(?:usage|utilisation|fins?|exploitation) commercial\w*\b[^.;]{0,60}(?:interdit|pas autoris|exclu)|interdit\w*\b[^.;]{0,60}fins commerciales", ""),
        ("commercial_use", "conditional", r"(?:usage|utilisation) commercial\w*\b[^.;]{0,80}(?:n\u00e9cessite|requiert|soumis)|chiffre d'affaires\b[^.;]{0,60}\d", ""),
        ("commercial_use", "allowed", r"(?:y compris|compris|m\u00eame|et) (?:\u00e0 des fins|pour un usage|dans un cadre)?\s*commercia", r"\bne\b[^.;]{0,40}\bpas\b|interdit|sauf"),
        ("derivatives", "forbidden", r"(?:interdit|ne (?:pouvez|peut|doit) pas)\b[^.;]{0,60}\b(?:modifier|adapter)\b", r"mention|avis|notice"),
        ("derivatives", "allowed", r"(?:droit|autoris\w+|pouvez|permis|licence)\b[^.;]{0,240}\b(?:modifier|adapter)\b", rf"\bpas (?:modifier|adapter)|interdit|{_BY_LICENSOR}"),
        ("redistribution", "forbidden", r"(?:redistribution|distribution)\b[^.;]{0,60}(?:interdit|pas autoris)|(?:interdit|ne pouvez pas)\b[^.;]{0,60}\b(?:re)?distribuer\b", r"\bsans\b"),
        ("redistribution", "with_copy", r"(?:redistribu|distribu|transmi|partag)\w*\b[^.;]{0,160}(?:copie|texte|exemplaire) de (?:la |cette )(?:pr\u00e9sente )?licence", ""),
        ("redistribution", "allowed", r"(?:droit|autoris\w+|pouvez|permis)\b[^.;]{0,200}\b(?:redistribuer|distribuer|partager)\b", r"\bpas\b|interdit"),
        ("attribution_notice", True, r"(?:conserver|maintenir|inclure|reproduire)\b[^.;]{0,80}(?:mentions? de (?:droits? d'auteur|copyright|paternit\u00e9)|avis de (?:droits? d'auteur|copyright)|copyright)|(?:citer|mentionner) (?:le |la |les |l')?(?:auteur|conc\u00e9dant|source)", ""),
        ("outputs_to_improve_other_models", "forbidden", r"(?:interdit|ne (?:pouvez|peuvent|doivent) pas)\b[^.;]{0,100}(?:sorties|r\u00e9sultats|contenus? g\u00e9n\u00e9r\u00e9s?)\b[^.;]{0,160}(?:entra\u00eener|am\u00e9liorer|d\u00e9velopper)\b[^.;]{0,80}(?:autres? [^.;]{0,30}mod\u00e8les?)", ""),
        ("outputs_to_improve_other_models", "forbidden", r"(?:sorties|r\u00e9sultats)\b[^.;]{0,60}\bne (?:peuvent|doivent) pas\b[^.;]{0,120}(?:autres? [^.;]{0,30}mod\u00e8les?)", ""),
        ("litigation_termination", True, r"(?:action en justice|proc\u00e9dure|litige|poursui\w+)\b[^.;]{0,200}(?:prennent fin|prend fin|r\u00e9sili|cesse)|(?:prennent fin|prend fin|r\u00e9sili\w+|cessent?)\b[^.;]{0,160}(?:action en justice|poursui|contrefa\u00e7on)", ""),
    ),
    bans=r"interdit|prohib|n'est pas (?:permis|autoris)|ne (?:pouvez|peut|doit|devez) pas|usages? exclus?",
    uses={
        "unlawful activity": r"ill\u00e9ga|illicite|violation (?:de la loi|des lois)|contraire \u00e0 la loi",
        "violating the rights of others": r"droits (?:d'autrui|de tiers|des tiers)",
        "exploitation of minors": r"mineurs?\b|\benfants?\b",
        "military and warfare": r"militaire|\bguerre",
        "espionage": r"espionn",
        "surveillance": r"surveillance|reconnaissance faciale",
        "weapons": r"\barmes?\b|armement",
        "self-harm and violence": r"automutilation|suicide|violence|terroris",
        "harassment and bullying": r"harc[e\u00e8\u00e9]l",
        "hate speech": r"haine|haineux",
        "discrimination": r"discrimin",
        "sexual content": r"pornograph|sexuel",
        "deception and disinformation": r"d\u00e9sinformation|tromp|fausses informations|hypertrucage|deepfake|usurp|\bfraud",
        "defamation": r"diffam",
        "spam": r"\bspam\b|pourriel",
        "malware and cyberattacks": r"malveillants?\b|cyberattaque",
        "personal data without consent": r"donn\u00e9es (?:\u00e0 caract\u00e8re )?personnel",
        "medical advice": r"(?:conseils?|diagnostics?) m\u00e9dica",
        "legal advice": r"conseils? juridique",
        "automated decisions": r"d\u00e9cisions? (?:enti\u00e8rement )?automatis",
        "social scoring": r"notation sociale|score social",
        "political campaigning": r"\u00e9lection|campagnes? politique|propagande",
        "gambling": r"jeux? d'argent|jeux de hasard",
    },
    users=r"(?P<number>\d[\d ,.]*)\s*(?P<unit>millions?|milliards?)?\s*(?:d'|de )?utilisateurs?[^.;]{0,30}(?:mensuels?|par mois)",
    units={"million": 10**6, "milliard": 10**9},
    shows=r"(?:afficher|faire appara\u00eetre|indiquer)\b[^\";]{0,80}\"(?P<shown>[^\"]{3,60})\"",
    law=r"(?:droit|loi|lois) (?P<law>fran\u00e7ais|belge|suisse|luxembourgeois|qu\u00e9b\u00e9cois|canadien)",
    laws={"fran": "France", "belge": "Belgium", "suisse": "Switzerland", "luxem": "Luxembourg", "qu\u00e9b": "Quebec", "canad": "Canada"},
)  # fmt: skip

_IBERIAN_USES = {
    "unlawful activity": r"ilegal|il\u00edcit|ilegais|viol[ea]n? (?:las |as )?(?:leyes|leis)|viole leis|violaci\u00f3n de la ley",
    "violating the rights of others": r"derechos de (?:terceros|otros)|direitos de (?:terceiros|outros)",
    "exploitation of minors": r"menores|ni\u00f1os|crian\u00e7as",
    "military and warfare": r"militar|\bguerra",
    "espionage": r"espionaje|espionagem",
    "surveillance": r"vigilancia|vigil\u00e2ncia|reconocimiento facial|reconhecimento facial",
    "weapons": r"\barmas?\b|armamento",
    "self-harm and violence": r"autolesi|suicidi|violencia|viol\u00eancia|terroris",
    "harassment and bullying": r"\bacos[oa]|\bacosar|ass\u00e9dio|hostiga",
    "hate speech": r"\bodio\b|\b\u00f3dio\b",
    "discrimination": r"discrimina",
    "sexual content": r"pornogr|sexual|sexuais",
    "deception and disinformation": r"desinforma|enga\u00f1|enganar|informaci\u00f3n falsa|informa\u00e7\u00f5es falsas|suplanta|\bfraud|ultrafals|deepfake",
    "defamation": r"difama",
    "spam": r"\bspam\b",
    "malware and cyberattacks": r"malware|malicioso|ciberataque",
    "personal data without consent": r"(?:datos|dados) (?:personales|pessoais)",
    "medical advice": r"(?:consejos?|asesoramiento|aconselhamento) m\u00e9dico",
    "legal advice": r"asesoramiento (?:legal|jur\u00eddico)|aconselhamento jur\u00eddico",
    "automated decisions": r"decis(?:iones|\u00f5es) (?:totalmente )?automatizadas",
    "political campaigning": r"electoral|eleitora|campa\u00f1as? pol\u00edtica|campanhas? pol\u00edtica",
    "gambling": r"apuestas|apostas|juegos de azar|jogos de azar",
}
SPANISH = Tongue(
    marks="el la los las y para es una en por usted del de que",
    about=r"licencia|t\u00e9rminos de uso|condiciones de uso|pol\u00edtica de uso",
    legal="licencia uso usar prohib derecho concede redistribu modificar",
    months="enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    day=r"(?P<d>\d{1,2}) de (?P<m>[a-z]{4,10}) (?:de|del) (?P<y>20\d\d)",
    grants=(
        rf"(?-i:\b(?:[Ll]icenciante|[Oo]torgante)): (?-i:{_WHO})",
        rf"(?-i:{_WHO})(?: \(\"[^\"]+\"\))?,? (?:le )?(?:concede|otorga)\b",
        rf"(?:concedida|otorgada) por (?-i:{_WHO})",
    ),
    says=(
        ("commercial_use", "forbidden", r"(?:\u00fanicamente|exclusivamente|s\u00f3lo|solo)\b[^.;]{0,60}(?:no comercial|investigaci\u00f3n)|(?:uso|fines|explotaci\u00f3n) comercial\w*\b[^.;]{0,60}(?:prohibid|no (?:est\u00e1|se) permit)|prohib\w+\b[^.;]{0,60}fines comerciales", ""),
        ("commercial_use", "allowed", r"(?:incluso|incluidos?|tambi\u00e9n|y) (?:el uso |para |con )?(?:fines |uso )?comercia", r"\bno\b|prohib|salvo"),
        ("derivatives", "forbidden", r"(?:prohib\w+|no (?:puede|podr\u00e1|se permite))\b[^.;]{0,60}\b(?:modificar|adaptar)\b", r"aviso"),
        ("derivatives", "allowed", r"(?:licencia|derecho|puede|permite|autoriza)\b[^.;]{0,240}\b(?:modificar|adaptar)\b", rf"\bno (?:puede|podr\u00e1)|prohib|{_BY_LICENSOR}"),
        ("redistribution", "forbidden", r"(?:redistribuci\u00f3n|distribuci\u00f3n)\b[^.;]{0,60}(?:prohibid|no (?:est\u00e1|se) permit)|(?:prohib\w+|no (?:puede|podr\u00e1))\b[^.;]{0,60}\b(?:re)?distribuir\b", r"\bsin\b"),
        ("redistribution", "with_copy", r"(?:redistribu|distribu|compart)\w*\b[^.;]{0,160}(?:copia|texto) de (?:esta|la) licencia", ""),
        ("redistribution", "allowed", r"(?:licencia|derecho|puede)\b[^.;]{0,200}\b(?:redistribuir|distribuir|compartir)\b", r"\bno\b(?! exclusiv)|prohib"),
        ("attribution_notice", True, r"(?:conservar|mantener|incluir)\b[^.;]{0,60}avisos? de (?:derechos de autor|copyright|autor\u00eda|atribuci\u00f3n)|(?:citar|reconocer) (?:al |la |el )?(?:autor|autora|licenciante|fuente)", ""),
        ("outputs_to_improve_other_models", "forbidden", r"(?:prohib\w+|no (?:puede|podr\u00e1|se permite))\b[^.;]{0,100}(?:salidas|resultados)\b[^.;]{0,160}otros? [^.;]{0,30}modelos?\b", ""),
        ("litigation_termination", True, r"(?:demanda|litigio|acci\u00f3n legal)\b[^.;]{0,200}(?:terminar|termina|extingu|finaliz)|(?:terminar|termina|extingu|finaliz)\w*\b[^.;]{0,160}(?:demanda|litigio|acci\u00f3n legal)", ""),
    ),
    bans=r"prohib|no (?:puede|podr\u00e1|debe|est\u00e1 permitido|se permite)|usos? excluidos?",
    uses=_IBERIAN_USES,
    users=r"(?P<number>\d[\d.,]*)\s*(?P<unit>millones|mill\u00f3n)?\s*(?:de )?usuarios[^.;]{0,30}(?:mensuales|al mes|por mes)",
    units={"millones": 10**6, "mill\u00f3n": 10**6},
    shows=r"(?:mostrar|exhibir)\b[^\";]{0,80}\"(?P<shown>[^\"]{3,60})\"",
    law=r"(?:ley(?:es)?|derecho|legislaci\u00f3n) (?P<law>espa\u00f1ol|mexican|argentin|chilen|colombian)|leyes de (?P<law2>espa\u00f1a|m\u00e9xico|argentina|chile|colombia)",
    laws={"espa\u00f1": "Spain", "mexic": "Mexico", "m\u00e9xic": "Mexico", "argentin": "Argentina", "chile": "Chile", "colombi": "Colombia"},
)  # fmt: skip

PORTUGUESE = Tongue(
    marks="o os as e para \u00e9 uma em por voc\u00ea do da dos das que n\u00e3o",
    about=r"licen\u00e7a|termos de uso|pol\u00edtica de uso|license",
    legal="licen\u00e7a uso usar proibi direito concede redistribu modific utiliz",
    months="janeiro fevereiro mar\u00e7o abril maio junho julho agosto setembro outubro novembro dezembro",
    day=r"(?:(?P<d>\d{1,2})\u00ba? de )?(?P<m>[a-z\u00e7]{4,9})(?: de)? (?P<y>20\d\d)",
    grants=(
        rf"(?-i:\b[Ll]icenciador|[Ll]icenciante): ?(?-i:{_WHO})",
        rf"(?-i:{_WHO})(?: \(\"[^\"]+\"\))?,? (?:lhe )?concede\b",
    ),
    says=(
        ("commercial_use", "forbidden", r"(?:apenas|somente|exclusivamente)\b[^.;]{0,60}(?:n\u00e3o[- ]comercia|pesquisa)|(?:uso|fins|explora\u00e7\u00e3o) comercia\w*\b[^.;]{0,60}(?:proibid|n\u00e3o (?:\u00e9|s\u00e3o) permitid)", ""),
        ("commercial_use", "allowed", r"comerciais e n\u00e3o[- ]comerciais|(?:inclusive|incluindo|tamb\u00e9m|e) (?:para )?(?:fins |uso )?comercia", r"proibid|exceto"),
        ("derivatives", "forbidden", r"(?:proibid\w*|n\u00e3o (?:pode|poder\u00e1|\u00e9 permitido))\b[^.;]{0,120}(?:modifica\w*|alterar|cria\w+ de modelos derivados|fine-tuning)\b", r"aviso|c\u00f3digo-fonte"),
        ("derivatives", "allowed", r"(?:licen\u00e7a|direito|pode)\b[^.;]{0,240}\b(?:modificar|adaptar)\b", rf"sem modificar|n\u00e3o pode|proibid|{_BY_LICENSOR}"),
        ("redistribution", "forbidden", r"(?:redistribui\u00e7\u00e3o|distribui\u00e7\u00e3o)\b[^.;]{0,40}(?:\u00e9 proibid|n\u00e3o \u00e9 permitid)", r"modificad"),
        ("redistribution", "with_copy", r"(?:redistribu|distribu|compartilh)\w*\b[^.;]{0,160}(?:c\u00f3pia|texto) (?:desta|da) licen\u00e7a", ""),
        ("attribution_notice", True, r"(?:incluir|manter|conservar)\b[^.;]{0,60}(?:atribui\u00e7\u00e3o|avisos? de (?:direitos autorais|copyright))", ""),
        ("outputs_to_improve_other_models", "forbidden", r"(?:proibid\w*|n\u00e3o (?:pode|poder\u00e1))\b[^;]{0,200}(?:sa\u00eddas|resultados)\b[^.;]{0,160}outros? [^.;]{0,30}(?:modelos?|sistemas?)\b", ""),
    ),
    bans=r"proibi|n\u00e3o (?:pode|poder\u00e1|deve|\u00e9 permitid)|inaceit\u00e1vel",
    uses=_IBERIAN_USES,
    users=r"(?P<number>\d[\d.,]*)\s*(?P<unit>milh\u00f5es|milh\u00e3o)?\s*(?:de )?usu\u00e1rios[^.;]{0,30}(?:mensais|por m\u00eas)",
    units={"milh\u00f5es": 10**6, "milh\u00e3o": 10**6},
    shows=r"(?:exibir|mostrar)\b[^\";]{0,80}\"(?P<shown>[^\"]{3,60})\"",
    law=r"(?:leis?|direito|legisla\u00e7\u00e3o) (?P<law>brasileir|portugues)|leis d[oae] (?P<law2>brasil|portugal)",
    laws={"brasil": "Brazil", "portug": "Portugal"},
)  # fmt: skip

CHINESE = Tongue(
    marks="",
    about="\u8bb8\u53ef|\u534f\u8bae|\u6761\u6b3e|\u653f\u7b56|License",
    legal="\u8bb8\u53ef \u6388\u4e88 \u60a8 \u6a21\u578b \u4f7f\u7528 \u7981\u6b62 \u5206\u53d1 \u4e0d\u5f97",
    months="",
    day="(?P<y>20\\d\\d) ?\u5e74 ?(?P<n>\\d{1,2}) ?\u6708(?: ?(?P<d>\\d{1,2}) ?\u65e5)?",
    grants=(
        "\"(?:\u53d1\u5e03\u65b9|\u8bb8\u53ef\u65b9|\u8bb8\u53ef\u4eba|\u6388\u6743\u65b9)\"[:\uff1a]?\u6307(?:[^\u3002;]{0,12}\u7684)?(?P<who>[\\w.-]{2,30}(?:\u516c\u53f8|\u56e2\u961f|\u7814\u7a76\u9662|\u5927\u5b66|\u5b9e\u9a8c\u5ba4))",
    ),
    says=(
        ("commercial_use", "forbidden", "(?:\u4ec5|\u53ea)[^\u3002;]{0,16}(?:\u975e\u5546\u4e1a|\u5b66\u672f\u7814\u7a76|\u79d1\u7814)|(?:\u4e0d\u5f97|\u7981\u6b62|\u4e0d\u53ef)[^\u3002;]{0,12}\u5546\u4e1a", "\u7533\u8bf7|\u4e66\u9762"),
        ("commercial_use", "conditional", "(?:\u5546\u4e1a\u7528\u9014|\u5546\u4e1a\u4f7f\u7528|\u5546\u7528)[^\u3002]{0,60}(?:\u7533\u8bf7|\u767b\u8bb0|\u95ee\u5377|\u4e66\u9762|\u8054\u7cfb|\u6388\u6743)", ""),
        ("derivatives", "allowed", "(?:\u6388\u4e88|\u53ef\u4ee5|\u5141\u8bb8)[^\u3002]{0,120}(?:\u4fee\u6539|\u884d\u751f)", "\u4e0d\u5f97|\u7981\u6b62"),
        ("redistribution", "with_copy", "(?:\u63d0\u4f9b|\u9644\u5e26|\u5305\u542b)[^\u3002]{0,16}\u8bb8\u53ef\u8bc1[\"\u201d]?\u7684\u526f\u672c|\u672c\u8bb8\u53ef\u58f0\u660e\u5e94\u5305\u542b\u5728|\u8bb8\u53ef\u58f0\u660e\u5e94\u5305\u542b", ""),
        ("redistribution", "forbidden", "(?:\u4e0d\u5f97|\u7981\u6b62)(?:\u5411[^\u3002;]{0,10})?(?:\u5206\u53d1|\u4f20\u64ad|\u8f6c\u8ba9)(?:\u672c)?\u6a21\u578b", ""),
        ("attribution_notice", True, "(?:\u4fdd\u7559|\u5305\u542b)[^\u3002]{0,30}(?:\u7248\u6743|\u7f72\u540d)|\u7248\u6743\u58f0\u660e[^\u3002]{0,20}\u5e94\u5305\u542b", ""),
        ("outputs_to_improve_other_models", "forbidden", "(?:\u4e0d\u5f97|\u7981\u6b62)[^\u3002]{0,60}(?:\u8f93\u51fa|\u751f\u6210)[^\u3002]{0,40}(?:\u8bad\u7ec3|\u6539\u8fdb)[^\u3002]{0,16}\u5176\u4ed6[^\u3002]{0,12}\u6a21\u578b", ""),
        ("litigation_termination", True, "(?:\u8bc9\u8bbc|\u8d77\u8bc9)[^\u3002]{0,160}\u7ec8\u6b62", ""),
    ),
    bans="\u4e0d\u5f97|\u7981\u6b62|\u4e0d\u53ef|\u4e0d\u5e94|\u4e25\u7981|\u274c",
    uses={
        "unlawful activity": "\u975e\u6cd5|\u8fdd\u6cd5|\u8fdd\u53cd[^\u3002;]{0,12}\u6cd5\u5f8b|\u72af\u7f6a",
        "violating the rights of others": "\u4fb5\u72af[^\u3002;]{0,12}(?:\u6743\u76ca|\u6743\u5229)",
        "exploitation of minors": "\u672a\u6210\u5e74|\u513f\u7ae5",
        "military and warfare": "\u519b\u4e8b|\u6218\u4e89",
        "espionage": "\u95f4\u8c0d",
        "surveillance": "\u76d1\u63a7|\u76d1\u89c6|surveillance",
        "weapons": "\u6b66\u5668",
        "self-harm and violence": "\u81ea\u6b8b|\u81ea\u6740|\u66b4\u529b|\u6050\u6016",
        "harassment and bullying": "\u9a9a\u6270|\u6b3a\u51cc",
        "hate speech": "\u4ec7\u6068",
        "discrimination": "\u6b67\u89c6",
        "sexual content": "\u8272\u60c5|\u6deb\u79fd",
        "deception and disinformation": "\u865a\u5047\u4fe1\u606f|\u8c23\u8a00|\u6b3a\u8bc8|\u8bc8\u9a97",
        "defamation": "\u8bfd\u8c24",
        "spam": "\u5783\u573e\u90ae\u4ef6",
        "malware and cyberattacks": "\u6076\u610f\u8f6f\u4ef6|\u7f51\u7edc\u653b\u51fb",
        "automated decisions": "\u81ea\u52a8\u5316?\u51b3\u7b56",
        "gambling": "\u8d4c\u535a",
    },
    users="(?P<number>\\d[\\d,.]*) ?(?P<unit>\u4e07|\u4ebf)?[^\u3002;]{0,10}\u6708\u6d3b|\u6708\u6d3b[^\u3002;]{0,20}?(?P<number2>\\d[\\d,.]*) ?(?P<unit2>\u4e07|\u4ebf)?",
    units={"\u4e07": 10**4, "\u4ebf": 10**8},
    shows="(?:\u5c55\u793a|\u663e\u793a|\u6807\u6ce8)[^\"\u3002;]{0,30}\"(?P<shown>[^\"]{3,60})\"",
    law="(?P<law>\u4e2d\u534e\u4eba\u6c11\u5171\u548c\u56fd|\u4e2d\u56fd|\u9999\u6e2f|\u65b0\u52a0\u5761)[^\u3002;]{0,8}\u6cd5\u5f8b",
    laws={"\u4e2d": "China", "\u9999": "Hong Kong", "\u65b0": "Singapore"},
)  # fmt: skip

TONGUES = (GERMAN, FRENCH, SPANISH, PORTUGUESE, CHINESE)
