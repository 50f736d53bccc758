/** The tool that draws, what it is set to, and what it tells the person; none of it touches the model until a step is done. */
import type { BuildingUse, HeatSource } from '#models/district/district.ts';
import type { DrawnShape, RoofForm } from '#models/district/edits.ts';
import type { LineKind, PointKind } from '#models/district/elements.ts';
import type { PvFieldYield } from '#models/scenario/pvFieldYield.ts';
import type { Scenario } from '#models/scenario/scenario.ts';
import type { EngineAnswer, PvPreviewField } from '../workers/engineApi.ts';
import { unexpected } from './notices.ts';
import type { Context } from './store.ts';

export const EDIT_TOOLS = [
  'outline',
  'rectangle',
  'move',
  'raise',
  'split',
  'remove',
  'pv',
  'battery',
  'charging',
  'tree',
  'line',
  'point',
] as const;
export type EditTool = (typeof EDIT_TOOLS)[number];

/** Lines and points that can be drawn. */
export const DRAWN_LINES = ['power-line', 'power-cable', 'heat-pipe', 'gas-pipe'] as const satisfies readonly LineKind[];
export const DRAWN_POINTS = ['substation', 'transformer', 'heat-plant', 'pole'] as const satisfies readonly PointKind[];

export interface EditOptions {
  /** Corners, edges, right angles, whole metres; Alt turns it off for a moment. */
  readonly snap: boolean;
  /** Floor to eaves of what is drawn next [m]. */
  readonly eaves_m: number;
  readonly roof: RoofForm;
  readonly pitch_deg: number;
  /** Null for along the longest side. */
  readonly ridge_deg: number | null;
  readonly use: BuildingUse | 'neighbours';
  /** Null follows from the height. */
  readonly storeys: number | null;
  readonly constructionYear: number;
  readonly heatSource: HeatSource;
  readonly coverage: number;
  readonly power_kW_m2: number;
  readonly battery_kWh: number;
  readonly battery_kW: number;
  readonly chargingPoints: number;
  readonly charging_kW: number;
  readonly distance_km: number;
  readonly treeHeight_m: number;
  readonly crown_m: number;
  /** Trees in a row along a line, this far apart [m]; null for one at a time. */
  readonly treeSpacing_m: number | null;
  readonly line: (typeof DRAWN_LINES)[number];
  readonly point: (typeof DRAWN_POINTS)[number];
  /** Of lines and points; null where it is not known. */
  readonly rated_kW: number | null;
}

/** What to do now, for the hint line: a message key with its values. */
export interface EditStep {
  readonly hint: string;
  readonly values?: Readonly<Record<string, string | number>>;
  /** Message key of what should be known but does not hinder. */
  readonly note?: string;
  /** Message key of what is wrong with the drawing as it is. */
  readonly fault?: string;
  /** Live sizes and what was typed, in words. */
  readonly sizes?: string;
}

/** Faces of one building that will carry PV. */
export interface PvDraft {
  readonly buildingId: string;
  /** Counted from the building's first surface. */
  readonly faces: readonly number[];
}

export interface EditState {
  readonly tool: EditTool | null;
  readonly where: 'scenario' | 'base';
  readonly options: EditOptions;
  readonly step: EditStep | null;
  readonly pv: PvDraft | null;
  /** Where the person looks: a place to start from for who draws by numbers. */
  readonly at_m: readonly [number, number];
  /** Id of a building to be selected as soon as it is there. */
  readonly awaited: string | null;
  /** A shape given by numbers, shown before it is added. */
  readonly preview: DrawnShape | null;
}

export const INITIAL_EDIT: EditState = {
  tool: null,
  where: 'scenario',
  options: {
    snap: true,
    eaves_m: 9,
    roof: 'flat',
    pitch_deg: 35,
    ridge_deg: null,
    use: 'neighbours',
    storeys: null,
    constructionYear: new Date().getFullYear(),
    heatSource: 'air-heat-pump',
    coverage: 0.7,
    power_kW_m2: 0.2,
    battery_kWh: 20,
    battery_kW: 10,
    chargingPoints: 2,
    charging_kW: 11,
    distance_km: 12_000,
    treeHeight_m: 10,
    crown_m: 6,
    treeSpacing_m: null,
    line: 'power-cable',
    point: 'transformer',
    rated_kW: null,
  },
  step: null,
  pv: null,
  at_m: [0, 0],
  awaited: null,
  preview: null,
};

export interface EditActions {
  /** Null gives the pointer back to the camera. */
  setEditTool(tool: EditTool | null): void;
  setEditWhere(where: EditState['where']): void;
  setEditOptions(options: Partial<EditOptions>): void;
  setEditStep(step: EditStep | null): void;
  setPvDraft(pv: PvDraft | null): void;
  /** Where the person looks; where numbers start from. */
  setEditPlace(at_m: EditState['at_m']): void;
  /** Selects a building that is being added, once the district has it. */
  awaitBuilding(id: string | null): void;
  /** Shows a shape before it is added. */
  previewShape(preview: DrawnShape | null): void;
  /** What PV on chosen faces would yield. */
  pvPreview(scenario: Scenario, field: PvPreviewField): Promise<EngineAnswer<PvFieldYield>>;
}

export function createEditActions({ store, engine }: Context): EditActions {
  const change = (part: Partial<EditState>): void => store.setState((state) => ({ edit: { ...state.edit, ...part } }));
  return {
    setEditTool: (tool) => change({ tool, step: null }),
    setEditWhere: (where) => change({ where }),
    setEditOptions: (options) => change({ options: { ...store.getState().edit.options, ...options } }),
    setEditStep: (step) => change({ step }),
    setPvDraft: (pv) => change({ pv }),
    setEditPlace: (at_m) => change({ at_m }),
    awaitBuilding: (awaited) => change({ awaited }),
    previewShape: (preview) => change({ preview }),
    async pvPreview(scenario, field) {
      try {
        return await engine.pvPreview(scenario, field);
      } catch (error) {
        return { ok: false, cancelled: false, error: unexpected(error) };
      }
    },
  };
}
