/**
 * One finding about a file that was read. Codes follow the families of val3dity
 * (1xx rings, 2xx polygons, 3xx shells, 9xx input); see docs/models/geometry.md.
 */
export type IssueSeverity = 'error' | 'warning' | 'info';

export interface Issue {
  /** `102` style number of the family, or a dotted word for matters outside geometry (`crs.unknown`). */
  readonly code: string;
  readonly severity: IssueSeverity;
  /** File or layer the object came from. */
  readonly sourceId: string;
  /** Id of the object in its file; null where the finding is about the whole file. */
  readonly objectId: string | null;
  readonly lod?: string;
  readonly faceIndex?: number;
  readonly message: string;
  /** What the reader did about it, or what the user can do. */
  readonly action: string;
  /**
   * For the message catalogue: numbers and names in the text, and `what` where one code has several texts.
   * Absent in files of earlier versions.
   */
  readonly values?: Readonly<Record<string, string | number>>;
  /** How many identical findings this record stands for. */
  readonly count?: number;
}
