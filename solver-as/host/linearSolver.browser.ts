/** HiGHS in a browser or a worker, from the program's own files. */
import loadHighs from 'highs';
import wasmUrl from 'highs/runtime?url';
import type { LinearSolver } from '#models/market/ports.ts';
import { createLinearSolver } from './linearSolver.ts';

export function createBrowserLinearSolver(): Promise<LinearSolver> {
  return createLinearSolver(loadHighs, { locateFile: () => wasmUrl });
}
