"""How does each newsroom end its leads, quote people and date its dispatches?"""

from __future__ import annotations

from tests.replica.compose import House

_TN = "[Tengrinews.kz](https://tengrinews.kz/)"
_KAZAKH_SPEECHES = ('"{quote}", - {speech} {role} {person}.', "«{quote}», — {speech} {role} {person}.")
_RUSSIAN_SPEECHES = ('"{quote}", - {speech} {role} {person}.', "«{quote}», — {speech} {role} {person}.")

HOUSES = {
    ("tengrinews", "ru"): House(
        endings=(
            f", передает корреспондент {_TN}.",
            f", передает {_TN} со ссылкой на пресс-службу ведомства.",
            f", сообщает {_TN}.",
        ),
        speeches=_RUSSIAN_SPEECHES,
        quotes_apart=True,
    ),
    ("tengrinews", "kk"): House(
        endings=(
            f", - деп хабарлайды {_TN} тілшісі.",
            f", деп хабарлайды {_TN}.",
            f", - деп хабарлайды {_TN} тілшісі Polisia.kz сайтына сілтеме жасап.",
        ),
        speeches=_KAZAKH_SPEECHES,
        quotes_apart=True,
    ),
    ("tengrinews", "en"): House(
        endings=(
            f", {_TN} reports.",
            f", a {_TN} correspondent reports.",
            f", {_TN} reports citing Reuters.",
        ),
        speeches=('"{quote}," {speech} {role} {person}.', '"{quote}," {role} {person} {speech}.'),
        quotes_apart=True,
    ),
    ("kazinform", "ru"): House(
        endings=(
            ", передает корреспондент агентства Kazinform.",
            ", передает агентство Kazinform.",
            ", передает агентство Kazinform со ссылкой на пресс-службу Акорды.",
        ),
        speeches=("— {quote}, — {speech} {role} {person}.", "- {quote}, - {speech} {role} {person}."),
    ),
    ("kazinform", "kk"): House(
        endings=(", деп хабарлайды Kazinform агенттігі.", ", деп хабарлайды Kazinform агенттігінің тілшісі.", "."),
        speeches=("— {quote}, — {speech} {role} {person}.", "– {quote}, - {speech} {role} {person}."),
    ),
    ("kazinform", "en"): House(
        endings=(", Qazinform News Agency reports.", ", Qazinform News Agency correspondent reports."),
        speeches=("“{quote},” {role} {person} {speech}.", "- {quote}, {speech} {role} {person}."),
    ),
    ("kazinform", "zh"): House(endings=("。",), speeches=("“{quote}”，{role}{person}{speech}。",)),
    ("polisia", "ru"): House(
        endings=(", сообщает пресс-служба.", ".", ", сообщили в Департаменте полиции."),
        speeches=("— {quote}, — {speech} {role} {person}.", "«{quote}», — {speech} {role} {person}."),
    ),
    ("polisia", "kk"): House(
        endings=(", деп хабарлады баспасөз қызметі.", ".", ", деп мәлімдеді Полиция департаменті."),
        speeches=("— {quote}, — {speech} {role} {person}.", "«{quote}», — {speech} {role} {person}."),
    ),
    ("polisia", "en"): House(
        endings=(", the press service says.", "."),
        speeches=("“{quote},” {role} {person} {speech}.",),
    ),
}
