/** Denies what no page of ours needs: permissions, foreign requests, navigation, windows, web views. */
import type { App, Session, Shell, WebContents } from 'electron';
import { isOwnUrl, linkForBrowser, mayNavigate, mayRequest } from '../policy/origin.ts';
import { isPermissionAllowed } from '../policy/permissions.ts';

export function lockSession(session: Pick<Session, 'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'webRequest'>): void {
  session.setPermissionRequestHandler((contents, permission, answer) =>
    answer(isPermissionAllowed(permission, isOwnUrl(contents.getURL()))),
  );
  session.setPermissionCheckHandler((_contents, permission, origin) => isPermissionAllowed(permission, isOwnUrl(origin)));
  session.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !mayRequest(details.url) }));
}

function lockContents(contents: WebContents, shell: Pick<Shell, 'openExternal'>): void {
  contents.on('will-navigate', (event) => {
    if (!mayNavigate(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    if (!mayNavigate(event.url)) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    const link = linkForBrowser(url);
    if (link !== null) void shell.openExternal(link);
    return { action: 'deny' };
  });
}

export function lockAllContents(app: App, shell: Pick<Shell, 'openExternal'>): void {
  app.on('web-contents-created', (_event, contents) => lockContents(contents, shell));
}
