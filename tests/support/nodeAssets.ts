/** WebAssembly modules of the readers' libraries, for tests of any room. */
export { nodeReaderAssets } from '../../electron/services/readerAssets.ts';
