/** Texts of the generated layout files by absolute path. */
export function generateLayout(): Map<string, string>;
/** Writes the files that differ. */
export function writeLayout(): void;
