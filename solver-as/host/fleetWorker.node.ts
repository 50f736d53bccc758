import { parentPort } from 'node:worker_threads';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import { exposeFleetWorker } from './fleetWorker.ts';

if (!parentPort) throw new Error('fleetWorker.node.ts runs in a worker thread only.');
exposeFleetWorker(nodeEndpoint(parentPort));
