"""Which words do news in Kazakh, Russian and English use most, and which of them mean the same?

One line a meaning, `kk | ru | en`; each word stands for all that begin with it (see lexicon.py).
"""

STATE = """
президент | президент | president
министрлі министр | министер министр | minist
үкімет | правительств | government
парламент мәжіліс | парламент мажилис | parliament mazhilis majilis
сенат | сенат | senat
депутат | депутат | deput lawmaker
сайлау дауыс | выбор избирател голос | election vote voter voting
референдум | референдум | referendum
партия | парти | party
республика | республик | republic
демократ | демократ | democrat
конституция | конституц | constitution
заң | закон | law legislation
қаулы жарлық | постановлен указ | decree resolution
әкімдік әкім | акимат аким | akim
мэр | мэр | mayor
губернатор | губернатор | governor
премьер | премьер | premier prime
елші | посол посольств | embass ambassador
саясат саяси | политик политическ | politic
мемлекет | государств | state national
ұлттық ұлт | национальн | national nation
халықаралық | международн | international
реформа | реформ | reform
кездес | встреч | meet met meeting
келісім келісс шарт | соглашен договор | agreement treaty deal
келіссөз | переговор | negotiation talks
санкция | санкц | sanction
шекара | границ | border
босқын | бежен | refugee
мигрант көші-қон | мигрант миграц | migrant migration
әскер сарбаз | арми войск солдат военн | army troop soldier military
соғыс | войн | war
қару | оруж | weapon arms gun
ядролық | ядерн | nuclear
зымыран | ракет | missile rocket
қауіпсіздік | безопасност | security safety
қорғаныс | оборон | defence defense
барлау | разведк | intelligence
наразылық митинг | протест митинг | protest rally demonstrat
бүлік | мятеж бунт | riot mutiny
бостандық еркіндік | свобод | freedom liberty
тәуелсіздік | независимост | independence
патша король ханшайым | корол принц | king queen prince royal
"""

COURTS = """
полиция | полиц | police
прокур | прокур | prosecutor
сот судья | суд судь судебн | court judge trial
адвокат | адвокат | lawyer attorney
тұтқын қамау | арест задерж | arrest detain
түрме | тюрьм тюремн заключ | prison jail
күдікті | подозрева | suspect
айыпта айыпт | обвин | accus charge
тергеу | расследован следств следоват | investigat
қылмыс | преступ | crime criminal
өлтір кісі | убий уби | murder kill
өлім қайтыс қаза | смерт умер погиб гибел | death died dead die
жарала жарақат | ранен травм | injur wound
құрбан жәбірленуші | жертв потерпевш | victim
алаяқ | мошен | fraud scam swindl
ұрла ұрлық | краж укра похищ | theft stole steal
тонау | ограблен грабеж грабёж | robber
пара | взятк | bribe
жемқор сыбайлас | корруп | corrupt
есірткі | наркот | drug
зорла | насил изнасил | rape violen assault
террор | террор | terror
жарылыс | взрыв | explo blast
атыс оқ | стрел выстрел | shoot shot
айыппұл | штраф | fine
үкім | приговор | sentence verdict
куәгер куә | свидетел | witness
"""

NATURE = """
өрт | пожар | fire blaze wildfire
су | вод | water
тасқын | наводнен паводок паводк | flood
жер-сілкініс сілкін | землетрясен | earthquake quake
дауыл | ураган шторм бур | hurricane storm
цунами | цунами | tsunami
жаңбыр жауын | дожд лив осадк | rain
қар | снег снеж | snow
жел | ветер ветр | wind
ауа-райы | погод | weather
температура аяз ыстық | температур мороз жар | temperature frost heat
градус | градус | degree celsius
климат | климат | climat
экология | эколог | ecolog environment
теңіз мұхит | море мор океан | sea ocean
өзен | рек | river
көл | озер озёр | lake
арал аралы | остров | island
тау | гор | mountain
орман | лес | forest
жағажай жаға | пляж побереж берег | beach coast shore
жанартау | вулкан | volcan
балық | рыб | fish
ит күшік | собак пес пёс щен | dog puppy
мысық | кошк кот | cat
жылқы ат | лошад кон | horse
құс | птиц | bird
акула | акул | shark
шошқа | свин | pig hog
жануар хайуан мал | животн скот | animal livestock cattle
ғарыш | косм | space
жұлдыз | звезд звёзд | star
"""

MONEY = """
теңге | тенге | tenge
доллар | доллар | dollar usd
рубль | рубл | rouble ruble
еуро | евро | euro
фунт | фунт | pound sterling
ақша | деньг денег денеж | money cash
банк | банк | bank
несие | кредит | credit loan
баға | цен | price
салық | налог | tax
бюджет | бюджет | budget
экономика | экономи | econom
компания | компани | company compan firm
бизнес кәсіпкер | бизнес предпринимат | business entrepreneur
сауда | торгов | trade
нарық базар | рынок рынк | market
инвестиц | инвест | invest
инфляция | инфляц | inflation
мұнай | нефт | oil petroleum
газ | газ | gas
көмір | угол угл | coal
алтын | золот | gold
энергия электр | энерг электр | energ electric power
зауыт фабрика | завод фабрик | factory plant
өндіріс өнеркәсіп | производств промышлен | production industr manufactur
экспорт | экспорт | export
импорт | импорт | import
жұмысшы жұмыс | работ рабоч | work job
жалақы | зарплат заработн | salary wage
зейнетақы зейнет | пенси | pension retire
жәрдемақы | пособи | benefit allowance
жұмыссыз | безработ | unemploy
акция | акци | share stock
миллиардер | миллиардер | billionaire
дүкен | магазин | shop store
ауыл-шаруашылық фермер | сельскохоз фермер | farm agricultur
астық бидай | зерн пшениц | grain wheat
өсім өсу | рост вырос | growth grow grew
төменде | сниж снизил | declin decreas drop fell
"""

SOCIETY = """
халық тұрғын халқ | насел жител | population resident inhabitant
адам | человек люд | people person man
ер-адам еркек | мужчин | men male
әйел | женщин жен | woman women female wife
бала | ребен ребён дет | child children kid
қыз | девочк девушк доч | girl daughter
ұл жасөспірім | мальчик подрост сын | boy teenager son
ана шеше | мат мам | mother mom mum
әке | отец отц | father dad
отбасы | семь семей | family famil
студент | студент | student
мектеп мектеб | школ | school
мұғалім ұстаз | учител педагог | teacher
университет | университет | universit
білім | образован | education
ғалым ғылым | ученый учены учён наук научн | scientist scien
зертте | исследован | research study studies
дәрігер | врач доктор медик | doctor physician medic
аурухана емхана | больниц госпитал клиник | hospital clinic
денсаулық | здоров здравоохран | health
ауру науқас | болезн больн пациент | disease illness patient
вирус | вирус | virus
эпидемия | эпидеми | epidemi
вакцин екпе | вакцин привив | vaccin
дәрі | лекарств препарат | medicine
қан | кров | blood
жүрек | сердц сердеч | heart
ми | мозг | brain
обыр ісік | рак онколог | cancer
тамақ азық-түлік азық | еда пищ продукт продовольств | food
шіркеу | церк | church
мешіт | мечет | mosque
дін | религи | religio
мұсылман ислам | мусульман ислам | muslim islam
христиан | христиан | christian
құдай | бог | god
мереке | праздник | holiday festiv
той неке | свадьб брак | wedding marriage marr
үй | дом | house home
пәтер | квартир | apartment flat
көше | улиц | street
қала | город | city town
ауыл | сел посел аул | village
аудан | район | district
облыс | област | region oblast
астана-қала елорда | столиц | capital
ел | стран | country countr
әлем | мир | world
көмек | помощ помог | help aid assist
құтқару құтқар | спас | rescue rescu save
қызметкер | сотрудник | employee staff officer
басшы төраға | глав руковод председател | head chair leader chief
директор | директор | director
өкіл | представител | representative spokes
сарапшы | эксперт | expert
мүше | член | member
ұйым | организац | organi
комитет | комитет | committee
департамент | департамент | department
мәслихат кеңес | совет маслихат | council
агенттік | агентств | agency
"""

MEDIA = """
газет | газет | newspaper
журналист тілші | журналист корреспондент | journalist reporter correspondent
телеарна телевид | телевид телеканал | television tv
сұхбат | интервью | interview
бейне | видео | video footage
сурет фото | фото сним | photo picture image
фильм кино | фильм кино | film movie cinema
актер әртіс | актер актёр актрис | actor actress
әнші | певец певиц | singer
ән | песн | song
музыка | музык | music
концерт | концерт | concert
театр | театр | theatre theater
мұражай музей | музе | museum
кітап | книг | book
жазушы | писател | writer author
суретші | художник | artist painter
тарих | истор | histor
мәдениет | культур | cultur
тіл | язык | language
интернет | интернет | internet online
сайт | сайт | site website
желі | сет | network
технология | технолог | technolog
компьютер | компьютер | computer
телефон | телефон | phone
бағдарлама | программ | program
робот | робот | robot
жасанды-интеллект жасанды | искусствен | artificial
деректер дерек мәлімет | данн | data
"""

SPORT = """
спорт | спорт | sport
чемпион | чемпион | champion
кубок | куб кубк | cup
олимпи | олимпи | olympi
медаль | медал | medal
жеңіс жең | побед выигр | victor win won
жеңіл жеңілі | поражен проиг | defeat lost loss
ойын ойыншы | игр игрок | game play player
матч | матч | match
команда | команд | team
клуб | клуб | club
лига | лиг | league
гол | гол забил | goal
доп | мяч | ball
футбол | футбол | football soccer
хоккей | хоккей хокке | hockey
теннис | теннис | tennis
бокс | бокс | box
күрес | борьб борец | wrestl
жаттықтырушы бапкер | тренер | coach manager
стадион | стадион | stadium
маусым-ойын | сезон | season
турнир | турнир | tournament
финал | финал | final
ұпай | очк балл | point score
"""

TRAFFIC = """
көлік автокөлік | машин автомоб транспорт | car vehicle transport
жүргізуші | водител | driver drive
жол | дорог дорож трасс | road highway
апат | авари дтп катастроф | accident crash disaster
ұшақ | самолет самолёт | plane aircraft jet
әуежай | аэропорт | airport
әуе | авиа воздуш | air aviation airline
ұшқыш | пилот летчик лётчик | pilot
тікұшақ | вертолет вертолёт | helicopter
пойыз поезд | поезд | train
теміржол темір-жол | железнодорож | railway railroad
автобус | автобус | bus
кеме қайық | корабл судн лодк | ship boat vessel
жолаушы | пассажир | passenger
көпір | мост | bridge
турист | турист | tourist
құрылыс | строит | construct build
"""

TIME = """
дүйсенбі | понедельник | monday
сейсенбі | вторник | tuesday
сәрсенбі | сред | wednesday
бейсенбі | четверг | thursday
жұма | пятниц | friday
сенбі | суббот | saturday
жексенбі | воскресень | sunday
қаңтар | январ | january jan
ақпан | феврал | february feb
наурыз | март | march
сәуір | апрел | april
мамыр | май мая мае | may
маусым | июн | june
шілде | июл | july
тамыз | август | august aug
қыркүйек қыркүйег | сентябр | september sept
қазан | октябр | october oct
қараша | ноябр | november nov
желтоқсан | декабр | december dec
таңертең таң | утр | morning
кеш кешкі | вечер | evening
түн түнгі | ноч | night overnight
сағат | час | hour
минут | минут | minute
апта | недел | week
ай | месяц | month
ғасыр | век столет | century
көктем | весн весен | spring
жаз жазғы | лет летн | summer
күз күзгі | осен | autumn fall
қыс қысқы | зим | winter
"""

NATIONAL = """
солтүстік | север | north
оңтүстік | юг южн | south
шығыс | восток восточ | east
батыс | запад | west
орталық | центр | centr center
үлкен ірі | больш крупн | big large
жаңа | нов | new
ескі көне | стар древн | old ancient
жас жасар | возраст молод летн | age aged young
ақ | бел | white
қара | черн чёрн | black
қызыл | красн | red
жасыл | зелен зелён | green
көк | син голуб | blue
"""

NUMERALS = """
бір | один одна одно одного | one
екі | два две двух двое | two
үш | три трех трёх трое | three
төрт | четыре четырех четырёх | four
бес | пять пяти | five
алты | шесть шести | six
жеті | семь семи | seven
сегіз | восемь восьми | eight
тоғыз | девять девяти | nine
он | десять десяти | ten
"""
