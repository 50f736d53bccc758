/**
 * Keeps the shown district what the shown scenario makes of the base: scenarios that draw, move or remove buildings
 * have a district of their own. The newest wish wins; districts seen before come back at once.
 */
import { editsKey, scenarioEdits } from '#models/scenario/scenarioEdits.ts';
import type { LoadedDistrict, ShownVariant } from '../workers/engineApi.ts';
import { LruMap } from '../workers/lruMap.ts';
import type { ScenarioState } from './appState.ts';
import { notify, notifyError, unexpected } from './notices.ts';
import { isPartlyRead } from './partlyRead.ts';
import { activeScenario, type Context, compareScenario, type ShellState } from './store.ts';

/** Variants kept in the window, for going back and forth between scenarios. */
const KEPT = 4;

export interface DistrictSync {
  /** Looks whether district and changes of the base are what they should be. */
  wake(): void;
  /** Tells the engine the changes of the base, before anything that rests on them. */
  sendBase(): void;
  settled(): Promise<void>;
}

function keyOf(state: ShellState, entry: ScenarioState): string {
  return editsKey([...state.baseEdits, ...scenarioEdits(entry.scenario)]);
}

/** The state with another variant of the same base: what was selected stays selected, by id. */
function withVariant(state: ShellState, district: LoadedDistrict): Partial<ShellState> {
  const before = state.district?.buildings ?? [];
  const rowOf = new Map<string, number>();
  const wanted = new Set(state.selection.map((row) => before[row]?.id));
  for (const [row, building] of district.buildings.entries()) {
    if (wanted.has(building.id) && !building.removed) rowOf.set(building.id, row);
  }
  const selection = [...rowOf.values()].sort((a, b) => a - b);
  return { district, selection, selectedSurface: null, hovered: null };
}

export function createDistrictSync(context: Context): DistrictSync {
  const { store, engine } = context;
  let kept = new LruMap<ShownVariant>(KEPT);
  let keptModel = -1;
  let sent: ShellState['baseEdits'] | null = null;
  let sentModel = -1;
  let loop: Promise<void> | null = null;
  /** Something changed since the loop looked last. */
  let again = false;
  /** Keys that could not be made; not asked for again until something changes. */
  const failed = new Set<string>();

  function sendBase(): void {
    const { baseEdits, model, district } = store.getState();
    if (isPartlyRead(district)) return;
    if (sentModel !== model) {
      // A new model comes with its edits; the engine has them already.
      sentModel = model;
      sent = baseEdits;
      return;
    }
    if (sent === baseEdits) return;
    sent = baseEdits;
    failed.clear();
    const failedToSend = (error: unknown): void => notifyError(context, unexpected(error));
    void engine.setBaseEdits(baseEdits).then((answer) => {
      if (!answer.ok && !answer.cancelled) notifyError(context, answer.error);
    }, failedToSend);
  }

  async function variantOf(entry: ScenarioState, key: string): Promise<ShownVariant | null> {
    const { model } = store.getState();
    if (keptModel !== model) {
      kept = new LruMap(KEPT);
      keptModel = model;
      failed.clear();
    }
    const known = kept.get(key);
    if (known) return known;
    if (failed.has(key)) return null;
    try {
      const answer = await engine.districtOf(entry.scenario);
      if (answer.ok) {
        if (store.getState().model === model) kept.set(answer.value.district.key, answer.value);
        return answer.value.district.key === key ? answer.value : null;
      }
      if (answer.cancelled) return null;
      notifyError(context, answer.error);
    } catch (error) {
      notifyError(context, unexpected(error));
    }
    failed.add(key);
    return null;
  }

  function tellFindings({ findings }: ShownVariant): void {
    // What repairs did stands in the import assistant.
    const told = findings.filter(({ code }) => !code.startsWith('repair.'));
    const first = told[0];
    if (first) notify(context, 'warning', { key: 'notice.editFindings', values: { count: told.length, first: first.message } });
  }

  /** True where something was done and more may be left. */
  async function step(): Promise<boolean> {
    sendBase();
    const state = store.getState();
    if (!state.district || isPartlyRead(state.district)) return false;
    const active = activeScenario(state);
    const key = keyOf(state, active);
    if (state.district.key !== key && !failed.has(key)) {
      const variant = await variantOf(active, key);
      const after = store.getState();
      if (variant && keyOf(after, activeScenario(after)) === key && after.model === state.model) {
        store.setState(withVariant(after, variant.district));
        tellFindings(variant);
      }
      return true;
    }
    const other = compareScenario(state);
    const otherKey = keyOf(state, other);
    if (otherKey === state.district.key) {
      if (state.compareDistrict) store.setState({ compareDistrict: null });
      return false;
    }
    if (state.compareDistrict?.key === otherKey || failed.has(otherKey)) return false;
    const variant = await variantOf(other, otherKey);
    if (variant && store.getState().model === state.model) store.setState({ compareDistrict: variant.district });
    return true;
  }

  async function run(): Promise<void> {
    again = false;
    while (await step());
  }

  function wake(): void {
    again = true;
    loop ??= run().finally(() => {
      loop = null;
      if (again) wake();
    });
  }

  return {
    wake,
    sendBase,
    async settled() {
      while (loop) await loop;
    },
  };
}
