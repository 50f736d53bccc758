/** What the browser window itself has to follow: theme, language, title, closing, autosave. */
import type { HostApi } from '#electron/host-api/hostApi.ts';
import type { Actions } from '../state/actions.ts';
import type { Theme } from '../state/appState.ts';
import type { AppStore } from '../state/store.ts';
import { translate } from './messages/translate.ts';

const AUTOSAVE_ms = 30_000;

function resolved(theme: Theme, prefersDark: boolean): 'light' | 'dark' {
  if (theme === 'system') return prefersDark ? 'dark' : 'light';
  return theme;
}

export function connectWindow(store: AppStore, actions: Actions, host: HostApi): void {
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  let told = false;

  function follow(): void {
    const { settings, project } = store.getState();
    document.documentElement.dataset.theme = resolved(settings.theme, dark.matches);
    document.documentElement.lang = settings.language;
    const name = project.name || translate(settings.language, 'title.unnamed');
    document.title = `${project.unsaved ? '• ' : ''}${name} – ${translate(settings.language, 'app.name')}`;
    if (project.unsaved !== told) {
      told = project.unsaved;
      void host.setUnsaved(told);
    }
  }
  follow();
  store.subscribe((state, before) => {
    if (state.settings !== before.settings || state.project !== before.project) follow();
  });
  dark.addEventListener('change', follow);

  window.addEventListener('beforeunload', (event) => {
    // Electron's main asks by itself; in a browser the tab does.
    if (store.getState().project.unsaved && store.getState().host?.kind !== 'electron') event.preventDefault();
  });
  setInterval(() => void actions.autosave(), AUTOSAVE_ms);
}
