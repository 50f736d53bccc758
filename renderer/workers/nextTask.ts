/** Ends the present task of the main thread, so that input and frames get their turn before the next stretch of work. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
