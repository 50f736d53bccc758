/** Money, prices and hours as the market lab writes them. */
import type { Messages } from '../../app/useMessages.ts';

const MICRO = 1e6;

/** A price in cents, which is how bills state it: `12.4 ct/kWh`. */
export function priceText(price_EURPerKWh: number, { quantity }: Pick<Messages, 'quantity'>): string {
  return quantity(price_EURPerKWh * 100, 'ct/kWh');
}

/** The price per kilowatt-hour on a bill, to a hundredth of a cent. */
export function billPrice(price_EURPerKWh: number, { number }: Pick<Messages, 'number'>): string {
  return number(price_EURPerKWh * 100, { decimals: 2 });
}

/** An amount to the cent, as on any bill; half a cent is rounded away from zero. */
export function centText(amount_microEUR: number, { quantity }: Pick<Messages, 'quantity'>, signed = false): string {
  return quantity(roundedCents(amount_microEUR) / 100, 'EUR', { decimals: 2, signed });
}

/** A year's money in whole figures: `412 EUR/a`. */
export function yearMoney(amount_EUR: number, { quantity }: Pick<Messages, 'quantity'>, signed = false): string {
  return quantity(amount_EUR, 'EUR/a', { signed });
}

export function roundedCents(amount_microEUR: number): number {
  const cents = Math.round(Math.abs(amount_microEUR) / (MICRO / 100));
  return amount_microEUR < 0 ? 0 - cents : cents;
}

/** Energy of a bill line [kWh]. */
export function billEnergy_kWh(energy_mWh: number): number {
  return energy_mWh / MICRO;
}

/** First step of an hour of the year. */
export function stepOfHour(hour: number, step_min: number): number {
  return Math.floor((hour * 60) / step_min);
}

/** "14 July, 13:00" for a step of the year. */
export function stepText(step: number, step_min: number, language: string): string {
  const begin = new Date(Date.UTC(2021, 0, 1) + step * step_min * 60_000);
  const day = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(begin);
  const time = `${String(begin.getUTCHours()).padStart(2, '0')}:${String(begin.getUTCMinutes()).padStart(2, '0')}`;
  return `${day}, ${time}`;
}

/** Full name of a month 0..11. */
export function monthName(month: number, language: string): string {
  return new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' }).format(new Date(Date.UTC(2021, month, 15)));
}
