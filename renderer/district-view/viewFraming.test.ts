import { describe, expect, it } from 'vitest';
import { type CameraPose, cameraFrame, groundPoint, NO_INSETS } from './cameraRig.ts';
import { keepMiddle, type Room, reveal } from './viewFraming.ts';

const POSE: CameraPose = { east_m: 20, north_m: -30, distance_m: 700, heading_deg: 330, tilt_deg: 56 };
const WIDE: Room = { lens: { fovy_rad: 0.62, width: 1200, height: 600 }, insets: { left: 376, right: 0, top: 84, bottom: 56 } };
const HALF: Room = { lens: { fovy_rad: 1.047, width: 410, height: 600 }, insets: NO_INSETS };

function middle(pose: CameraPose, { lens, insets }: Room): readonly number[] {
  const x = (insets.left + lens.width - insets.right) / 2;
  const y = (insets.top + lens.height - insets.bottom) / 2;
  return groundPoint(pose, lens, x, y)!.map((value) => Number(value.toFixed(6)));
}

/** Pixel column of a point, by the same axes as the frame. */
function column(pose: CameraPose, { lens }: Room, point: readonly [number, number, number]): number {
  const { position, direction, right } = cameraFrame(pose);
  const along = (axis: readonly number[]): number => point.reduce((sum, value, i) => sum + axis[i]! * (value - position[i]!), 0);
  return lens.width / 2 + (along(right) / along(direction)) * (lens.height / 2 / Math.tan(lens.fovy_rad / 2));
}

describe('making room', () => {
  it('keeps the middle of the free part where it is, and comes back to where it was', () => {
    const narrow = keepMiddle(POSE, WIDE, HALF);
    expect(middle(narrow, HALF)).toEqual(middle(POSE, WIDE));
    const back = keepMiddle(narrow, HALF, WIDE);
    expect(Object.values(back).map((value) => Number(value.toFixed(6)))).toEqual(Object.values(POSE));
  });

  it('does not come nearer when a panel changes and the canvas does not', () => {
    const wider: Room = { ...WIDE, insets: { ...WIDE.insets, left: 552 } };
    expect(keepMiddle(POSE, WIDE, wider).distance_m).toBe(POSE.distance_m);
  });

  it('moves a building out from behind the inspector, and leaves one that is seen', () => {
    const room: Room = { ...WIDE, insets: { ...WIDE.insets, right: 344 } };
    const at = groundPoint(POSE, room.lens, 1000, 300)!;
    const building = [0, 12].flatMap((up) => [-8, 8].map((offset) => [at[0] + offset, at[1] + offset, up] as const));
    const moved = reveal(POSE, room, building.flat());
    const columns = building.map((corner) => column(moved, room, corner));
    expect(Math.max(...columns)).toBeLessThan(room.lens.width - room.insets.right);
    expect(Math.min(...columns)).toBeGreaterThan(room.insets.left);
    expect(reveal(POSE, WIDE, building.flat())).toBe(POSE);
  });
});
