/** A short film of the hours of a day or more, made by the browser's own recorder. */
import type { PictureOptions } from './picture.ts';

export interface FilmOptions {
  /** First hour of the year, 0..8759. */
  readonly fromHour: number;
  /** How many hours, one picture each; past the year's end it goes on with its beginning. */
  readonly hours: number;
  /** Pictures per second. */
  readonly fps: number;
  /** Brings the view to an hour: values and whatever depends on it. The sun follows by itself. */
  onFrame(hour: number): Promise<void> | void;
  /** Share that is done, 0..1. */
  onProgress?(share: number): void;
  readonly signal?: AbortSignal;
  readonly picture?: PictureOptions;
}

const TYPES = ['video/webm;codecs=vp9', 'video/webm;codecs=vp8', 'video/webm'];
const BITS_PER_S = 12_000_000;
const HOURS_OF_YEAR = 8_760;

/** The form of film that this browser can write; null where it writes none. */
export function filmType(): string | null {
  if (typeof MediaRecorder === 'undefined' || typeof HTMLCanvasElement.prototype.captureStream !== 'function') return null;
  return TYPES.find((type) => MediaRecorder.isTypeSupported(type)) ?? null;
}

function wait(time_ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, time_ms));
}

/**
 * Records one picture per hour. Between pictures the recorder pauses, so that the film keeps its pace however long a
 * picture takes to draw.
 * @param draw draws the picture of an hour into the canvas
 * @returns a WebM film
 * @throws Error where the browser cannot record; DOMException `AbortError` after cancelling
 */
export async function recordFilm(options: FilmOptions, draw: (canvas: HTMLCanvasElement, hour: number) => void): Promise<Blob> {
  const mimeType = filmType();
  if (!mimeType) throw new Error('this browser cannot record films');
  const { fromHour, hours, fps, signal } = options;
  const canvas = document.createElement('canvas');
  await options.onFrame(fromHour % HOURS_OF_YEAR);
  signal?.throwIfAborted();
  // The recorder takes the size of the film from the first picture.
  draw(canvas, fromHour % HOURS_OF_YEAR);
  const stream = canvas.captureStream(0);
  const track = stream.getVideoTracks()[0];
  if (!(track instanceof CanvasCaptureMediaStreamTrack)) throw new Error('this browser cannot record films');
  const recorder = new MediaRecorder(stream, { mimeType, videoBitsPerSecond: BITS_PER_S });
  const parts: Blob[] = [];
  recorder.addEventListener('dataavailable', (event) => parts.push(event.data));
  const ended = new Promise<void>((resolve, reject) => {
    recorder.addEventListener('stop', () => resolve());
    recorder.addEventListener('error', () => reject(new Error('the film could not be recorded')));
  });
  recorder.start();
  try {
    for (let frame = 0; frame < hours; frame++) {
      const hour = (fromHour + frame) % HOURS_OF_YEAR;
      if (recorder.state === 'recording') recorder.pause();
      await options.onFrame(hour);
      await wait(0);
      signal?.throwIfAborted();
      recorder.resume();
      draw(canvas, hour);
      track.requestFrame();
      await wait(1000 / fps);
      options.onProgress?.((frame + 1) / hours);
    }
  } finally {
    if (recorder.state !== 'inactive') recorder.stop();
    track.stop();
  }
  await ended;
  return new Blob(parts, { type: 'video/webm' });
}
