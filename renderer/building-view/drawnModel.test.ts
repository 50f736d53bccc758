import { describe, expect, it } from 'vitest';
import type { BuildingElement, BuildingModel, ElementKind } from '#models/district/buildingModel.ts';
import { disposeDrawn, drawnModel, liftPerStorey_m, paint } from './drawnModel.ts';
import { elementColours, uValues } from './elementColours.ts';
import { sphereOf } from './elementSphere.ts';
import { sectionFrame, sectionPlane } from './sectionPlane.ts';

/** A closed box of twelve triangles; `inside` turns its faces inwards. */
function box(low: readonly number[], high: readonly number[], first: number, inside = false) {
  const positions = Array.from({ length: 8 }, (_, i) => [
    (i & 1 ? high : low)[0]!,
    (i & 2 ? high : low)[1]!,
    (i & 4 ? high : low)[2]!,
  ]).flat();
  const quads = [
    [0, 2, 3, 1],
    [4, 5, 7, 6],
    [0, 1, 5, 4],
    [2, 6, 7, 3],
    [0, 4, 6, 2],
    [1, 3, 7, 5],
  ] as const;
  const triangles = quads.flatMap(([a, b, c, d]) => (inside ? [a, c, b, a, d, c] : [a, b, c, a, c, d])).map((i) => i + first);
  return { positions, triangles };
}

function element(id: string, kind: ElementKind, storey: number, firstTriangle: number, uValue: number | null): BuildingElement {
  return {
    id,
    kind,
    name: id,
    storey,
    isExternal: { value: true, provenance: 'file' },
    area_m2: 10,
    uValue_W_m2K: uValue === null ? null : { value: uValue, provenance: 'file' },
    layers: [],
    tilt_deg: 90,
    azimuth_deg: 180,
    surface: -1,
    firstTriangle,
    triangleCount: 12,
    properties: [],
  };
}

const parts = [box([0, 0, 0], [4, 1, 3], 0), box([0, 0, 3], [4, 1, 6], 8, true), box([0, 0, 6], [4, 1, 7], 16)];
const model: BuildingModel = {
  name: 'three boxes',
  origin: 'ifc',
  storeys: [
    { name: 'low', elevation_m: 0 },
    { name: 'high', elevation_m: 3 },
  ],
  elements: [element('wall', 'wall', 0, 0, 0.4), element('inverted', 'wall', -1, 12, 1.2), element('roof', 'roof', 1, 24, null)],
  spaces: [],
  mesh: {
    positions_m: Float32Array.from(parts.flatMap(({ positions }) => positions)),
    triangles: Uint32Array.from(parts.flatMap(({ triangles }) => triangles)),
  },
  notes: [],
};

describe('a drawn model', () => {
  const drawn = drawnModel(model);

  it('has a group per storey and the roof apart, lifted in order', () => {
    const found = drawn.groups.map(({ storey, isRoof, lift }) => ({ storey, isRoof, lift }));
    expect(found).toEqual([
      { storey: 0, isRoof: false, lift: 0 },
      { storey: 1, isRoof: false, lift: 1 },
      { storey: 1, isRoof: true, lift: 2 },
    ]);
    expect([drawn.box.low, drawn.box.high, drawn.middle]).toEqual([
      [0, 0, 0],
      [4, 1, 7],
      [2, 0.5, 3.5],
    ]);
  });

  it('turns a body that is inside out, and draws the twelve edges of a box', () => {
    const part = drawn.groups[1]!.parts[0]!;
    const p = part.geometry.getAttribute('position').array;
    let volume = 0;
    for (let i = 0; i < p.length; i += 9) {
      volume +=
        (p[i]! * (p[i + 4]! * p[i + 8]! - p[i + 5]! * p[i + 7]!) +
          p[i + 1]! * (p[i + 5]! * p[i + 6]! - p[i + 3]! * p[i + 8]!) +
          p[i + 2]! * (p[i + 3]! * p[i + 7]! - p[i + 4]! * p[i + 6]!)) /
        6;
    }
    expect(volume).toBeCloseTo(12, 9);
    expect(part.edges.getAttribute('position').count).toBe(24);
  });

  it('is painted by U-value; parts without one are marked', () => {
    const colours = elementColours(model, 'uValue', uValues(model), 'light');
    expect(colours.legend).toMatchObject({ kind: 'ramp', unit: 'W/(m2 K)', noData: 1 });
    expect([colours.elements[3], colours.elements[7], colours.elements[11]]).toEqual([255, 255, 0]);
    paint(drawn, colours.elements, colours.spaces);
    const marks = drawn.groups.map(({ parts: [part] }) => part!.geometry.getAttribute('color').getW(0));
    expect(marks).toEqual([1, 1, 0]);
  });

  it('says that there is nothing to show while values are unknown', () => {
    expect(elementColours(model, 'heatLoss', null, 'light').legend).toEqual({ kind: 'empty' });
  });

  it('finds the room of a lifted element', () => {
    const lift_m = liftPerStorey_m(model, drawn, 1);
    expect(sphereOf(model, drawn, 'roof', lift_m)?.middle).toEqual([2, 0.5, 6.5 + 2 * lift_m]);
    expect(sphereOf(model, drawn, 'none', lift_m)).toBeNull();
    disposeDrawn(drawn);
  });
});

describe('a section', () => {
  const bounds = { low: [0, 0, 0], high: [10, 8, 6] } as const;
  it.each([
    ['east', [4, 4, 3], [6, 4, 3]],
    ['north', [5, 5, 3], [5, 3, 3]],
    ['up', [5, 4, 2], [5, 4, 4]],
  ] as const)('%s at a half keeps one side', (axis, kept, cut) => {
    const plane = sectionPlane({ axis, at: 0.5 }, bounds);
    const side = ([x, y, z]: readonly [number, number, number]) =>
      plane.normal.x * x + plane.normal.y * y + plane.normal.z * z + plane.constant;
    expect([side(kept) > 0, side(cut) > 0]).toEqual([true, false]);
  });
  it('of the whole keeps all of it', () => {
    const plane = sectionPlane({ axis: 'up', at: 1 }, bounds);
    expect(plane.constant).toBeGreaterThan(6);
    expect(sectionFrame(sectionPlane({ axis: 'east', at: 0.5 }, bounds), bounds, 1)[0]).toBeCloseTo(5, 1);
  });
});
