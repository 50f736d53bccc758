import { expect, it } from 'vitest';
import { auctionProof } from '#models/market/cases/auctionProof.ts';
import { createNodeLinearSolver } from '../host/linearSolver.node.ts';

it('finds the welfare and the price of linear programs on 1,000 random books', async () => {
  const proof = auctionProof(await createNodeLinearSolver(), 1000, 7);
  expect(proof.worstWelfare).toBeLessThan(1e-9);
  expect(proof.worstPrice).toBeLessThan(1e-9);
  for (const kind of ['trading', 'partial', 'tied', 'repeated'] as const) expect(proof[kind], kind).toBeGreaterThan(300);
}, 60_000);
