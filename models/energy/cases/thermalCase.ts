/** One zone by the simple hourly method of ISO 13790: `commonwatt thermal`. */
import { z } from 'zod';
import { albedoSchema, azimuthSchema, scheduleSchema, tiltSchema } from './caseInput.ts';

const partName = z.string().optional();

const opaqueSchema = z.strictObject({
  name: partName,
  area_m2: z.number().positive(),
  uValue_W_m2K: z.number().positive(),
  tilt_deg: tiltSchema,
  azimuth_deg: azimuthSchema.default(180),
  boundary: z
    .enum(['outdoor', 'shaded', 'adiabatic'])
    .default('outdoor')
    .describe('Outdoor air with sun and sky; outdoor air without them (below a raised floor); no heat flow'),
  solarAbsorptance: z.number().min(0).max(1).default(0.6),
  emittance: z.number().min(0).max(1).default(0.9),
  outsideResistance_m2K_W: z.number().positive().default(0.04),
  heatCapacity_kJ_m2K: z
    .number()
    .min(0)
    .optional()
    .describe('Of the layers inside the insulation, at most 10 cm (effective thickness, ISO 13786 annex A); all parts or none have it'),
});

const windowSchema = z.strictObject({
  name: partName,
  area_m2: z.number().positive().describe('With its frame'),
  uValue_W_m2K: z.number().positive(),
  gValue: z.number().min(0).max(1).describe('At normal incidence'),
  incidenceFactor: z.number().min(0).max(1).default(0.9).describe('For slanting sun, ISO 13790 11.4.2'),
  frameShare: z.number().min(0).max(1).default(0),
  shadingFactor: z.number().min(0).max(1).default(1).describe('Share of the sun that obstacles let through'),
  tilt_deg: tiltSchema.default(90),
  azimuth_deg: azimuthSchema,
  emittance: z.number().min(0).max(1).default(0.84),
  outsideResistance_m2K_W: z.number().positive().default(0.04),
});

export const thermalCaseSchema = z
  .strictObject({
    name: z.string().optional(),
    zone: z.strictObject({
      floorArea_m2: z.number().positive(),
      volume_m3: z.number().positive(),
      internalArea_m2: z.number().positive().optional().describe('Area of all surfaces that face the zone; 4.5 times the floor if absent'),
      massClass: z
        .enum(['very-light', 'light', 'medium', 'heavy', 'very-heavy'])
        .default('medium')
        .describe('ISO 13790 table 12; used where the parts have no heatCapacity_kJ_m2K'),
    }),
    opaque: z.array(opaqueSchema).default([]),
    windows: z.array(windowSchema).default([]),
    airChange_1_h: scheduleSchema.default(0).describe('Infiltration and ventilation with outdoor air [1/h]'),
    airDensity_kg_m3: z.number().positive().optional().describe("Density of the outdoor air; from the weather file's pressure if absent"),
    gains: z
      .strictObject({ power_W: scheduleSchema, convectiveShare: z.number().min(0).max(1).default(0.5) })
      .optional()
      .describe('Internal gains'),
    heating: z
      .strictObject({ setpoint_C: scheduleSchema, maxPower_W: z.number().positive().optional() })
      .optional()
      .describe('Absent: not heated'),
    cooling: z
      .strictObject({ setpoint_C: scheduleSchema, maxPower_W: z.number().positive().optional() })
      .optional()
      .describe('Absent: not cooled'),
    albedo: albedoSchema.optional(),
    warmUp_h: z.number().int().min(0).max(8760).default(8760).describe('Hours run before 1 January to settle the mass'),
    hourly: z.boolean().default(false).describe('Also give the 8,760 hourly values'),
  })
  .describe('One zone over a year, ISO 13790 simple hourly method');
export type ThermalCase = z.input<typeof thermalCaseSchema>;
export type ParsedThermalCase = z.output<typeof thermalCaseSchema>;
export type OpaquePart = z.output<typeof opaqueSchema>;
export type WindowPart = z.output<typeof windowSchema>;
