import { expect, it } from 'vitest';
import { columnOf, outcomeOf } from '../../../tests/support/marketColumn.ts';
import { bestColumns, FIGURE_IDS, FIGURES } from './figures.ts';

const figureNamed = (id: string) => {
  const found = FIGURES.find((figure) => figure.id === id);
  if (!found) throw new Error(id);
  return found;
};

it('describes every figure once', () => {
  expect(FIGURES.map(({ id }) => id)).toEqual([...FIGURE_IDS]);
});

it('follows from its inputs: gain is the difference of the two sums', () => {
  const outcome = outcomeOf([90, 105], [100, 100]);
  const inputs = new Map(
    figureNamed('gain')
      .inputsOf(outcome)
      .map(({ id, value }) => [id, value]),
  );
  expect(figureNamed('gain').figureOf(outcome)).toBe((inputs.get('referenceSum') ?? 0) - (inputs.get('costSum') ?? 0));
  expect(figureNamed('largestLoss').figureOf(outcome)).toBe(5);
});

it('marks the best of at least two different values, whichever way is better, and never a column that was not run', () => {
  const columns = [columnOf([90, 105]), columnOf([80, 95]), columnOf(null), columnOf([80, 95])];
  expect(bestColumns(figureNamed('gain'), columns)).toEqual([1, 3]);
  expect(bestColumns(figureNamed('losers'), columns)).toEqual([1, 3]);
  expect(bestColumns(figureNamed('gain'), columns.slice(0, 1))).toEqual([]);
  expect(bestColumns(figureNamed('gain'), [columnOf([80, 95]), columnOf([80, 95])])).toEqual([]);
  expect(bestColumns(figureNamed('meanPrice'), columns)).toEqual([]);
});
