"""Pages that stand in front of a page: challenges ("are you human?") and consent walls.

They come with status 200 as often as with 403, and must never be read as articles.
"""

import re
from collections.abc import Iterable
from html import unescape
from urllib.parse import urlsplit

_LOOKED_AT = 100_000  # characters; walls say what they are early
_MOST_LOOKED_AT = 1_000_000  # characters, of pages that begin with styles and scripts
_SHORT = 1_500  # characters of visible text; an article about captchas is longer than any captcha page

_TITLE = re.compile(r"<title[^<>]*>([^<]{0,300})", re.IGNORECASE)
_SKIPPED = re.compile(r"<(/?)(script|style|title|template)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")

# Titles that only walls bear, at the start of the title, in lower case.
_WALL_TITLES = (
    "just a moment", "attention required", "access denied", "access to this page has been denied", "403 forbidden",
    "are you a robot", "are you human", "robot check", "pardon our interruption", "security check", "bot verification",
    "checking your browser", "please wait...", "ddos-guard", "verify you are human", "human verification",
    "before you continue", "privacy gate", "your privacy choices", "we value your privacy",
    "bevor sie fortfahren", "zugriff verweigert", "sicherheitsüberprüfung", "einen moment", "nur einen moment",
    "sind sie ein mensch", "sind sie ein roboter", "ihre privatsphäre", "wir schätzen ihre privatsphäre",
    "êtes-vous un humain", "êtes-vous un robot", "votre vie privée", "le respect de votre vie privée",
    "comprueba que eres humano", "¿eres un robot", "verificación de seguridad", "tu privacidad", "verifica di sicurezza",
    "sei un robot", "la tua privacy", "ben je een robot", "beveiligingscontrole", "je privacy", "uw privacy",
    "verificação de segurança", "você é um robô", "chwileczkę", "odmowa dostępu", "czy jesteś robotem",
    "vänta ett ögonblick", "åtkomst nekad", "adgang nægtet", "vent et øjeblik", "ingen tilgang", "odota hetki",
    "bir dakika lütfen", "erişim engellendi", "harap tunggu", "akses ditolak", "vui lòng chờ", "xin chờ một chút",
    "проверка безопасности", "проверка браузера", "доступ запрещен", "зачекайте", "доступ заборонено",
    "安全验证", "人机验证", "安全驗證", "請稍候", "ロボットではないことを確認", "セキュリティチェック", "접근이 거부",
    "보안 확인", "لحظة من فضلك", "تم رفض الوصول", "רק רגע", "un instant", "accès refusé", "avant de continuer", "vérification de sécurité",
    "un momento", "acceso denegado", "antes de continuar", "prima di continuare", "accesso negato",
    "een moment", "even geduld", "toegang geweigerd", "voordat je verdergaat", "voordat u verdergaat",
    "um momento", "acesso negado", "antes de prosseguir",
    "しばらくお待ちください", "アクセスが拒否されました", "请稍候", "请稍等", "访问被拒绝", "잠시만 기다리",
    "один момент", "доступ ограничен", "вы не робот",
)  # fmt: skip

# Words of walls: believed on pages with hardly any other text, in lower case.
_WALL_WORDS = (
    "enable javascript and cookies to continue", "verify you are human", "verifying you are human",
    "checking if the site connection is secure", "checking your browser before", "unusual traffic from your computer",
    "please complete the security check", "you have been blocked", "request unsuccessful. incapsula",
    "you don't have permission to access", "prove you are not a robot", "confirm you are not a robot", "i'm not a robot",
    "press & hold to confirm", "before you continue to", "we use cookies and data to", "accept all reject all",
    "bestätigen sie, dass sie ein mensch sind", "bevor sie fortfahren", "alle akzeptieren",
    "mit werbung und cookies weiterlesen", "zustimmung erforderlich", "javascript und cookies aktivieren",
    "vérifiez que vous êtes un humain", "tout accepter", "activez javascript et les cookies",
    "verifica que eres humano", "verifique que usted es humano", "aceptar todo", "aceptar y continuar",
    "verifica di essere umano", "accetta tutto", "verifieer dat u een mens bent", "alles accepteren",
    "verifique se você é humano", "aceitar tudo", "подтвердите, что вы не робот",
    "人間であることを確認", "ロボットではありません", "javascriptとcookieを有効", "すべて同意する",
    "请完成安全验证", "确认您是真人", "사람인지 확인", "请完成以下验证", "請完成安全驗證", "모두 동의", "同意して続ける",
    "bestätige, dass du ein mensch bist", "cookies akzeptieren und weiter", "mit werbung weiterlesen",
    "accepter et continuer", "continuer sans accepter", "confirmez que vous êtes un humain", "j'accepte les cookies",
    "aceptar y seguir navegando", "rechazar y suscribirse", "demuestra que eres humano", "accetta e continua",
    "continua senza accettare", "rifiuta e abbonati", "conferma di essere umano", "akkoord en doorgaan",
    "alle cookies accepteren", "bevestig dat je een mens bent", "aceitar e continuar", "confirme que você é humano",
    "zaakceptuj wszystkie", "akceptuję i przechodzę do serwisu", "potwierdź, że jesteś człowiekiem",
    "godkänn alla", "acceptera alla cookies", "accepter alle", "godta alle", "hyväksy kaikki", "tümünü kabul et",
    "terima semua", "chấp nhận tất cả", "принять все", "прийняти всі", "подтвердите, что вы человек",
    "αποδοχή όλων", "přijmout vše", "elfogadom mindet", "acceptă tot", "قبول الكل", "تحقق من أنك إنسان",
    "subscribe to continue reading", "create a free account to continue", "sign in to continue reading",
    "melden sie sich an, um weiterzulesen", "connectez-vous pour lire la suite", "inicia sesión para seguir leyendo",
    "続きを読むにはログイン", "登录后继续阅读", "чтобы продолжить чтение, войдите",
)  # fmt: skip

# Addresses of the makers of walls, believed on the same condition.
_WALL_MARKUP = (
    "_cf_chl_opt", "geo.captcha-delivery.com", "_incapsula_resource", "px-captcha", "token.awswaf.com",
    "challenges.cloudflare.com/turnstile", "/.well-known/sgcaptcha", "hcaptcha.com/captcha", "ddos-guard/check",
)  # fmt: skip

# Titles of pages to log in at, or a part of the title, in lower case.
_LOGIN_TITLES = frozenset((
    "log in", "login", "log into your account", "sign in", "signin", "sign in to continue", "log in to continue",
    "please log in", "member login", "subscriber login", "sign in to your account",
    "anmelden", "anmeldung", "einloggen", "bitte anmelden", "melden sie sich an", "jetzt anmelden",
    "connexion", "se connecter", "identification", "connectez-vous", "identifiez-vous",
    "iniciar sesión", "inicia sesión", "acceder", "accedi", "effettua il login", "inloggen", "log in om verder te lezen",
    "entrar", "iniciar sessão", "faça login", "logga in", "log ind", "logg inn", "kirjaudu", "kirjaudu sisään",
    "zaloguj się", "logowanie", "přihlášení", "bejelentkezés", "autentificare", "giriş yap", "masuk", "đăng nhập",
    "войти", "вход", "авторизация", "увійти", "вхід", "σύνδεση", "ログイン", "サインイン", "登录", "登入", "请登录",
    "로그인", "تسجيل الدخول", "כניסה", "ورود", "लॉग इन करें", "เข้าสู่ระบบ",
))  # fmt: skip
PARTS_OF_TITLES = re.compile(r"\s+[|\-–—·•»]\s+|\s*[|｜_]\s*")  # what stands between a title and its site
_SHORTER = 700  # characters; short news has a field to log in at the head of its page, and more to say than that
_PASSWORD = re.compile(r"<input\b[^<>]{0,500}\btype\s*=\s*[\"']?password\b", re.IGNORECASE)

_WALL_HOSTS = ("consent.", "guce.", "login.", "auth.", "accounts.", "captcha.", "myprivacy.")
_WALL_PATH = re.compile(
    r"/(?:log-?in|sign-?in|anmelden|connexion|checkpoint|captcha|validate_captcha|consent|zustimmung"
    r"|privacy-?gate|cookiewall|cookie-consent|collectconsent|cdn-cgi/challenge)(?:[/.?]|$)",
    re.IGNORECASE,
)


def wall_in(page: str, headers: Iterable[tuple[str, str]] = ()) -> str | None:
    """What says that this HTML is a challenge or consent page; None if nothing does."""
    for name, value in headers:
        if name.lower() == "cf-mitigated" and "challenge" in value.lower():
            return "the server says that it asks for a challenge"
    title = _folded(match[1]) if (match := _TITLE.search(page[:_LOOKED_AT])) else ""
    if title.startswith(_WALL_TITLES) and len(title) < 80:
        return f"the page is titled {title!r}"
    visible = _visible(page[:_LOOKED_AT])
    if len(visible) <= _SHORT and len(page) > _LOOKED_AT:
        visible = _visible(page[:_MOST_LOOKED_AT])  # it began with styles and scripts
    if len(visible) > _SHORT:
        return None
    page = page[:_LOOKED_AT]
    return _wall_words(visible, page.lower()) or (_login(title, page) if len(visible) <= _SHORTER else None)


def _login(title: str, page: str) -> str | None:
    """What says that a page with hardly any text asks for a password, or to log in by other means."""
    if _PASSWORD.search(page):
        return "the page asks for a password"
    parts = [part.strip() for part in PARTS_OF_TITLES.split(title)]
    return f"the page is titled {title!r}" if any(part in _LOGIN_TITLES for part in parts) else None


def wall_at(asked_for: str, answered: str) -> str | None:
    """What says that a redirect led to a login or consent page instead of the page; None if nothing does."""
    if asked_for == answered or _is_wall(asked_for):
        return None
    return f"redirected to {answered}" if _is_wall(answered) else None


def _is_wall(url: str) -> bool:
    parts = urlsplit(url)
    return (parts.hostname or "").startswith(_WALL_HOSTS) or bool(_WALL_PATH.search(parts.path))


def _wall_words(visible: str, markup: str) -> str | None:
    for words in _WALL_WORDS:
        if words in visible:
            return f"the page says {words!r}"
    for address in _WALL_MARKUP:
        if address in markup:
            return f"the page is little but {address}"
    return None


def _visible(page: str) -> str:
    """Roughly the words a reader sees, in lower case; linear in the length of the page, however broken."""
    shown: list[str] = []
    hidden_by = ""
    position = 0
    for tag in _SKIPPED.finditer(page):
        if not hidden_by:
            shown.append(page[position : tag.start()])
        closes, name = bool(tag[1]), tag[2].lower()
        if not closes and not hidden_by:
            hidden_by = name
        elif closes and name == hidden_by:
            hidden_by = ""
        position = tag.end()
    if not hidden_by:
        shown.append(page[position:])
    return _folded(_TAG.sub(" ", " ".join(shown)))


def _folded(text: str) -> str:
    return " ".join(unescape(text).lower().replace("\u2019", "'").split())
