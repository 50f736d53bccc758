import { parentPort } from 'node:worker_threads';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import { exposeWorker } from './exposeWorker.ts';

if (!parentPort) throw new Error('worker.node.ts runs in a worker thread only.');
exposeWorker(nodeEndpoint(parentPort));
