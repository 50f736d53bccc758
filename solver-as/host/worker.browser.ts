import type { Endpoint } from 'comlink';
import { exposeWorker } from './exposeWorker.ts';

// The global scope of a worker is an endpoint.
exposeWorker(globalThis as Endpoint);
