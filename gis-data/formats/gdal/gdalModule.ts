/// <reference path="./gdal3.d.ts" />
/**
 * GDAL in WebAssembly: 28 MB of code and 12 MB of tables, loaded when the first file needs it and kept for the next. It
 * works on files in memory only, and may open a file with the drivers it is told, so that no file can lead it elsewhere.
 */
import type { GdalInstance } from 'gdal3.js/build/package/gdal3WebAssembly.js';
import { InputError } from '#models/core/errors.ts';
import type { AssetLoader } from '../assets.ts';
import type { InputFile } from '../readDistrict.ts';

const IN = '/given';
const OUT = '/made';
const OF_RASTER = 2;
const OF_VECTOR = 4;
/** Vector formats that no reader of our own takes. */
const VECTOR_DRIVERS = ['KML', 'GML', 'GPX', 'DXF', 'MapInfo File', 'ESRIJSON', 'TopoJSON', 'OpenFileGDB', 'GeoRSS'];
const RASTER_DRIVERS = ['HFA', 'SRTMHGT', 'DTED', 'USGSDEM', 'GTiff', 'XYZ', 'RRASTER', 'SAGA', 'GSBG', 'GS7BG', 'EHdr', 'ENVI'];

let running: Promise<GdalInstance> | null = null;

/** GDAL could not start, or gave up on the file. */
export function gdalError(what: 'start' | 'file' | 'shapes', where: string, said = ''): InputError {
  const messages = {
    start: 'The part of the program that reads rarer formats (GDAL) did not start',
    file: 'The file cannot be read',
    shapes: 'The file holds no layer with shapes',
  };
  return new InputError({
    code: 'gdal.failed',
    message: `${messages[what]}${said === '' ? '' : `: ${said}`}.`,
    where,
    mend:
      what === 'start'
        ? 'Close other programs and try again, or save the file as GeoJSON or GeoPackage.'
        : 'Save it as GeoJSON or GeoPackage.',
    values: { what, said },
  });
}

/** What GDAL printed about the last file. */
let complaints: string[] = [];

async function startGdal(assets: AssetLoader): Promise<GdalInstance> {
  const [wasm, data, loaded] = await Promise.all([
    assets('gdal3WebAssembly.wasm'),
    assets('gdal3WebAssembly.data'),
    import('gdal3.js/build/package/gdal3WebAssembly.js'),
  ]);
  const instance = await new Promise<GdalInstance>((resolve, reject) => {
    loaded
      .default({
        wasmBinary: wasm,
        getPreloadedPackage: () => data.slice().buffer,
        locateFile: (name) => name,
        print: () => undefined,
        printErr: (text) => {
          if (complaints.length < 20) complaints.push(text);
        },
        onAbort: (reason) => {
          running = null;
          reject(new Error(String(reason)));
        },
        preRun: [
          ({ ENV }) => {
            ENV.PROJ_LIB = '/usr/share/proj';
            ENV.GDAL_DATA = '/usr/share/gdal';
            ENV.GDAL_NUM_THREADS = '0';
            ENV.DXF_FEATURE_LIMIT_PER_BLOCK = '10000';
            ENV.OGR_GMLAS_XERCES_MAX_TIME = '5';
          },
        ],
      })
      .then(resolve, reject);
  });
  instance.ccall('GDALAllRegister', null, [], []);
  instance.FS.mkdir(IN);
  instance.FS.mkdir(OUT);
  return instance;
}

/** One file opened by GDAL. */
export interface GdalFile {
  /** What `ogrinfo -json` says. */
  vectorInfo(): unknown;
  /** What `gdalinfo -json` says. */
  rasterInfo(): unknown;
  /** `ogr2ogr` with options, to the bytes of one file. */
  translateVector(ending: string, options: readonly string[]): Uint8Array;
  /** `gdal_translate` with options. */
  translateRaster(ending: string, options: readonly string[]): Uint8Array;
}

/**
 * Opens files with GDAL and hands the main one to `use`; all is gone afterwards.
 * @param files the main file first, then those that belong to it
 * @param folder what to open in place of the main file: a dataset that is a folder
 * @throws InputError `asset.missing`, `gdal.failed`
 */
export async function withGdal<T>(
  files: readonly InputFile[],
  kind: 'vector' | 'raster',
  assets: AssetLoader | undefined,
  use: (file: GdalFile) => T,
  folder?: string,
): Promise<T> {
  const [main] = files;
  if (!main) throw gdalError('file', '');
  if (!assets) {
    throw new InputError({
      code: 'asset.missing',
      message: 'A part of the program is missing: gdal3WebAssembly.wasm.',
      mend: 'Install the program again.',
      values: { asset: 'gdal3WebAssembly.wasm' },
    });
  }
  running ??= startGdal(assets);
  let gdal: GdalInstance;
  try {
    gdal = await running;
  } catch (error) {
    running = null;
    throw error instanceof InputError ? error : gdalError('start', main.name, error instanceof Error ? error.message : String(error));
  }
  complaints = [];
  try {
    return new Session(gdal, files, kind, folder).run(use);
  } catch (error) {
    if (error instanceof InputError || (error instanceof Error && error.name === 'CancelledError')) throw error;
    // A module that ran into a wall is not used again.
    running = null;
    throw gdalError('file', main.name, error instanceof Error ? error.message : '');
  }
}

class Session {
  readonly #gdal: GdalInstance;
  readonly #kind: 'vector' | 'raster';
  readonly #name: string;
  readonly #main: string;
  #dataset = 0;
  #made = 0;

  constructor(gdal: GdalInstance, files: readonly InputFile[], kind: 'vector' | 'raster', folder: string | undefined) {
    this.#gdal = gdal;
    this.#kind = kind;
    this.#name = files[0]?.name ?? '';
    for (const file of files) writeFile(gdal, `${IN}/${plainPath(file.name)}`, file.bytes);
    this.#main = `${IN}/${plainPath(folder ?? this.#name)}`;
  }

  run<T>(use: (file: GdalFile) => T): T {
    try {
      this.#dataset = this.#open(this.#main);
      if (this.#dataset === 0) throw gdalError('file', this.#name, complaints[0] ?? '');
      return use({
        vectorInfo: () => this.#described('GDALVectorInfo', ['-json', '-so']),
        rasterInfo: () => this.#described('GDALInfo', ['-json']),
        translateVector: (ending, options) => this.#translate('GDALVectorTranslate', 'GDALVectorTranslate', ending, options),
        translateRaster: (ending, options) => this.#translate('GDALTranslate', 'GDALTranslate', ending, options),
      });
    } finally {
      if (this.#dataset !== 0) this.#gdal.ccall('GDALClose', null, ['number'], [this.#dataset]);
      for (const folder of [IN, OUT]) clearFolder(this.#gdal, folder);
    }
  }

  #open(path: string): number {
    const flags = this.#kind === 'vector' ? OF_VECTOR : OF_RASTER;
    return this.#withList(this.#kind === 'vector' ? VECTOR_DRIVERS : RASTER_DRIVERS, (drivers) =>
      Number(this.#gdal.ccall('GDALOpenEx', 'number', ['string', 'number', 'number', 'number', 'number'], [path, flags, drivers, 0, 0])),
    );
  }

  #described(name: 'GDALVectorInfo' | 'GDALInfo', options: readonly string[]): unknown {
    return this.#withOptions(name, options, (pointer) => {
      const text = this.#gdal.ccall(name, 'string', ['number', 'number'], [this.#dataset, pointer]);
      return JSON.parse(String(text)) as unknown;
    });
  }

  #translate(name: 'GDALVectorTranslate' | 'GDALTranslate', optionsName: string, ending: string, options: readonly string[]): Uint8Array {
    const gdal = this.#gdal;
    const path = `${OUT}/${this.#made++}.${ending}`;
    const made = this.#withOptions(optionsName, options, (pointer) => {
      if (name === 'GDALTranslate') {
        return Number(gdal.ccall(name, 'number', ['string', 'number', 'number', 'number'], [path, this.#dataset, pointer, 0]));
      }
      const list = gdal._malloc(4);
      gdal.setValue(list, this.#dataset, '*');
      const kinds = ['string', 'number', 'number', 'number', 'number', 'number'];
      const dataset = Number(gdal.ccall(name, 'number', kinds, [path, 0, 1, list, pointer, 0]));
      gdal._free(list);
      return dataset;
    });
    if (made === 0) throw gdalError('file', this.#name, complaints[0] ?? '');
    gdal.ccall('GDALClose', null, ['number'], [made]);
    return gdal.FS.readFile(path).slice();
  }

  #withOptions<T>(name: string, options: readonly string[], use: (pointer: number) => T): T {
    const pointer = this.#withList(options, (list) =>
      Number(this.#gdal.ccall(`${name}OptionsNew`, 'number', ['number', 'number'], [list, 0])),
    );
    if (pointer === 0) throw gdalError('file', this.#name, complaints[0] ?? '');
    try {
      return use(pointer);
    } finally {
      this.#gdal.ccall(`${name}OptionsFree`, null, ['number'], [pointer]);
    }
  }

  /** A list of texts as C has it. */
  #withList<T>(texts: readonly string[], use: (pointer: number) => T): T {
    const gdal = this.#gdal;
    const pointers = texts.map((text) => {
      const bytes = gdal.lengthBytesUTF8(text) + 1;
      const pointer = gdal._malloc(bytes);
      gdal.stringToUTF8(text, pointer, bytes);
      return pointer;
    });
    const list = gdal._malloc((pointers.length + 1) * 4);
    for (const [index, pointer] of [...pointers, 0].entries()) gdal.setValue(list + index * 4, pointer, '*');
    try {
      return use(list);
    } finally {
      for (const pointer of [...pointers, list]) gdal._free(pointer);
    }
  }
}

/** A path without anything that has a meaning to a file system. */
function plainPath(name: string): string {
  return name
    .replaceAll('\\', '/')
    .split('/')
    .filter((part) => part !== '' && part !== '.' && part !== '..')
    .join('/')
    .replaceAll('\0', '');
}

function writeFile({ FS }: GdalInstance, path: string, bytes: Uint8Array): void {
  const folders = path.split('/').slice(1, -1);
  for (let i = 1; i < folders.length; i++) {
    const folder = `/${folders.slice(0, i + 1).join('/')}`;
    try {
      FS.mkdir(folder);
    } catch {
      // It is there already.
    }
  }
  FS.writeFile(path, bytes);
}

function clearFolder(gdal: GdalInstance, folder: string): void {
  const { FS } = gdal;
  for (const name of FS.readdir(folder)) {
    if (name === '.' || name === '..') continue;
    const path = `${folder}/${name}`;
    if (FS.isDir(FS.stat(path).mode)) {
      clearFolder(gdal, path);
      FS.rmdir(path);
    } else FS.unlink(path);
  }
}
