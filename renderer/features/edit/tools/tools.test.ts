import { describe, expect, it } from 'vitest';
import type { DistrictEdit } from '#models/district/edits.ts';
import { NO_ELEMENTS } from '#models/district/elements.ts';
import type { Measure } from '#models/scenario/scenario.ts';
import { boxDistrict } from '#models/scenario/testing/boxDistrict.ts';
import type { ToolPointer } from '../../../district-view/viewTool.ts';
import { type EditOptions, type EditStep, type EditTool, INITIAL_EDIT, type PvDraft } from '../../../state/editActions.ts';
import { toLoadedDistrict } from '../../../workers/engine/shown.ts';
import type { LoadedDistrict } from '../../../workers/engineApi.ts';
import { Standing } from '../sketch/standing.ts';
import type { Desk } from './desk.ts';
import { newTool } from './newTool.ts';

/** A house of 10 by 10 by 9 m at the origin, and one ten metres north-east of it. */
function setUp(kind: EditTool, options: Partial<EditOptions> = {}) {
  const source = boxDistrict([
    { id: 'a', use: 'office', constructionYear: 1960, at: [0, 0] },
    { id: 'b', use: 'terraced', constructionYear: 1960, at: [20, 20] },
  ]);
  const district: LoadedDistrict = {
    ...toLoadedDistrict(source),
    bounds_m: [0, 0, 0, 30, 30, 9],
    elements: { ...NO_ELEMENTS, trees: [{ id: 't', at_m: [50, 50, 0], height_m: 9, crown_m: 4 }] },
  };
  const standing = new Standing(district);
  const edits: DistrictEdit[] = [];
  const measures: Measure[] = [];
  let selection: readonly number[] = [];
  let pv: PvDraft | null = null;
  let step: EditStep = { hint: '' };
  let left = 0;
  let placed = 0;
  let ids = 0;
  const desk: Desk = {
    words: { length: (m) => `${m}`, angle: String, area: String, field: String, newName: (number) => `New ${number}` },
    district: () => district,
    standing: () => standing,
    options: () => ({ ...INITIAL_EDIT.options, ...options }),
    selection: () => selection,
    pv: () => pv,
    placedPv: () => [],
    groundHeight: () => 0,
    onPlane: (x, y) => [x / 10, -y / 10],
    scale: () => ({ ground_m: 0.05, upright_m: 0.1 }),
    draw: () => {},
    tell: (next) => {
      step = next;
    },
    edit: (more) => edits.push(...more),
    addMeasures: (more) => measures.push(...more),
    select: (rows) => {
      selection = rows;
    },
    awaitBuilding: () => {},
    setPv: (next) => {
      pv = next;
    },
    placePv: () => placed++,
    fieldText: () => {},
    newId: (prefix) => `${prefix}-${++ids}`,
    leave: () => left++,
  };
  const tool = newTool(kind, desk);
  tool.begin();
  /** Ten pixels a metre; a building is hit where it stands. */
  const pointer = (east: number, north: number, more: Partial<ToolPointer> = {}): ToolPointer => ({
    x: east * 10,
    y: -north * 10,
    shift: false,
    ctrl: false,
    alt: false,
    ground: () => [east, north, 0],
    surface() {
      const building = [0, 1].find((row) => {
        const [west, south, , right, top] = standing.box(row);
        return east > west && east < right && north > south && north < top;
      });
      return building === undefined
        ? null
        : { building, surface: district.buildings[building]!.firstSurface + 5, point: [east, north, 9], lift_m: 0 };
    },
    ...more,
  });
  return {
    desk,
    standing,
    tool,
    edits,
    measures,
    step: () => step,
    selected: () => selection,
    left: () => left,
    placed: () => placed,
    click(east: number, north: number, more: Partial<ToolPointer> = {}) {
      tool.move?.(pointer(east, north, more), false);
      tool.down?.(pointer(east, north, more));
      tool.up?.(pointer(east, north, more));
    },
    drag(from: readonly [number, number], to: readonly [number, number], more: Partial<ToolPointer> = {}) {
      tool.down?.(pointer(...from, more));
      tool.move?.(pointer(...to, more), true);
      tool.up?.(pointer(...to, more));
    },
    keys(...pressed: readonly string[]) {
      return pressed.map((key) => tool.key?.(key, pointer(0, -40)));
    },
    undo: () => tool.key?.('z', pointer(0, -40, { ctrl: true })),
  };
}

describe('what stands in a district', () => {
  it('has outlines, a ground and places to snap to', () => {
    const { standing } = setUp('move');
    expect(standing.outlineOf(0)).toHaveLength(1);
    expect(standing.outlineOf(0)![0]).toHaveLength(8);
    expect(standing.groundAround([5, -5])).toBe(0);
    expect(standing.around([0, 0], 5).corners).toContainEqual([0, 0]);
    expect(standing.around([0, 0], 5, [0]).edges).toEqual([]);
    expect(
      standing.overlapped([
        [5, 5],
        [15, 5],
        [15, 15],
      ]),
    ).toBe(0);
    expect(
      standing.overlapped([
        [10, 0],
        [18, 0],
        [18, 9],
        [10, 9],
      ]),
    ).toBe(-1);
    expect(standing.elementAt([50.2, 50], 1)).toBe('t');
    expect(standing.faceRings(0, 0)).toHaveLength(1);
  });
});

describe('the drawing tools', () => {
  it('draw a house by clicks, snapped to whole metres, and by numbers', () => {
    const { click, keys, edits, step, undo } = setUp('outline', { eaves_m: 6 });
    click(-20.1, -20.1);
    click(-8.2, -19.9);
    click(-8.1, -12.1);
    expect(undo()).toBe(true);
    click(-8.1, -12.1);
    // West from the last corner.
    keys('1', '2', 'Tab', '2', '7', '0', 'Enter');
    expect(step()).toMatchObject({ hint: 'draw.hint.outlineNext', values: { points: 4 } });
    keys('Enter');
    expect(step().hint).toBe('draw.hint.height');
    keys('7', '.', '5', 'Enter');
    expect(edits).toMatchObject([
      {
        kind: 'add-building',
        shape: { rings_m: [[-20, -20, -8, -20, -8, -12, -20, -12]], ground_m: 0, eaves_m: 7.5, roof: 'flat' },
        properties: { name: 'New 1', use: 'office', storeys: 3 },
      },
    ]);
    expect(step().hint).toBe('draw.hint.outlineFirst');
  });

  it('keep an outline that crosses itself open, and say so', () => {
    const { click, keys, edits, step } = setUp('outline', { snap: false });
    click(-30, -30);
    click(-20, -20);
    click(-20, -30);
    click(-30, -20);
    keys('Enter');
    expect(step()).toMatchObject({ hint: 'draw.hint.outlineNext', fault: 'draw.fault.crossesItself' });
    keys('Backspace');
    click(-25, -31);
    keys('Enter');
    expect(step().hint).toBe('draw.hint.height');
    keys('Escape');
    expect(step()).toMatchObject({ hint: 'draw.hint.outlineNext', values: { points: 4 } });
    expect(edits).toEqual([]);
  });

  it('take points back with Escape, and then themselves away', () => {
    const { click, keys, left } = setUp('line');
    click(-30, -30);
    click(-20, -20);
    expect(keys('Escape', 'Escape')).toEqual([true, true]);
    expect(left()).toBe(0);
    keys('Escape');
    expect(left()).toBe(1);
  });

  it('draw a rectangle by a drag along a neighbour, or by its sizes', () => {
    const { drag, keys, click, edits } = setUp('rectangle');
    drag([0, -12], [8.1, -4.1]);
    keys('Enter');
    click(-40, -40);
    keys('6', 'Tab', '4', 'Enter', 'Enter');
    const areas = edits.map((edit) => (edit.kind === 'add-building' ? edit.shape.rings_m[0]! : []));
    expect(areas[0]).toEqual(expect.arrayContaining([0, -12, 8, -4]));
    const [x, y] = [areas[1]!.filter((_, i) => i % 2 === 0), areas[1]!.filter((_, i) => i % 2 === 1)];
    expect([Math.max(...x) - Math.min(...x), Math.max(...y) - Math.min(...y)].sort()).toEqual([4, 6]);
  });

  it('move a building so that its corner meets another one, and by numbers', () => {
    const { drag, keys, edits, selected } = setUp('move');
    drag([1, 1], [31.2, 20.9]);
    expect(selected()).toEqual([0]);
    expect(edits).toEqual([{ kind: 'move', ids: ['a'], by_m: [30, 20, 0], turn_deg: 0 }]);
    keys('5', 'Tab', '9', '0', 'Enter');
    expect(edits[1]).toEqual({ kind: 'move', ids: ['a'], by_m: [5, 0, 0], turn_deg: 0 });
  });

  it('turn a building by its handle, clockwise', () => {
    const { drag, click, edits } = setUp('move');
    click(5, 5);
    drag([5, 14], [14, 5]);
    expect(edits).toEqual([{ kind: 'move', ids: ['a'], by_m: [0, 0, 0], turn_deg: 90 }]);
  });

  it('move trees, too', () => {
    const { drag, edits } = setUp('move', { snap: false });
    drag([50, 50], [53, 54]);
    expect(edits).toEqual([{ kind: 'move-elements', ids: ['t'], by_m: [3, 4] }]);
  });

  it('raise by pulling, and never below a storey', () => {
    const { drag, keys, edits } = setUp('raise');
    drag([5, 5], [5, 8]);
    expect(edits).toEqual([{ kind: 'raise', ids: ['a'], by_m: 3 }]);
    keys('-', '4', '0', 'Enter');
    expect(edits[1]).toEqual({ kind: 'raise', ids: ['a'], by_m: -7 });
  });

  it('split the building under the line, and say where there is none', () => {
    const { click, edits, step } = setUp('split', { snap: false });
    click(5, -3);
    click(6, 14);
    expect(edits).toEqual([{ kind: 'split', id: 'a', line_m: [5, -3, 6, 14], newId: 'building-1' }]);
    click(-50, -50);
    click(-60, -50);
    expect(step().fault).toBe('draw.fault.splitMissed');
    expect(edits).toHaveLength(1);
  });

  it('remove buildings and trees, and put batteries and chargers at buildings', () => {
    const remove = setUp('remove');
    remove.click(25, 25);
    remove.click(50, 50);
    expect(remove.edits).toEqual([
      { kind: 'remove-buildings', ids: ['b'] },
      { kind: 'remove-elements', ids: ['t'] },
    ]);
    const battery = setUp('battery');
    battery.click(5, 5);
    expect(battery.measures).toMatchObject([{ kind: 'site-battery', buildingId: 'a', capacity_kWh: 20, power_kW: 10 }]);
    const charging = setUp('charging');
    charging.click(25, 25);
    expect(charging.measures).toMatchObject([{ kind: 'charging', buildingId: 'b', points: 2 }]);
  });

  it('plant a row of trees, draw a pipe, place a transformer', () => {
    const trees = setUp('tree', { treeSpacing_m: 5, snap: false });
    trees.click(-40, -40);
    trees.click(-20, -40);
    trees.keys('Enter');
    expect(trees.edits).toHaveLength(5);
    const pipe = setUp('line', { line: 'heat-pipe', rated_kW: 200, snap: false });
    pipe.click(-40, -40);
    pipe.click(-20, -40);
    pipe.keys('Enter');
    expect(pipe.edits).toMatchObject([{ kind: 'add-line', line: { kind: 'heat-pipe', path_m: [-40, -40, -20, -40], rated_kW: 200 } }]);
    const point = setUp('point');
    point.click(-40.2, -39.8);
    expect(point.edits).toMatchObject([{ kind: 'add-point', point: { kind: 'transformer', at_m: [-40, -40, 0] } }]);
  });

  it('choose faces for modules, one building at a time, and lose none', () => {
    const { click, keys, desk, placed } = setUp('pv');
    click(5, 5);
    expect(desk.pv()).toEqual({ buildingId: 'a', faces: [5] });
    click(25, 25);
    expect(placed()).toBe(1);
    expect(desk.pv()).toEqual({ buildingId: 'b', faces: [5] });
    click(25, 25);
    expect(desk.pv()).toEqual({ buildingId: 'b', faces: [] });
    keys('Escape');
    expect(desk.pv()).toBeNull();
  });
});
