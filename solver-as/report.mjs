/** Writes validation and speed into docs/models/solver.md: `node solver-as/report.mjs`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { benchDistricts } from './bench/benchDistricts.ts';
import { benchKernels } from './bench/benchKernels.ts';
import { validateKernels } from './bench/validation.ts';

const DOCUMENT = new URL('../docs/models/solver.md', import.meta.url);

/** @type {(head: string[], rows: string[][]) => string} */
function table(head, rows) {
  const line = (/** @type {string[]} */ cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** @type {(row: import('./bench/benchKernels.ts').BenchRow) => string[]} */
function benchCells({ name, size, value, unit, ratioAgainstTypeScript }) {
  const figure = value < 0.01 ? value.toExponential(1) : Number(value.toPrecision(3)).toLocaleString('en');
  return [name, size, `${figure} ${unit}`, ratioAgainstTypeScript === null ? '' : `${ratioAgainstTypeScript.toFixed(1)} x`];
}

/** @type {(text: string, name: string, content: string) => string} */
function replaceSection(text, name, content) {
  const [from, to] = [`<!-- ${name} -->`, `<!-- end of ${name} -->`];
  const start = text.indexOf(from);
  const end = text.indexOf(to);
  if (start < 0 || end < start) throw new Error(`docs/models/solver.md has no section ${from} ... ${to}.`);
  return `${text.slice(0, start + from.length)}\n${content}\n${text.slice(end)}`;
}

const validation = (await validateKernels()).map(({ name, value, bound }) => [name, value, bound]);
const speed = [...(await benchKernels()), ...(await benchDistricts())].map(benchCells);
const machine = `${cpus().length} logical cores (${cpus()[0]?.model.trim() ?? 'unknown'}), Node ${process.versions.node}`;
let text = readFileSync(DOCUMENT, 'utf8');
text = replaceSection(text, 'validation', table(['Quantity', 'Largest relative difference', 'Bound in the tests'], validation));
text = replaceSection(text, 'speed', `${table(['What', 'On', 'Figure', 'Against TypeScript'], speed)}\n\nMachine: ${machine}.`);
writeFileSync(DOCUMENT, text);
