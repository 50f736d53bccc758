import type { Endpoint } from 'comlink';
import { exposeFleetWorker } from './fleetWorker.ts';

// The global scope of a worker is an endpoint.
exposeFleetWorker(globalThis as Endpoint);
