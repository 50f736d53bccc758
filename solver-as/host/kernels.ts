/** The raw exports of solver.wasm and the memory they work on. The host allocates, the kernels take one pointer. */
import { CHUNK_LAYOUT } from './layout.generated.ts';

type Kernel = (chunk: number) => void;
/** Store descriptor, 1 at a meter and 0 for a price alone; gives a status. */
type StorageKernelFunction = (storage: number, atMeter: number) => number;

/** Exports of assembly/index.ts. */
export interface SolverExports {
  readonly memory: WebAssembly.Memory;
  readonly heapBase: () => number;
  readonly solarYear_f64x2: Kernel;
  readonly solarYear_f64: Kernel;
  readonly thermalYear_f64x2: Kernel;
  readonly thermalYear_f64: Kernel;
  readonly thermalYear_f32x4: Kernel;
  readonly thermalYear_f32: Kernel;
  readonly pvYear_f64x2: Kernel;
  readonly pvYear_f64: Kernel;
  readonly systemsYear_f64x2: Kernel;
  readonly systemsYear_f64: Kernel;
  readonly systemsYear_f64x2_single: Kernel;
  readonly systemsYear_f64_single: Kernel;
  readonly systemsBlock_f64x2: Kernel;
  readonly systemsBlock_f64: Kernel;
  readonly systemsBlock_f64x2_single: Kernel;
  readonly systemsBlock_f64_single: Kernel;
  readonly callAuction: Kernel;
  readonly continuousAuction: Kernel;
  readonly storageSegments_f64x2: StorageKernelFunction;
  readonly storageSegments_f64: StorageKernelFunction;
  readonly storagePath_f64x2: StorageKernelFunction;
  readonly storagePath_f64: StorageKernelFunction;
}

export type KernelName = Exclude<keyof SolverExports, 'memory' | 'heapBase' | `storage${string}` | `${string}Auction`>;
export type ChunkWord = (typeof CHUNK_LAYOUT)[number];

const WORD_OF = Object.fromEntries(CHUNK_LAYOUT.map((field, index) => [field, index])) as Readonly<Record<ChunkWord, number>>;
const PAGE_BYTES = 65_536;
const ALIGNMENT = 64;

/** Which of the twins runs. */
export type KernelKind = 'vector' | 'scalar';

/** An instance of the kernels with a bump allocator and the chunk descriptor. */
export class KernelMemory {
  readonly exports: SolverExports;
  readonly #descriptor: number;
  #top: number;

  constructor(module: WebAssembly.Module) {
    const exports: object = new WebAssembly.Instance(module).exports;
    this.exports = exports as SolverExports;
    this.#top = align(this.exports.heapBase() >>> 0);
    this.#descriptor = this.allocate(CHUNK_LAYOUT.length * 4);
  }

  get descriptor(): number {
    return this.#descriptor;
  }

  /** Bytes in use. */
  get top(): number {
    return this.#top;
  }

  /** Address of unused memory (not cleared). Throws a RangeError where the machine or the 4 GiB of the format do not give it. */
  allocate(bytes: number): number {
    const address = this.#top;
    const top = align(address + bytes);
    const missing = top - this.exports.memory.buffer.byteLength;
    if (missing > 0) this.exports.memory.grow(Math.ceil(missing / PAGE_BYTES));
    this.#top = top;
    return address;
  }

  /** Frees everything from an address on. */
  release(address: number): void {
    this.#top = address;
  }

  point(field: ChunkWord, value: number): void {
    new Uint32Array(this.exports.memory.buffer, this.#descriptor, CHUNK_LAYOUT.length)[WORD_OF[field]] = value;
  }

  /** Address a descriptor field holds now. */
  pointed(field: ChunkWord): number {
    return new Uint32Array(this.exports.memory.buffer, this.#descriptor, CHUNK_LAYOUT.length)[WORD_OF[field]]!;
  }

  f64(address: number, length: number): Float64Array {
    return new Float64Array(this.exports.memory.buffer, address, length);
  }

  f32(address: number, length: number): Float32Array {
    return new Float32Array(this.exports.memory.buffer, address, length);
  }

  i32(address: number, length: number): Int32Array {
    return new Int32Array(this.exports.memory.buffer, address, length);
  }

  /** Writes a typed array at an address. */
  write(address: number, array: ArrayBufferView): void {
    const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
    new Uint8Array(this.exports.memory.buffer, address, bytes.length).set(bytes);
  }

  /** Writes a typed array into fresh memory. */
  place(array: ArrayBufferView): number {
    const address = this.allocate(array.byteLength);
    this.write(address, array);
    return address;
  }
}

function align(address: number): number {
  return Math.ceil(address / ALIGNMENT) * ALIGNMENT;
}
