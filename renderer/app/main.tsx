/** The window's composition root: host, engine, store, actions, screen. */
import '../host/zodWithoutEval.ts';
import '@fontsource-variable/inter';
import './tokens.css';
import './controls.css';
import './layout.css';
import { createRoot } from 'react-dom/client';
import { createHostClient } from '../host/hostClient.ts';
import { createActions } from '../state/actions.ts';
import type { Language } from '../state/appState.ts';
import { type Context, createAppStore, initialState } from '../state/store.ts';
import { AppContext } from '../state/useApp.ts';
import { createEngineClient } from '../workers/engineClient.ts';
import { App } from './App.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { connectWindow } from './window.ts';

const language: Language = navigator.language.startsWith('de') ? 'de' : 'en';
const host = createHostClient();
const store = createAppStore(initialState(language));
const context: Context = {
  store,
  host,
  engine: createEngineClient(),
  newId: (prefix) => `${prefix}-${crypto.randomUUID()}`,
  now: () => performance.now(),
};
const actions = createActions(context);
connectWindow(store, actions, host);

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <AppContext value={{ store, actions }}>
      <ErrorBoundary language={language}>
        <App />
      </ErrorBoundary>
    </AppContext>,
  );
}
void actions.start();
