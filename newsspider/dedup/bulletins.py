"""Is this one of the pages that come every day in the same words?"""

from __future__ import annotations

import re

# Almanacs, forecasts, rates, horoscopes, draws: those of two days, or of one day in two years, are alike, not the same.
_BULLETINS = re.compile(
    r"жылнама|бұл күні болған|тарихта(?:ғы)? бұл күн|атаулы күндер|күнтізбесі"
    r"|(?:этот |сегодня )?день в истории|календарь (?:событий|памятных)|памятные даты"
    r"|this day in history|day in history|calendar of events"
    r"|ауа райы (?:болжамы|қандай)|ауа райын(?:а)? болжам|прогноз погоды|погода на (?:завтра|выходны|недел|\d)"
    r"|weather forecast|天气预报"
    r"|валюта(?:лар)? бағам|доллар бағамы|ақша бағам|курсы? валют|курсы? доллара на|курс тенге|обменный курс"
    r"|exchange rates?|tenge rate|currency rates|汇率|жұлдызнама|гороскоп|horoscope"
    r"|лотерея нәтиже|тираж(?:а|ы)? лотереи|лотереи тираж|lottery results"
)
_TREMORS = re.compile(r"землетрясени|жер сілкін|earthquake|подземны\w толч")
_HEAD = 60  # characters of a text without title: its headline, as a rule


def is_bulletin(form: str) -> bool:
    """`form`: the comparison form of the title, or of the text where there is none."""
    return _BULLETINS.search(form, 0, _HEAD) is not None


def is_tremor(form: str) -> bool:
    """Is it a seismologists' note? These come in the same words, too, but not by the calendar."""
    return _TREMORS.search(form, 0, _HEAD) is not None
