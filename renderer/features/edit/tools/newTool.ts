/** The tool for a name. */
import type { SketchPrimitive } from '../../../district-view/sketch.ts';
import type { ViewTool } from '../../../district-view/viewTool.ts';
import type { EditTool } from '../../../state/editActions.ts';
import { lengthInside } from '../sketch/cut.ts';
import { alongPath, midpoint, type PlanPoint, pointAt } from '../sketch/plan.ts';
import { BuildingTool } from './BuildingTool.ts';
import { at, type Desk } from './desk.ts';
import { MoveTool } from './MoveTool.ts';
import { PathTool } from './PathTool.ts';
import { PickTool } from './PickTool.ts';
import { PvTool } from './PvTool.ts';
import { RaiseTool } from './RaiseTool.ts';
import { batteryMeasure, chargingMeasure, lineEdit, pointEdit, treeEdits } from './siteEdits.ts';

/** A tool that can be taken up: it shows its first hint. */
export interface TakenTool extends ViewTool {
  begin(): void;
}

export function newTool(kind: EditTool, desk: Desk): TakenTool {
  switch (kind) {
    case 'outline':
    case 'rectangle':
      return new BuildingTool(desk, kind);
    case 'move':
      return new MoveTool(desk);
    case 'raise':
      return new RaiseTool(desk);
    case 'split':
      return splitTool(desk);
    case 'remove':
      return new PickTool(desk, {
        hint: 'draw.hint.remove',
        style: 'fault',
        building: (_, id) => desk.edit([{ kind: 'remove-buildings', ids: [id] }]),
        element: (id) => desk.edit([{ kind: 'remove-elements', ids: [id] }]),
      });
    case 'battery':
    case 'charging':
      return new PickTool(desk, {
        hint: kind === 'battery' ? 'draw.hint.battery' : 'draw.hint.charging',
        style: 'ghost',
        building(row, id) {
          const make = kind === 'battery' ? batteryMeasure : chargingMeasure;
          desk.select([row]);
          desk.addMeasures([make(desk.options(), id, desk.newId)]);
        },
      });
    case 'pv':
      return new PvTool(desk);
    case 'line':
      return lineTool(desk);
    case 'tree':
    case 'point':
      return placeTool(desk, kind);
  }
}

function lineTool(desk: Desk): PathTool {
  const tool: PathTool = new PathTool(desk, {
    first: 'draw.hint.lineFirst',
    next: 'draw.hint.lineNext',
    closes: false,
    fewest: 2,
    done(points) {
      desk.edit([lineEdit(desk.options(), points, desk.newId)]);
      tool.begin();
    },
  });
  return tool;
}

/** Cuts the building of which the most lies under the line. */
function splitTool(desk: Desk): PathTool {
  const tool: PathTool = new PathTool(desk, {
    first: 'draw.hint.splitFirst',
    next: 'draw.hint.splitNext',
    closes: false,
    fewest: 2,
    most: 2,
    done([from, to]) {
      if (from && to) split(desk, from, to);
      tool.begin();
      if (from && to && cutRow(desk, from, to) < 0) desk.tell({ hint: 'draw.hint.splitFirst', fault: 'draw.fault.splitMissed' });
    },
  });
  return tool;
}

/** Row of the building that a line is meant to cut; -1 where it crosses none. */
export function cutRow(desk: Pick<Desk, 'standing' | 'selection'>, from: PlanPoint, to: PlanPoint): number {
  const standing = desk.standing();
  if (!standing) return -1;
  const reach = Math.hypot(to[0] - from[0], to[1] - from[1]) / 2;
  let [best, most] = [-1, 0.1];
  for (const row of standing.near(midpoint(from, to), reach)) {
    // What is selected is meant, unless the line is elsewhere.
    const length = lengthInside(standing.ringsOf(row), from, to) * (desk.selection().includes(row) ? 10 : 1);
    if (length > most) [best, most] = [row, length];
  }
  return best;
}

function split(desk: Desk, from: PlanPoint, to: PlanPoint): void {
  const building = desk.district()?.buildings[cutRow(desk, from, to)];
  if (!building) return;
  desk.edit([{ kind: 'split', id: building.id, line_m: [from[0], from[1], to[0], to[1]], newId: desk.newId('building') }]);
}

/** Corners of a drawn crown. */
const CROWN_CORNERS = 24;

function crown(desk: Desk, place: PlanPoint): SketchPrimitive {
  const up = desk.groundHeight(place);
  const ring = Array.from({ length: CROWN_CORNERS }, (_, i) =>
    at(pointAt(place, desk.options().crown_m / 2, (360 * i) / CROWN_CORNERS), up),
  );
  return { kind: 'polygon', ring_m: ring, style: 'ghost' };
}

/** One at each click, or trees in a row along a line. */
function placeTool(desk: Desk, kind: 'tree' | 'point'): TakenTool {
  const spacing_m = kind === 'tree' ? desk.options().treeSpacing_m : null;
  const isRow = spacing_m !== null;
  const placesOf = (points: readonly PlanPoint[]): readonly PlanPoint[] => (isRow ? alongPath(points, spacing_m) : points.slice(-1));
  const tool: PathTool = new PathTool(desk, {
    first: isRow ? 'draw.hint.treeRowFirst' : kind === 'tree' ? 'draw.hint.tree' : 'draw.hint.point',
    next: 'draw.hint.treeRowNext',
    closes: false,
    fewest: isRow ? 2 : 1,
    ...(isRow ? {} : { most: 1 }),
    extra: (points) => (kind === 'tree' ? placesOf(points).map((place) => crown(desk, place)) : []),
    done(points) {
      const standing = desk.standing();
      const ground = (place: PlanPoint): number => standing?.groundAround(place) ?? 0;
      if (kind === 'tree') desk.edit(treeEdits(desk.options(), placesOf(points), ground, desk.newId));
      else for (const place of points) desk.edit([pointEdit(desk.options(), place, ground(place), desk.newId)]);
      tool.begin();
    },
  });
  return tool;
}
