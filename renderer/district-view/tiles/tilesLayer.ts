/** 3D tiles around a district: drawn by Cesium as they are, never simulated. */
import { Cartesian3, Cesium3DTileset, Matrix4, type Scene, ShadowMode } from '@cesium/engine';
import type { Tileset } from '#gis-data/formats/tileset/readTileset.ts';
import { type TilesetUrls, tilesetUrls } from './tilesetUrls.ts';

/** Pixels that a tile may be coarser than its children before they are loaded. */
const PIXELS = 16;
/** Pixels in software, where every tile costs much. */
const PIXELS_SOFTWARE = 48;

/** What the view needs of a tileset. */
export type ViewedTiles = Pick<Tileset, 'files' | 'place'>;

export interface TilesOptions {
  readonly software?: boolean;
  /** A tile could not be drawn; the others are. */
  readonly onError?: (message: string) => void;
  /** Something changed in the picture. */
  readonly onChange?: () => void;
}

export class TilesLayer {
  readonly #scene: Scene;
  readonly #options: TilesOptions;
  #tiles: Cesium3DTileset | null = null;
  #urls: TilesetUrls | null = null;
  #wanted: ViewedTiles | null = null;
  #visible = true;

  constructor(scene: Scene, options: TilesOptions = {}) {
    this.#scene = scene;
    this.#options = options;
  }

  get isShown(): boolean {
    return this.#visible && this.#tiles !== null;
  }

  /**
   * Shows other tiles, or none. Their lowest point is put on the height of the district's lowest: files count heights from
   * the ellipsoid, districts from the sea or from their own ground.
   * @throws Error where the tileset cannot be opened
   */
  async show(tiles: ViewedTiles | null): Promise<void> {
    this.#wanted = tiles;
    this.#remove();
    if (!tiles?.place) return;
    const urls = tilesetUrls(tiles.files);
    let made: Cesium3DTileset;
    try {
      made = await Cesium3DTileset.fromUrl(urls.url, {
        maximumScreenSpaceError: this.#options.software ? PIXELS_SOFTWARE : PIXELS,
        enableCollision: false,
        shadows: ShadowMode.RECEIVE_ONLY,
        modelMatrix: loweredBy(tiles.place),
      });
    } catch (error) {
      urls.release();
      throw error instanceof Error ? error : new Error(String(error));
    }
    // Another one was asked for meanwhile, or the view has gone.
    if (this.#wanted !== tiles || this.#scene.isDestroyed()) {
      made.destroy();
      urls.release();
      return;
    }
    made.show = this.#visible;
    // The light of the sky around is drawn again and again: seconds in software.
    if (this.#options.software) made.environmentMapManager.enabled = false;
    made.tileFailed.addEventListener(({ message }: { readonly message: string }) => this.#options.onError?.(message));
    made.tileLoad.addEventListener(() => this.#changed());
    made.allTilesLoaded.addEventListener(() => this.#changed());
    this.#tiles = this.#scene.primitives.add(made);
    this.#urls = urls;
    this.#changed();
  }

  setVisible(visible: boolean): void {
    this.#visible = visible;
    if (this.#tiles) this.#tiles.show = visible;
    this.#changed();
  }

  destroy(): void {
    this.#wanted = null;
    this.#remove();
  }

  #remove(): void {
    if (this.#tiles && !this.#scene.isDestroyed()) this.#scene.primitives.remove(this.#tiles);
    this.#urls?.release();
    this.#tiles = null;
    this.#urls = null;
    this.#changed();
  }

  #changed(): void {
    if (!this.#scene.isDestroyed()) this.#scene.requestRender();
    this.#options.onChange?.();
  }
}

/** Straight down at the middle of the tiles. */
function loweredBy({ extent_deg, lowest_m }: NonNullable<ViewedTiles['place']>): Matrix4 {
  const [west, south, east, north] = extent_deg;
  const ground = Cartesian3.fromDegrees((west + east) / 2, (south + north) / 2, 0);
  const lowest = Cartesian3.fromDegrees((west + east) / 2, (south + north) / 2, lowest_m);
  return Matrix4.fromTranslation(Cartesian3.subtract(ground, lowest, new Cartesian3()));
}
