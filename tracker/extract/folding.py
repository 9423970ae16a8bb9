"""One text, made comparable without moving a letter: folded characters and the tokens they form.

Every offset in this room counts code points of the text as it came; folding therefore never changes a length.
"""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

_SAME_LENGTH = {
    **dict.fromkeys(map(ord, "’‘‛ʼʹ´`＇"), "'"),
    **dict.fromkeys(map(ord, "“”„‟«»″＂「」『』《》"), '"'),
    **dict.fromkeys(map(ord, "‐‑‒﹣－\u00ad\u200b\u200c\u200d\u0640"), "-"),
    **dict.fromkeys(map(ord, "–―─"), "—"),
    **dict.fromkeys(map(ord, "\u00a0\u202f\u2009\u2007\u3000\t\r\ufeff\u200e\u200f"), " "),
    **dict.fromkeys(map(ord, "\u2028\u2029\x0b\x0c\x85"), "\n"),
    **{zero + n: str(n) for zero in (0x660, 0x6F0, 0x966, 0x9E6, 0xE50, 0xFF10) for n in range(10)},
    **{0xFF21 + n: chr(ord("a") + n) for n in range(26)},
    **{0xFF41 + n: chr(ord("a") + n) for n in range(26)},
    **dict(zip(range(0x958, 0x960), "कखगजडढफय", strict=True)),
    ord("ँ"): "ं",
    0x9DC: "ড",
    0x9DD: "ঢ",
    0x9DF: "য",
    ord("İ"): "i",
    ord("ı"): "i",
    ord("ς"): "σ",
    ord("ё"): "е",
    ord("Ё"): "е",
    ord("ß"): "ß",
    ord("ي"): "ی",
    ord("ى"): "ی",
    ord("ك"): "ک",
    ord("أ"): "ا",
    ord("إ"): "ا",
    ord("آ"): "ا",
    ord("۔"): ".",
    ord("٫"): ".",
    ord("،"): ",",
    ord("؛"): ";",
    ord("؟"): "?",
    ord("，"): ";",
    ord("、"): ";",
    ord("；"): ";",
    ord("："): ":",
    ord("（"): "(",
    ord("）"): ")",
    ord("・"): "-",
    ord("·"): "-",
    ord("°"): "º",  # "1° giugno" is written for "1º giugno"
}

# Traditional Chinese characters and the simplified ones that stand for the same word, so that one spelling finds both.
_TRADITIONAL = (
    "開發佈釋與為這個們來對將會說時間後員歐許證權條議協業務產專屬閉關計劃畫預報導傳聞據稱認類雖還沒無處點題應該須項"
    "則規範監測試訓練數參億萬國區際軍構機學術團隊組織實驗驚給讓請謝語詞話訪談論講記誌網絡頁鏈鍵鏡頭顯現視頻圖書寫讀"
    "買賣費資財總經執長辦創辭僱選擇擊競爭敗勝戰衛護險壞優勢擔責慮憂謹嚴簽絕續繼變從轉換運載輸進遠連過達違遲適邊啟啓"
    "貼贊贏趨趙軟體轎輕較辯農鄰醫釐針銀錄錯門問閱闆陸陣階隨離難電響顧風飛饋駁驅鬥麼黨齊齡動勵勞單華蘋藍薦虧衝補裝複"
    "見親覺觀觸訂託設評診詳誤誰課調諾謂識譯譽豐貝負貢貨貿賴質跡蹤躍車邏週祕稅穩積簡節約級純紐終結統維綱緊線編緩縮繫"
    "羅義習聯聲職脫腦臨舉舊艱獲獨環畢異當療盤盡眾確碼礎禦禮種窮籤糾紀細紹絲緒兩並東倫側備傑傷傾儲內冊準減剛劉劇労匯"
    "卻厲叢啞喪嘗噸圍園場塊墊壓壯夠夢媽孫寧審寬寶尋層島帳帶幣幫幹廠廢廣彈強徑復徵恆態慣憑懷懸戲戶拋掃採損搖擁擴擾攝"
    "敵斷暫曆標樣樹橋檔檢檻欄歲歷歸殘殺氣決況淨溫滅滿漢潔濟濾灣災烏煙熱營爾牆狀獎臉僅價儘償蓋薩號製訊訟註詢誠諮賦踐"
    "輯輪轄迴釘錢鎖閘闡闢隱雙雜靈靜頂順頒領頗顛願飾餘館駐騙魯鮮麗黃牽祇疊盧隸蘇蘭邁鄭鑑鋪錶闖陳陰韓鐵齣"
    "籲鬆綁搶砲譴譏諷嗆轟槍擬籌獻瀏覽閒遞滯漲盪竊洩紛讚諒聽擋攔額繳納銷棄捨鬧燈攜攪擺擲擱佔併債兌劑勁厭吳呂嚇囑塵壽"
    "夾奪奮婦屆屢崗嶄巔庫廳彙悶惡惱愛慘慶憶捲掙揚揮撥撐擠攤敘斬於暢曉棟樂樞樓櫃歡殼毀湧滲潛澤濃灑煉燒爐爛猶獵瑪瘋盜"
    "瞞瞭礙禍穎窺筆籃紅紙綠緣縱績繞繪罰罷聖肅膽臺艦虛衆裡裏襲訴詐誘諸謀謊謠譜豈購賺軌輔輝遊遺釀銳鋒鐘鑽閃閣閥闊隻雲"
    "鞏頓養馬騰鴻麥龐龍亞兒喬壇夥奧幾憲榮槓矚碩蒐賽輩鄧陽飆驟誇餵聳灘蝦韌鈕鈴濫勸壟訝譁駕馳驛髮鬱墮衹餅齒漿漸漁鋼銅"
    "鎂鏟牘穫糢懇慫拚揀撿擄攬斂曠檯櫥殲毆渦溝漬爺璽畝瑩癮矯硯祿禪稜穀窯箋籠粵綜緯纏罌聾脈脅臘艙蘊蟲蠻襯覓訃詭謎謙譚"
    "貫賃賜贈贓趕躉軸輿逕遙鉅鎊鐮隕靂頹顫饒鯨鶴"
    "丟畫"
)
_SIMPLIFIED = (
    "开发布释与为这个们来对将会说时间后员欧许证权条议协业务产专属闭关计划画预报导传闻据称认类虽还没无处点题应该须项"
    "则规范监测试训练数参亿万国区际军构机学术团队组织实验惊给让请谢语词话访谈论讲记志网络页链键镜头显现视频图书写读"
    "买卖费资财总经执长办创辞雇选择击竞争败胜战卫护险坏优势担责虑忧谨严签绝续继变从转换运载输进远连过达违迟适边启启"
    "贴赞赢趋赵软体轿轻较辩农邻医厘针银录错门问阅板陆阵阶随离难电响顾风飞馈驳驱斗么党齐龄动励劳单华苹蓝荐亏冲补装复"
    "见亲觉观触订托设评诊详误谁课调诺谓识译誉丰贝负贡货贸赖质迹踪跃车逻周秘税稳积简节约级纯纽终结统维纲紧线编缓缩系"
    "罗义习联声职脱脑临举旧艰获独环毕异当疗盘尽众确码础御礼种穷签纠纪细绍丝绪两并东伦侧备杰伤倾储内册准减刚刘剧劳汇"
    "却厉丛哑丧尝吨围园场块垫压壮够梦妈孙宁审宽宝寻层岛帐带币帮干厂废广弹强径复征恒态惯凭怀悬戏户抛扫采损摇拥扩扰摄"
    "敌断暂历标样树桥档检槛栏岁历归残杀气决况净温灭满汉洁济滤湾灾乌烟热营尔墙状奖脸仅价尽偿盖萨号制讯讼注询诚咨赋践"
    "辑轮辖回钉钱锁闸阐辟隐双杂灵静顶顺颁领颇颠愿饰余馆驻骗鲁鲜丽黄牵只叠卢隶苏兰迈郑鉴铺表闯陈阴韩铁出"
    "吁松绑抢炮谴讥讽呛轰枪拟筹献浏览闲递滞涨荡窃泄纷赞谅听挡拦额缴纳销弃舍闹灯携搅摆掷搁占并债兑剂劲厌吴吕吓嘱尘寿"
    "夹夺奋妇届屡岗崭巅库厅汇闷恶恼爱惨庆忆卷挣扬挥拨撑挤摊叙斩于畅晓栋乐枢楼柜欢壳毁涌渗潜泽浓洒炼烧炉烂犹猎玛疯盗"
    "瞒了碍祸颖窥笔篮红纸绿缘纵绩绕绘罚罢圣肃胆台舰虚众里里袭诉诈诱诸谋谎谣谱岂购赚轨辅辉游遗酿锐锋钟钻闪阁阀阔只云"
    "巩顿养马腾鸿麦庞龙亚儿乔坛伙奥几宪荣杠瞩硕搜赛辈邓阳飙骤夸喂耸滩虾韧钮铃滥劝垄讶哗驾驰驿发郁堕只饼齿浆渐渔钢铜"
    "镁铲牍获模恳怂拼拣捡掳揽敛旷台橱歼殴涡沟渍爷玺亩莹瘾矫砚禄禅棱谷窑笺笼粤综纬缠罂聋脉胁腊舱蕴虫蛮衬觅讣诡谜谦谭"
    "贯赁赐赠赃赶趸轴舆径遥巨镑镰陨雳颓颤饶鲸鹤"
    "丢画"
)
_SAME_LENGTH |= dict(zip(map(ord, _TRADITIONAL), _SIMPLIFIED, strict=True))
_VARIANT = re.compile(f"[{re.escape(''.join(map(chr, _SAME_LENGTH)))}]")
_MANY_VARIANTS = 60

# One script a token, so that "Meta는" and "Llama 4を" come apart; hyphens and apostrophes are no tokens. Each choice looks
# back at the first character, as a search goes fast only for an expression that begins with a set of characters.
_SCRIPTS = (
    "a-zªº\u00b5\u00df-\u00f6\u00f8-\u024f\u0250-\u02af\u0300-\u036f\u1e00-\u1eff",
    "\u0400-\u052f",
    "\uac00-\ud7a3\u1100-\u11ff\u3130-\u318f",
    "\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff",
    "\u0600-\u060b\u060d-\u061a\u0620-\u066f\u0670-\u06ff\u0750-\u077f\u08a0-\u08ff",
    "\u0900-\u0963\u0970-\u097f",
    "\u0980-\u09ff",
    "\u0e00-\u0e7f",
    "\u0370-\u03ff\u1f00-\u1fff",
    "\u0590-\u05ff",
)
_LATIN, *_FURTHER = (f"(?<=[{script}])[{script}]*" for script in _SCRIPTS)
_NUMBER = "(?<=[0-9])[0-9]*(?:[.,][0-9]+)*"
_COLON = "(?<=:)(?:(?<![0-9a-zà-ž]:)|(?![a-zà-ž]))"  # none before an ending: "Llama 4:n", "EU:s"
_MARKS = rf"(?<=[!-&(-,./;-@\[-`{{-~\n])|{_COLON}", r"(?<=[^\s\w'\-:])"  # common ones first, others behind all scripts
_TOKEN = re.compile(f"([^ '\\-](?:{'|'.join((_LATIN, _NUMBER, _MARKS[0], *_FURTHER, _MARKS[1]))}))")


# Vowel points and nuktas, which a text may write or leave out; no part of a token's word.
_POINTS = re.compile("[\u05b0-\u05bd\u05bf\u05c1\u05c2\u05c7\u064b-\u0655\u0670\u093c\u09bc]")


class Token(NamedTuple):
    """A folded word, number or punctuation mark at text[start:end]."""

    word: str
    start: int
    end: int


class Mark(NamedTuple):
    """Something recognised at text[start:end]: a cue of a lexicon ("release.done") or a name ("model").

    value: what it stands for where the kind alone does not say it ("Llama 3.1", "7" of July), else ""
    extra: variants and sizes named right behind a model
    """

    kind: str
    start: int
    end: int
    value: str = ""
    extra: tuple[str, ...] = ()

    def overlaps(self, other: "Mark") -> bool:
        """Whether both share a character."""
        return self.start < other.end and other.start < self.end

    def gap(self, other: "Mark") -> int:
        """Characters between both; 0 where they touch or overlap."""
        return max(other.start - self.end, self.start - other.end, 0)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text in order: three lists side by side, as making half a million tuples costs a second.

    present: every word that occurs
    """

    words: list[str]
    starts: list[int]
    ends: list[int]
    present: AbstractSet[str]

    def __len__(self) -> int:
        return len(self.words)

    def __getitem__(self, at: int) -> Token:
        return Token(self.words[at], self.starts[at], self.ends[at])

    def __iter__(self) -> Iterator[Token]:
        return map(Token, self.words, self.starts, self.ends)


def fold(text: str) -> str:
    """`text` in lower case, with one kind of quote, hyphen, space and digit; character by character."""
    folded = _same_length(text)
    lower = folded.lower()
    if len(lower) != len(folded):
        lower = "".join(small if len(small := one.lower()) == 1 else one for one in folded)
    return lower if lower.isascii() else lower.replace("ς", "σ")


def _same_length(text: str) -> str:
    """`text` with its variants of characters replaced, one kind after the other: few occur, and each goes fast."""
    present = set(_VARIANT.findall(text))
    if len(present) > _MANY_VARIANTS:
        return text.translate(_SAME_LENGTH)
    for character in sorted(present):
        text = text.replace(character, _SAME_LENGTH[ord(character)])
    return text


def tokens_of(folded: str) -> Tokens:
    """The tokens of a folded text, in order."""
    pieces = _TOKEN.split(folded)
    ends = list(accumulate(map(len, pieces)))
    words = pieces[1::2]
    if not folded.isascii() and _POINTS.search(folded):
        words = [_POINTS.sub("", word) or word for word in words]
    return Tokens(words, ends[0:-1:2], ends[1::2], set(words))
