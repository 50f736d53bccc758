import { readAny } from '#gis-data/formats/readAny.ts';
import { browserReaderAssets } from '../../../../renderer/workers/readerAssets.ts';

self.onmessage = async ({ data }: MessageEvent<{ readonly name: string; readonly bytes: Uint8Array }>) => {
  const start = performance.now();
  try {
    const read = await readAny([data], { assets: browserReaderAssets });
    const buildings = read.kind === 'district' ? read.result.district.buildings.length : -1;
    self.postMessage({ kind: read.kind, buildings, duration_ms: performance.now() - start });
  } catch (error) {
    self.postMessage({ kind: 'error', message: String(error) });
  }
};
