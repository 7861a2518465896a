"""What pages say that are not the source: not found, consent, pay, prove that you are human, for sale.

Enters: nothing. Leaves: patterns in English, Russian and Tajik, each for one block or title. A phrase alone decides nothing:
`archive.reading.signs` weighs where it stands and what else the page says.
"""

from __future__ import annotations

import re

from citations.regex import regex

NOT_FOUND = regex(
    r"""\b(?:page|article|document|content|file|story|resource|url|item|post|material|archive|site|website)\s+(?:\w+\s+){0,7}?(?:not|n['’]t|cannot|can['’]t|no\s+longer|could\s+not)\s+
        (?:be\s+)?(?:found|exist\w*|available|located)|\b(?:page|article|story|content|post|item)\b[^.!?\n]{0,40}\b(?:(?:has\s+been|was)\s+(?:removed|deleted|moved|unpublished|retired|withdrawn)|has\s+moved|(?:is|are)\s+(?:currently\s+)?unavailable)
    |(?:removed|deleted|unpublished)\s+this\s+(?:page|post|article|story|item)
    |(?:error|ошибка|хатои?|код)\s*[:№#-]?\s*404\b|\b404\s*[-–—:|.,]?\s*(?:error|not\s+found|page|ошибка|хато|страница|file)
    |^\W*404\W*$|^\W*(?:\d{3}\W+)?(?:not\s+found|gone)\W*$
    |(?:sorry|unfortunately)\W+no\s+results
    |nothing\s+(?:was\s+)?found|we\s+(?:can['’]t|cannot|could\s?n['’]?t)\s+(?:seem\s+to\s+)?find\s+(?:the|that|this|what)
    |doesn['’]t\s+(?:seem\s+to\s+)?exist\s+(?:any\s?more|here)|^\W*no\s+(?:search\s+)?results(?:\s+(?:were\s+)?found\b[^.!?\n]{0,80})?\W*$
    |(?:страниц\w+|материал\w*|стат\w+|документ\w*|новост\w+|публикаци\w+|файл|запись|элемент|раздел)[^.!?\n]{0,40}(?:не\s?(?:найден\w*|существу\w+|обнаружен\w*|доступ\w+)|отсутству\w+|переехал\w*|перемещ[её]н\w*|удал[её]н\w*|снят\w*\s+с\s+(?:публикации|сайта))
    |(?:страниц\w+|материал\w*|стат\w+|новост\w+|публикаци\w+)[^.!?\n]{0,20}\bвы\s+(?:запр|ищ|иска|набр)\w+[^.!?\n]{0,30}(?:\bнет\b|\bне\s|удал|снят|перем)
    |такой\s+страницы\s+(?:нет|не\s+существует)|нет\s+такой\s+страницы|ничего\s+не\s+(?:найден\w*|наш\w+|обнаружен\w*)|по\s+(?:вашему\s+)?запросу\s+[^.!?\n]{0,30}не\s+(?:найден|наш|обнаружен)\w+
    |(?:саҳифа\w*|сахифа\w*|мавод\w*|хабар\w*|ҳуҷҷат\w*)[^.!?\n]{0,40}(?:(?:ёфт|пайдо|дарёфт)\s+на(?:шуд\w*|гардид\w*|мешавад)|наёфт\w+|дастрас\s+нест|вуҷуд\s+надорад|мавҷуд\s+нест|нест\s+карда\s+шуд\w*)""",
    re.VERBOSE | re.IGNORECASE,
)
CONSENT = regex(
    r"""before\s+you\s+continue|we\s+(?:value|care\s+about|respect)\s+your\s+privacy|accept\s+(?:all|cookies|and\s+continue)|(?:cookie|privacy)\s+(?:consent|preferences|settings)
    |we\s+and\s+our\s+\d*\s*partners|consent\s+to\s+the\s+use\s+of\s+cookies|использу\w+\s+(?:файлы\s+)?cookie
    |мы\s+и\s+наши\s+партн[её]ры|настройки\s+конфиденциальности|принять\s+(?:вс[её]|cookie)|обработк\w+\s+персональных\s+данных
    |куки[- ]файл\w*|файлҳои\s+cookie""",
    re.VERBOSE | re.IGNORECASE,
)
PAY = regex(
    r"""(?:subscribe|sign\s+up|register|log\s?in|sign\s+in|become\s+a\s+(?:member|subscriber))\b[^.!?\n]{0,50}\b(?:to|and)\s+(?:continue|keep|finish)\s+reading
    |to\s+(?:continue|keep)\s+reading[^.!?\n]{0,50}(?:subscribe|subscription|log\s?in|sign|register)
    |(?:this|the)\s+(?:article|content|story)\s+is\s+(?:only\s+)?(?:available\s+)?(?:for|to|reserved\s+for)\s+(?:paid\s+|registered\s+)?(?:subscribers|members)
    |(?:to\s+)?read\s+the\s+(?:full|whole|rest\s+of\s+the|rest\s+of\s+this)\s+(?:article|story)[^.!?\n]{0,60}(?:subscri|register|log\s?in|sign|become|join)|(?:subscribe|register|log\s?in|sign\s+in)[^.!?\n]{0,40}to\s+read\s+the\s+(?:full|whole|rest)
    |subscribers?[- ]only\s+(?:content|article|story)
    |out\s+of\s+free\s+(?:stories|articles)|you(?:\s+have|['’]ve)\s+reached\s+(?:your|the)\s+(?:\w+\s+){0,3}?limit
    |(?:buy|purchase)\s+(?:this\s+|the\s+|full\s+|single\s+)?(?:article|chapter|issue|pdf)|(?:log|sign)\s?in\s+(?:via|through|with)\s+your\s+(?:institution|library|organi[sz]ation)
    |(?:доступ\w*|полн\w+\s+(?:текст|верси)\w*)[^.!?\n]{0,50}только\s+(?:для\s+)?(?:подписчик|зарегистрированн)\w*
    |могут\s+только\s+зарегистрированн\w+|(?:продолжени|текст|стать|материал)\w*\s+доступ\w+\s+(?:для\s+)?(?:подписчик|зарегистрированн)\w*
    |(?:оформите|купите)\s+подписку|чтобы\s+(?:читать|прочитать|дочитать)[^.!?\n]{0,40}(?:подпи|войдите|зарегистр|авториз|тариф|оплат)
    |(?:подпишитесь|зарегистрируйтесь|войдите)[^.!?\n]{0,40}чтобы\s+(?:читать|прочитать|продолжить|дочитать)
    |(?:материал|стать|текст|публикаци)\w*\s+(?:доступ\w+\s+)?(?:только\s+)?(?:по\s+подписке|(?:для\s+)?подписчик\w+)
    |танҳо\s+(?:барои|ба)\s+(?:обуначиён|муштариён)|барои\s+хондан\w*\s+(?:идома|матни\s+пурра|[^.!?\n]{0,30}обуна)""",
    re.VERBOSE | re.IGNORECASE,
)
# One of these stands in every match of PAY: the long pattern is tried on few blocks.
PAY_WORDS = (
    "subscri",
    "member",
    "sign up",
    "sign in",
    "regist",
    "log in",
    "login",
    "limit",
    "out of free",
    "rest of",
    "buy",
    "purchas",
    "подпис",
    "подпиш",
    "зарегистр",
    "войдите",
    "обуна",
    "хондан",
    "авториз",
    "тариф",
    "оплат",
    "муштар",
)
# It stands in the head of many papers too: a wall where little else is said
SUBSCRIBER = regex(r"already\s+a\s+(?:subscriber|member|supporter)\s*\?", re.IGNORECASE)
# "You must log in to continue": a wall where it is nearly all that the page says, not under an article
LOGIN = regex(
    r"(?:log|sign)\s?(?:in|up)\b[^.!?\n]{0,30}\bto\s+(?:continue|view|access)\b|(?:войдите|авторизуйтесь)[^.!?\n]{0,20}чтобы\s+продолжить",
    re.IGNORECASE,
)
CAPTCHA = regex(
    r"""just\s+a\s+moment\s*(?:\.\.\.|…)|checking\s+(?:if\s+)?(?:your|the)\s+(?:browser|site\s+connection)|verif(?:y|ying)\s+(?:that\s+)?you\s+are\s+(?:a\s+)?(?:not\s+a\s+robot|human)|are\s+you\s+a\s+(?:robot|human)
    |(?:i['’]m|i\s+am|you\s*['’]?re|you\s+are)\s+not\s+a\s+(?:ro)?bot|not\s+an?\s+automated\s+\w+|attention\s+required\W+cloudflare
    |enable\s+javascript\s+and\s+cookies\s+to\s+continue|unusual\s+(?:traffic|activity)\s+from\s+your
    |ddos[- ]?(?:guard|protection)
    |request(?:ed\s+url)?\s+(?:was\s+|has\s+been\s+)?rejected
    |complete\s+the\s+(?:security\s+check|captcha)|human\s+verification|pardon\s+our\s+interruption
    |request\s+unsuccessful\W+incapsula|sorry,\s+you\s+have\s+been\s+blocked
    |access\s+(?:to\s+this\s+page\s+has\s+been\s+|is\s+)?denied
    |докажите,\s+что\s+вы\s+(?:человек|не)|вы\s+не\s+робот|я\s+не\s+робот|проверк\w+\s+(?:вашего\s+)?браузер\w*|введите\s+(?:символы|код|текст)\s+с\s+картинки
    |подтвердите,\s+что\s+(?:вы\s+не\s+робот|запросы)|доступ\s+(?:к\s+(?:сайту|странице|ресурсу|порталу)\s+)?(?:запрещ[её]н|ограничен|заблокирован)
    |шумо\s+робот\s+нестед|дастрасӣ\s+(?:манъ|маҳдуд)""",
    re.VERBOSE | re.IGNORECASE,
)
PARKED = regex(
    r"""(?:this\s+)?domain(?:\s+name)?\s+(?:\S+\s+)?(?:is|may\s+be)\s+(?:available\s+)?for\s+sale|buy\s+(?:this|the)\s+domain|domain\s+(?:is\s+)?parked|parked\s+(?:free|domain|page)|domain(?:\s+name)?\s+(?:has\s+)?expired|inquire\s+about\s+this\s+domain|make\s+an\s+offer\s+on\s+this\s+domain
    |this\s+web\s?(?:site|page)\s+is\s+for\s+sale|(?:domain\s+)?parking\s+(?:service|program)|sponsored\s+listings\s+displayed
    |домен\w*[^!?\n]{0,40}(?:продаётся|продается|выставлен\s+на\s+продажу|припаркован|свободен|не\s+привязан|истёк|истек)
    |купить\s+(?:этот\s+)?домен|срок\s+регистрации\s+домена|account\s+(?:has\s+been\s+)?suspended
    |сайт\w*\s+(?:заблокирован\s+хостинг|отключ[её]н|(?:временно\s+)?приостановлен)\w*|(?:оплат\w+|оплачен\w*)[^.!?\n]{0,20}хостинг|хостинг[^.!?\n]{0,20}(?:оплач|оплат)\w+
    |домен\s+не\s+прилинкован[^.!?\n]{0,60}
    |welcome\s+to\s+nginx|web\s+server\s+is\s+successfully\s+installed|apache2?\s+(?:\S+\s+){0,2}default\s+page|default\s+web\s+site\s+page
    |^\W*coming\s+soon\W*$|future\s+home\s+of\s+something|site\s+is\s+under\s+construction|сайт\s+находится\s+в\s+разработке""",
    re.VERBOSE | re.IGNORECASE,
)
# "You are being redirected", "Redirecting…": it is nearly all that the page says
REDIRECTED = regex(
    r"""(?:you\s+(?:are|will\s+be)|you['’]re|if\s+you\s+are\s+not|page\s+is)\s+(?:being\s+|automatically\s+|now\s+)*(?:redirect|forward)ed\b
    |^\W*redirecting\b|(?:this\s+)?page\s+has\s+moved\b|click\s+here\s+if\s+you\s+are\s+not\s+(?:\w+\s+)?redirected
    |(?:вы\s+будете|идет|идёт|происходит|выполняется)\s+(?:автоматически\s+)?(?:перенаправл\w+|переадресац\w+)|^\W*(?:перенаправление|переадресация)\b
    |если\s+(?:вас\s+не|вы\s+не\s+были)\s+перенаправ\w+""",
    re.VERBOSE | re.IGNORECASE,
)
NEEDS_SCRIPT = regex(
    r"enable\s+javascript|javascript\s+(?:is\s+)?(?:required|disabled|to\s+run)|включите\s+javascript|javascript\s+отключ[её]н|requires\s+javascript",
    re.IGNORECASE,
)
READ_ON = regex(
    r"^\W*(?:read\s+(?:more|the\s+full\s+(?:article|story))|continue\s+reading|full\s+(?:story|text)|читать\s+(?:далее|полностью|дальше)|подробнее|далее|муфассал|идомаи?\s+\w*)\W*$",
    re.IGNORECASE,
)
