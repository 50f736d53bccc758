/** The machine the window runs on: Electron's preload where it is there, else the web host over HTTP. */
import type { HostResult, PickedFile } from '#electron/host-api/hostApi.ts';
import { createHttpHost, TOKEN_META } from '#electron/host-api/http.ts';
import type { WindowHost } from '../state/store.ts';
import type { LyingFile } from '../workers/engineApi.ts';
import { createProjectCalls } from './projectCalls.ts';

declare global {
  interface Window {
    /** Set by Electron's preload. */
    readonly commonwatt?: WindowHost;
  }
}

/** Opens the browser's own file picker; the file is not read. */
function pickLyingFile(kinds: readonly string[]): Promise<HostResult<LyingFile>> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = kinds.join(',');
    input.addEventListener('cancel', () => resolve({ ok: false, failure: { code: 'cancelled', message: 'No file was picked.' } }));
    input.addEventListener('change', () => {
      const file = input.files?.[0];
      if (file) resolve({ ok: true, value: { name: file.name, blob: file } });
    });
    input.click();
  });
}

async function pickWithBrowser(kinds: readonly string[]): Promise<HostResult<PickedFile>> {
  const picked = await pickLyingFile(kinds);
  if (!picked.ok) return picked;
  try {
    return { ok: true, value: { name: picked.value.name, bytes: new Uint8Array(await picked.value.blob.arrayBuffer()) } };
  } catch (error) {
    return { ok: false, failure: { code: 'disk.failed', message: String(error) } };
  }
}

/** Hands bytes out as a download. */
function download(name: string, mediaType: string, bytes: Uint8Array): HostResult<null> {
  const url = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: mediaType }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
  return { ok: true, value: null };
}

/** The web host, where the browser picks, downloads, and guards the closing of the tab. */
function browserHost(): WindowHost {
  const token = document.querySelector<HTMLMetaElement>(`meta[name="${TOKEN_META}"]`)?.content ?? '';
  const http = createHttpHost((url, request) => fetch(url, request), '', token);
  return {
    ...http,
    ...createProjectCalls(token),
    pickFile: pickWithBrowser,
    pickLyingFile,
    exportFile: async (name, mediaType, bytes) => download(name, mediaType, bytes),
    setUnsaved: async () => {},
  };
}

export function createHostClient(): WindowHost {
  return window.commonwatt ?? browserHost();
}
