/** What the graphics of this machine can do. */

export interface Graphics {
  readonly webgl2: boolean;
  /** Drawn by the processor: shadows and smoothing cost too much. */
  readonly software: boolean;
  readonly renderer: string;
}

/** Asks the context a canvas already has; a second context would cost 0.2 s in software. */
export function detectGraphics(canvas: HTMLCanvasElement): Graphics {
  const gl = canvas.getContext('webgl2');
  const info = gl?.getExtension('WEBGL_debug_renderer_info');
  const renderer = gl ? String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER)) : '';
  return { webgl2: gl !== null, software: /swiftshader|llvmpipe|software|basic render/i.test(renderer), renderer };
}
