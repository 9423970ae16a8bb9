"""Answers with status 200 that mean an error: pages that say the page is not there, JSON that says what went wrong."""

import json
import re
from html import unescape
from typing import Any, Literal

from tracker.collect.walls import PARTS_OF_TITLES

Meant = Literal["gone", "blocked", "throttled", "server_error"]

_LOOKED_AT = 50_000  # characters
_LONGEST_ERROR = 20_000  # bytes; a list of things is longer
_TITLE = re.compile(r"<title[^<>]*>([^<]{0,300})", re.IGNORECASE)
_NUMBER = re.compile(r"(?:\w+ )?404\W+")  # "Erreur 404 : page introuvable"
# A part of a title that says nothing else, in lower case.
_MISSING = frozenset((
    "404", "error 404", "404 error", "http 404", "404 not found", "not found", "page not found", "404 page not found",
    "page not found (404)", "page not found (error 404)", "this page could not be found", "the page could not be found",
    "404: this page could not be found", "page does not exist", "nothing found", "article not found", "410 gone",
    "file or directory not found", "oops! page not found", "sorry, page not found", "content not found",
    "seite nicht gefunden", "fehler 404", "404 fehler", "nicht gefunden", "seite existiert nicht",
    "artikel nicht gefunden", "diese seite existiert nicht", "404 seite nicht gefunden",
    "page non trouvée", "page introuvable", "erreur 404", "404 page introuvable", "cette page n'existe pas",
    "página no encontrada", "no encontrado", "no se encontró la página", "la página no existe", "404 no encontrado",
    "página não encontrada", "não encontrado", "erro 404", "pagina non trovata", "errore 404",
    "pagina niet gevonden", "niet gevonden", "fout 404", "deze pagina bestaat niet",
    "sidan kunde inte hittas", "sidan hittades inte", "siden blev ikke fundet", "siden ble ikke funnet",
    "siden finnes ikke", "sivua ei löytynyt", "strona nie została znaleziona", "nie znaleziono strony",
    "strona nie znaleziona", "stránka nenalezena", "stránka nebyla nalezena", "az oldal nem található",
    "pagina nu a fost găsită", "pagina negăsită", "sayfa bulunamadı", "halaman tidak ditemukan",
    "không tìm thấy trang", "trang không tồn tại", "страница не найдена", "ошибка 404", "сторінку не знайдено",
    "страницата не е намерена", "η σελίδα δεν βρέθηκε", "ページが見つかりません", "ページが見つかりませんでした",
    "お探しのページは見つかりませんでした", "页面不存在", "页面未找到", "找不到页面", "您访问的页面不存在", "頁面不存在",
    "找不到頁面", "找不到網頁", "페이지를 찾을 수 없습니다", "존재하지 않는 페이지", "الصفحة غير موجودة",
    "لم يتم العثور على الصفحة", "הדף לא נמצא", "صفحه پیدا نشد", "पृष्ठ नहीं मिला", "पेज नहीं मिला", "ไม่พบหน้าเว็บ",
    "ไม่พบหน้าที่ต้องการ",
))  # fmt: skip
_BY_CODE: dict[int, Meant] = {
    401: "blocked",
    402: "blocked",
    403: "blocked",
    404: "gone",
    410: "gone",
    429: "throttled",
}
_BY_WORD: tuple[tuple[re.Pattern[str], Meant], ...] = (
    (re.compile(r"rate.?limit|too many|quota|throttl", re.IGNORECASE), "throttled"),
    (re.compile(r"unauthori[sz]ed|forbidden|denied|api.?key|log ?in|authenticat|permission", re.IGNORECASE), "blocked"),
    (re.compile(r"not.?found|no such|does not exist", re.IGNORECASE), "gone"),
)
_TEXTS = ("message", "detail", "description", "error_description", "title", "reason", "code", "type")
_CODES = ("status", "code", "statusCode", "status_code", "statuscode", "http_status", "httpStatus")


def missing_in(page: str) -> str | None:
    """What says that this HTML stands in the place of a page that is not there; None if nothing does."""
    match = _TITLE.search(page[:_LOOKED_AT])
    title = " ".join(unescape(match[1]).lower().replace("\u2019", "'").split()) if match else ""
    parts = {part.strip(" .!…") for part in (title, *PARTS_OF_TITLES.split(title))}
    parts |= {_NUMBER.sub("", part, count=1) for part in parts}
    return f"the page is titled {title!r}" if parts & _MISSING else None


def error_in(body: bytes) -> tuple[Meant, str] | None:
    """The outcome that a JSON object means which tells of an error, and its words; None if this is none."""
    if len(body) > _LONGEST_ERROR or body.lstrip()[:1] != b"{":
        return None
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return None
    error = found.get("error") or found.get("errors") or found.get("fault") or found.get("Message")
    code = _code(found) or _code(error)
    if not error and found.get("success") is not False and found.get("ok") is not False and (code or 0) < 400:
        return None
    said = _words(error) or _words(found) or "an error"
    return _meant(code, said), f"it says {said[:200]!r}{f' ({code})' if code else ''}"


def _meant(code: int | None, said: str) -> Meant:
    if code in _BY_CODE:
        return _BY_CODE[code]
    return next((outcome for words, outcome in _BY_WORD if words.search(said)), "server_error")


def _code(found: Any) -> int | None:
    if isinstance(found, list):
        found = found[0] if found else None
    if not isinstance(found, dict):
        return None
    for name in _CODES:
        value = found.get(name)
        if isinstance(value, int | str) and not isinstance(value, bool) and re.fullmatch("[45][0-9][0-9]", str(value)):
            return int(value)
    return None


def _words(found: Any) -> str:
    if isinstance(found, list):
        return _words(found[0]) if found else ""
    if isinstance(found, dict):
        return next((words for name in _TEXTS if (words := _words(found.get(name)))), "")
    return " ".join(found.split()) if isinstance(found, str) else ""
