/**
 * Fills what a file does not say about a building, each value with its provenance, so that results can
 * tell what rests on an assumption.
 */
import type { StatedProperties, StatedUse } from './attributes.ts';
import type { Building, BuildingUse, HeatSource } from './district.ts';
import type { Sourced } from './provenance.ts';

/** What the geometry says. */
export interface BuildingForm {
  readonly footprintArea_m2: number;
  /** True where there is no ground face and the footprint is the projected roof. */
  readonly footprintInferred: boolean;
  /** Ground to highest roof point [m]; 0 for a flat outline. */
  readonly height_m: number;
  readonly volume_m3: number;
  readonly volumeIsExact: boolean;
  /** Share of the wall area that touches other buildings [0..1]. */
  readonly sharedWallShare: number;
  /** Where an outline was extruded: how high, and how that is known. Absent for shapes of the source. */
  readonly extruded?: Sourced<number>;
}

/** The caller's own assumptions, in place of those of this file. */
export interface CompletionOptions {
  /** Storey height of residential buildings [m]. */
  readonly storeyHeight_m?: number;
  readonly constructionYear?: number;
  readonly heatSource?: HeatSource;
  /** Decides the use from the form where the file states none. */
  readonly inferUse?: (form: BuildingForm, stated: StatedUse | undefined) => BuildingUse;
}

export type CompletedProperties = Pick<
  Building,
  'height_m' | 'storeys' | 'volume_m3' | 'floorArea_m2' | 'use' | 'constructionYear' | 'heatSource'
>;

/** Storey heights [m], floor to floor; the project's own rounded assumptions. */
const STOREY_HEIGHT_m: Readonly<Record<BuildingUse, number>> = {
  'single-family': 2.9,
  terraced: 2.9,
  'multi-family': 2.9,
  'apartment-block': 2.9,
  office: 3.5,
  retail: 4.2,
  school: 3.7,
  hospitality: 3.3,
  health: 3.7,
  industry: 6,
  storage: 3,
};
/** A heated storey is at least this high [m]: bounds floor area by volume. */
const LEAST_STOREY_m = 2.4;
/** Year where the file states none: between the European building booms, before insulation rules. */
const DEFAULT_YEAR = 1970;

/**
 * Completes one building. Values the file states win; geometry comes next; then rules and defaults.
 * @param stated from `statedProperties`, or the caller's own
 */
export function completeBuilding(form: BuildingForm, stated: StatedProperties, options: CompletionOptions = {}): CompletedProperties {
  const use = completeUse(form, stated, options);
  const storeyHeight_m = options.storeyHeight_m ?? STOREY_HEIGHT_m[use.value];
  const height_m = completeHeight(form, stated, storeyHeight_m);
  const volume_m3 = completeVolume(form, height_m);
  const storeys = completeStoreys(form, stated, volume_m3, storeyHeight_m);
  return {
    use,
    height_m,
    volume_m3,
    storeys,
    floorArea_m2: completeFloorArea(form, stated, storeys, volume_m3.value),
    constructionYear: stated.constructionYear ?? {
      value: options.constructionYear ?? DEFAULT_YEAR,
      provenance: 'default',
      note: 'no year in the file',
    },
    heatSource: stated.heatSource ?? {
      value: options.heatSource ?? 'gas-boiler',
      provenance: 'default',
      note: 'no heating system in the file',
    },
  };
}

/**
 * How high an outline stands that has no height of its own: what the attributes state, else storeys, else one storey.
 * The same rule as in {@link completeBuilding}, for those who extrude it before.
 */
export function outlineHeight(footprintArea_m2: number, stated: StatedProperties, options: CompletionOptions = {}): Sourced<number> {
  const outline = { footprintArea_m2, footprintInferred: false, height_m: 0, volume_m3: 0, volumeIsExact: false, sharedWallShare: 0 };
  return completeBuilding(outline, stated, options).height_m;
}

function completeUse(form: BuildingForm, stated: StatedProperties, options: CompletionOptions): Sourced<BuildingUse> {
  const { use } = stated;
  if (use && use.value !== 'residential') return { ...use, value: use.value };
  const infer = options.inferUse ?? useFromForm;
  const value = infer(formThatIsKnown(form, stated), use?.value);
  if (!use) return { value, provenance: 'inferred', note: 'from size and form' };
  return { value, provenance: 'inferred', note: `residential by ${use.note ?? 'attribute'}; kind from size and form` };
}

/** The form without a height that is itself an assumption, so that an outline has one use before and after extrusion. */
function formThatIsKnown(form: BuildingForm, stated: StatedProperties): BuildingForm {
  const isMeasured = form.height_m > 0 && (!form.extruded || form.extruded.provenance === 'file');
  if (isMeasured) return form;
  const byStoreys = stated.storeys ? stated.storeys.value * STOREY_HEIGHT_m['multi-family'] : 0;
  const height_m = stated.height_m?.value ?? byStoreys;
  return { ...form, height_m, volume_m3: form.footprintArea_m2 * height_m };
}

/**
 * Use from size and form: sheds and garages are storage; wide low halls are industry; the rest is
 * residential by height, footprint and shared walls. A rule of thumb, labelled as inferred.
 */
export function useFromForm(form: BuildingForm, stated?: StatedUse): BuildingUse {
  const { footprintArea_m2: footprint, height_m: height } = form;
  const meanHeight = footprint > 0 && form.volume_m3 > 0 ? form.volume_m3 / footprint : height;
  if (stated !== 'residential') {
    if (footprint < 10 || (height > 0 && height < 2.5)) return 'storage';
    if (footprint < 25 && height < 4) return 'storage';
    if (footprint >= 1000 && meanHeight <= 12) return 'industry';
  }
  const storeys = Math.round(meanHeight / STOREY_HEIGHT_m['multi-family']);
  if (storeys >= 6 || (storeys >= 4 && footprint >= 400)) return 'apartment-block';
  if (storeys >= 4 || footprint >= 200 || (storeys >= 3 && footprint >= 120)) return 'multi-family';
  return form.sharedWallShare >= 0.2 ? 'terraced' : 'single-family';
}

function completeHeight(form: BuildingForm, stated: StatedProperties, storeyHeight_m: number): Sourced<number> {
  if (form.extruded && form.height_m > 0) return form.extruded;
  if (form.height_m > 0) {
    return form.footprintInferred
      ? { value: form.height_m, provenance: 'inferred', note: 'from the lowest point: no ground face' }
      : { value: form.height_m, provenance: 'geometry' };
  }
  if (stated.height_m) return stated.height_m;
  const storeys = stated.storeys?.value;
  if (storeys !== undefined) return { value: storeys * storeyHeight_m, provenance: 'inferred', note: `storeys x ${storeyHeight_m} m` };
  return { value: storeyHeight_m, provenance: 'default', note: 'neither geometry nor attribute: one storey' };
}

function completeVolume(form: BuildingForm, height: Sourced<number>): Sourced<number> {
  if (form.volume_m3 > 0 && !form.extruded) {
    return form.volumeIsExact
      ? { value: form.volume_m3, provenance: 'geometry' }
      : { value: form.volume_m3, provenance: 'geometry', note: 'indicative: the shell is not closed' };
  }
  const value = form.volume_m3 > 0 ? form.volume_m3 : form.footprintArea_m2 * height.value;
  return { value, provenance: atBest(height), note: 'footprint x height: upper bound' };
}

/** What follows from an assumption is one. */
function atBest(basis: Sourced<number>): 'inferred' | 'default' {
  return basis.provenance === 'default' ? 'default' : 'inferred';
}

function completeStoreys(form: BuildingForm, stated: StatedProperties, volume: Sourced<number>, storeyHeight_m: number): Sourced<number> {
  if (stated.storeys) return stated.storeys;
  const meanHeight = form.footprintArea_m2 > 0 ? volume.value / form.footprintArea_m2 : 0;
  return {
    value: Math.max(1, Math.round(meanHeight / storeyHeight_m)),
    provenance: atBest(volume),
    note: `mean height / ${storeyHeight_m} m`,
  };
}

function completeFloorArea(form: BuildingForm, stated: StatedProperties, storeys: Sourced<number>, volume_m3: number): Sourced<number> {
  if (stated.floorArea_m2) return stated.floorArea_m2;
  const byStoreys = form.footprintArea_m2 * storeys.value;
  const byVolume = volume_m3 / LEAST_STOREY_m;
  if (byVolume > 0 && byVolume < byStoreys) {
    return { value: byVolume, provenance: atBest(storeys), note: `volume / ${LEAST_STOREY_m} m: the storeys do not fit` };
  }
  return { value: byStoreys, provenance: atBest(storeys), note: 'footprint x storeys' };
}
