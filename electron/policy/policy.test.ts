import { FuseV1Options } from '@electron/fuses';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dataFolderInArguments, projectInArguments } from './commandLine.ts';
import { contentSecurityPolicy, policyHeaders } from './contentSecurity.ts';
import { freeName, safeFileName } from './fileName.ts';
import { FUSES } from './fuses.ts';
import { mediaType } from './mediaTypes.ts';
import { isOwnUrl, isTrustedSender, linkForBrowser, mayNavigate } from './origin.ts';
import { confinedPath, isInside } from './paths.ts';
import { isPermissionAllowed } from './permissions.ts';
import { allowedHosts, isHostAllowed, refusalOf } from './webRequest.ts';
import { SMALLEST, startBounds } from './windowState.ts';

describe('content security', () => {
  it('forbids eval, inline scripts, frames and every foreign origin', () => {
    expect(contentSecurityPolicy()).toMatchInlineSnapshot(
      `"default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self' blob:; connect-src 'self' blob:; img-src 'self' blob: data:; font-src 'self'; style-src 'self' 'unsafe-inline'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-src 'none'; frame-ancestors 'none'; object-src 'none'"`,
    );
  });
  it('isolates the page', () => {
    expect(policyHeaders()).toMatchObject({
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Embedder-Policy': 'require-corp',
      'Cross-Origin-Resource-Policy': 'same-origin',
    });
  });
});

describe('confinedPath', () => {
  it.each([
    ['/', 'index.html'],
    ['/assets/app-1a2b.js', 'assets/app-1a2b.js'],
    ['/cesium/', 'cesium/index.html'],
    ['/na%20me.txt', 'na me.txt'],
    ['/%252e%252e/secret', '%2e%2e/secret'],
  ])('%s names %s', (url, expected) => expect(confinedPath(url)).toBe(expected));

  it.each([
    '/../secret',
    '/%2e%2e/secret',
    '/a/%2e%2e%2f%2e%2e/secret',
    '/a/..%5c..%5csecret',
    '/C:/Windows/win.ini',
    '/a%00.html',
    '/.git/config',
    '//host/share',
    '/a//b',
    '/a/./b',
    '/file.txt::$DATA',
    '/trailing./x',
    '/%zz',
    'relative',
    '',
  ])('%s names nothing', (url) => expect(confinedPath(url)).toBeNull());

  it('never leads out of the root', () => {
    const part = fc.constantFrom('..', '.', '%2e', '%2E%2e', '%2f', '%5c', '\\', '/', 'a', '%00', ':', '%25');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const path = confinedPath(`/${parts.join('')}`);
        if (path === null) return;
        expect(new URL(encodeURI(path), 'http://h/root/').pathname.startsWith('/root/')).toBe(true);
        expect(path.split('/')).not.toContain('..');
      }),
    );
  });
  it('tells a sibling with the same beginning from the root', () => {
    expect(isInside('/app/dist', '/app/dist/a.js', '/')).toBe(true);
    expect(isInside('/app/dist', '/app/dist-other/a.js', '/')).toBe(false);
    expect(isInside('C:\\app', 'C:\\app\\a.js', '\\')).toBe(true);
  });
  it('names media types', () => {
    expect([mediaType('a/b.WASM'), mediaType('x.mjs'), mediaType('none')]).toEqual([
      'application/wasm',
      'text/javascript; charset=utf-8',
      'application/octet-stream',
    ]);
  });
});

describe('permissions, navigation and senders', () => {
  it('denies all but two permissions, and these to our page only', () => {
    const asked = [
      'media',
      'geolocation',
      'notifications',
      'midi',
      'openExternal',
      'fileSystem',
      'fullscreen',
      'clipboard-sanitized-write',
    ];
    expect(asked.filter((permission) => isPermissionAllowed(permission, true))).toEqual(['fullscreen', 'clipboard-sanitized-write']);
    expect(asked.filter((permission) => isPermissionAllowed(permission, false))).toEqual([]);
  });
  it.each([
    'https://example.org/',
    'app://other/',
    'file:///etc/passwd',
    'app://commonwatt.evil.org/',
    'app://x@commonwatt/',
    'not a url',
    'about:blank',
  ])('does not navigate to %s', (url) => expect(mayNavigate(url)).toBe(false));
  it('stays on its own pages', () => expect(isOwnUrl('app://commonwatt/index.html?x#y')).toBe(true));
  it('gives the browser https links only', () => {
    expect(linkForBrowser('https://docs.3dbag.nl/')).toBe('https://docs.3dbag.nl/');
    expect(['http://a.org', 'file:///a', 'javascript:1', 'https://u:p@a.org', 'smb://a'].map(linkForBrowser)).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
  });
  it('trusts the main frame of our page', () => {
    expect(isTrustedSender({ url: 'app://commonwatt/', isMainFrame: true })).toBe(true);
    expect(isTrustedSender({ url: 'app://commonwatt/', isMainFrame: false })).toBe(false);
    expect(isTrustedSender({ url: 'https://commonwatt/', isMainFrame: true })).toBe(false);
    expect(isTrustedSender(null)).toBe(false);
  });
});

describe('projectInArguments', () => {
  it.each<[string[], boolean, string | null]>([
    [['commonwatt', '/p/a b.commonwatt'], true, '/p/a b.commonwatt'],
    [['electron', '.', 'A.COMMONWATT'], false, 'A.COMMONWATT'],
    [['commonwatt', '--user-data-dir=/x.commonwatt'], true, null],
    [['commonwatt', '--', '--odd.commonwatt'], true, '--odd.commonwatt'],
    [['commonwatt', 'photo.png'], true, null],
    [['commonwatt'], true, null],
  ])('%j', (argv, isPackaged, expected) => expect(projectInArguments(argv, isPackaged)).toBe(expected));
});

it('takes the data folder from the command line', () => {
  expect(dataFolderInArguments(['electron', 'main.cjs', '--data=/tmp/a b'])).toBe('/tmp/a b');
  expect(dataFolderInArguments(['electron', '--data='])).toBeUndefined();
});

describe('safeFileName', () => {
  it.each([
    ['../../etc/passwd', 'etc passwd'],
    ['C:\\x\\y', 'C x y'],
    ['CON', '_CON'],
    ['nul.commonwatt', '_nul.commonwatt'],
    ['Hafen  Süd', 'Hafen Süd'],
    ['...', 'Project'],
    ['a\u202egnp.exe', 'a gnp.exe'],
    ['trailing. ', 'trailing'],
  ])('%j becomes %j', (given, expected) => expect(safeFileName(given, 'Project')).toBe(expected));
  it('is one harmless path part for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const name = safeFileName(text, 'x');
        expect(name).not.toMatch(/[/\\:]|^\.|[. ]$/);
        expect(name.length).toBeGreaterThan(0);
      }),
    );
  });
  it('counts up to a free name', () => expect(freeName('A', (name) => ['A', 'A 2'].includes(name))).toBe('A 3'));
});

describe('startBounds', () => {
  const left = { x: 0, y: 0, width: 1920, height: 1080 };
  const right = { x: 1920, y: 0, width: 1280, height: 720 };
  const remembered = { x: 2000, y: 50, width: 1100, height: 640 };
  it('comes back where a screen still shows it', () => expect(startBounds(remembered, [left, right])).toEqual(remembered));
  it.each([
    ['its screen is gone', remembered, [left]],
    ['its title bar is above every screen', { ...remembered, y: -300 }, [left, right]],
    ['only a sliver would show', { ...remembered, x: 3180 }, [left, right]],
    ['nothing is remembered', null, [left]],
  ])('is placed by the system where %s', (_why, bounds, displays) => {
    expect(startBounds(bounds, displays)).toEqual({ width: 1440, height: 900 });
  });
  it('is never too small to use', () => {
    expect(startBounds({ x: 0, y: 0, width: 200, height: 100 }, [left])).toMatchObject(SMALLEST);
  });
});

describe('web requests', () => {
  const allowed = allowedHosts('127.0.0.1', 4321);
  const good = { host: 'localhost:4321', origin: 'http://localhost:4321', fetchSite: 'same-origin', token: 'secret' };
  const isToken = (token: string) => token === 'secret';
  it('passes its own page', () => expect(refusalOf(good, allowed, isToken)).toBeNull());
  it.each([
    { host: 'evil.example:4321' },
    { host: 'localhost:80' },
    { host: undefined },
    { origin: 'http://evil.example' },
    { origin: 'null' },
    { fetchSite: 'cross-site' },
    { fetchSite: 'same-site' },
    { token: undefined },
    { token: 'guess' },
  ])('refuses %j', (change) => expect(refusalOf({ ...good, ...change }, allowed, isToken)).not.toBeNull());
  it('knows IPv6 loopback', () => expect(isHostAllowed('[::1]:1', allowedHosts('::1', 1))).toBe(true));
});

it('names fuses that Electron has', () => {
  expect(Object.keys(FuseV1Options)).toEqual(expect.arrayContaining(Object.keys(FUSES)));
});

it('keeps the fuses that cross-origin isolation and safety rest on', () => {
  expect(FUSES).toMatchObject({ RunAsNode: false, GrantFileProtocolExtraPrivileges: false, OnlyLoadAppFromAsar: true });
});
