/** What was read, filled or assumed in a weather year: in English, and by code for the message catalogue. */
import type { WeatherNote } from '#models/energy/weather.ts';

export class WeatherNotes {
  readonly texts: string[] = [];
  readonly details: WeatherNote[] = [];

  add(code: string, text: string, values: WeatherNote['values'] = {}): void {
    this.texts.push(text);
    this.details.push({ code, values });
  }
}
