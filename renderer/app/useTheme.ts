import { useSyncExternalStore } from 'react';
import { useApp } from '../state/useApp.ts';

const QUERY = '(prefers-color-scheme: dark)';

function subscribe(changed: () => void): () => void {
  const media = window.matchMedia(QUERY);
  media.addEventListener('change', changed);
  return () => media.removeEventListener('change', changed);
}

/** Light or dark as it is shown now. */
export function useTheme(): 'light' | 'dark' {
  const chosen = useApp((state) => state.settings.theme);
  const prefersDark = useSyncExternalStore(subscribe, () => window.matchMedia(QUERY).matches);
  if (chosen !== 'system') return chosen;
  return prefersDark ? 'dark' : 'light';
}

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const media = window.matchMedia(query);
      media.addEventListener('change', changed);
      return () => media.removeEventListener('change', changed);
    },
    () => window.matchMedia(query).matches,
  );
}

/** Whether the window is too narrow for panels beside the view. */
export function useNarrow(): boolean {
  return useMedia('(max-width: 699px)');
}

/** Whether a map has room between a panel and the inspector. */
export function useWide(): boolean {
  return useMedia('(min-width: 1500px)');
}

/** Whether the person asked the system for less movement. */
export function useReducedMotion(): boolean {
  return useMedia('(prefers-reduced-motion: reduce)');
}
