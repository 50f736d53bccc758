/** WebAssembly modules of the readers' libraries, from the installed packages. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { AssetLoader, ReaderAsset } from '#gis-data/formats/assets.ts';
import { InputError } from '#models/core/errors.ts';

/** Package, and the path of the file beside the package's main module. */
const PLACES: Readonly<Record<ReaderAsset, readonly [packageName: string, file: string]>> = {
  'web-ifc.wasm': ['web-ifc', 'web-ifc-node.wasm'],
  'sql-wasm.wasm': ['sql.js', 'sql-wasm.wasm'],
  'gdal3WebAssembly.wasm': ['gdal3.js', 'gdal3WebAssembly.wasm'],
  'gdal3WebAssembly.data': ['gdal3.js', 'gdal3WebAssembly.data'],
};

const require = createRequire(import.meta.url);

/** @throws InputError `asset.missing` where the package is not installed */
export const nodeReaderAssets: AssetLoader = async (asset) => {
  const [packageName, file] = PLACES[asset];
  try {
    return await readFile(join(dirname(require.resolve(packageName)), file));
  } catch {
    throw new InputError({
      code: 'asset.missing',
      message: `A part of the program is missing: ${asset}.`,
      mend: 'Install the program again.',
      values: { asset },
    });
  }
};
