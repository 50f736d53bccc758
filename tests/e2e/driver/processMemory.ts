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

/** Memory of a browser [MB], shared pages counted once (PSS). */
export interface BrowserMemory {
  /** The page with its workers. */
  readonly page: number;
  /** The process that draws; where there is no graphics card it holds textures and buffers too. */
  readonly graphics: number;
  readonly others: number;
}

/** Memory of the browser below this process by kind of process; null where the system does not tell. */
export function browserMemory_MB(): BrowserMemory | null {
  if (process.platform !== 'linux') return null;
  const sums = { page: 0, graphics: 0, others: 0 };
  for (const pid of descendants()) {
    const kilobytes = Number(/^Pss:\s+(\d+)/m.exec(textOf(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0);
    const type = /--type=([\w-]+)/.exec(textOf(`/proc/${pid}/cmdline`))?.[1];
    const kind = type === 'renderer' ? 'page' : type === 'gpu-process' ? 'graphics' : 'others';
    sums[kind] += (kilobytes * 1024) / 1e6;
  }
  return sums;
}

/** Memory of the whole browser [MB]. */
export function total_MB({ page, graphics, others }: BrowserMemory): number {
  return page + graphics + others;
}

/** {@link browserMemory_MB} at the moment of the largest total while `work` runs. */
export async function peakMemory_MB(work: () => Promise<void>): Promise<BrowserMemory | null> {
  let peak = browserMemory_MB();
  const timer = setInterval(() => {
    const now = browserMemory_MB();
    if (now && peak && total_MB(now) > total_MB(peak)) peak = now;
  }, 250);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  return peak;
}
