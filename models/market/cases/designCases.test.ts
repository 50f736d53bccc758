import { describe, expect, it } from 'vitest';
import { designRows, orderProof } from './designCases.ts';

describe('known answers of the market designs', () => {
  it('are met, every row', () => {
    const rows = designRows();
    expect(rows.filter((row) => !row.pass)).toEqual([]);
    expect(rows.length).toBeGreaterThanOrEqual(38);
  });

  it('proves the order of designs on random cases with a small gap', () => {
    const proof = orderProof(100);
    expect(proof).toMatchObject({ cases: 100, meetingCondition: 100, ordered: 100 });
    expect(proof.largestGap_EUR).toBeLessThan(1e-7);
    expect(proof.row.pass).toBe(true);
  });
});
