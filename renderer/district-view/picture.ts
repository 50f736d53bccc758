/** Pictures of a scene: at the size of the screen or larger, with what is drawn over it. */
import { INK_LOOKS } from './inkLook.ts';
import { drawLegend, type PictureLegend } from './legendPicture.ts';
import type { SceneInk } from './sceneInk.ts';
import type { SceneState } from './sceneState.ts';

export interface PictureOptions {
  /** Pixels of the picture to one of the screen, per side; 1 unless told. */
  readonly scale?: 1 | 2;
  /** Labels, measures and sketches; shown unless told. */
  readonly ink?: boolean;
  /** Drawn at the lower left; none unless given. */
  readonly legend?: PictureLegend | null;
}

/** Draws the scene as it stands now, and what lies over it, into a canvas of CSS size times `scale`. */
export function drawPicture(canvas: HTMLCanvasElement, state: SceneState, ink: SceneInk, options: PictureOptions): void {
  const { scale = 1, legend = null } = options;
  const { widget } = state;
  const { width, height } = state.view.lens();
  const ratio = widget.useBrowserRecommendedResolution ? 1 : window.devicePixelRatio;
  const before = widget.resolutionScale;
  const resized = scale !== 1;
  if (resized) {
    widget.resolutionScale = scale / ratio;
    widget.resize();
  }
  try {
    widget.scene.requestRender();
    widget.scene.render();
    // Read in the same task: the browser clears the drawing afterwards.
    const [w, h] = [Math.round(width * scale), Math.round(height * scale)];
    // Setting a size clears the canvas and would start a film's picture anew.
    if (canvas.width !== w) canvas.width = w;
    if (canvas.height !== h) canvas.height = h;
    // Kept in memory: it is read back at once.
    const context = canvas.getContext('2d', { willReadFrequently: true });
    if (!context) throw new Error('no canvas to draw the picture on');
    context.drawImage(widget.canvas, 0, 0, canvas.width, canvas.height);
    if (options.ink !== false) ink.layer.drawInto(context, scale);
    if (!legend) return;
    context.save();
    context.scale(scale, scale);
    drawLegend(context, legend, INK_LOOKS[state.theme], height);
    context.restore();
  } finally {
    if (resized) {
      widget.resolutionScale = before;
      widget.resize();
      state.requestRender();
    }
  }
}

export function pngOf(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the picture could not be read back'))), 'image/png');
  });
}
