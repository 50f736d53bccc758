import loadHighs from 'highs';
import { expect, it } from 'vitest';
import type { LinearProgram } from '#models/market/ports.ts';
import { createNodeLinearSolver } from '../host/linearSolver.node.ts';
import { createLinearSolver } from '../host/linearSolver.ts';

const solver = await createNodeLinearSolver();

/** Most of 3 x + 2 y with x + y <= 4, x + 3 y <= 8, x <= 3 (as a minimum of the negative). */
const SHOP: LinearProgram = {
  columns: 2,
  rows: 2,
  cost: Float64Array.of(-3, -2),
  lower: Float64Array.of(0, 0),
  upper: Float64Array.of(3, Infinity),
  rowLower: Float64Array.of(-Infinity, -Infinity),
  rowUpper: Float64Array.of(4, 8),
  start: Int32Array.of(0, 2, 4),
  index: Int32Array.of(0, 1, 0, 1),
  value: Float64Array.of(1, 1, 1, 3),
};

it('solves a linear program with the price of each row', () => {
  const answer = solver.solve(SHOP);
  expect(answer.status).toBe('optimal');
  expect(answer.objective).toBeCloseTo(-11, 12);
  expect([...answer.x]).toEqual([3, 1]);
  // One more unit of the first row is worth 2: the objective falls by as much.
  expect(Array.from(answer.rowDual, (dual) => dual + 0)).toEqual([-2, 0]);
});

it('solves a program with whole numbers', () => {
  const answer = solver.solve({ ...SHOP, rowUpper: Float64Array.of(3.5, 6), isInteger: Uint8Array.of(1, 1) });
  expect([answer.status, answer.objective, ...answer.x, answer.rowDual.length]).toEqual(['optimal', -9, 3, 0, 0]);
});

it('tells infeasible from unbounded, and takes programs without columns', () => {
  expect(solver.solve({ ...SHOP, rowLower: Float64Array.of(8, 0) }).status).toBe('infeasible');
  const free = { ...SHOP, upper: Float64Array.of(Infinity, Infinity), rowUpper: Float64Array.of(Infinity, Infinity) };
  expect(solver.solve(free).status).toBe('unbounded');
  const none = new Float64Array(0);
  const empty = {
    columns: 0,
    rows: 1,
    cost: none,
    lower: none,
    upper: none,
    start: Int32Array.of(0),
    index: new Int32Array(0),
    value: none,
  };
  expect(solver.solve({ ...empty, rowLower: Float64Array.of(1), rowUpper: Float64Array.of(2) }).status).toBe('infeasible');
});

it('frees the memory of every program', async () => {
  let memory = () => 0;
  const counted = await createLinearSolver(async (options) => {
    const highs = await loadHighs(options);
    memory = () => highs.memoryBytes;
    return highs;
  });
  for (let round = 0; round < 20; round++) counted.solve(SHOP);
  const before = memory();
  for (let round = 0; round < 500; round++) counted.solve(SHOP);
  expect(memory()).toBe(before);
});
