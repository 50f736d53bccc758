/** What actions may ask of the district view; the view brings it when it is there. */
import type { CameraPose } from '../district-view/cameraRig.ts';
import type { ViewValues } from '../district-view/colourSide.ts';
import type { FilmOptions } from '../district-view/film.ts';
import type { PictureOptions } from '../district-view/picture.ts';

export interface ViewPort {
  /** PNG; null while the view is still loading. */
  renderPng(options?: PictureOptions): Promise<Blob | null>;
  /** WebM; null while the view is still loading. */
  recordFilm(options: FilmOptions): Promise<Blob | null>;
  getView(): CameraPose | null;
  setView(pose: CameraPose): void;
  setValues(values: ViewValues): void;
}
