"""Short news in three languages, for tests: the same of each in all of them."""

from __future__ import annotations

FIRE = {
    "ru": """В Павлодаре при пожаре на складе компании «Бестау Логистик» пострадали четыре человека

В ночь на 14 марта в промышленной зоне Павлодара загорелся склад. Сигнал поступил в 02:17.

Огонь охватил 1 250 квадратных метров, тушили его 63 спасателя, сообщил Ринат Оспанкулов.

Ущерб владелец оценил в 1,7 млрд тенге.""",
    "kk": """Павлодарда «Бестау Логистик» компаниясының қоймасындағы өрттен төрт адам зардап шекті

14 наурызға қараған түні Павлодардың өнеркәсіп аймағында қойма өртенді. Белгі сағат 02:17-де түсті.

Өрт 1250 шаршы метрді шарпыды, оны 63 құтқарушы сөндірді, деп хабарлады Ринат Оспанқұлов.

Иесі шығынды 1,7 млрд теңгеге бағалады.""",
    "en": """Four people hurt in a fire at a Bestau Logistics warehouse in Pavlodar

In the night of March 14 a warehouse caught fire in the industrial zone of Pavlodar. The alarm came at 02:17.

The fire spread over 1,250 square metres; 63 rescuers fought it, said Rinat Ospankulov.

The owner put the loss at 1.7 billion tenge.""",
}
MATCH = {
    "ru": """Юношеская команда Караганды выиграла турнир в Варшаве

В финале 9 июня карагандинцы победили «Полонию» со счётом 3:1. Два гола забил Тимур Байдавлетов.

Тренер Сергей Лукошин рассказал, что игроки готовились 11 недель и провели 27 матчей.""",
    "kk": """Қарағандының жасөспірімдер командасы Варшавадағы турнирде жеңді

9 маусымдағы финалда қарағандылықтар «Полонияны» 3:1 есебімен ұтты. Екі голды Тимур Байдәулетов соқты.

Жаттықтырушы Сергей Лукошин ойыншылардың 11 апта дайындалып, 27 матч өткізгенін айтты.""",
    "en": """Karaganda youth team wins tournament in Warsaw

In the final on 9 June the Karaganda side beat Polonia 3:1. Timur Baidauletov scored two goals.

Coach Sergei Lukoshin said that the players had prepared for 11 weeks and played 27 matches.""",
}
MUSEUM = {
    "ru": """В музее Туркестана открыли выставку карт XVIII века

Выставка получила 84 карты из Вены и Стокгольма. Директор музея Гульмира Садвакасова назвала её лучшей с 2009 года.

Вход для студентов бесплатный, остальные платят 1 500 тенге.""",
    "kk": """Түркістан музейінде XVIII ғасыр карталарының көрмесі ашылды

Көрмеге Вена мен Стокгольмнен 84 карта әкелінді. Музей директоры Гүлмира Сәдуақасова оны 2009 жылдан бері үздік деді.

Студенттер тегін кіреді, басқалар 1500 теңге төлейді.""",
    "en": """Museum in Turkistan opens an exhibition of 18th century maps

The exhibition has 84 maps from Vienna and Stockholm. Museum director Gulmira Sadvakasova called it the best since 2009.

Students enter free of charge, others pay 1,500 tenge.""",
}
STORIES = (FIRE, MATCH, MUSEUM)
