import { describe, expect, it } from 'vitest';
import { archetypeOf } from '../energy/archetypes/archetype.ts';
import { envelopeValues } from './envelope.ts';
import { statedEnvelope } from './statedEnvelope.ts';

const ATTRIBUTES = {
  uValueWall_W_m2K: 0.24,
  uValueRoof_W_m2K: '0.2',
  uValueGround_W_m2K: 0.35,
  uValueWindow_W_m2K: 1.1,
  gValueWindow: 0.55,
  windowArea_m2: 20,
};

describe('an envelope that the file states', () => {
  it('beats the archetype, value by value', () => {
    const typical = archetypeOf('single-family', 1970, 'as-built');
    const values = envelopeValues('single-family', 1970, 0, -1, statedEnvelope(ATTRIBUTES, 100));
    expect(values).toMatchObject({ window_W_m2K: 1.1, windowG: 0.55 });
    expect(values.opaque).toEqual({ ...typical, wall_W_m2K: 0.24, roof_W_m2K: 0.2, ground_W_m2K: 0.35, windowRatio: 0.2 });
    const onlyWall = envelopeValues('single-family', 1970, 0, -1, statedEnvelope({ uValueWall_W_m2K: 0.24 }, 100));
    expect(onlyWall.opaque).toEqual({ ...typical, wall_W_m2K: 0.24 });
    expect(onlyWall.window_W_m2K).toBe(typical.window_W_m2K);
  });

  it('is not made worse by a retrofit or new windows, and is bettered where they are better', () => {
    const good = statedEnvelope({ uValueWall_W_m2K: 0.1, uValueWindow_W_m2K: 0.7 }, 100);
    const better = envelopeValues('single-family', 1970, 1, 1, good);
    expect(better.opaque.wall_W_m2K).toBe(0.1);
    expect(better.window_W_m2K).toBe(0.7);
    const poor = envelopeValues('single-family', 1970, 1, 1, statedEnvelope({ uValueWall_W_m2K: 2, uValueWindow_W_m2K: 5 }, 100));
    expect(poor.opaque.wall_W_m2K).toBe(archetypeOf('single-family', 1970, 'usual').wall_W_m2K);
    expect(poor.window_W_m2K).toBe(0.8);
  });

  it('is nothing where attributes are absent or no heat transmittance', () => {
    expect(statedEnvelope({}, 100)).toBeNull();
    expect(statedEnvelope({ uValueWall_W_m2K: 'NaN', uValueRoof_W_m2K: 0, uValueWindow_W_m2K: 99, windowArea_m2: null }, 100)).toBeNull();
    // Windows cannot be more than nearly the whole wall.
    expect(statedEnvelope({ windowArea_m2: 500 }, 100)).toEqual({ windowRatio: 0.95 });
  });
});
