/**
 * CityJSONSeq, line by line: the first line is the header, the next ones place the file, and every building is handed on as
 * soon as its line is read. A line that cannot be read is listed and left out.
 */
import { InputError } from '#models/core/errors.ts';
import type { BuildingInput } from '#models/district/geometry/assemble.ts';
import { emptyCounts, type ModelContent } from '../content.ts';
import type { IssueLog } from '../issueLog.ts';
import { Placement } from '../placement.ts';
import { buildingsOf } from './buildings.ts';
import { parseJson } from './parseJson.ts';
import {
  type CityJsonOptions,
  headerOf,
  type Quantisation,
  quantisationOf,
  rawVertices,
  referenceOf,
  sampleOf,
  templatesOf,
  withOwnId,
} from './readCityJson.ts';
import { isObject, items, type JsonObject } from './structure.ts';
import type { GeometrySource } from './surfaces.ts';
import { SurroundingsCollector } from './surroundings.ts';

/** Features that are read ahead to place a sequence. */
const FEATURES_AHEAD = 20;

/** A line of a text file. */
export interface NumberedLine {
  /** From 1. */
  readonly number: number;
  /** Null where the line is longer than any text can be. */
  readonly text: string | null;
}

interface Started {
  readonly header: ReturnType<typeof headerOf>;
  readonly quantisation: Quantisation | null;
  readonly templates: ReturnType<typeof templatesOf>;
}

/** Takes the lines of one file; buildings go to `onBuilding` in their order. */
export class CityJsonSequence {
  readonly #name: string;
  readonly #options: CityJsonOptions;
  readonly #log: IssueLog;
  readonly #onBuilding: (building: BuildingInput) => void;
  readonly #counts = emptyCounts();
  readonly #surroundings = new SurroundingsCollector();
  readonly #ids = new Set<string>();
  readonly #ahead: JsonObject[] = [];
  #vertexCount = 0;
  #started: Started | null = null;
  #placement: Placement | null = null;

  constructor(name: string, options: CityJsonOptions, log: IssueLog, onBuilding: (building: BuildingInput) => void) {
    this.#name = name;
    this.#options = options;
    this.#log = log;
    this.#onBuilding = onBuilding;
  }

  /** Null until the first features are read. */
  get placement(): Placement | null {
    return this.#placement;
  }

  /** @throws InputError where the first line that is not blank is no header of CityJSON */
  add(line: NumberedLine): void {
    if (line.text?.trim() === '') return;
    if (!this.#started) {
      this.#started = this.#start(line);
      return;
    }
    const feature = this.#feature(line);
    if (!feature) return;
    if (this.#placement) this.#take(feature, this.#started, this.#placement);
    else if (this.#ahead.push(feature) === FEATURES_AHEAD) this.#place(this.#started);
  }

  /**
   * After the last line: what the file holds besides its buildings.
   * @throws InputError where there was no header
   */
  end(): Omit<ModelContent, 'buildings'> {
    this.#started ??= this.#start({ number: 1, text: null });
    const placement = this.#placement ?? this.#place(this.#started);
    const { version, title, attribution } = this.#started.header;
    return {
      version,
      ...(title === undefined ? {} : { title }),
      ...(attribution === undefined ? {} : { attribution }),
      placement,
      counts: this.#counts,
      surroundings: this.#surroundings,
      vertexCount: this.#vertexCount,
    };
  }

  /** What the header names the file. */
  get title(): string | undefined {
    return this.#started?.header.title;
  }

  #start(line: NumberedLine): Started {
    const document = line.text === null ? null : parseJson(line.text, this.#name, line.number);
    const header = headerOf(document, this.#name, this.#log);
    const object = isObject(document) ? document : {};
    return { header, quantisation: quantisationOf(object, this.#name), templates: templatesOf(object) };
  }

  #place({ header, quantisation, templates }: Started): Placement {
    const { reference, areaReference } = this.#options;
    const positions = this.#ahead.flatMap((feature) => [...rawVertices(items(feature.vertices).slice(0, 50), quantisation)]);
    const sample = sampleOf(Float64Array.from(positions));
    const placement = new Placement(reference ?? referenceOf(header.metadata), sample, this.#log, areaReference);
    this.#placement = placement;
    for (const feature of this.#ahead.splice(0)) this.#take(feature, { header, quantisation, templates }, placement);
    return placement;
  }

  #take(feature: JsonObject, { header, quantisation, templates }: Started, placement: Placement): void {
    const vertices = rawVertices(items(feature.vertices), quantisation);
    placement.toPlane(vertices);
    this.#vertexCount += vertices.length / 3;
    const { version } = header;
    const source: GeometrySource = { ...templates, version, vertices, used: null, unit_m: placement.unit_m, log: this.#log };
    const objects = isObject(feature.CityObjects) ? feature.CityObjects : {};
    for (const building of buildingsOf(objects, source, this.#counts, this.#surroundings, this.#options)) {
      this.#onBuilding(withOwnId(building, this.#ids, this.#log));
    }
  }

  #feature({ number, text }: NumberedLine): JsonObject | null {
    try {
      const feature = text === null ? null : parseJson(text, this.#name, number);
      if (isObject(feature) && feature.type === 'CityJSONFeature') return feature;
      this.#log.add({
        code: '901',
        severity: 'error',
        objectId: null,
        message: `Line ${number} is not a CityJSONFeature.`,
        action: 'The line was left out.',
        values: { what: 'line', line: number },
      });
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      this.#log.add({
        code: error.detail.code,
        severity: 'error',
        objectId: null,
        message: `Line ${number} cannot be read: ${error.detail.message}`,
        action: `The line was left out. ${error.detail.mend ?? ''}`.trim(),
        values: { line: number },
      });
    }
    return null;
  }
}
