import { describe, expect, test } from 'vitest';
import { energyFlows } from '#models/grid/flows.ts';
import { lineLoading } from '#models/grid/lineLoading.ts';
import { radialNetwork } from '#models/grid/network.ts';
import { messagesFor } from '../app/useMessages.ts';
import { flowSummary, lineSummary } from './hourSummary.ts';

const XY = [0, 0, 30, 0, 60, 0];
const NOON = 171 * 24 + 13;
const drawn = (net: number[]) => ({ flows: energyFlows(net, XY), grid_m: [0, 0] as const, gridIsAssumed: false });

describe('summary of the hour', () => {
  test('says who sends how much to whom and what is left', () => {
    const net = [-10_000, 3_000, 5_000];
    expect(flowSummary(drawn(net), NOON, messagesFor('en')).main.replace(/\s/g, ' ')).toBe(
      'At 13:00 on June 21 one building sends 8 kW to 2 neighbours. 2 kW goes to the public grid.',
    );
    expect(flowSummary(drawn(net), NOON, messagesFor('de')).main.replace(/\s/g, ' ')).toBe(
      'Am 21. Juni um 13:00 gibt ein Gebäude 8 kW an 2 Nachbarn. 2 kW gehen in das öffentliche Netz.',
    );
  });

  test('says that flows are not trades', () => {
    expect(flowSummary(drawn([-1, 1, 0]), NOON, messagesFor('en')).notes.join()).toContain('Open the market to see who trades with whom');
  });

  test('a night without feed-in has one sentence', () => {
    expect(flowSummary(drawn([1000, 1000, 0]), 3, messagesFor('en')).main.replace(/\s/g, ' ')).toBe(
      'At 03:00 on January 1 no building feeds in. 2 buildings draw 2 kW from the public grid.',
    );
  });

  test('an assumed network is always named as one', () => {
    const network = radialNetwork(undefined, XY);
    const summary = lineSummary({ network, loading: lineLoading(network, [1000, 1000, 1000]) }, NOON, messagesFor('en'));
    expect(summary.notes[0]).toMatch(/^Assumed network/);
    expect(summary.notes[1]).toMatch(/^Assumed substation/);
  });
});
