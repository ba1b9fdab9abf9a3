"""Which agencies and which cities stand in datelines? Names in comparison spelling: see `look_alike`."""

from __future__ import annotations

# One letter of each pair that looks alike, small: a dateline is typed in whichever keyboard is on.
_LOOK_ALIKES = str.maketrans("авекмнорстухіıәһё", "abekmhopctyxiiəhe")


def look_alike(text: str) -> str:
    """The same number of letters, small, Cyrillic ones as the Latin ones that look like them."""
    return text.replace("İ", "I").lower().translate(_LOOK_ALIKES)


def _known(lines: str) -> tuple[str, ...]:
    return tuple(look_alike(name.strip()) for name in lines.replace("\n", ",").split(",") if name.strip())


AGENCIES = _known(
    """
    Kazinform, Qazinform, Казинформ, ҚазАқпарат, QazAqparat, Qazaqparat, Kazaqparat, قازاقپارات
    Qazinform News Agency, KazTAG, КазТАГ, ҚазТАГ, QazTAG, Tengrinews, Tengrinews.kz, Tengri Sport, Tengri Auto
    Kazakhstan Today, Казахстан Сегодня, BNews, BNews.kz, Zakon.kz, NUR.KZ, Polisia.kz, Sputnik Казахстан
    ТАСС, ИТАР-ТАСС, TASS, ITAR-TASS, РИА Новости, RIA Novosti, ПРАЙМ, PRIME, РБК, Sputnik, Спутник, РИА, RIA
    Интерфакс, Интерфакс-Казахстан, Interfax, Interfax-Kazakhstan, Ведомости, Коммерсантъ
    Reuters, Рейтер, AP, Associated Press, AFP, АФП, DPA, ДПА, Bloomberg, UPI, EFE, ANSA, Kyodo, Yonhap, PTI
    Xinhua, Синьхуа, Anadolu, Anadolu Agency, AA, Анадолу, IRNA, ИРНА, WAM, QNA
    Кабар, Kabar, КирТАГ, АКИpress, AKIpress, 24.kg, УзА, UzA, ЎзА, Uzbekistan Today, Ховар, Khovar, TDH
    Азертадж, Azertac, AZERTAC, Trend, Арменпресс, Armenpress, БЕЛТА, BelTA, Укринформ, Ukrinform, УНИАН
    """
)
# Words before an agency's name that are the heading of a note, or tell what the agency is.
HEADINGS = frozenset(
    _known(
        """
        Источник, Источники, Фото, Видео, Агентство, Газета, Журнал, Партнёр, Партнер, Опрос, Экономика, Политика, Спорт
        Общество, Культура, Новости, Мир, Главное, Срочно, Молния, Обзор, Интервью, Автор, Текст, Материал, Инфографика
        Дереккөз, Дерек, Сурет, Бейне, Агенттік, Газет, Серіктес, Саясат, Қоғам, Мәдениет, Әлем, Жаңалықтар, Шұғыл
        Derekkóz, Súret, Agenttik, Serіktes, Ekonomıka, Saıasat, Qoǵam, Álem, Jańalyqtar
        Source, Sources, Photo, Photos, Video, Agency, Newspaper, Partner, Poll, Survey, Economy, Politics, Sport
        Society, Culture, News, World, Breaking, Urgent, Interview, Author, Text, Business, Markets, Opinion
        """
    )
)
CITIES = frozenset(
    _known(
        """
        Астана, Astana, Нұр-Сұлтан, Нур-Султан, Nur-Sultan, Nursultan, Алматы, Almaty, Шымкент, Shymkent
        Ақмола, Ақтау, Актау, Aktau, Aqtau, Aqtaý, Ақтөбе, Актобе, Aktobe, Aqtobe, Aqtóbe, Атырау, Atyrau, Atyraý
        Жезқазған, Жезказган, Zhezkazgan, Jezqazǵan, Қарағанды, Караганда, Karaganda, Qaraǵandy, Karagandy
        Көкшетау, Кокшетау, Kokshetau, Kókshetaý, Қостанай, Костанай, Kostanay, Kostanai, Qostanaı
        Қызылорда, Кызылорда, Kyzylorda, Qyzylorda, Орал, Уральск, Oral, Uralsk, Өскемен, Усть-Каменогорск
        Oskemen, Ust-Kamenogorsk, Óskemen, Павлодар, Pavlodar, Петропавл, Петропавловск, Petropavl, Petropavlovsk
        Семей, Semey, Semeı, Тараз, Taraz, Талдықорған, Талдыкорган, Taldykorgan, Taldyqorǵan, Түркістан
        Туркестан, Turkestan, Turkistan, Túrkistan, Қонаев, Конаев, Konayev, Qonaev, Байқоңыр, Байконур, Baikonur
        Екібастұз, Экибастуз, Ekibastuz, Теміртау, Темиртау, Temirtau, Рудный, Жаңаөзен, Жанаозен, Zhanaozen
        Мәскеу, Москва, Moscow, Máskeý, Санкт-Петербург, Омск, Новосибирск, Астрахань, Казань
        Бішкек, Бишкек, Bishkek, Bіshkek, Ош, Osh, Ташкент, Tashkent, Самарқан, Самарканд, Samarkand
        Душанбе, Dushanbe, Dýshanbe, Ашхабад, Ашгабат, Ashgabat, Минск, Minsk, Киев, Киів, Kyiv, Kiev, Баку, Baku
        Ереван, Yerevan, Тбилиси, Tbilisi, Пекин, Бейжің, Beijing, Урумчи, Urumqi, Анкара, Ankara, Стамбул, Istanbul
        Вашингтон, Washington, Нью-Йорк, New York, Лондон, London, Париж, Paris, Берлин, Berlin, Брюссель, Brussels
        Женева, Geneva, Вена, Vienna, Рим, Rome, Токио, Tokyo, Сеул, Seoul, Дели, New Delhi, Тегеран, Tehran
        استانا, الماتى, شىمكەنت, قاراعاندى, اقتاۋ, اقتوبە, اتىراۋ, پاۆلودار, سەمەي, تۇركىستان, تاراز, قىزىلوردا
        Дубай, Dubai, Доха, Doha, Варшава, Warsaw, Давос, Davos
        """
    )
)
