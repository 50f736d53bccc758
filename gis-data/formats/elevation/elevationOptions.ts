import type { ContentOptions } from '../content.ts';

/** What the caller decides about an elevation file, and what lies beside it. */
export interface ElevationOptions extends Pick<ContentOptions, 'reference' | 'assets' | 'signal' | 'onProgress'> {
  /** Text of a world file (`.tfw`) beside it. */
  readonly worldFile?: string;
  /** Text of a definition of the reference system (`.prj`) beside it. */
  readonly definition?: string;
  /** Cells that are kept; more are thinned out to their means. */
  readonly mostCells?: number;
}
