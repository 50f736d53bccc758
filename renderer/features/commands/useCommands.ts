import { useEffect } from 'react';
import { messagesFor } from '../../app/useMessages.ts';
import { useActions, useAppStore } from '../../state/useApp.ts';
import { buildCommands, type Command } from './commands.ts';
import { commandFor } from './keys.ts';

/** The commands as they are now; call it when they are needed, not while rendering. */
export function useCommandList(): () => readonly Command[] {
  const store = useAppStore();
  const actions = useActions();
  return () => buildCommands(store, actions, messagesFor(store.getState().settings.language));
}

/** Listens for the keys of all commands. */
export function useShortcuts(): void {
  const store = useAppStore();
  const actions = useActions();
  useEffect(() => {
    function press(event: KeyboardEvent): void {
      const { dialog, commandPaletteOpen, pendingReference, pendingTable, pendingSecond, settings } = store.getState();
      if (event.defaultPrevented || dialog || commandPaletteOpen || pendingReference || pendingTable || pendingSecond) return;
      const command = commandFor(event, buildCommands(store, actions, messagesFor(settings.language)));
      if (!command) return;
      event.preventDefault();
      command.run();
    }
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [store, actions]);
}
