"""The words of a language that nearly every sentence has: they weigh little, and in bodies nothing.

A language without a list has none; there frequent words weigh little by being frequent.
"""

from functools import cache

from generator.search.words import fold

# As they are cut at apostrophes ("don't" is `don`, `t`), and as people type them without one.
_WORDS = {
    "en": """
        a about after all also am an and any are aren arent as at be because been being but by can cannot cant could
        couldn couldnt d did didn didnt do does doesn doesnt doing don done dont for from had hadn has hasn have haven
        having he her here hers him his how i if im in into is isn isnt it its ive just ll m may me might mine must my
        of on once or our ours out over please s shall she should shouldn so some such t than that thats the their
        theirs them then there these they this those to too us ve very was wasn we were weren what whats when where
        which while who whom whose why will with won wont would wouldn you your yours re
    """,
    "es": """
        a además al algo alguna algunas alguno algunos algún ante antes aquel aquella aquello aquí así aun aunque aún
        cada como con cual cuales cualquier cuando cuanto cuanta cuantas cuantos cuál cuáles cuándo cuánto cuánta
        cuántas cuántos cómo de del desde donde dónde durante e el ella ellas ellos en entre era es esa esas ese eso
        esos esta estaba estamos estar estas este esto estos estoy está están favor fue ha haber había hace hacer hago
        han has hasta hay he hemos la las le les lo los me mi mis mismo mucho muy más mí nada ni no nos nosotros
        nuestra nuestras nuestro nuestros o os otra otras otro otros para pero poco por porque pues que quien quienes
        quién quiénes qué se sea ser si sido sin sobre son soy su sus suya suyo sí también tan tanto te ten tener
        tengo ti tiene tienen tienes todo todos tu tus tú u un una unas uno unos usted ustedes va vamos van voy y ya
        yo él
    """,
    "fr": """
        ai as au aux avec avez avons avoir c ce ceci cela ces cet cette chez ci comme comment d dans de depuis des
        dois donc dont du elle elles en est et eu faire fait faut il ils j je l la le les leur leurs lui là m ma mais
        me mes moi mon même n ne nos notre nous on ont ou où par pas pendant peu peut peux plus pour pourquoi puis qu
        quand que quel quelle quelles quels qui quoi s sa sans se sera ses si son sont suis sur t ta te tes toi ton
        tous tout toute toutes très tu un une vos votre vous y à ça été être
    """,
    "de": """
        ab aber alle allem allen aller alles als also am an auch auf aus bei beim bin bis bist da damit dann das dass
        dein deine dem den denn der des dessen die dies diese diesem diesen dieser dieses dir doch dort du durch ein
        eine einem einen einer eines er es etwas euch euer für gegen gibt hab habe haben hat hatte hier hinter ich ihm
        ihn ihnen ihr ihre ihrem ihren ihrer im in ins ist ja jede jedem jeden jeder jedes kann kannst kein keine
        keinen können könnte mal man mein meine meinem meinen meiner mich mir mit muss müssen nach nicht nichts noch
        nun nur ob oder ohne schon sehr sein seine seit sich sie sind so soll sollte sondern sonst um und uns unser
        unsere unter vom von vor wann warum was weil welche welchem welchen welcher welches wenn wer werden wie wieder
        will wir wird wo wurde zu zum zur über
    """,
    "it": """
        a abbiamo ai al alla alle allo anche avere c che chi ci come con cosa cui d da dagli dai dal dalla dalle dallo
        degli dei del della delle dello devo di dopo dove e ed era fa fare fra gli ha hai hanno ho i il in io l la le
        lei li lo loro lui ma mi mia mie miei mio ne negli nei nel nella nelle nello noi non nostra nostro o ogni per
        perché però più poi posso prima può qual quale quali quando quanta quante quanti quanto quella quelle quelli
        quello questa queste questi questo qui se sei senza si sia siamo sono sta sto su sua sue sugli sui sul sulla
        suo suoi ti tra tu tua tuo tutti tutto un una uno vi voi è
    """,
    "pt": """
        a ao aos aquela aquele aquilo as até com como da das de dela dele deles depois do dos e ela elas ele eles em
        entre era essa essas esse esses esta estas este estes estou está estão eu faz fazer foi há isso isto já lhe
        mais mas me mesmo meu meus minha minhas muito na nas nem no nos nossa nosso não nós o onde os ou para pela
        pelas pelo pelos por porque posso qual quais quando quanto quantos que quem se sem ser seu seus sua suas são
        só também te tem tenho ter teu tu tua tudo um uma umas uns vai você vocês vou à às é
    """,
    "nl": """
        aan al alle als altijd ben bent bij daar dan dat de deze die dit doe doen door een en er ga gaan geen had
        hallo heb hebben hebt heeft hem het hier hij hoe hun iemand iets ik in is ja je jij jou jouw jullie kan kon
        kun kunnen maar me meer men met mij mijn moet na naar niet niets nog nu of om omdat ons onze ook op over te
        tegen toch toen tot u uit uw van veel voor waar waarom wanneer want waren was wat we wel welke werd wie wij
        wil worden wordt zal ze zelf zich zij zijn zo zonder zou
    """,
}


def function_forms(language: str) -> list[str]:
    """As they are written."""
    return _WORDS.get(language.partition("-")[0].lower(), "").split()


@cache
def function_words(language: str) -> frozenset[str]:
    """Folded, as they are compared: on a phone nobody types the accent of `cómo`."""
    return frozenset(map(fold, function_forms(language)))
