/**
 * The program for a browser: the renderer's build and the host contract over HTTP, on this machine only
 * unless an address is given.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { readFile, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import fastifyStatic from '@fastify/static';
import { type FastifyInstance, type FastifyReply, type FastifyRequest, fastify } from 'fastify';
import { fromBytes, toBytes } from '#models/core/binary.ts';
import { InputError } from '#models/core/errors.ts';
import { HOST_MEDIA_TYPE, HOST_PATH, HTTP_METHODS, type HttpMethod, TOKEN_HEADER, TOKEN_META } from '../host-api/http.ts';
import { policyHeaders } from '../policy/contentSecurity.ts';
import { confinedPath, isInside } from '../policy/paths.ts';
import { allowedHosts, isHostAllowed, refusalOf } from '../policy/webRequest.ts';
import { answerCall, type HostCall } from '../services/answerCall.ts';
import type { FileSystem } from '../services/fileSystem.ts';
import { createNodeHost, type NodeHost } from '../services/host.ts';
import { PROGRAM_VERSION } from '../services/programVersion.ts';

/** Project contents: as much as a district of 100,000 buildings with its results needs. */
const PROJECT_LIMIT_bytes = 1024 * 1024 * 1024;
const SWEEP_ms = 50;
const SMALL_LIMIT_bytes = 1024 * 1024;
const LARGE_METHODS: readonly HttpMethod[] = ['importProject', 'saveProject', 'saveProjectAs', 'autosave'];

export interface WebHostOptions {
  /** 0 takes a free one. */
  readonly port: number;
  readonly dataDir: string;
  /** Folder of the renderer's build. */
  readonly rendererDir: string;
  /** Shown in the window; the program's own unless said otherwise. */
  readonly version?: string;
  /** Project file to open first. */
  readonly project?: string;
  /** Loopback unless said otherwise. */
  readonly address?: string;
  /** The machine's own unless a test puts a failing disk in its place. */
  readonly fileSystem?: FileSystem;
}

export interface WebHost {
  readonly url: string;
  /** Ends the server after running requests and saves. */
  close(): Promise<void>;
}

function headerText(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

async function indexPage(rendererDir: string, token: string): Promise<string> {
  const page = await readFile(join(rendererDir, 'index.html'), 'utf8').catch(() => null);
  if (page === null) {
    throw new InputError({
      code: 'serve.notBuilt',
      message: 'The app has not been built yet.',
      where: rendererDir,
      mend: 'Run `npm run build` first, or start with `npm start`, which builds it.',
    });
  }
  return page.replace(/<head[^>]*>/i, (head) => `${head}<meta name="${TOKEN_META}" content="${token}">`);
}

function serveHostApi(server: FastifyInstance, host: NodeHost): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser(HOST_MEDIA_TYPE, { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  for (const method of HTTP_METHODS) {
    const bodyLimit = LARGE_METHODS.includes(method) ? PROJECT_LIMIT_bytes : SMALL_LIMIT_bytes;
    server.post(`${HOST_PATH}${method}`, { bodyLimit }, async (request, reply) => {
      const call: HostCall = { method, values: decodedBody(request.body) };
      reply.type(HOST_MEDIA_TYPE).header('Cache-Control', 'no-store');
      return Buffer.from(toBytes(await answerCall(host.api, call)));
    });
  }
}

function decodedBody(body: unknown): unknown {
  if (!(body instanceof Uint8Array)) return undefined;
  try {
    return fromBytes<unknown>(body);
  } catch {
    return undefined;
  }
}

async function serveRenderer(server: FastifyInstance, rendererDir: string, page: string): Promise<void> {
  const root = await realpath(rendererDir);
  async function sendPage(_request: FastifyRequest, reply: FastifyReply): Promise<string> {
    reply.type('text/html; charset=utf-8').header('Cache-Control', 'no-store');
    return page;
  }
  server.get('/', sendPage);
  server.get('/index.html', sendPage);
  await server.register(fastifyStatic, {
    root,
    index: false,
    dotfiles: 'deny',
    cacheControl: false,
    setHeaders: (reply, path) => {
      // The build puts a hash of the content into these names.
      reply.header('Cache-Control', path.includes(`${sep}assets${sep}`) ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  server.addHook('onRequest', async (request, reply) => {
    if (request.method === 'POST') return;
    const path = confinedPath(request.url.split('?')[0] ?? '');
    if (path === null) return reply.code(400).send({ message: 'No such file.' });
    const real = await realpath(join(root, path)).catch(() => null);
    if (real !== null && !isInside(root, real, sep)) return reply.code(403).send({ message: 'No such file.' });
  });
}

/**
 * Starts the web host.
 * @throws InputError where the renderer has not been built
 */
export async function startWebHost(options: WebHostOptions): Promise<WebHost> {
  const address = options.address ?? '127.0.0.1';
  const token = randomBytes(24).toString('base64url');
  const expected = Buffer.from(token);
  const isToken = (given: string): boolean => {
    const bytes = Buffer.from(given);
    return bytes.length === expected.length && timingSafeEqual(bytes, expected);
  };
  const page = await indexPage(options.rendererDir, token);
  const host = createNodeHost({
    kind: 'web',
    version: options.version ?? PROGRAM_VERSION,
    dataFolder: options.dataDir,
    dialogs: null,
    ...(options.fileSystem ? { fileSystem: options.fileSystem } : {}),
  });
  if (options.project !== undefined) await host.startWith(options.project);
  const server = fastify({ logger: false, forceCloseConnections: 'idle', bodyLimit: SMALL_LIMIT_bytes });

  let allowed: readonly string[] = [];
  server.addHook('onRequest', async (request, reply) => {
    reply.headers(policyHeaders());
    const { host: name, origin } = request.headers;
    if (request.method === 'GET' || request.method === 'HEAD') {
      if (!isHostAllowed(name, allowed)) return reply.code(421).send({ message: 'The Host header is not an address of this server.' });
      return;
    }
    const fetchSite = headerText(request.headers['sec-fetch-site']);
    const refusal = refusalOf({ host: name, origin, fetchSite, token: headerText(request.headers[TOKEN_HEADER]) }, allowed, isToken);
    if (refusal !== null) return reply.code(403).send({ message: refusal });
  });
  serveHostApi(server, host);
  await serveRenderer(server, options.rendererDir, page);

  await server.listen({ port: options.port, host: address });
  const bound = server.server.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : options.port;
  allowed = allowedHosts(address, port);
  const shown = address.includes(':') ? `[${address}]` : address;
  return {
    url: `http://${shown}:${port}/`,
    close: async () => {
      // A connection that was busy when closing began stays open for reuse, and would hold the end up.
      const sweep = setInterval(() => server.server.closeIdleConnections(), SWEEP_ms);
      try {
        await server.close();
        await host.idle();
      } finally {
        clearInterval(sweep);
      }
    },
  };
}
