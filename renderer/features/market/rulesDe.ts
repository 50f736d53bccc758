/** What the rules of a market are called, in one sentence and in a paragraph each. German. */
import type { rulesEn } from './rulesEn.ts';

export const rulesDe: Readonly<Record<keyof typeof rulesEn, string>> = {
  'market.design': 'Wer mit wem handelt',
  'market.design.supplier': 'Nur Versorger',
  'market.design.supplier.short': 'Niemand handelt. Alle kaufen beim Versorger und werden für ihre Einspeisung bezahlt.',
  'market.design.supplier.help':
    'So werden die meisten Menschen heute versorgt. Alle anderen Spalten werden daran gemessen: Was ein Mitglied gewinnt oder verliert, ist der Unterschied zu seiner Rechnung hier.',
  'market.design.p2p': 'Jeder mit jedem',
  'market.design.p2p.short': 'Jedes Mitglied handelt direkt mit jedem anderen.',
  'market.design.p2p.help':
    'Bekannt als Peer-to-Peer-Handel. Vorlieben kommen voll zur Geltung: der Nachbar, ein bestimmtes Dach, nur grüne Energie. Jedes Mitglied muss bieten oder lässt jemanden für sich bieten, und der Rest läuft weiter über den Versorger.',
  'market.design.community': 'Eine Gemeinschaft mit Verwalter',
  'market.design.community.short': 'Ein Verwalter sammelt Überschüsse und gibt sie an Mitglieder, die sie brauchen.',
  'market.design.community.help':
    'Mitglieder geben ihren Überschuss in einen Topf und beziehen daraus. Der Verwalter handelt für alle mit der Außenwelt. Wenig Aufwand für Mitglieder und der beste Zugang zu äußeren Märkten; nötig ist Vertrauen in den Verwalter und in die Regel, die das Geld verteilt.',
  'market.design.hybrid': 'Gruppen in Gruppen',
  'market.design.hybrid.short': 'Energie wird erst im Haus geteilt, dann in der Straße, dann im Quartier.',
  'market.design.hybrid.help':
    'Gemeinschaften sind wie Matrjoschka-Puppen ineinander geschachtelt. Jede gleicht sich zuerst selbst aus und handelt nur den Rest mit der nächstgrößeren, über eine Verbindung, die etwas kosten und begrenzt sein kann.',
  'market.design.districts': 'Quartiere handeln miteinander',
  'market.design.districts.short': 'Mitglieder teilen im eigenen Quartier; Quartiere handeln mit dem Rest.',
  'market.design.districts.help':
    'Jedes Quartier ist eine Gemeinschaft mit Verwalter. Nur die Verwalter handeln miteinander; ein Mitglied hat also nur mit dem eigenen Verwalter zu tun.',

  'market.clearing': 'Wie Energie zugeordnet wird',
  'market.clearing.pool': 'Gemeinsamer Topf',
  'market.clearing.pool.short': 'Überschüsse werden unter denen geteilt, die sie brauchen, im Verhältnis ihres Bedarfs.',
  'market.clearing.pool.help':
    'Niemand bietet. Nach jedem Zeitschritt wird der Überschuss aller zusammengezählt und anteilig verteilt. Ist es zu viel, verkauft jeder den gleichen Teil seines Überschusses an Mitglieder und den Rest an den Versorger.',
  'market.clearing.optimum': 'Geringste Kosten aller',
  'market.clearing.optimum.short': 'Eine Rechnung findet, wer wem gibt, damit alle zusammen am wenigsten zahlen.',
  'market.clearing.optimum.help':
    'Der Verwalter löst eine Aufgabe für alle Mitglieder und alle geschachtelten Gruppen. Ihr Ergebnis ist der Maßstab für jede andere Zuordnung. Der Preis folgt daraus: was eine weitere Kilowattstunde die Gemeinschaft kosten würde.',
  'market.clearing.call': 'Auktion in jedem Zeitschritt',
  'market.clearing.call.short': 'Gebote werden gesammelt; die günstigsten Angebote bedienen die höchsten Gebote.',
  'market.clearing.call.help':
    'Kaufgebote werden von hoch nach niedrig, Angebote von niedrig nach hoch sortiert. Sie werden zugeordnet, solange das Gebot mindestens so hoch ist wie das Angebot. Keine andere Zuordnung derselben Gebote bringt allen zusammen mehr.',
  'market.clearing.huang': 'Ehrliche Auktion (Huang)',
  'market.clearing.huang.short': 'Das letzte Paar bleibt außen vor, damit niemand durch ein falsches Gebot gewinnt.',
  'market.clearing.huang.help':
    'Wie die Auktion in jedem Zeitschritt, aber der letzte Käufer und der letzte Verkäufer setzen die Preise und handeln selbst nicht. Dann ist die Wahrheit für alle das beste Gebot. Etwas Handel geht verloren, und die Differenz beider Preise bleibt beim Auktionator.',
  'market.clearing.muda': 'Ehrliche Auktion (zwei Hälften)',
  'market.clearing.muda.short': 'Die Mitglieder werden geteilt; jede Hälfte handelt zum Preis der anderen.',
  'market.clearing.muda.help':
    'Bekannt als MUDA. Das Los entscheidet, wer in welcher Hälfte ist. Da niemand den Preis der anderen Hälfte ändern kann, lohnt sich kein falsches Gebot. Es geht so viel Geld hinaus, wie hereinkommt.',
  'market.clearing.cda': 'Offenes Orderbuch',
  'market.clearing.cda.short': 'Gebote stehen in einer Liste; ein neues handelt sofort mit dem besten, das passt.',
  'market.clearing.cda.help':
    'Bekannt als fortlaufende zweiseitige Auktion, wie an der Börse. Der beste Preis zuerst, dann wer zuerst da war. Schnell und einfach, aber die Reihenfolge ändert das Ergebnis, und manche gute Zuordnung wird verpasst.',
  'market.clearing.bilateral': 'Vereinbarungen zu zweit',
  'market.clearing.bilateral.short': 'Käufer und Verkäufer finden sich nach Preis und Vorlieben.',
  'market.clearing.bilateral.help':
    'Bekannt als bilateraler Handel. Eine Vorliebe ist einige Cent wert: für den Nachbarn, für grüne Energie, für einen bedürftigen Haushalt, für einen gewählten Partner. Paare bilden sich so, dass die Summe aus Vorlieben und Ersparnis am größten ist.',
  'market.clearing.coefficients': 'Feste Anteile',
  'market.clearing.coefficients.short': 'Jedes Mitglied hat einen im Voraus vereinbarten Anteil am Überschuss.',
  'market.clearing.coefficients.help':
    'Üblich beim gemeinschaftlichen Eigenverbrauch in Frankreich, Spanien und Portugal. Einfach abzurechnen. Ein Anteil, den sein Besitzer in einem Zeitschritt nicht braucht, geht an den Versorger, auch wenn ein Nachbar ihn brauchen könnte.',
  'market.clearing.stackelberg': 'Verwalter setzt Preise, Mitglieder antworten',
  'market.clearing.stackelberg.short': 'Der Verwalter nennt zuerst Preise; dann wählen Mitglieder ihre Mengen.',
  'market.clearing.stackelberg.help':
    'Bekannt als Stackelberg-Spiel. Der Verwalter weiß, wie Mitglieder antworten, und nennt in seinen Grenzen die Preise, die für ihn am besten sind. Das zeigt, wie viel davon abhängt, wer den Preis setzt.',

  'market.priceRule': 'Preis der lokalen Energie',
  'market.priceRule.dual': 'Was eine weitere Kilowattstunde kostet',
  'market.priceRule.dual.short': 'Der Preis ist, was eine weitere Kilowattstunde die Gemeinschaft kosten würde.',
  'market.priceRule.dual.help':
    'Bekannt als Grenzpreis oder Schattenpreis. Solange die Gemeinschaft noch vom Versorger kauft, kostet lokale Energie so viel wie dort; hat sie etwas übrig, so viel, wie die Einspeisung bringt. Das Signal stimmt, aber oft bleibt der ganze Gewinn bei einer Seite.',
  'market.priceRule.mid-market': 'Mitte beider Preise',
  'market.priceRule.mid-market.short': 'Der Preis liegt in der Mitte zwischen Versorgerpreis und Einspeisevergütung.',
  'market.priceRule.mid-market.help':
    'Bekannt als Mid-Market-Rate. Was fehlt, wird beim Versorger gekauft, was übrig ist, eingespeist; diesen Unterschied tragen die Käufer oder die Verkäufer gemeinsam.',
  'market.priceRule.supply-demand': 'Nach Knappheit',
  'market.priceRule.supply-demand.short': 'Wenig Überschuss macht lokale Energie teuer, viel Überschuss macht sie billig.',
  'market.priceRule.supply-demand.help':
    'Bekannt als Verhältnis von Angebot und Nachfrage (SDR). Der Preis liegt zwischen dem Versorgerpreis, wenn es kaum Überschuss gibt, und der Einspeisevergütung, wenn genug für alle da ist.',
  'market.priceRule.supply-demand-compensated': 'Nach Knappheit, mit Untergrenze',
  'market.priceRule.supply-demand-compensated.short': 'Wie zuvor, aber Verkäufer bekommen immer etwas mehr als die Einspeisevergütung.',
  'market.priceRule.supply-demand-compensated.help':
    'Ohne Untergrenze gewinnen Verkäufer nichts, sobald genug Überschuss da ist. Die Untergrenze, Kompensation genannt, hält das Mitmachen auch an sonnigen Tagen lohnend.',
  'market.priceRule.bill-sharing': 'Eine Rechnung für alle, geteilt',
  'market.priceRule.bill-sharing.short': 'Die Rechnung der ganzen Gemeinschaft wird nach Bezug und Einspeisung geteilt.',
  'market.priceRule.bill-sharing.help':
    'Betrachtet wird der ganze Abrechnungszeitraum, nicht die Stunde. Ein Mitglied kann davon profitieren, was andere nachts verbrauchen, und ein Verkäufer kann sogar weniger als die Einspeisevergütung bekommen.',
  'market.priceRule.k-price': 'Ein Preis je Auktion',
  'market.priceRule.k-price.short': 'Alle, die in einem Zeitschritt handeln, zahlen und bekommen denselben Preis.',
  'market.priceRule.k-price.help':
    'Jeder Preis zwischen dem letzten angenommenen Angebot und dem letzten angenommenen Gebot ist möglich. Der Faktor k sagt, wo er liegt: 0 ist am besten für Käufer, 1 für Verkäufer, 0,5 ist die Mitte.',
  'market.priceRule.pay-as-bid': 'Jeder zahlt sein Gebot',
  'market.priceRule.pay-as-bid.short': 'Ein Käufer zahlt, was er geboten hat.',
  'market.priceRule.pay-as-bid.help':
    'Der ganze Unterschied zwischen Gebot und Angebot geht an den Verkäufer. Käufer lernen bald, weniger zu bieten, als ihnen die Energie wert ist.',
  'market.priceRule.maker': 'Preis dessen, der zuerst da war',
  'market.priceRule.maker.short': 'Der Auftrag, der im Buch gewartet hat, bestimmt den Preis.',
  'market.priceRule.maker.help': 'Wie an der Börse: Wer später kommt, nimmt den angebotenen Preis, nie einen schlechteren.',
  'market.priceRule.k-double': 'Zwischen Gebot und Angebot jedes Paares',
  'market.priceRule.k-double.short': 'Jedes Paar teilt den Unterschied zwischen Gebot und Angebot.',
  'market.priceRule.k-double.help': 'Der Faktor k sagt, wo der Preis liegt: 0 beim Angebot, 1 beim Gebot, 0,5 in der Mitte.',
  'market.priceRule.fixed': 'Ein Preis der Gemeinschaft',
  'market.priceRule.fixed.short': 'Die Gemeinschaft vereinbart einen Preis für das ganze Jahr.',
  'market.priceRule.fixed.help':
    'Leicht zu verstehen und zu planen. Er sollte zwischen Einspeisevergütung und Versorgerpreis liegen, sonst hat eine Seite keinen Grund zu handeln.',
  'market.priceRule.stackelberg': 'Preis des Verwalters',
  'market.priceRule.stackelberg.short': 'Der Verwalter nennt den für ihn besten Preis und weiß, wie Mitglieder antworten.',
  'market.priceRule.stackelberg.help':
    'Der Preis liegt zwischen Einspeisevergütung und Versorgerpreis, niemand steht also schlechter da als allein.',
  'market.priceRule.retail': 'Preise des Versorgers',
  'market.priceRule.retail.short': 'Lokale Energie kostet so viel wie beim Versorger.',
  'market.priceRule.retail.help': 'Der Handel bringt keinen Gewinn. Das ist der Maßstab für alle anderen Spalten.',

  'market.sharing': 'Wie der Gewinn geteilt wird',
  'market.sharing.none': 'Jeder behält das Seine',
  'market.sharing.none.short': 'Was ein Handel bringt, bleibt bei denen, die gehandelt haben.',
  'market.sharing.none.help': 'Allein der Preis der lokalen Energie entscheidet, wer gewinnt. Danach wird nichts verteilt.',
  'market.sharing.equal': 'Gleiche Teile',
  'market.sharing.equal.short': 'Jedes Mitglied bekommt denselben Betrag.',
  'market.sharing.equal.help':
    'Einfach und leicht zu vereinbaren. Wer nichts beiträgt, bekommt so viel wie die, die die Gemeinschaft tragen.',
  'market.sharing.contribution': 'Nach gehandelter Energie',
  'market.sharing.contribution.short': 'Wer lokal mehr gehandelt hat, bekommt mehr.',
  'market.sharing.contribution.help':
    'Der Gewinn wird nach den Kilowattstunden geteilt, die jedes Mitglied anderen gegeben oder von ihnen bezogen hat.',
  'market.sharing.social': 'Nach Bedürftigkeit',
  'market.sharing.social.short': 'Bedürftige Mitglieder bekommen einen größeren Teil.',
  'market.sharing.social.help':
    'Jedes Mitglied hat ein soziales Gewicht: 1 für die meisten, mehr für bedürftige. Der Gewinn wird im Verhältnis dazu geteilt.',
  'market.sharing.renewable': 'Für grüne Energie',
  'market.sharing.renewable.short': 'Wer anderen grüne Energie gegeben hat, bekommt den Gewinn.',
  'market.sharing.renewable.help': 'Eine Belohnung für den Bau von Solaranlagen. Wer nur verbraucht, bekommt keinen Teil.',
  'market.sharing.shapley': 'Nach dem, was jeder beiträgt (Shapley)',
  'market.sharing.shapley.short': 'Jeder bekommt, was er im Mittel zu jeder Gruppe beiträgt, der er beitreten könnte.',
  'market.sharing.shapley.help':
    'Benannt nach Lloyd Shapley (1953). Bis 12 Mitglieder exakt; darüber aus vielen zufälligen Reihenfolgen geschätzt, mit Angabe der Spanne.',
  'market.sharing.least-core': 'Damit keine Gruppe gehen würde',
  'market.sharing.least-core.short': 'Die Anteile sind so gesetzt, dass keine Gruppe allein viel besser stünde.',
  'market.sharing.least-core.help':
    'Bekannt als Least Core. Der stärkste Grund einer Gruppe, die Gemeinschaft zu verlassen, wird so klein wie möglich.',
  'market.sharing.nucleolus': 'Damit die schlechtestgestellte Gruppe zufrieden ist',
  'market.sharing.nucleolus.short': 'Die Gruppe mit dem stärksten Grund zu gehen wird zuerst bedient, dann die nächste.',
  'market.sharing.nucleolus.help': 'Bekannt als Nucleolus (Schmeidler 1969). Es gibt genau einen. Nur für kleine Gemeinschaften.',
  'market.sharing.mix': 'Eine Mischung',
  'market.sharing.mix.short': 'Mehrere dieser Wege, jeder mit einem Gewicht Ihrer Wahl.',
  'market.sharing.mix.help':
    'Eine typische Mischung: die Hälfte zu gleichen Teilen, je ein Viertel nach gehandelter Energie und nach Bedürftigkeit.',

  'market.dispatch': 'Wofür Batterien und flexible Geräte arbeiten',
  'market.dispatch.none': 'Sie stehen still',
  'market.dispatch.none.short': 'Batterien werden nicht benutzt, und nichts wird zeitlich verschoben.',
  'market.dispatch.self-consumption': 'Eigenverbrauch',
  'market.dispatch.self-consumption.short': 'Jede Batterie hebt den Überschuss für ihren Besitzer auf.',
  'market.dispatch.tariff': 'Die kleinste Rechnung des Besitzers',
  'market.dispatch.tariff.short': 'Geladen wird bei niedrigem Tarif, benutzt bei hohem.',
  'market.dispatch.market': 'Die geringsten Kosten aller',
  'market.dispatch.market.short': 'Alle Batterien folgen gemeinsamen Preisen; angegeben wird, wie nahe das am Bestmöglichen ist.',
  'market.dispatch.peak-shaving': 'Die kleinste Spitze des Besitzers',
  'market.dispatch.peak-shaving.short': 'Jede Batterie senkt die höchste Leistung, die ihr Besitzer bezieht.',
  'market.dispatch.grid-support': 'Die kleinste Spitze aller',
  'market.dispatch.grid-support.short': 'Alle Batterien zusammen senken die höchste Leistung der Gemeinschaft.',

  'market.agents': 'Wie Mitglieder bieten',
  'market.agents.truthful': 'Sie sagen, was ihnen Energie wert ist',
  'market.agents.truthful.short':
    'Käufer bieten den Versorgerpreis, Verkäufer verlangen die Einspeisevergütung, jeweils mit ihren Vorlieben.',
  'market.agents.zero-intelligence': 'Zufällig in Grenzen',
  'market.agents.zero-intelligence.short': 'Zufällige Gebote ohne Verlust. Das zeigt, was allein die Regeln leisten, ohne kluge Bieter.',
  'market.agents.adaptive': 'Sie lernen',
  'market.agents.adaptive.short': 'Gebote folgen dem, was an früheren Tagen am meisten gebracht hat.',

  'market.priority': 'Wohin Flexibilität zuerst geht',
  'market.priority.local-first': 'In die Gemeinschaft',
  'market.priority.local-first.short': 'Der äußere Markt bekommt nur, was Mitglieder nicht brauchen.',
  'market.priority.external-first': 'An den äußeren Markt',
  'market.priority.external-first.short': 'Der Abruf des Netzbetreibers wird zuerst bedient.',
  'market.priority.best-price': 'Wo sie mehr wert ist',
  'market.priority.best-price.short': 'In jedem Zeitschritt entscheidet der bessere Preis.',
};
