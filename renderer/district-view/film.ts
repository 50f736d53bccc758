/** A short film of the hours of a day or more, one picture each, encoded by the browser. */
import type { PictureOptions } from './picture.ts';
import { type EncodedPicture, webmFile } from './webm.ts';

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

const CODECS = [
  ['vp8', 'V_VP8'],
  ['vp09.00.40.08', 'V_VP9'],
] as const;
const BITS_PER_S = 8_000_000;
const HOURS_OF_YEAR = 8_760;
/** A film can be entered at a key picture; so many seconds apart. */
const KEY_EVERY_S = 2;
/** Pictures that wait for the encoder, at most: each holds a whole screen. */
const MOST_WAITING = 4;

/** Whether this browser can write films at all. */
export function canRecordFilm(): boolean {
  return typeof VideoEncoder !== 'undefined' && typeof VideoFrame !== 'undefined';
}

function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

/** A codec that this browser encodes at a size. */
async function supportedCodec(config: Omit<VideoEncoderConfig, 'codec'>): Promise<(typeof CODECS)[number] | null> {
  for (const choice of CODECS) {
    const { supported } = await VideoEncoder.isConfigSupported({ ...config, codec: choice[0] });
    if (supported) return choice;
  }
  return null;
}

/** Encodes the pictures of a canvas; tells its own failure at the next picture. */
class FilmEncoder {
  readonly pictures: EncodedPicture[] = [];
  private readonly encoder: VideoEncoder;
  private failure: Error | null = null;

  constructor(config: VideoEncoderConfig) {
    this.encoder = new VideoEncoder({
      output: (chunk) => {
        const bytes = new Uint8Array(chunk.byteLength);
        chunk.copyTo(bytes);
        this.pictures.push({ bytes, isKey: chunk.type === 'key', time_ms: chunk.timestamp / 1000 });
      },
      error: (error) => {
        this.failure = error;
      },
    });
    this.encoder.configure(config);
  }

  async add(canvas: HTMLCanvasElement, time_ms: number, isKey: boolean): Promise<void> {
    while (this.encoder.encodeQueueSize > MOST_WAITING && !this.failure) await nextTask();
    if (this.failure) throw this.failure;
    const frame = new VideoFrame(canvas, { timestamp: Math.round(time_ms * 1000) });
    this.encoder.encode(frame, { keyFrame: isKey });
    frame.close();
  }

  async finish(): Promise<void> {
    await this.encoder.flush();
    if (this.failure) throw this.failure;
  }

  close(): void {
    if (this.encoder.state !== 'closed') this.encoder.close();
  }
}

/**
 * Records one picture per hour. The film keeps its pace however long a picture takes to draw.
 * @param draw draws the picture of an hour into the canvas, always at one size
 * @returns a WebM film
 * @throws Error where the browser cannot encode; DOMException `AbortError` after cancelling
 */
export async function recordFilm(options: FilmOptions, draw: (canvas: HTMLCanvasElement, hour: number) => void): Promise<Blob> {
  if (!canRecordFilm()) throw new Error('this browser cannot record films');
  const { fromHour, hours, fps, signal } = options;
  const picture = document.createElement('canvas');
  const frame = document.createElement('canvas');
  const context = frame.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no canvas to draw the film on');
  let encoder: FilmEncoder | null = null;
  let codec: (typeof CODECS)[number] | null = null;
  try {
    for (let index = 0; index < hours; index++) {
      const hour = (fromHour + index) % HOURS_OF_YEAR;
      await options.onFrame(hour);
      await nextTask();
      signal?.throwIfAborted();
      draw(picture, hour);
      if (!encoder) {
        // Encoders take even sizes only.
        frame.width = picture.width & ~1;
        frame.height = picture.height & ~1;
        const config = { width: frame.width, height: frame.height, bitrate: BITS_PER_S, framerate: fps };
        codec = await supportedCodec(config);
        if (!codec) throw new Error('this browser cannot record films of this size');
        encoder = new FilmEncoder({ ...config, codec: codec[0] });
      }
      context.drawImage(picture, 0, 0, frame.width, frame.height);
      await encoder.add(frame, (index * 1000) / fps, index % (KEY_EVERY_S * fps) === 0);
      options.onProgress?.((index + 1) / hours);
    }
    if (!encoder || !codec) throw new Error('a film has at least one hour');
    await encoder.finish();
    const { width, height } = frame;
    return webmFile({ codec: codec[1], width, height, duration_ms: (hours * 1000) / fps, pictures: encoder.pictures });
  } finally {
    encoder?.close();
  }
}
