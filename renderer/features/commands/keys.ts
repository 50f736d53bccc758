/** Keyboard shortcuts: matching of pressed keys, and how keys are written. */
import type { Command } from './commands.ts';

const IS_MAC = typeof navigator !== 'undefined' && navigator.platform.startsWith('Mac');

/** `Mod+Shift+Z` as it stands on the person's keyboard. */
export function keysText(keys: string): string {
  return keys
    .replace('Mod', IS_MAC ? '\u2318' : 'Ctrl')
    .replace('Shift', '\u21e7')
    .replaceAll('+', ' ');
}

/** The name of a pressed key combination, in the form commands use. */
export function pressedKeys(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>): string {
  const key = event.key === ' ' ? 'Space' : event.key.length === 1 ? event.key.toUpperCase() : event.key;
  const isLetter = /^[A-Z]$/.test(key);
  return [(event.ctrlKey || event.metaKey) && 'Mod', event.shiftKey && (isLetter || key.length > 1) && 'Shift', event.altKey && 'Alt', key]
    .filter(Boolean)
    .join('+');
}

/** Elements that use plain keys themselves. */
function takesKeys(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  return (
    target.closest(
      'input, textarea, select, [contenteditable], [role="slider"], [role="listbox"], [role="grid"], [role="menu"], [role="dialog"], [role="separator"], [role="tab"]',
    ) !== null
  );
}

/** Fields with text, which have an undo of their own. */
function editsText(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('input:not([type="range"], [type="checkbox"], [type="radio"]), textarea, [contenteditable]') !== null
  );
}

/** Keys that a focused button, link or switch reacts to by itself. */
function isActivation(event: KeyboardEvent): boolean {
  return (
    event.key === ' ' &&
    event.target instanceof Element &&
    event.target.closest('button, a, [role="button"], [role="switch"], label') !== null
  );
}

/** The command that a key press asks for, if any. */
export function commandFor(event: KeyboardEvent, commands: readonly Command[]): Command | undefined {
  const pressed = pressedKeys(event);
  const command = commands.find((item) => item.keys === pressed && item.enabled);
  if (!command) return undefined;
  if (command.inFields) return command;
  if (pressed.startsWith('Mod+')) return editsText(event.target) ? undefined : command;
  return takesKeys(event.target) || isActivation(event) ? undefined : command;
}
