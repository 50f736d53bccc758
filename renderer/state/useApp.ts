/** How components reach the store and the actions. */
import { createContext, useContext } from 'react';
import { useStore } from 'zustand/react';
import type { Actions } from './actions.ts';
import type { AppStore, ShellState } from './store.ts';

export interface AppHandle {
  readonly store: AppStore;
  readonly actions: Actions;
}

export const AppContext = createContext<AppHandle | null>(null);

function useHandle(): AppHandle {
  const handle = useContext(AppContext);
  if (!handle) throw new Error('useApp needs an AppContext.Provider above it.');
  return handle;
}

/** A part of the state; renders again when that part changes (compared with Object.is). */
export function useApp<T>(select: (state: ShellState) => T): T {
  return useStore(useHandle().store, select);
}

/** The store itself, for reading at the time of an event. */
export function useAppStore(): AppStore {
  return useHandle().store;
}

export function useActions(): Actions {
  return useHandle().actions;
}
