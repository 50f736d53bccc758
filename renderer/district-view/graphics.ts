/** What the graphics of this machine can do. */

export interface Graphics {
  readonly webgl2: boolean;
  /** Drawn by the processor: shadows and smoothing cost too much. */
  readonly software: boolean;
  readonly renderer: string;
}

let known: Graphics | null = null;

/** Asks a small canvas of its own, once. */
export function detectGraphics(): Graphics {
  if (known) return known;
  const gl = document.createElement('canvas').getContext('webgl2');
  const info = gl?.getExtension('WEBGL_debug_renderer_info');
  const renderer = gl ? String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER)) : '';
  gl?.getExtension('WEBGL_lose_context')?.loseContext();
  known = { webgl2: gl !== null, software: /swiftshader|llvmpipe|software|basic render/i.test(renderer), renderer };
  return known;
}
