/** Wörter für Flexibilität, die außerhalb der Gemeinschaft verkauft wurde. */
import type { outsideEn } from './outsideEn.ts';

export const outsideDe: Readonly<Record<keyof typeof outsideEn, string>> = {
  'market.outside.title': 'Flexibilität nach außen verkauft',
  'market.outside.simulated':
    'Dieser Markt ist für Gemeinschaften geschlossen. Die Zahlungen sind, was er gezahlt hätte; auf keiner Rechnung stehen sie.',
  'market.outside.none':
    'Nichts wurde angeboten: Verschieben hätte mehr gekostet als gebracht, oder es ließ sich weniger verschieben als das kleinste Angebot.',
  'market.outside.called':
    '{served, number} von {events, number} Abrufen wurden bedient, mit bis zu {power}. Geliefert: {energy}. Die Mitglieder erhalten {members}; das Verschieben kostet sie {cost}. Wer für sie verkauft (Aggregator), behält {aggregator}.',
  'market.outside.shortfall': 'Angeboten und nicht geliefert: {energy}; dafür abgezogen: {penalty}.',
  'market.outside.ready': 'An {days, number} Tagen stand die Leistung bereit und niemand rief sie ab; bezahlt wird die Bereitschaft.',
  'market.outside.events': 'Abruf für Abruf',
  'market.outside.day': 'Tag',
  'market.outside.baseline': 'Geplant',
  'market.outside.offered': 'Angeboten',
  'market.outside.delivered': 'Geliefert',
  'market.outside.payment': 'Bezahlt',
};
