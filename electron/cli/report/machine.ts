import { cpus, totalmem } from 'node:os';

/** The machine that figures were measured on, in one line. */
export function machineLine(): string {
  const processors = cpus();
  const model = processors[0]?.model.trim().replace(/\s+/g, ' ') || 'processor of unknown model';
  const memory_GiB = Math.round(totalmem() / 2 ** 30);
  return `${model}, ${processors.length} logical processors, ${memory_GiB} GiB memory, ${process.platform} ${process.arch}, Node ${process.versions.node}`;
}
