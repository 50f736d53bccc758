import { z } from 'zod';
import type { UserSettings } from './appState.ts';
import { PANEL_LIMITS_px } from './store.ts';

const width = z.number().min(PANEL_LIMITS_px.min).max(PANEL_LIMITS_px.max);

const fields: { readonly [K in keyof UserSettings]: z.ZodType<UserSettings[K]> } = {
  language: z.enum(['en', 'de']),
  theme: z.enum(['system', 'light', 'dark']),
  tourSeen: z.boolean(),
  railCollapsed: z.boolean(),
  panelWidth_px: width,
  inspectorWidth_px: width,
};

/** Settings as they were stored; each that is missing or out of range stays at its default. */
export function readSettings(stored: Readonly<Record<string, unknown>>, defaults: UserSettings): UserSettings {
  const read = <K extends keyof UserSettings>(key: K): UserSettings[K] => {
    const field = fields[key].safeParse(stored[key]);
    return field.success ? field.data : defaults[key];
  };
  return {
    language: read('language'),
    theme: read('theme'),
    tourSeen: read('tourSeen'),
    railCollapsed: read('railCollapsed'),
    panelWidth_px: read('panelWidth_px'),
    inspectorWidth_px: read('inspectorWidth_px'),
  };
}
