"""How are countries, peoples and Kazakhstan's places called in Kazakh, Russian and English?

One line a meaning, `kk | ru | en`; each word stands for all that begin with it (see lexicon.py).
"""

COUNTRIES = """
қазақстан қазақ | казахстан казах | kazakhstan kazakh qazaq
ресей орыс | росси русск | russia
қытай | кита | china chinese
өзбек | узбек | uzbek
қырғыз | кыргыз киргиз | kyrgyz kirgiz
тәжік | таджик | tajik
түрікмен | туркмен | turkmen
түркия түрік | турци турец турк | turkey turkish turk
әзірбайжан әзербайжан | азербайджан | azerbaijan
армения армян | армени армян | armenia
грузия грузин | грузи | georgia
украина украин | украин | ukrain
беларус | беларус белорус | belarus
молдова | молдав молдов | moldov
америка ақш құрама | америк сша соединенн соединённ | america usa u.s united
канада | канад | canad
мексика | мексик | mexic
бразилия | бразил | brazil
аргентина | аргентин | argentin
чили | чили | chile
перу | перу | peru
колумбия | колумби | colombia
венесуэла | венесуэл | venezuel
куба | куб | cuba
ұлыбритания британ | великобритан британ | britain british uk u.k
англия ағылшын | англи | england english
шотландия шотланд | шотланд | scotland scottish
ирландия ирланд | ирланд | ireland irish
уэльс | уэльс | wales welsh
франция француз | франц | france french
германия неміс | герман немец немц | german
италия итал | итали итальян | ital
испания испан | испан | spain spanish
португалия | португал | portug
голландия нидерланд | голланд нидерланд | netherland dutch holland
бельгия | бельги | belgi
швейцария | швейцар | switzerland swiss
австрия | австри | austria
польша поляк | польш польск поляк | poland polish
чехия чех | чехи чешск | czech
венгрия мажар | венгр венгер | hungar
румыния | румын | romania
болгария | болгар | bulgaria
сербия серб | серби серб | serbia
хорватия | хорват | croatia
грекия грек | греци греч грек | greece greek
македония | македон | macedonia
албания | албан | albania
финляндия фин | финлянд финск | finland finnish
швеция швед | швеци швед шведск | sweden swedish
норвегия | норвеги норвеж | norway norwegian
дания | дани датск датчан | denmark danish dane
исландия | исланд | iceland
эстония | эстон | estonia
латвия | латви латыш | latvia
литва | литв литов | lithuania
израиль | израил | israel
палестина | палестин | palestin
иран | иран | iran
ирак | ирак | iraq
сирия | сири | syria
ливан | ливан | leban
иордания | иордан | jordan
йемен | йемен | yemen
сауд | сауд | saudi
катар | катар | qatar
кувейт | кувейт | kuwait
әмірлік бәә | эмират оаэ | emirates uae
египет мысыр | египет египт | egypt
ливия | ливи | libya
тунис | тунис | tunis
алжир | алжир | algeria
марокко | марокко | morocc
судан | судан | sudan
эфиопия | эфиоп | ethiopia
кения | кени | kenya
нигерия | нигери | nigeria
сомали | сомали | somali
оңтүстік-африка оар | юар южноафрикан | south-africa
африка | африк | africa
ауғанстан ауған | афган | afghan
пәкістан | пакистан | pakistan
үндістан үнді | инди | india
бангладеш | бангладеш | bangladesh
непал | непал | nepal
моңғол монғол | монгол | mongol
жапония жапон | япони | japan
корея кәріс | коре | korea
вьетнам | вьетнам | vietnam
таиланд тайланд | таиланд тайланд | thai
индонезия | индонези | indonesia
малайзия | малайзи | malaysia
филиппин | филиппин | philippin filipin
сингапур | сингапур | singapore
тайвань | тайван | taiwan
австралия | австрали | australia
зеландия | зеланд | zealand
еуропа еуро ео | европ евро ес | europ eu
азия | ази | asia
одақ | союз | union
нато | нато | nato
бұұ | оон | un u.n
"""

PLACES = """
астана нұр-сұлтан | астан нур-султан | astana nur-sultan
алматы | алмат | almaty
шымкент | шымкент | shymkent
қарағанды | караганд | karagand qaragan
ақтөбе | актоб актюб | aktobe aqtobe aktyub
атырау | атырау | atyrau
павлодар | павлодар | pavlodar
қостанай | костана кустана | kostana qostana
тараз | тараз | taraz
көкшетау | кокшетау | koksh
семей | семей семе | semey
ақтау | актау | aktau aqtau
орал | уральск | uralsk oral
өскемен | усть-каменогор | oskemen ust-kamenog
қызылорда | кызылорд | kyzylorda qyzylorda
талдықорған | талдыкорган | taldykorgan taldyqorgan
түркістан | туркестан | turkistan turkestan
петропавл қызылжар | петропавл | petropavl
жезқазған | жезказган | zhezkazgan jezqazgan
екібастұз | экибастуз | ekibastuz
теміртау | темиртау | temirtau
жаңаөзен | жанаозен | zhanaozen
байқоңыр | байконур | baikonur baikonyr
қонаев қапшағай | конаев капчага капшага | konaev kapchagai kapshagai
рудный | рудн | rudny
маңғыстау маңғыстау | мангиста мангыста | mangyst mangist
жамбыл | жамбыл | zhambyl jambyl
жетісу | жетысу | zhetysu zhetisu jetisu
ұлытау | улытау | ulytau
абай | аба | abai abay
ақмола | акмол | akmola aqmola
каспий | каспи | caspian
арал | арал | aral
балқаш | балхаш | balkhash balqash
ертіс | иртыш | irtysh ertis
мәскеу | москв москов | moscow
петербург | петербург | petersburg
киев | киев | kiev kyiv
минск | минск | minsk
ташкент | ташкент | tashkent
бішкек | бишкек | bishkek
душанбе | душанбе | dushanbe
ашхабад ашғабат | ашхабад | ashgabat
баку | баку | baku
бейжің пекин | пекин | beijing peking
гонконг | гонконг | hong-kong
токио | токио | tokyo
сеул | сеул | seoul
пхеньян | пхеньян | pyongyang
дели | дели | delhi
лондон | лондон | london
париж | париж | paris
берлин | берлин | berlin
мюнхен | мюнхен | munich
рим | рим | rome
ватикан | ватикан | vatican
брюссель | брюссел | brussel
вена | вен | vienna
женева | женев | geneva
афина | афин | athens
мадрид | мадрид | madrid
барселона | барселон | barcelona
стамбул ыстамбұл | стамбул | istanbul
анкара | анкар | ankara
иерусалим | иерусалим | jerusalem
вашингтон | вашингтон | washington
нью-йорк | нью-йорк | new-york
лос-анджелес | лос-анджелес | los-angeles
чикаго | чикаго | chicago
калифорния | калифорн | california
техас | техас | texas
флорида | флорид | florida
тынық | тих | pacific
атлант | атлант | atlantic
"""
