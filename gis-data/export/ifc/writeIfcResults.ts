/**
 * Results as property sets in the IFC file that the buildings came from. The file's own text stays as it is; entries
 * are appended at its end, and those of an earlier export are taken out.
 */
import { InputError } from '#models/core/errors.ts';
import { Entities, isRef, textIn } from '../../formats/ifc/entities.ts';
import { readStep, type StepFile } from '../../formats/ifc/step.ts';
import { encodeStepText } from '../../formats/ifc/stepText.ts';
import { checkColumns, type ResultsInput } from '../results/resultsTable.ts';
import { ifcGuidOf } from './ifcGuid.ts';

/** Name of the property set that holds the results. */
export const RESULT_SET = 'Commonwatt_Results';

export interface IfcSource {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * Writes the results of buildings into their IFC file.
 * @param source the file that the district was read from; null where it came from no IFC file
 * @returns bytes of the new file
 * @throws InputError `ifc.export` where there is no such file or none of its buildings has results, `export.columns`
 */
export function writeIfcResults(source: IfcSource | null, input: ResultsInput): Uint8Array {
  checkColumns(input);
  if (!source || input.district.source.format !== 'ifc') throw unavailable('source', 'The district does not come from an IFC file.');
  const given = readStep(source.name, source.bytes);
  if (!given.isComplete) throw unavailable('cut', 'The IFC file ends in the middle.');
  const file = readStep(source.name, withoutEarlier(new Entities(given)));
  const entities = new Entities(file);
  const byGuid = new Map(entities.rows('IFCBUILDING').map((row) => [textIn(entities.argument(row, 0)), row] as const));
  const lines: string[] = [];
  let id = file.maxId;
  const add = (type: string, args: string): number => {
    lines.push(`#${++id}=${type}(${args});`);
    return id;
  };
  const text = (value: string) => `'${encodeStepText(value)}'`;
  input.district.buildings.forEach((building, index) => {
    const row = byGuid.get(building.id);
    if (row === undefined) return;
    const owner = entities.argument(row, 1);
    const history = isRef(owner) ? `#${owner.ref}` : '$';
    const property = (name: string, value: string) => `#${add('IFCPROPERTYSINGLEVALUE', `${text(name)},$,${value},$`)}`;
    const properties = [
      property('Scenario', `IFCLABEL(${text(input.scenario.name.slice(0, 255))})`),
      property('SimulationHash', `IFCIDENTIFIER(${text(input.simulationHash.slice(0, 255))})`),
    ];
    for (const [name, values] of Object.entries(input.columns)) {
      const value = values[index];
      if (value !== undefined && Number.isFinite(value)) properties.push(property(name, `IFCREAL(${realText(value)})`));
    }
    const guid = (what: string) => text(ifcGuidOf(`${building.id}|${RESULT_SET}|${what}`));
    const set = add('IFCPROPERTYSET', `${guid('set')},${history},${text(RESULT_SET)},$,(${properties.join(',')})`);
    add('IFCRELDEFINESBYPROPERTIES', `${guid('relation')},${history},$,$,(#${entities.id(row)}),#${set}`);
  });
  if (lines.length === 0) throw unavailable('buildings', 'The IFC file holds none of the buildings with results.');
  return withLines(file.bytes, lines);
}

function unavailable(what: 'source' | 'cut' | 'buildings', message: string): InputError {
  return new InputError({ code: 'ifc.export', message, mend: 'Export CityJSON, GeoJSON or a table instead.', values: { what } });
}

/** A real of STEP has a point. */
function realText(value: number): string {
  const text = String(Number(value.toPrecision(9))).toUpperCase();
  if (text.includes('.')) return text;
  return text.includes('E') ? text.replace('E', '.E') : `${text}.`;
}

/** The bytes without the property sets of an earlier export. */
function withoutEarlier(entities: Entities): Uint8Array {
  const { file } = entities;
  const gone = new Set<number>();
  for (const set of entities.rows('IFCPROPERTYSET')) {
    if (textIn(entities.argument(set, 2)) !== RESULT_SET) continue;
    gone.add(set);
    for (const property of entities.targets(entities.argument(set, 4))) gone.add(property);
  }
  if (gone.size === 0) return file.bytes;
  for (const relation of entities.rows('IFCRELDEFINESBYPROPERTIES')) {
    if (gone.has(entities.target(entities.argument(relation, 5)))) gone.add(relation);
  }
  // A value that another set uses as well stays.
  for (let row = 0; row < file.count; row++) {
    if (gone.has(row)) continue;
    for (let i = file.refStart[row]!; i < file.refStart[row + 1]!; i++) gone.delete(file.rowOf.get(file.refs[i]!) ?? -1);
  }
  const parts: Uint8Array[] = [];
  let at = 0;
  for (const row of [...gone].sort((a, b) => file.from[a]! - file.from[b]!)) {
    const [from, to] = statementOf(file, row);
    parts.push(file.bytes.subarray(at, from));
    at = to;
  }
  parts.push(file.bytes.subarray(at));
  return joined(parts);
}

/** From the instance's '#' to behind the end of its line. */
function statementOf(file: StepFile, row: number): readonly [number, number] {
  const { bytes } = file;
  let from = file.from[row]!;
  while (from > 0 && bytes[from] !== 35) from--;
  let to = file.to[row]!;
  while (to < bytes.length && bytes[to] !== 59) to++;
  to++;
  while (bytes[to] === 13 || bytes[to] === 10) to++;
  return [from, to];
}

const END = [69, 78, 68, 83, 69, 67] as const;

/** New lines before the last ENDSEC. */
function withLines(bytes: Uint8Array, lines: readonly string[]): Uint8Array {
  let at = bytes.length - END.length;
  while (at > 0 && !END.every((code, i) => bytes[at + i] === code)) at--;
  const added = Uint8Array.from(`${lines.join('\n')}\n`, (char) => char.charCodeAt(0));
  return joined([bytes.subarray(0, at), added, bytes.subarray(at)]);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
