/**
 * Triangles of IFC objects through web-ifc, one thread. The kernel only sees whole instances that geometry needs, so
 * that a broken file cannot lead it astray; where it fails on an object it is started again and goes on with the next.
 */
import type { FlatMesh, IfcAPI } from 'web-ifc';
import { type CancelSignal, InputError, throwIfAborted } from '#models/core/errors.ts';
import type { AssetLoader } from '../assets.ts';
import type { StepFile } from './step.ts';
import { geometryText } from './stepSubset.ts';

/** Triangles of one object in the file's own axes (z up) [m]; positions are in double precision. */
export interface IfcMesh {
  readonly positions: Float64Array;
  readonly triangles: Uint32Array;
}

export const NO_MESH: IfcMesh = { positions: new Float64Array(0), triangles: new Uint32Array(0) };

export interface MeshReport {
  /** By row of the object. */
  readonly meshes: ReadonlyMap<number, IfcMesh>;
  /** Rows of objects on which the kernel failed. */
  readonly failed: readonly number[];
  /** True where time or the kernel ran out before the end. */
  readonly isIncomplete: boolean;
  readonly open_ms: number;
  readonly geometry_ms: number;
}

/** The parts of the platform that this glue needs; the window, workers and Node have them. */
interface Platform {
  readonly process?: { readonly versions?: { readonly node?: string } };
  readonly Blob?: new (parts: readonly Uint8Array[], options: { readonly type: string }) => object;
  readonly URL?: { createObjectURL(blob: object): string; revokeObjectURL(url: string): void };
  readonly performance: { now(): number };
}
const platform: Platform = globalThis as typeof globalThis & Platform;

/** Restarts after failures before the rest is given up. */
const MOST_RESTARTS = 6;
/** Most time for the geometry of one file [ms]. */
const LONGEST_ms = 120_000;
/** Most triangles of one file. */
const MOST_TRIANGLES = 12_000_000;
/** Memory of the kernel [bytes]. */
const MEMORY = 1024 * 1024 * 1024;
/** The kernel is kept for the next file up to this size of the last one [bytes]. */
const LARGEST_KEPT = 48 * 1024 * 1024;
/** Part of the file read at a time; the kernel's own default is larger than most files [bytes]. */
const TAPE = 16 * 1024 * 1024;
const CIRCLE_SEGMENTS = 16;

/** A fresh kernel. In the browser its module comes through the program's own assets; Node finds it in the package. */
async function startKernel(assets: AssetLoader | undefined): Promise<IfcAPI> {
  const { IfcAPI, LogLevel } = await import('web-ifc');
  const api = new IfcAPI();
  const inNode = platform.process?.versions?.node !== undefined;
  if (inNode || !assets || !platform.Blob || !platform.URL) await api.Init(undefined, true);
  else {
    const url = platform.URL.createObjectURL(new platform.Blob([await assets('web-ifc.wasm')], { type: 'application/wasm' }));
    try {
      await api.Init(() => url, true);
    } finally {
      platform.URL.revokeObjectURL(url);
    }
  }
  api.SetLogLevel(LogLevel.LOG_LEVEL_OFF);
  return api;
}

async function startedKernel(assets: AssetLoader | undefined): Promise<IfcAPI> {
  try {
    return await startKernel(assets);
  } catch (fault) {
    if (fault instanceof InputError) throw fault;
    throw new InputError({
      code: 'ifc.kernel',
      message: `The geometry kernel for IFC did not start: ${fault instanceof Error ? fault.message : String(fault)}`,
      mend: 'Close other programs and try again.',
    });
  }
}

/** The kernel between files; given up after a failure, since its memory may be in any state. */
let idle: IfcAPI | null = null;

export interface MeshOptions {
  readonly assets?: AssetLoader;
  readonly signal?: CancelSignal;
  readonly onProgress?: (share: number) => void;
  /** Where the kernel runs; in this thread where absent. A host that can stop a thread gives one that is its own. */
  readonly kernel?: MeshKernel;
}

/** What a kernel is asked: a file of whole instances, and the objects whose triangles are wanted. */
export interface KernelJob {
  readonly text: Uint8Array;
  /** Ids in the text, in the order in which they are read. */
  readonly ids: readonly number[];
}

/** Numbers of objects count in `KernelJob.ids`. */
export interface KernelWatch {
  readonly signal?: CancelSignal;
  /** An object is begun: the last one named when nothing more is heard is the one that the kernel hangs on. */
  readonly onStart?: (index: number) => void;
  readonly onMesh: (index: number, mesh: IfcMesh) => void;
  readonly onFailed: (index: number) => void;
}

export interface KernelEnd {
  readonly isIncomplete: boolean;
  readonly open_ms: number;
  readonly geometry_ms: number;
}

/** @throws CancelledError when the signal is aborted; InputError `ifc.kernel`, `asset.missing` where it does not start */
export type MeshKernel = (job: KernelJob, watch: KernelWatch) => Promise<KernelEnd>;

/**
 * Triangles of objects.
 * @param rows rows of the objects in the STEP file
 */
export async function readMeshes(file: StepFile, rows: readonly number[], options: MeshOptions = {}): Promise<MeshReport> {
  const meshes = new Map<number, IfcMesh>();
  const { text, newId, has } = geometryText(file);
  const usable = rows.filter(has);
  const failed = rows.filter((row) => !has(row));
  const kernel = options.kernel ?? kernelHere(options.assets);
  const end = await kernel(
    { text, ids: usable.map((row) => newId(file.ids[row]!)) },
    {
      ...(options.signal ? { signal: options.signal } : {}),
      onStart: (index) => {
        if (index % 32 === 0) options.onProgress?.(index / usable.length);
      },
      onMesh: (index, mesh) => meshes.set(usable[index]!, mesh),
      onFailed: (index) => failed.push(usable[index]!),
    },
  );
  return { meshes, failed, ...end };
}

/** The kernel in this thread, which an object can hold up without end. */
export function kernelHere(assets: AssetLoader | undefined): MeshKernel {
  return async ({ text, ids }, watch) => {
    const started = platform.performance.now();
    let open_ms = 0;
    let triangles = 0;
    let next = 0;
    for (let start = 0; next < ids.length && start <= MOST_RESTARTS; start++) {
      let api: IfcAPI | null = null;
      try {
        api = idle ?? (await startedKernel(assets));
        idle = null;
        const before = platform.performance.now();
        const model = api.OpenModel(text, { COORDINATE_TO_ORIGIN: false, CIRCLE_SEGMENTS, MEMORY_LIMIT: MEMORY, TAPE_SIZE: TAPE });
        if (model < 0) break;
        open_ms += platform.performance.now() - before;
        for (; next < ids.length; next++) {
          if (next % 32 === 0) throwIfAborted(watch.signal);
          if (triangles > MOST_TRIANGLES || platform.performance.now() - started > LONGEST_ms) break;
          watch.onStart?.(next);
          const mesh = meshOf(api, model, ids[next]!);
          if (mesh.triangles.length === 0) continue;
          triangles += mesh.triangles.length / 3;
          watch.onMesh(next, mesh);
        }
        api.CloseModel(model);
        // Its memory never shrinks: after a large file a fresh one is cheaper to keep.
        idle = text.length <= LARGEST_KEPT ? api : null;
        break;
      } catch (fault) {
        throwIfAborted(watch.signal);
        if (!api) throw fault;
        // The module's memory cannot be trusted after a trap: the next round starts a new one behind the faulty object.
        if (next < ids.length) watch.onFailed(next);
        next++;
      }
    }
    return { isIncomplete: next < ids.length, open_ms, geometry_ms: platform.performance.now() - started - open_ms };
  };
}

type MeshVisitor = (mesh: FlatMesh) => void;

/** The bound function of the module itself. */
interface BoundModule {
  readonly StreamMeshes: (model: number, ids: readonly number[], visit: MeshVisitor) => void;
}

/** True once the module has said that it does not know the scaling switch. */
let withoutSwitch = false;

/**
 * Meshes of one object, in metres. The package's module for browsers is bound without the switch for scaling that the
 * package's own function passes, and always scales; the one for Node takes it (web-ifc 0.0.78).
 */
function streamMesh(api: IfcAPI, model: number, id: number, visit: MeshVisitor): void {
  if (!withoutSwitch) {
    try {
      api.StreamMeshes(model, [id], visit);
      return;
    } catch (fault) {
      if (!(fault instanceof Error) || !/expected 3$/.test(fault.message)) throw fault;
      withoutSwitch = true;
    }
  }
  const bound: BoundModule = api.wasmModule;
  bound.StreamMeshes(model, [id], visit);
}

/** Vertices are position and normal; the matrix is in columns and y is up: x, y, z = X, -Z, Y. */
function meshOf(api: IfcAPI, model: number, id: number): IfcMesh {
  const positions: number[] = [];
  const triangles: number[] = [];
  streamMesh(api, model, id, (mesh) => {
    for (let part = 0; part < mesh.geometries.size(); part++) {
      const placed = mesh.geometries.get(part);
      const geometry = api.GetGeometry(model, placed.geometryExpressID);
      const vertices = api.GetVertexArray(geometry.GetVertexData(), geometry.GetVertexDataSize());
      const indices = api.GetIndexArray(geometry.GetIndexData(), geometry.GetIndexDataSize());
      append(vertices, indices, placed.flatTransformation, positions, triangles);
      geometry.delete();
    }
  });
  return triangles.length === 0 ? NO_MESH : { positions: Float64Array.from(positions), triangles: Uint32Array.from(triangles) };
}

function append(vertices: Float32Array, indices: Uint32Array, matrix: readonly number[], positions: number[], triangles: number[]): void {
  const first = positions.length / 3;
  const [m0 = 1, m1 = 0, m2 = 0, , m4 = 0, m5 = 1, m6 = 0, , m8 = 0, m9 = 0, m10 = 1, , m12 = 0, m13 = 0, m14 = 0] = matrix;
  const count = vertices.length / 6;
  for (let v = 0; v < vertices.length; v += 6) {
    const x = vertices[v]!;
    const y = vertices[v + 1]!;
    const z = vertices[v + 2]!;
    positions.push(m0 * x + m4 * y + m8 * z + m12, -(m2 * x + m6 * y + m10 * z + m14), m1 * x + m5 * y + m9 * z + m13);
  }
  for (let i = 0; i + 2 < indices.length; i += 3) {
    const [a, b, c] = [indices[i]!, indices[i + 1]!, indices[i + 2]!];
    if (a >= count || b >= count || c >= count) continue;
    if (!isFinitePoint(positions, first + a) || !isFinitePoint(positions, first + b) || !isFinitePoint(positions, first + c)) continue;
    triangles.push(first + a, first + b, first + c);
  }
}

function isFinitePoint(positions: readonly number[], vertex: number): boolean {
  const sum = positions[vertex * 3]! + positions[vertex * 3 + 1]! + positions[vertex * 3 + 2]!;
  return Math.abs(sum) < 1e9;
}
