/** What the window writes into a project file beside district and weather, and how it is read back. */
import { z } from 'zod';
import type { ProjectContent } from '#electron/host-api/hostApi.ts';
import { InputError } from '#models/core/errors.ts';
import { asPlainNumbers } from '#models/market/marketSchema.ts';
import { BASELINE, type Scenario } from '#models/scenario/scenario.ts';
import { scenarioSchema } from '#models/scenario/scenarioSchema.ts';
import { BUILDING_COLUMNS, SURFACE_COLUMNS } from '../workers/engineApi.ts';
import { COLOURED_PROPERTIES, VIEWS } from './appState.ts';
import { HOUR_QUANTITIES } from './hourColours.ts';
import { marketPlanSchema } from './marketPlanSchema.ts';
import { EMPTY_MARKET, type MarketPlan } from './marketState.ts';
import type { ShellState } from './store.ts';

const scenarios = z.array(scenarioSchema).min(1);

const pose = z.object({
  east_m: z.number(),
  north_m: z.number(),
  up_m: z.number().exactOptional(),
  distance_m: z.number(),
  heading_deg: z.number(),
  tilt_deg: z.number(),
});

const view = z.object({
  activeScenarioId: z.string(),
  compareScenarioId: z.string(),
  task: z.enum(['district', 'edit', 'scenario', 'results', 'compare', 'market']),
  // Projects of earlier versions know the district view only.
  view: z.enum(VIEWS).default('district'),
  savedViews: z
    .array(z.object({ id: z.string(), name: z.string(), pose }))
    .readonly()
    .default([]),
  hour: z.number().int().min(0).max(8759),
  colourBy: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('building'), column: z.enum(BUILDING_COLUMNS) }),
    z.object({ kind: z.literal('surface'), column: z.enum(SURFACE_COLUMNS) }),
    z.object({ kind: z.literal('hour'), quantity: z.enum(HOUR_QUANTITIES) }),
    z.object({
      kind: z.literal('property'),
      property: z.enum(COLOURED_PROPERTIES),
    }),
  ]),
});
export type ProjectView = z.infer<typeof view>;

/** The plan of the market lies beside the view; projects of earlier versions have none. */
const withMarket = z.object({ market: marketPlanSchema });

export interface Snapshot {
  readonly district: Uint8Array;
  readonly weather: Uint8Array;
  readonly results: Readonly<Record<string, Uint8Array>>;
}

export function toContent(state: ShellState, name: string, snapshot: Snapshot): ProjectContent {
  const settings: ProjectView = {
    activeScenarioId: state.activeScenarioId,
    compareScenarioId: state.compareScenarioId,
    task: state.task,
    view: state.view,
    savedViews: state.savedViews,
    hour: state.hour,
    colourBy: state.colourBy,
  };
  return {
    name,
    district: snapshot.district,
    weather: snapshot.weather,
    results: snapshot.results,
    scenarios: JSON.stringify(state.scenarios.map((entry) => entry.scenario)),
    settings: JSON.stringify({ ...settings, market: state.marketPlan }, asPlainNumbers),
  };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * The scenarios and the view of a project. A view that cannot be read is left out; scenarios that cannot be
 * read are an {@link InputError} `project.scenarios`.
 */
export function fromContent(content: ProjectContent): {
  readonly scenarios: readonly Scenario[];
  readonly view: ProjectView | null;
  readonly marketPlan: MarketPlan;
} {
  const read = scenarios.safeParse(json(content.scenarios));
  if (!read.success) {
    const first = read.error.issues[0];
    throw new InputError({
      code: 'project.scenarios',
      message: 'The scenarios in this project cannot be read.',
      where: first ? first.path.join('.') : content.name,
      mend: 'Open an older copy of the project.',
    });
  }
  const withBaseline = read.data.some((scenario) => scenario.id === BASELINE.id) ? read.data : [BASELINE, ...read.data];
  const shown = view.safeParse(json(content.settings));
  const market = withMarket.safeParse(json(content.settings));
  return {
    scenarios: withBaseline,
    view: shown.success ? shown.data : null,
    marketPlan: market.success ? market.data.market : EMPTY_MARKET,
  };
}
