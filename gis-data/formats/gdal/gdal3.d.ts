/** The part of GDAL's WebAssembly module that is used: the package's own types are those of its wrapper, which fetches files. */
declare module 'gdal3.js/build/package/gdal3WebAssembly.js' {
  export interface GdalFileSystem {
    mkdir(path: string): void;
    writeFile(path: string, bytes: Uint8Array): void;
    readFile(path: string): Uint8Array;
    readdir(path: string): readonly string[];
    unlink(path: string): void;
    rmdir(path: string): void;
    isDir(mode: number): boolean;
    stat(path: string): { readonly mode: number };
  }
  export interface GdalInstance {
    ccall(name: string, result: 'number' | 'string' | null, kinds: readonly string[], values: readonly (number | string | null)[]): unknown;
    setValue(pointer: number, value: number, kind: string): void;
    _malloc(bytes: number): number;
    _free(pointer: number): void;
    lengthBytesUTF8(text: string): number;
    stringToUTF8(text: string, pointer: number, most: number): void;
    readonly FS: GdalFileSystem;
  }
  export interface GdalConfig {
    readonly wasmBinary: Uint8Array;
    getPreloadedPackage(name: string, size: number): ArrayBuffer;
    locateFile(name: string): string;
    print(text: string): void;
    printErr(text: string): void;
    onAbort(reason: unknown): void;
    readonly preRun: readonly ((module: { readonly ENV: Record<string, string> }) => void)[];
  }
  const start: (config: GdalConfig) => Promise<GdalInstance>;
  export default start;
}
