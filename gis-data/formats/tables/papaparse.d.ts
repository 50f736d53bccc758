/** The part of papaparse that the reader uses: its published types need Node's, which this room does not have. */
declare module 'papaparse/papaparse.js' {
  interface ParseConfig {
    readonly delimiter?: string;
    readonly quoteChar?: string;
    readonly skipEmptyLines?: boolean;
    /** Rows to read at most; 0 for all. */
    readonly preview?: number;
  }
  const Papa: { parse(text: string, config: ParseConfig): { readonly data: string[][] } };
  export default Papa;
}
