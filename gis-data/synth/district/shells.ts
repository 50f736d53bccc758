/**
 * Closed building shells from a few numbers. Every face is counter-clockwise seen from outside, and
 * neighbouring faces of one shell share their corners exactly.
 */
import type { SurfaceKind } from '#models/district/district.ts';

export interface ShellFace {
  readonly kind: Extract<SurfaceKind, 'ground' | 'wall' | 'roof'>;
  /** Exterior ring, then holes: flat east, north, up triples [m], not closed. */
  readonly rings: readonly number[][];
}

/** A corner and a direction on the ground: u runs along, v to the left of it. */
export interface Frame {
  readonly east: number;
  readonly north: number;
  readonly uEast: number;
  readonly uNorth: number;
}

export function eastOf(frame: Frame, u: number, v: number): number {
  return frame.east + frame.uEast * u - frame.uNorth * v;
}

export function northOf(frame: Frame, u: number, v: number): number {
  return frame.north + frame.uNorth * u + frame.uEast * v;
}

/** The same axes with the corner moved. */
export function moved(frame: Frame, u: number, v: number): Frame {
  return { ...frame, east: eastOf(frame, u, v), north: northOf(frame, u, v) };
}

/** A frame for the same rectangle whose u is this one's v: a gable to the street instead of along it. */
export function turned(frame: Frame, width: number): Frame {
  return { east: eastOf(frame, width, 0), north: northOf(frame, width, 0), uEast: -frame.uNorth, uNorth: frame.uEast };
}

/** Flat u, v pairs of a frame to flat east, north pairs. */
export function placed(frame: Frame, outline: readonly number[]): number[] {
  const out: number[] = [];
  for (let i = 0; i < outline.length; i += 2) {
    out.push(eastOf(frame, outline[i]!, outline[i + 1]!), northOf(frame, outline[i]!, outline[i + 1]!));
  }
  return out;
}

function lifted(outline: readonly number[], z: number, reversed: boolean): number[] {
  const ring: number[] = [];
  const count = outline.length / 2;
  for (let i = 0; i < count; i++) {
    const k = reversed ? count - 1 - i : i;
    ring.push(outline[k * 2]!, outline[k * 2 + 1]!, z);
  }
  return ring;
}

/**
 * Upright prism with a flat roof.
 * @param outlines exterior counter-clockwise, holes clockwise: flat east, north pairs [m]
 */
export function prism(outlines: readonly (readonly number[])[], height: number): ShellFace[] {
  const faces: ShellFace[] = [{ kind: 'ground', rings: outlines.map((outline) => lifted(outline, 0, true)) }];
  for (const outline of outlines) {
    const count = outline.length / 2;
    for (let i = 0; i < count; i++) {
      const k = (i + 1) % count;
      const [ax, ay, bx, by] = [outline[i * 2]!, outline[i * 2 + 1]!, outline[k * 2]!, outline[k * 2 + 1]!];
      faces.push({ kind: 'wall', rings: [[ax, ay, 0, bx, by, 0, bx, by, height, ax, ay, height]] });
    }
  }
  faces.push({ kind: 'roof', rings: outlines.map((outline) => lifted(outline, height, false)) });
  return faces;
}

/**
 * A cross-section drawn along u: mono-pitch, saw-tooth and stepped buildings.
 * @param section flat v, z pairs, counter-clockwise with v to the right and z up; its edge at z = 0 is the ground
 */
export function extruded(frame: Frame, width: number, section: readonly number[]): ShellFace[] {
  const faces: ShellFace[] = [];
  const count = section.length / 2;
  const start: number[] = [];
  const end: number[] = [];
  for (let i = 0; i < count; i++) {
    const [v, z] = [section[i * 2]!, section[i * 2 + 1]!];
    end.push(eastOf(frame, width, v), northOf(frame, width, v), z);
    const back = count - 1 - i;
    start.push(eastOf(frame, 0, section[back * 2]!), northOf(frame, 0, section[back * 2]!), section[back * 2 + 1]!);
  }
  for (let i = 0; i < count; i++) {
    const k = (i + 1) % count;
    const [av, az, bv, bz] = [section[i * 2]!, section[i * 2 + 1]!, section[k * 2]!, section[k * 2 + 1]!];
    const rises = -(bv - av) / Math.hypot(bv - av, bz - az);
    const kind = az === 0 && bz === 0 ? 'ground' : rises > 0.17 ? 'roof' : 'wall';
    const ring: number[] = [];
    for (const [u, v, z] of [
      [0, av, az],
      [0, bv, bz],
      [width, bv, bz],
      [width, av, az],
    ] as const) {
      ring.push(eastOf(frame, u, v), northOf(frame, u, v), z);
    }
    faces.push({ kind, rings: [ring] });
  }
  faces.push({ kind: 'wall', rings: [start] }, { kind: 'wall', rings: [end] });
  return faces;
}

/** Section of a mono-pitch roof that rises with v. */
export function monoPitchSection(depth: number, eaves: number, top: number): number[] {
  return [0, 0, depth, 0, depth, top, 0, eaves];
}

/** Section of a saw-tooth roof: each tooth slopes down with v behind an upright face. */
export function sawToothSection(depth: number, eaves: number, top: number, teeth: number): number[] {
  const section = [0, 0, depth, 0, depth, eaves];
  for (let tooth = teeth - 1; tooth >= 0; tooth--) {
    const v = (depth * tooth) / teeth;
    section.push(v, top);
    if (tooth > 0) section.push(v, eaves);
  }
  return section;
}

/** Section of a low front part and a tall back part. */
export function steppedSection(depth: number, frontDepth: number, frontHeight: number, backHeight: number): number[] {
  return [0, 0, depth, 0, depth, backHeight, frontDepth, backHeight, frontDepth, frontHeight, 0, frontHeight];
}

export interface PitchedRoof {
  readonly eaves: number;
  readonly ridge: number;
  /** Length of the hip at either end [m]; 0 is a gable. */
  readonly hipAtStart: number;
  readonly hipAtEnd: number;
}

/** Rectangle with a ridge along u in the middle, gable or hip at each end. */
export function pitched(frame: Frame, width: number, depth: number, roof: PitchedRoof): ShellFace[] {
  const { eaves, ridge, hipAtStart, hipAtEnd } = roof;
  const at = (u: number, v: number, z: number): [number, number, number] => [eastOf(frame, u, v), northOf(frame, u, v), z];
  const [a0, b0, c0, d0] = [at(0, 0, 0), at(width, 0, 0), at(width, depth, 0), at(0, depth, 0)];
  const [a, b, c, d] = [at(0, 0, eaves), at(width, 0, eaves), at(width, depth, eaves), at(0, depth, eaves)];
  const r = at(hipAtStart, depth / 2, ridge);
  const s = at(width - hipAtEnd, depth / 2, ridge);
  const faces: ShellFace[] = [
    { kind: 'ground', rings: [[...a0, ...d0, ...c0, ...b0]] },
    { kind: 'wall', rings: [[...a0, ...b0, ...b, ...a]] },
    { kind: 'wall', rings: [[...c0, ...d0, ...d, ...c]] },
    { kind: 'roof', rings: [[...a, ...b, ...s, ...r]] },
    { kind: 'roof', rings: [[...c, ...d, ...r, ...s]] },
  ];
  if (hipAtStart > 0) {
    faces.push({ kind: 'wall', rings: [[...d0, ...a0, ...a, ...d]] }, { kind: 'roof', rings: [[...d, ...a, ...r]] });
  } else faces.push({ kind: 'wall', rings: [[...d0, ...a0, ...a, ...r, ...d]] });
  if (hipAtEnd > 0) {
    faces.push({ kind: 'wall', rings: [[...b0, ...c0, ...c, ...b]] }, { kind: 'roof', rings: [[...b, ...c, ...s]] });
  } else faces.push({ kind: 'wall', rings: [[...b0, ...c0, ...c, ...s, ...b]] });
  return faces;
}

/** Flat u, v outline of a rectangle with one corner cut out: an L. */
export function cornerOutline(width: number, depth: number, wing: number): number[] {
  return [0, 0, width, 0, width, wing, wing, wing, wing, depth, 0, depth];
}

/** Outline of a rectangle and of the courtyard within it, a wing deep all round. */
export function courtyardOutlines(width: number, depth: number, wing: number): [number[], number[]] {
  return [
    [0, 0, width, 0, width, depth, 0, depth],
    [wing, wing, wing, depth - wing, width - wing, depth - wing, width - wing, wing],
  ];
}
