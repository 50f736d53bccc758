/** Path of an up-to-date solver.wasm. Throws with the compiler's messages. */
export function buildSolver(): Promise<string>;
