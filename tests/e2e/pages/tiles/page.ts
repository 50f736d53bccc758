/** A page for one test: 3D tiles in the district view's widget, and a rarer map read in a worker. */
import { Cartesian3, HeadingPitchRange, Matrix4, Transforms } from '@cesium/engine';
import { readTileset } from '#gis-data/formats/tileset/readTileset.ts';
import { boxGlb, PLACE, tilesetContents } from '#gis-data/formats/tileset/testing/writeTileset.ts';
import { TilesLayer } from '../../../../renderer/district-view/tiles/tilesLayer.ts';
import { createWidget } from '../../../../renderer/district-view/widget.ts';

export interface TestPage {
  show(): Promise<void>;
  setVisible(visible: boolean): void;
  clear(): Promise<void>;
  /** Pixels of the boxes' red in the picture. */
  redPixels(): Promise<number>;
  readMap(name: string, text: string): Promise<unknown>;
  readonly faults: readonly string[];
}

declare global {
  interface Window {
    testPage: TestPage;
  }
}

const container = document.getElementById('view');
if (!container) throw new Error('There is no view.');
const { widget } = createWidget(container);
const { scene, camera } = widget;
const faults: string[] = [];
const layer = new TilesLayer(scene, { onError: (message) => faults.push(message) });
const centre = Transforms.eastNorthUpToFixedFrame(Cartesian3.fromDegrees(PLACE.lon_deg, PLACE.lat_deg, 0));

function files() {
  const all = { ...tilesetContents(boxGlb(true, 12)) };
  return Object.entries(all).map(([name, bytes]) => ({ name, bytes }));
}

/** After the picture has come to rest. */
async function settled(): Promise<void> {
  for (let i = 0; i < 40; i++) {
    scene.requestRender();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

window.testPage = {
  faults,
  async show() {
    await layer.show(readTileset('tiles', files()));
    camera.lookAtTransform(centre, new HeadingPitchRange(0.6, -0.7, 60));
    camera.lookAtTransform(Matrix4.IDENTITY);
  },
  setVisible: (visible) => layer.setVisible(visible),
  clear: () => layer.show(null),
  async redPixels() {
    await settled();
    const { canvas } = widget;
    const copy = document.createElement('canvas');
    copy.width = canvas.width;
    copy.height = canvas.height;
    const context = copy.getContext('2d');
    if (!context) throw new Error('There is no picture.');
    widget.render();
    context.drawImage(canvas, 0, 0);
    const { data } = context.getImageData(0, 0, copy.width, copy.height);
    let count = 0;
    for (let i = 0; i < data.length; i += 4) if (data[i]! > 120 && data[i + 1]! < data[i]! / 2 && data[i + 2]! < data[i]! / 2) count++;
    return count;
  },
  readMap(name, text) {
    const worker = new Worker(new URL('./readMap.worker.ts', import.meta.url), { type: 'module' });
    return new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => {
        worker.terminate();
        resolve(data);
      };
      worker.onerror = (event) => reject(new Error(event.message));
      worker.postMessage({ name, bytes: new TextEncoder().encode(text) });
    });
  },
};
