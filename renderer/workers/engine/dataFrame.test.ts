import { describe, expect, it } from 'vitest';
import { applyEdits } from '#models/district/edits/applyEdits.ts';
import { boxDistrict } from '#models/scenario/testing/boxDistrict.ts';
import { dataFrame, powerBlock } from './dataFrame.ts';

const place = { use: 'office', constructionYear: 1990 } as const;
const base = boxDistrict([
  { id: 'a', at: [0, 0], ...place },
  { id: 'b', at: [30, 0], ...place },
  { id: 'c', at: [60, 0], ...place },
]);

describe('an hour for the data view', () => {
  const block = powerBlock(Float32Array.of(100, -300, 50, 200, -20, 40), 24, 2);

  it('takes the hour out of the block and keeps the scales of the block', () => {
    const { net_W, flows, lines } = dataFrame(base, block, 25, 10);
    expect([...net_W]).toEqual([-300, 200, 40]);
    expect(flows.widest_W).toBe(300);
    expect(lines.peak_W).toBe(130);
    expect(flows.flows.totals).toMatchObject({ shared_W: 240, toGrid_W: 60, fromGrid_W: 0 });
  });

  it('closes with a building that was taken away and has no place', () => {
    const { district } = applyEdits(base, [{ kind: 'remove-buildings', ids: ['b'] }]);
    const gone = powerBlock(Float32Array.of(100, -300, 0, 0, -20, 40), 24, 2);
    const { flows, lines } = dataFrame(district, gone, 25, 10);
    expect(flows.flows.totals).toMatchObject({ shared_W: 40, toGrid_W: 260 });
    expect(flows.grid_m.every(Number.isFinite)).toBe(true);
    expect([...lines.network.nodes_m].every(Number.isFinite)).toBe(true);
    expect([...lines.loading.power_W].every(Number.isFinite)).toBe(true);
  });
});
