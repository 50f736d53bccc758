/** Buildings of a file that is still being read: shown in place of the district, and put back where reading ends early. */
import type { LoadedDistrict } from '../workers/engineApi.ts';
import type { AppStore, ShellState } from './store.ts';

/** A district of which more buildings are still to come. */
export function isPartlyRead(district: LoadedDistrict | null): boolean {
  return district?.reading?.isComplete === false;
}

type Kept = Pick<ShellState, 'district' | 'compareDistrict' | 'baseEdits' | 'scenarios'>;

export class PartlyRead {
  readonly #store: AppStore;
  readonly #asNew: (state: ShellState, district: LoadedDistrict) => Partial<ShellState>;
  #before: Kept | null = null;

  /** @param asNew the state with another district in place of the shown one */
  constructor(store: AppStore, asNew: (state: ShellState, district: LoadedDistrict) => Partial<ShellState>) {
    this.#store = store;
    this.#asNew = asNew;
  }

  /** Shows what was read so far; rows keep their numbers, so what is selected stays selected. */
  show(district: LoadedDistrict): void {
    const state = this.#store.getState();
    if (this.#before) {
      this.#store.setState({ district, model: state.model + 1 });
      return;
    }
    const { compareDistrict, baseEdits, scenarios } = state;
    this.#before = { district: state.district, compareDistrict, baseEdits, scenarios };
    this.#store.setState(this.#asNew(state, district));
  }

  /** The whole file was read: what was there before is let go. */
  done(): void {
    this.#before = null;
  }

  /** Puts back what was there before; scenarios that changed meanwhile are kept as they are and simulated again. */
  putBack(): void {
    const before = this.#before;
    if (!before) return;
    this.#before = null;
    this.#store.setState((state) => ({
      district: before.district,
      compareDistrict: before.compareDistrict,
      baseEdits: before.baseEdits,
      model: state.model + 1,
      selection: [],
      selectedSurface: null,
      hovered: null,
      scenarios: state.scenarios.map((entry) => before.scenarios.find(({ scenario }) => scenario === entry.scenario) ?? entry),
    }));
  }
}
