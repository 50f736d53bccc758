/** Memory of this process's children: a browser with its windows, workers and graphics. Linux only. */
import { readdirSync, readFileSync } from 'node:fs';

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // The process has ended meanwhile.
    return '';
  }
}

/** All processes below this one. */
function descendants(): number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = textOf(`/proc/${name}/stat`);
    // The name of the program, in brackets, may hold anything.
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const found: number[] = [];
  const open = [process.pid];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const next = children.get(at) ?? [];
    found.push(...next);
    open.push(...next);
  }
  return found;
}

/** Memory of all processes below this one, shared pages counted once (PSS) [MB]; null where the system does not tell. */
export function childMemory_MB(): number | null {
  if (process.platform !== 'linux') return null;
  let kilobytes = 0;
  for (const pid of descendants()) kilobytes += Number(/^Pss:\s+(\d+)/m.exec(textOf(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0);
  return (kilobytes * 1024) / 1e6;
}

/** Largest {@link childMemory_MB} while `work` runs. */
export async function peakMemory_MB(work: () => Promise<void>): Promise<number | null> {
  let peak = childMemory_MB();
  const timer = setInterval(() => {
    const now = childMemory_MB();
    if (now !== null && now > (peak ?? 0)) peak = now;
  }, 250);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  return peak;
}
