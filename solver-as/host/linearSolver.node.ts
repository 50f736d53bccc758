/** HiGHS in Node. */
import loadHighs from 'highs';
import type { LinearSolver } from '#models/market/ports.ts';
import { createLinearSolver } from './linearSolver.ts';

/** @param wasmFile where highs.wasm lies after bundling; by default in the package */
export function createNodeLinearSolver(wasmFile?: string): Promise<LinearSolver> {
  return createLinearSolver(loadHighs, wasmFile === undefined ? {} : { locateFile: () => wasmFile });
}
