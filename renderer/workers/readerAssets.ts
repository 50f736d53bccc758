/** WebAssembly modules of the readers' libraries, from the program's own files. */
import gdalData from 'gdal3.js/dist/package/gdal3WebAssembly.data?url';
import gdalWasm from 'gdal3.js/dist/package/gdal3WebAssembly.wasm?url';
import sqlWasm from 'sql.js/dist/sql-wasm.wasm?url';
import ifcWasm from 'web-ifc/web-ifc.wasm?url';
import type { AssetLoader, ReaderAsset } from '#gis-data/formats/assets.ts';
import { InputError } from '#models/core/errors.ts';

const PLACES: Readonly<Record<ReaderAsset, string>> = {
  'web-ifc.wasm': ifcWasm,
  'sql-wasm.wasm': sqlWasm,
  'gdal3WebAssembly.wasm': gdalWasm,
  'gdal3WebAssembly.data': gdalData,
};

/** @throws InputError `asset.missing` where the program's files are not complete */
export const browserReaderAssets: AssetLoader = async (asset) => {
  const answer = await fetch(PLACES[asset]);
  if (!answer.ok) {
    throw new InputError({
      code: 'asset.missing',
      message: `A part of the program is missing: ${asset}.`,
      mend: 'Install the program again.',
      values: { asset },
    });
  }
  return new Uint8Array(await answer.arrayBuffer());
};
