/** The n-th damaged file of a format: the same for the same seed, whatever came before. */
import { unzipSync, zipSync } from 'fflate';
import { RandomStream, randomAt } from '#models/core/random.ts';
import type { Seed, SeedKind } from '../seeds/seed.ts';
import { BYTE_MUTATORS, type BytesMutator, extremeField, MOST_BYTES } from './bytes.ts';
import { mutateJson, mutateJsonLines } from './json.ts';
import { mutateStep } from './step.ts';
import { ENCODING_MUTATORS, onText, TEXT_MUTATORS } from './text.ts';
import { mutateXml } from './xml.ts';

export interface Mutant {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const KIND_BY_ENDING: Readonly<Record<string, SeedKind>> = {
  json: 'json',
  geojson: 'json',
  xml: 'xml',
  rels: 'xml',
  csv: 'text',
  prj: 'text',
  txt: 'text',
};

/** One file of an archive is damaged, and the archive is packed anew. */
const mutateMember: BytesMutator = (bytes, random) => {
  let files: Record<string, Uint8Array>;
  try {
    files = unzipSync(bytes, { filter: ({ originalSize }) => originalSize < MOST_BYTES });
  } catch {
    return extremeField(bytes, random);
  }
  const name = random.pick(Object.keys(files));
  const content = files[name];
  if (content === undefined) return bytes;
  if (random.next() < 0.06) delete files[name];
  else files[name] = mutated(KIND_BY_ENDING[/\w+$/.exec(name)?.[0]?.toLowerCase() ?? ''] ?? 'binary', content, random);
  return zipSync(files, { level: 1 });
};

const OWN: Readonly<Record<SeedKind, BytesMutator>> = {
  json: onText(mutateJson),
  'json-lines': onText(mutateJsonLines),
  xml: onText(mutateXml),
  step: onText(mutateStep),
  text: (bytes, random) => onText(random.pick(TEXT_MUTATORS))(bytes, random),
  binary: extremeField,
  zip: mutateMember,
};

const isText = (kind: SeedKind) => kind !== 'binary' && kind !== 'zip';

function mutated(kind: SeedKind, bytes: Uint8Array, random: RandomStream): Uint8Array {
  const what = random.next();
  if (what < 0.68) return OWN[kind](bytes, random);
  if (what < 0.84) return random.pick(BYTE_MUTATORS)(bytes, random);
  if (!isText(kind)) return kind === 'zip' ? mutateMember(bytes, random) : extremeField(bytes, random);
  if (what < 0.94) return onText(random.pick(TEXT_MUTATORS))(bytes, random);
  return random.pick(ENCODING_MUTATORS)(bytes, random);
}

/** The beginning of one file and the end of another. */
function crossed(a: Uint8Array, b: Uint8Array, random: RandomStream): Uint8Array {
  const head = a.subarray(0, Math.floor(a.length * (random.next() < 0.5 ? 1 : random.next())));
  const tail = b.subarray(Math.floor(b.length * (random.next() < 0.5 ? 0 : random.next())));
  const out = new Uint8Array(Math.min(MOST_BYTES, head.length + tail.length));
  out.set(head.subarray(0, out.length));
  out.set(tail.subarray(0, out.length - Math.min(out.length, head.length)), Math.min(out.length, head.length));
  return out;
}

/**
 * @param seeds whole files of the format
 * @param strangers whole files of other formats, which are glued on now and then: made when the first is needed
 */
export async function mutantOf(
  seeds: readonly Seed[],
  strangers: () => Promise<readonly Seed[]>,
  seed: number,
  index: number,
): Promise<Mutant> {
  const random = new RandomStream(Math.floor(randomAt(seed, index) * 0xffffffff));
  const from = random.pick(
    seeds,
    seeds.map(({ weight }) => weight ?? 1),
  );
  // A copy, and never a Buffer, whose slices share their bytes with it.
  let bytes: Uint8Array = new Uint8Array(from.bytes);
  if (random.next() < 0.03) bytes = crossed(bytes, random.pick(random.next() < 0.5 ? seeds : await strangers()).bytes, random);
  const steps = random.pick([1, 2, 3, 6], [5, 3, 2, 1]);
  for (let step = 0; step < steps; step++) bytes = mutated(from.kind, bytes, random);
  return { name: from.name, bytes };
}
