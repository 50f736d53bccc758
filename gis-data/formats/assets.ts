/** Where readers get the WebAssembly modules and data of libraries from: a folder in Node, the window's own server. */

export const READER_ASSETS = ['web-ifc.wasm', 'sql-wasm.wasm', 'gdal3WebAssembly.wasm', 'gdal3WebAssembly.data'] as const;
export type ReaderAsset = (typeof READER_ASSETS)[number];

/** Bytes of one asset; rejects with a clear error where it is not there. */
export type AssetLoader = (asset: ReaderAsset) => Promise<Uint8Array>;
