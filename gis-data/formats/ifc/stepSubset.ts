/** What the geometry kernel gets to see of a STEP file: whole instances, without cycles, properties and huge ids. */
import type { StepFile } from './step.ts';
import { argumentShape, isLike } from './stepShape.ts';

/** Instances that no geometry rests on; leaving them out also saves the kernel half its work. */
const WITHOUT_GEOMETRY =
  /^IFC(PROPERTY|COMPLEXPROPERTY|QUANTITY|PHYSICALCOMPLEXQUANTITY|ELEMENTQUANTITY|RELDEFINES|RELSPACEBOUNDARY|RELCONNECTS|RELASSIGNS|RELASSOCIATES|RELSEQUENCE|CONNECTION(SURFACE|CURVE|POINT)GEOMETRY|MATERIAL|TASK|WORK|CLASSIFICATION|DOCUMENT|EXTERNAL|LIBRARY|CONSTRAINT|METRIC|OBJECTIVE|APPROVAL|ACTOR|MAPCONVERSION|PROJECTEDCRS|RIGIDOPERATION|PERSON|ORGANIZATION|OWNERHISTORY|APPLICATION|POSTALADDRESS|TELECOMADDRESS|TEXTLITERAL|ANNOTATION|DOORLINING|DOORPANEL|WINDOWLINING|WINDOWPANEL|GRID)/;
/** Kernels keep tables by id: ids beyond this many per instance are given anew. */
const MOST_ID_PER_INSTANCE = 64;
const LEAST_RENUMBERED = 1_000_000;

/** An outline, shell or set that names the same member more often is no shape; kernels need hours for it. */
const MOST_OF_ONE = 8;

export interface GeometryText {
  readonly text: Uint8Array;
  /** Id in `text` of an id in the file. */
  newId(id: number): number;
  /** Whether the instance in a row is in `text`. */
  has(row: number): boolean;
}

/** Whether an instance names one other instance again and again; control points of free forms may fall together at a pole. */
function repeatsItself(file: StepFile, row: number): boolean {
  const from = file.refStart[row]!;
  const to = file.refStart[row + 1]!;
  if (to - from <= MOST_OF_ONE || file.typeNames[file.type[row]!]!.includes('BSPLINE')) return false;
  const sorted = Array.from({ length: to - from }, (_, i) => file.refs[from + i]!).sort((a, b) => a - b);
  return sorted.some((id, i) => id === sorted[i + MOST_OF_ONE]);
}

/** Instances whose arguments break the grammar, are unlike the others of their type, or refer to what is not there. */
function brokenRows(file: StepFile): Uint8Array {
  const bad = new Uint8Array(file.count);
  const shapes = new Array<string | null>(file.count);
  const counts = file.typeNames.map(() => new Map<string, number>());
  for (let row = 0; row < file.count; row++) {
    const shape = argumentShape(file.bytes, file.from[row]!, file.to[row]!);
    shapes[row] = shape;
    if (shape === null) bad[row] = 1;
    else {
      const known = counts[file.type[row]!]!;
      known.set(shape, (known.get(shape) ?? 0) + 1);
    }
  }
  const usual = counts.map(
    (known) => [...known].reduce((best, entry) => (entry[1] > best[1] ? entry : best), ['', 0] as [string, number])[0],
  );
  for (let row = 0; row < file.count; row++) {
    const shape = shapes[row];
    if (shape === null || shape === undefined) continue;
    if (!isLike(shape, usual[file.type[row]!]!) || repeatsItself(file, row)) bad[row] = 1;
    // Objects with an id of their own name their history first, and may do without it.
    const isRooted = shape.startsWith('SR') && !file.typeNames[file.type[row]!]!.startsWith('IFCREL');
    for (let i = file.refStart[row]! + (isRooted ? 1 : 0); i < file.refStart[row + 1]!; i++) {
      if (!file.rowOf.has(file.refs[i]!)) bad[row] = 1;
    }
  }
  return bad;
}

/** Instances that are broken or in a cycle of references, and all that rest on them. */
export function unusableRows(file: StepFile): Uint8Array {
  const state = new Uint8Array(file.count);
  const bad = brokenRows(file);
  // What the kernel never follows spoils nothing above it.
  const without = file.typeNames.map((name) => WITHOUT_GEOMETRY.test(name));
  const next = new Uint32Array(file.count);
  const stack: number[] = [];
  for (let start = 0; start < file.count; start++) {
    if (state[start] !== 0) continue;
    stack.push(start);
    state[start] = 1;
    next[start] = file.refStart[start]!;
    while (stack.length > 0) {
      const row = stack[stack.length - 1]!;
      if (next[row]! < file.refStart[row + 1]!) {
        const child = file.rowOf.get(file.refs[next[row]!++]!);
        if (child === undefined || without[file.type[child]!]) continue;
        if (state[child] === 1 || bad[child] === 1) bad[row] = 1;
        else if (state[child] === 0) {
          state[child] = 1;
          next[child] = file.refStart[child]!;
          stack.push(child);
        }
        continue;
      }
      state[row] = 2;
      stack.pop();
      const parent = stack[stack.length - 1];
      if (bad[row] === 1 && parent !== undefined) bad[parent] = 1;
    }
  }
  return bad;
}

/** The file for the kernel. */
export function geometryText(file: StepFile): GeometryText {
  const bad = unusableRows(file);
  const without = file.typeNames.map((name) => WITHOUT_GEOMETRY.test(name));
  const renumber = file.maxId > Math.max(LEAST_RENUMBERED, file.count * MOST_ID_PER_INSTANCE);
  const newId = renumber ? (id: number) => (file.rowOf.get(id) ?? file.count) + 1 : (id: number) => id;
  const schema = /^IFC2X/.test(file.schema) ? 'IFC2X3' : /^IFC4X/.test(file.schema) ? 'IFC4X3' : 'IFC4';
  const out = new Output();
  out.text(
    `ISO-10303-21;\nHEADER;\nFILE_DESCRIPTION((''),'2;1');\nFILE_NAME('','',(''),(''),'','','');\nFILE_SCHEMA(('${schema}'));\nENDSEC;\nDATA;\n`,
  );
  for (let row = 0; row < file.count; row++) {
    if (bad[row] === 1 || without[file.type[row]!]) continue;
    out.text(`#${newId(file.ids[row]!)}=${file.typeNames[file.type[row]!]}`);
    const body = file.bytes.subarray(file.from[row]!, file.to[row]!);
    out.bytes(renumber ? withNewIds(body, newId) : body);
    out.text(';\n');
  }
  out.text('ENDSEC;\nEND-ISO-10303-21;\n');
  return { text: out.whole(), newId, has: (row) => bad[row] === 0 && !without[file.type[row]!] };
}

/** Grows as it is written; one array for millions of short pieces. */
class Output {
  #data = new Uint8Array(1 << 16);
  #length = 0;

  #room(count: number): void {
    if (this.#length + count <= this.#data.length) return;
    const larger = new Uint8Array(Math.max(this.#data.length * 2, this.#length + count));
    larger.set(this.#data);
    this.#data = larger;
  }

  /** ASCII only. */
  text(text: string): void {
    this.#room(text.length);
    for (let i = 0; i < text.length; i++) this.#data[this.#length++] = text.charCodeAt(i);
  }

  bytes(bytes: Uint8Array): void {
    this.#room(bytes.length);
    this.#data.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  whole(): Uint8Array {
    return this.#data.subarray(0, this.#length);
  }
}

function withNewIds(body: Uint8Array, newId: (id: number) => number): Uint8Array {
  const out: number[] = [];
  let inText = false;
  for (let at = 0; at < body.length; at++) {
    const byte = body[at]!;
    if (byte === 39) inText = !inText;
    out.push(byte);
    if (byte !== 35 || inText) continue;
    let id = 0;
    while (at + 1 < body.length && body[at + 1]! >= 48 && body[at + 1]! <= 57) id = id * 10 + body[++at]! - 48;
    for (const char of String(newId(id))) out.push(char.charCodeAt(0));
  }
  return Uint8Array.from(out);
}
