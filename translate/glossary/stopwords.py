"""Dutch function words: too common to be a term, and no good as the edge of one."""

from __future__ import annotations

_WORDS = """
de het een der des den ten ter te 't 'n
ik jij je u hij zij ze wij we jullie hen hun hem haar mij me jou ons zich zichzelf elkaar men
mijn jouw uw zijn onze dit dat deze die wie wat welk welke wiens hetgeen degene iemand niemand iets niets alles
ieder iedere iedereen elk elke al alle allen beide enkele enige sommige veel vele weinig meer meest minder minst
genoeg geen ander andere anderen zelf zo'n zulk zulke
aan achter af beneden bij binnen boven buiten door gedurende in langs met na naar naast nabij namens om
omstreeks ondanks onder op over per rond rondom sinds te tegen tegenover ten tijdens tot tussen uit van vanaf
vanuit vanwege via volgens voor voorbij wegens zonder
en of maar want dus noch doch dan als toen terwijl omdat doordat opdat zodat hoewel ofschoon mits tenzij
indien nadat voordat totdat zodra zolang alsof aangezien zowel hetzij
ben bent is was waren geweest wees wordt word worden werd werden geworden heb hebt heeft hebben had hadden gehad
kan kun kunt kunnen kon konden mag mogen mocht mochten moet moeten moest moesten wil wilt willen wilde wilden wou
zal zult zullen zou zouden doe doet doen deed deden gedaan ga gaat gaan ging gingen gegaan laat laten liet lieten
blijf blijft blijven bleef bleven kom komt komen kwam kwamen hoeft hoeven
er hier daar waar waarin waarop waarvan waarmee waardoor waarom waarbij waaruit waarna waarvoor waartegen
hierin hierop hiervan hiermee hierdoor hierom hierbij hieruit hierna hiervoor hiertegen
daarin daarop daarvan daarmee daardoor daarom daarbij daaruit daarna daarvoor daartegen daarnaast
erin erop ervan ermee erdoor erom erbij eruit erna ervoor ertegen eraan erover
ergens nergens overal hoe hoeveel wanneer
niet wel ook nog al nu nooit ooit altijd vaak soms weer steeds meteen straks toch juist zelfs alleen slechts
heel zeer te erg zo zoals even bijna ongeveer misschien wellicht echter bovendien inmiddels ondertussen vooral
eens gisteren vandaag morgen eerst later vroeger onlangs daarentegen immers namelijk overigens trouwens
eerder verder anders samen mede tevens eveneens evenals evenwel
"""

STOPWORDS: frozenset[str] = frozenset(_WORDS.split())
"""Lower-case; every one a word without meaning of its own in an article."""
