import { describe, expect, it } from 'vitest';
import type { MarketConfig } from '#models/market/marketConfig.ts';
import type { MarketOutcome } from '#models/market/outcome.ts';
import { outcomeOf } from '../../tests/support/marketColumn.ts';
import { defaultColumns } from '../features/market/defaultColumns.ts';
import type { EngineAnswer, EngineApi, LoadedDistrict } from '../workers/engineApi.ts';
import type { CommunityView } from '../workers/marketApi.ts';
import { createActions } from './actions.ts';
import { shownStep } from './marketState.ts';
import { createAppStore, type WindowHost } from './store.ts';

const [supplier, sharing, auction] = defaultColumns((start) => start) as readonly [
  MarketConfig,
  MarketConfig,
  MarketConfig,
  ...MarketConfig[],
];

function member(id: string): CommunityView['participants'][number] {
  return {
    id,
    name: `House ${id}`,
    kind: 'household',
    meter: id,
    building: null,
    collective: '',
    at_m: null,
    socialWeight: 1,
    optedOut: false,
    trader: { kind: 'self' },
    preferences: {
      local_EURPerKWh: 0,
      green_EURPerKWh: 0,
      social_EURPerKWh: 0,
      partners: [],
      partner_EURPerKWh: 0,
      buyLimit_EURPerKWh: null,
      sellLimit_EURPerKWh: null,
    },
    load_kWh: 1,
    generation_kWh: 0,
    battery_kWh: 0,
    flexible: [],
  };
}

function view(ids: readonly string[]): CommunityView {
  return {
    id: 'c',
    name: 'C',
    source: '',
    step_min: 60,
    steps: 8760,
    collectives: [],
    isOnGrid: true,
    hasPlaces: false,
    participants: ids.map(member),
  };
}

/** An engine that answers a column as the test says; the community is a sample, so that no district is simulated. */
function setUp(
  answerOf: (config: MarketConfig) => EngineAnswer<readonly MarketOutcome[]>,
  members: () => readonly string[] = () => ['a', 'b'],
) {
  const asked: string[] = [];
  const engine: Partial<EngineApi> = {
    marketCommunity: async () => ({ ok: true, value: view(members()) }),
    async runMarkets(_scenario, _choice, configs) {
      asked.push(configs.map(({ id }) => id).join());
      return answerOf(configs[0]!);
    },
    cancel: async () => {},
  };
  const store = createAppStore();
  let ids = 0;
  const actions = createActions({ store, engine: engine as EngineApi, host: {} as WindowHost, newId: () => `id${++ids}`, now: () => 0 });
  store.setState({ district: { key: 'd', buildings: [] } as Partial<LoadedDistrict> as LoadedDistrict });
  actions.chooseCommunity({ kind: 'sample', id: 'c', changes: [] });
  actions.beginWith([supplier, sharing, auction]);
  return { store, actions, asked };
}

const done = (config: MarketConfig): EngineAnswer<readonly MarketOutcome[]> => ({
  ok: true,
  value: [{ ...outcomeOf([1, 2], [2, 2]), config }],
});

describe('running the markets', () => {
  it('runs one column after the other, the shown one first, and asks for none twice', async () => {
    const { store, actions, asked } = setUp(done);
    await actions.runMarkets();
    expect(asked).toEqual([sharing.id, supplier.id, auction.id]);
    expect(Object.keys(store.getState().market.outcomes)).toHaveLength(3);
    await actions.runMarkets();
    expect(asked).toHaveLength(3);
  });

  it('runs the others where one is refused, says why, and tries it again only when told', async () => {
    const { store, actions, asked } = setUp((config) =>
      config.id === sharing.id ? { ok: false, cancelled: false, error: { code: 'market.noTariff', message: 'no tariff' } } : done(config),
    );
    await actions.runMarkets();
    const { outcomes, failures, running } = store.getState().market;
    expect(Object.keys(outcomes).sort()).toEqual([auction.id, supplier.id].sort());
    expect(failures[sharing.id]?.value.code).toBe('market.noTariff');
    expect(running).toBeNull();
    await actions.runMarkets();
    expect(asked).toHaveLength(3);
    await actions.runMarkets(true);
    expect(asked).toEqual([sharing.id, supplier.id, auction.id, sharing.id]);
  });

  it('stops where it is stopped and keeps what is there', async () => {
    const { store, actions, asked } = setUp((config) =>
      config.id === supplier.id ? { ok: false, cancelled: true, error: { code: 'cancelled', message: '' } } : done(config),
    );
    await actions.runMarkets();
    expect(asked).toEqual([sharing.id, supplier.id]);
    expect(Object.keys(store.getState().market.outcomes)).toEqual([sharing.id]);
    expect(store.getState().market.failures).toEqual({});
  });

  it('keeps the member by name when the community is put together anew', async () => {
    let members = ['a', 'b'];
    const { store, actions } = setUp(done, () => members);
    await actions.runMarkets();
    actions.showMember(1);
    members = ['x', 'a', 'b'];
    actions.changeParticipant({ participant: 'b', optedOut: true });
    await actions.runMarkets();
    expect(store.getState().market.member).toBe(2);
    members = ['x', 'a'];
    actions.changeParticipant({ participant: 'b', optedOut: false });
    await actions.runMarkets();
    expect(store.getState().market.member).toBeNull();
  });
});

describe('the step that is shown', () => {
  it('is that of the hour and of the minutes after it, which hold for their hour only', () => {
    expect(shownStep(5, { within: null }, 60)).toBe(5);
    expect(shownStep(5, { within: { hour: 5, minute: 45 } }, 15)).toBe(23);
    expect(shownStep(6, { within: { hour: 5, minute: 45 } }, 15)).toBe(24);
    expect(shownStep(5, { within: { hour: 5, minute: 45 } }, 60)).toBe(5);
  });
});
