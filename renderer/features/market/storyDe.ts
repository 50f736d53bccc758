/** Was ein Beispielsystem in einem gerechneten Jahr von sich zeigt. Preise in Cent. */
import type { storyEn } from './storyEn.ts';

export const storyDe: Readonly<Record<keyof typeof storyEn, string>> = {
  'market.story.title': 'Was dieses System zeigt',
  'market.story.brooklyn.critical':
    'Als Insel: Krankenstation, Schule und andere öffentliche Einrichtungen bekommen {served_pct, number} % ihrer {energy_kWh, number} kWh, zu festen {rate_ct, number} ct/kWh. Neben den Modulen ist ein Aggregat von {standby_kW, number} kW angenommen.',
  'market.story.brooklyn.others':
    'Wohnungen und Betriebe konkurrieren um den Rest: Für {unserved_kWh, number} kWh ({unserved_pct, number} %) findet sich nichts, und der Preis liegt zwischen {lowest_ct, number} und {highest_ct, number} ct/kWh, dem niedrigsten Gebot, das noch bedient wird.',
  'market.story.enexa.saving':
    '{traded_kWh, number} kWh werden gehandelt. Jede spart beiden Seiten zusammen {saving_ct, number} ct gegenüber dem Lieferanten, Abgaben bezahlt; je teurer der Lieferant, desto mehr.',
  'market.story.enexa.none': 'Nichts wird gehandelt: Abgaben nehmen den ganzen Abstand zu den Preisen des Lieferanten.',
  'market.story.exergy.hedged':
    '{buyers, plural, one {# von {members, number} Mitgliedern hat} other {# von {members, number} Mitgliedern haben}} Blöcke zu festen {price_ct, number} ct/kWh, zusammen {energy_kWh, number} kWh. Kein Strom fließt deshalb anders.',
  'market.story.exergy.money':
    'Unterschiede zum Preis des Lieferanten in der Stunde: {paid_EUR, number} € zahlen Mitglieder an andere. Alle zusammen ergibt das {sum_EUR, number} €.',
  'market.story.exergy.variance': 'Was diese Mitglieder je Schritt zahlen, schwankt um {fall_pct, number} % weniger (Varianz).',
  'market.story.exergy.none': 'Kein Mitglied bezieht immer Strom, oder keines speist ein: Niemand sichert sich ab.',
  'market.story.allgaeu.limit':
    'Einspeisen bringt {feedIn_ct, number} ct/kWh. Nachbarn könnten nach Abgaben bis zu {most_ct, number} ct/kWh zahlen. Läge eine garantierte Vergütung darüber, würde nichts gehandelt.',
  'market.story.allgaeu.traded': '{traded_kWh, number} kWh werden zwischen Nachbarn gehandelt.',
  'market.story.solshare.waste':
    'Ohne öffentliches Netz verliert jedes Haus für sich {before_pct, number} % seines Solarstroms, alle an einem kleinen Netz {after_pct, number} %. Nichts kommt von außen, nichts geht nach außen.',
  'market.story.solshare.homes':
    '{homes, plural, one {# Mitglied ohne Module bekommt} other {# Mitglieder ohne Module bekommen}} {served_pct, number} % dessen, was sie brauchen.',
  'market.story.solshare.lines':
    'Die vollste von {lines, plural, one {# Leitung} other {# Leitungen}} trägt {most_pct, number} % dessen, was sie darf.',
  'market.story.medellin.sold':
    '{sellers, plural, one {# bedürftiges Mitglied verkauft} other {# bedürftige Mitglieder verkaufen}} {with_kWh, number} kWh für {income_EUR, number} €. Hätte niemand Vorlieben, wären es {without_kWh, number} kWh für {plain_EUR, number} €.',
  'market.story.medellin.total': 'Von allen gehandelt: {with_kWh, number} kWh mit Vorlieben, {without_kWh, number} kWh ohne.',
  'market.story.medellin.none': 'Kein bedürftiges Mitglied hat Solarstrom zu verkaufen: Es gibt niemanden zu bevorzugen.',
  'market.story.elecbay.orders':
    '{accepted, plural, one {# Auftrag wird} other {# Aufträge werden}} angenommen, {rejected, plural, one {# wird} other {# werden}} abgelehnt ({rejected_kWh, number} kWh), weil eine Leitung zu viel tragen müsste. Dafür fließt kein Geld.',
  'market.story.elecbay.imbalance':
    'Schätzungen liegen um {error_pct, number} % daneben. Wer anderes liefert oder verbraucht als bestellt, zahlt dafür: zusammen {imbalance_EUR, number} €.',
  'market.story.lumenaza.exchange':
    'Mit der größten Batterie ({battery_kWh, number} kWh) unter Steuerung gehen {after_kWh, number} kWh in den Bilanzkreis hinein und hinaus; ohne sie {before_kWh, number} kWh.',
  'market.story.lumenaza.charges': 'Entgelte für den Bezug aus den oberen Netzen: {after_EUR, number} € statt {before_EUR, number} €.',
  'market.story.lumenaza.deviation':
    'Gegenüber der Anmeldung mit einem Fehler von {error_pct, number} % weicht der Bilanzkreis um {after_kWh, number} kWh ab statt um {before_kWh, number} kWh.',
  'market.story.lumenaza.none': 'Niemand hat eine Batterie, die sich steuern ließe.',
  'market.story.piclo.matched':
    '{matched_kWh, number} kWh ({matched_pct, number} %) kommen im selben Schritt von Erzeugern der Gemeinschaft; der Lieferant ergänzt {topUp_kWh, number} kWh. Beides zusammen ist der Bezug der Mitglieder.',
  'market.story.piclo.seasons': 'Zugeordnet im Juni: {june_pct, number} %; im Dezember: {december_pct, number} %.',
  'market.story.vandebron.contracts':
    '{producers, plural, one {# Erzeuger} other {# Erzeuger}}: {first, plural, one {# Kunde bekommt} other {# Kunden bekommen}} die erste Wahl, {later, number} eine spätere, weil die erste ausverkauft ist, {none, number} bleiben beim Lieferanten.',
  'market.story.vandebron.platform':
    'Die Plattform verdient {platform_EUR, number} € im Jahr mit Abonnements von {perMonth_EUR, number} € im Monat, gleich wie viel Energie fließt.',
  'market.story.vandebron.prices':
    'Je kWh, ohne Abgaben und Netz: Erzeuger verlangen im Mittel {producer_ct, number} ct, Einspeisen brächte ihnen {feedIn_ct, number} ct, der Lieferant verlangt {supplier_ct, number} ct.',
  'market.story.peerenergycloud.imbalance':
    'Schätzungen liegen um {error_pct, number} % daneben. Auszugleichen, was anders kam, kostet die Mitglieder {cost_EUR, number} € mehr; bei perfekten Schätzungen nichts.',
  'market.story.smart-watts.plan':
    'Für sieben mögliche Tage kostet der Plan, der mit allen rechnet, im Mittel {many_EUR, number} €, der Plan für ihr Mittel {one_EUR, number} €: {saving_EUR, number} € am Tag.',
  'market.story.smart-watts.none': 'Kein Plan lässt sich vergleichen: Eine Batterie, eine Woche Daten oder der Rechenkern fehlt.',
  'market.story.flexibility.sold':
    'Nach außen verkauft: {calls, plural, =0 {kein Abruf} one {# Abruf} other {# Abrufe}}, höchstens {largest_kW, number} kW gehalten, {delivered_kWh, number} kWh geliefert. Die Mitglieder bekommen {members_EUR, number} €.',
  'market.story.flexibility.simulated':
    'Dieser Markt steht Gemeinschaften nicht offen. Simuliert: {calls, plural, =0 {kein Abruf} one {# Abruf} other {# Abrufe}}, höchstens {largest_kW, number} kW gehalten; die Mitglieder bekämen {members_EUR, number} €.',
  'market.story.flexibility.none':
    'Nach außen lässt sich nichts anbieten: Die kleinste gefragte Leistung lässt sich nicht ohne Verlust halten.',
  'market.story.cornwall.auction':
    'Ein Zeitfenster mit zwei Käufern, die {wanted_kW, number} kW wollen: {awarded_kW, number} kW von {assets, plural, one {# Mitglied} other {# Mitgliedern}} gewinnen, die günstigsten zuerst, soweit die Leitungen tragen; niemand bekommt mehr als {highest_ct, number} ct/kWh, und kein Kilowatt wird zweimal verkauft.',
  'market.story.trader.curtailed':
    'Das Kabel nimmt {limit_kW, number} kW. Ohne Abrufe würden {before_kWh, number} kWh abgeregelt, mit ihnen {after_kWh, number} kWh: {fall_kWh, number} kWh weniger.',
  'market.story.trader.price':
    'Wind aufzunehmen wird mit {price_ct, number} ct/kWh bezahlt; eine nicht abgeregelte Kilowattstunde ist ihrem Besitzer {value_ct, number} ct wert.',
  'market.story.trader.noLimit': 'Kein Kabel ist voll, darum wird kein Wind abgeregelt und nichts abgerufen.',
  'market.story.empower.books':
    'Der Dienstleister behält {kept_EUR, number} €: seine Gebühr von {fee_ct, number} ct auf jede von {traded_kWh, number} gehandelten kWh, sonst nichts, wer er auch ist.',
  'market.story.empower.peak':
    'Höchste gemeinsam bezogene Leistung in den Stunden der Abrufe: {after_kW, number} kW; ohne Verschieben {before_kW, number} kW.',
  'market.story.p2p-smarttest.control':
    'Auf {feeders, plural, one {# Leitung} other {# Leitungen}} würde der Handel allein in {before, number} Schritten eine Grenze verletzen, nach der Netzführung in {after, number}. Dafür werden {curtailed_kWh, number} kWh Erzeugung und {shed_kWh, number} kWh Verbrauch zurückgenommen.',
  'market.story.p2p-smarttest.none': 'Keine Leitung dieser Gemeinschaft hat eine Grenze, die Netzführung hat nichts zu tun.',
  'market.story.corby.exports': 'Strom verlässt die Gemeinschaft in {exports, number} von {steps, number} Schritten.',
  'market.story.corby.price':
    'In {atRetail_pct, number} % der Schritte mit Handel zahlt ein Käufer insgesamt so viel wie beim Lieferanten: Verkäufer gewinnen, Käufer nicht.',
  'market.story.iberia.border':
    '{crossed_kWh, number} kWh überqueren die Grenze in {hours, number} Stunden, wo der Preisabstand größer ist als die Gebühren; {inside_kWh, number} kWh bleiben in ihrem Land. Für die Entlastung einer Leitung wird niemand bezahlt.',
  'market.story.iberia.oneZone': 'Alle Mitglieder sind hier in einem Land: Nichts überquert eine Grenze.',
};
