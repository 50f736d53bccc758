/** Progress of a long job: a share done in [0, 1] and what is being done. */
export interface Progress {
  readonly done: number;
  /** Key of the message catalogue, e.g. `progress.reading`. */
  readonly stage: string;
}
export type OnProgress = (progress: Progress) => void;
