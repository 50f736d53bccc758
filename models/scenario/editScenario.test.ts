import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdit, editScenario, endGesture, redo, type ScenarioEdit, startHistory, undo } from './editScenario.ts';
import { MODEL_LABELS } from './labels.ts';
import { BASELINE, type HeatPumpMeasure, type Scenario } from './scenario.ts';

const START: Scenario = { ...BASELINE, id: 's' };

function heatPump(id: string, share = 0.5): HeatPumpMeasure {
  return { id, enabled: true, kind: 'heat-pump', designFlow_C: 45, target: { selector: {}, share } };
}

/** An edit that fits the scenario, from numbers. */
function editFrom(scenario: Scenario, kind: number, which: number, fresh: string): ScenarioEdit {
  const { measures } = scenario;
  const known = measures[which % Math.max(1, measures.length)];
  if (!known || kind === 0) return { kind: 'add', measure: heatPump(fresh), at: which };
  switch (kind) {
    case 1:
      return { kind: 'change', measure: heatPump(known.id, (which % 100) / 100) };
    case 2:
      return { kind: 'remove', id: known.id };
    case 3:
      return { kind: 'move', id: known.id, to: which };
    case 4:
      return { kind: 'toggle', id: known.id };
    default:
      return { kind: 'rename', name: fresh };
  }
}

describe('scenario history', () => {
  it('undoes to the start and redoes to the end, whatever was edited', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(5), fc.nat(200)), { maxLength: 30 }), (draws) => {
        let history = startHistory(START);
        draws.forEach(([kind, which], i) => {
          history = applyEdit(history, editFrom(history.present, kind, which, `m${i}`));
        });
        const end = history.present;
        const steps = history.done.length;
        for (const step of history.done) expect(MODEL_LABELS).toHaveProperty([step.label.key]);
        for (let i = 0; i < steps; i++) history = undo(history);
        expect(history.present).toEqual(START);
        expect(undo(history)).toBe(history);
        for (let i = 0; i < steps; i++) history = redo(history);
        expect(history.present).toEqual(end);
        expect(redo(history)).toBe(history);
      }),
    );
  });

  it('joins the steps of one drag, and starts a new one after it', () => {
    let history = applyEdit(startHistory(START), { kind: 'add', measure: heatPump('a') });
    for (const share of [0.1, 0.2, 0.3]) history = applyEdit(history, { kind: 'change', measure: heatPump('a', share) });
    history = endGesture(history);
    for (const share of [0.4, 0.5]) history = applyEdit(history, { kind: 'change', measure: heatPump('a', share) });
    expect(history.done.map((step) => step.label.key)).toEqual(['history.add', 'history.change', 'history.change']);
    expect(undo(history).present.measures).toEqual([heatPump('a', 0.3)]);
  });

  it('forgets what could be redone at the next edit', () => {
    const two = applyEdit(applyEdit(startHistory(START), { kind: 'add', measure: heatPump('a') }), { kind: 'rename', name: 'x' });
    const branched = applyEdit(undo(two), { kind: 'rename', name: 'y' });
    expect(redo(branched).present.name).toBe('y');
  });

  it('refuses to edit what is not there', () => {
    expect(() => editScenario(START, { kind: 'remove', id: 'none' })).toThrow(RangeError);
    expect(() => editScenario({ ...START, measures: [heatPump('a')] }, { kind: 'add', measure: heatPump('a') })).toThrow(RangeError);
  });
});
