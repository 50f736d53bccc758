import { unzipSync } from 'fflate';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { InputError } from '#models/core/errors.ts';
import type { Issue } from '#models/core/issue.ts';
import { nodeReaderAssets } from '../../../tests/support/nodeAssets.ts';
import { Entities, numberIn, shownValue } from '../../formats/ifc/entities.ts';
import { PropertyIndex } from '../../formats/ifc/properties.ts';
import { readStep } from '../../formats/ifc/step.ts';
import { writeIfcHouse } from '../../formats/ifc/testing/writeIfcHouse.ts';
import { readUnits } from '../../formats/ifc/units.ts';
import { readModel } from '../../formats/readModel.ts';
import type { ResultsInput } from '../results/resultsTable.ts';
import { ifcGuidOf, isIfcGuid, uuidOf } from './ifcGuid.ts';
import { writeBcf } from './writeBcf.ts';
import { RESULT_SET, writeIfcResults } from './writeIfcResults.ts';

const decoder = new TextDecoder();
const encoder = new TextEncoder();

async function house(schema: 'IFC2X3' | 'IFC4') {
  const bytes = encoder.encode(writeIfcHouse({ schema, roof: 'gable' }));
  const source = { name: 'house.ifc', bytes };
  const { district } = await readModel(source, { assets: nodeReaderAssets });
  const input: ResultsInput = {
    district,
    scenario: { id: 's', name: "Dämmung – 'alles'" },
    simulationHash: 'abc123',
    columns: { heatDemand_kWh_m2: Float32Array.of(87.25), co2_kg_m2: Float32Array.of(1e-7), pvYield_kWh: Float32Array.of(Number.NaN) },
  };
  return { source, input };
}

function resultsIn(bytes: Uint8Array) {
  const step = readStep('out.ifc', bytes);
  const entities = new Entities(step);
  const index = new PropertyIndex(entities, readUnits(entities));
  const [building] = entities.rows('IFCBUILDING');
  const found = index.properties(building!).filter(({ set }) => set === RESULT_SET);
  return { step, values: Object.fromEntries(found.map(({ name, value }) => [name, numberIn(value) ?? shownValue(value)])) };
}

describe('results in an IFC file', () => {
  it.each(['IFC2X3', 'IFC4'] as const)('%s: are read back, and the rest of the file is as it was', async (schema) => {
    const { source, input } = await house(schema);
    const written = writeIfcResults(source, input);
    const { values, step } = resultsIn(written);
    expect(values).toEqual({
      Scenario: "Dämmung – 'alles'",
      SimulationHash: 'abc123',
      heatDemand_kWh_m2: 87.25,
      co2_kg_m2: expect.closeTo(1e-7, 12),
    });
    expect({ skipped: step.skipped, duplicates: step.duplicates, isComplete: step.isComplete }).toEqual({
      skipped: 0,
      duplicates: 0,
      isComplete: true,
    });
    const before = decoder.decode(source.bytes);
    const after = decoder.decode(written);
    const cut = before.lastIndexOf('ENDSEC');
    expect(after.startsWith(before.slice(0, cut))).toBe(true);
    expect(after.endsWith(before.slice(cut))).toBe(true);
    const again = await readModel({ name: 'house.ifc', bytes: written }, { assets: nodeReaderAssets });
    expect(again.district.buildings[0]?.volume_m3.value).toBeCloseTo(332.376, 2);
    expect(again.district.surfaces.vertices_m).toEqual(input.district.surfaces.vertices_m);
  });

  it('of an earlier export are replaced', async () => {
    const { source, input } = await house('IFC4');
    const once = writeIfcResults(source, input);
    const columns = { ...input.columns, heatDemand_kWh_m2: Float32Array.of(40) };
    const twice = writeIfcResults({ name: 'house.ifc', bytes: once }, { ...input, columns });
    expect(resultsIn(twice).values.heatDemand_kWh_m2).toBe(40);
    expect(decoder.decode(twice).split(RESULT_SET)).toHaveLength(2);
    expect(writeIfcResults({ name: 'house.ifc', bytes: once }, input)).toEqual(once);
  });

  it('are refused where the district came from elsewhere', async () => {
    const { source, input } = await house('IFC4');
    const what = (act: () => unknown): unknown => {
      try {
        return act();
      } catch (error) {
        return error instanceof InputError ? [error.detail.code, error.detail.values?.what] : error;
      }
    };
    expect(what(() => writeIfcResults(null, input))).toEqual(['ifc.export', 'source']);
    const other = {
      ...input,
      district: { ...input.district, buildings: input.district.buildings.map((building) => ({ ...building, id: 'x' })) },
    };
    expect(what(() => writeIfcResults(source, other))).toEqual(['ifc.export', 'buildings']);
    const cut = { name: 'house.ifc', bytes: source.bytes.subarray(0, source.bytes.length - 60) };
    expect(what(() => writeIfcResults(cut, input))).toEqual(['ifc.export', 'cut']);
  });
});

describe('an issue list in BCF', () => {
  const issue = (fields: Partial<Issue>): Issue => ({
    code: 'ifc.shape',
    severity: 'warning',
    sourceId: 'a.ifc',
    objectId: null,
    message: 'A <wall> & "door"',
    action: 'Look.\u0001',
    ...fields,
  });

  it('has one topic per finding, with the object selected', () => {
    const issues = [
      issue({ objectId: '2O2Fr$t4X7Zf8NOew3FK4F' }),
      issue({ severity: 'error', objectId: 'building 1', count: 3 }),
      issue({}),
    ];
    const options = { date: '2026-01-31T12:00:00Z', author: 'Planner', fileName: 'a & b.ifc' };
    const bytes = writeBcf(issues, options);
    expect(writeBcf(issues, options)).toEqual(bytes);
    const files = unzipSync(bytes);
    expect(Object.keys(files).filter((name) => name.endsWith('markup.bcf'))).toHaveLength(3);
    const titles: string[] = [];
    const guids: string[] = [];
    const selected: string[] = [];
    for (const content of Object.values(files)) {
      const parser = new SaxesParser();
      let open = '';
      parser.on('opentag', ({ name, attributes }) => {
        open = name;
        if (name === 'Topic') guids.push(String(attributes.Guid));
        if (name === 'Component') selected.push(String(attributes.IfcGuid));
      });
      parser.on('text', (text) => {
        if (open === 'Title' && text.trim() !== '') titles.push(text);
      });
      parser.on('error', (error) => {
        throw error;
      });
      parser.write(decoder.decode(content)).close();
    }
    expect(titles.sort()).toEqual(['A <wall> & "door"', 'A <wall> & "door"', 'A <wall> & "door" (building 1) (3 x)']);
    expect(selected).toEqual(['2O2Fr$t4X7Zf8NOew3FK4F']);
    expect(new Set(guids).size).toBe(3);
    for (const guid of guids) expect(Object.keys(files)).toContain(`${guid}/markup.bcf`);
  });

  it('takes ids that strict readers take', () => {
    expect(uuidOf('a')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(isIfcGuid(ifcGuidOf('a'))).toBe(true);
    expect(ifcGuidOf('a')).toMatch(/^[0-3]/);
    expect(ifcGuidOf('a')).not.toBe(ifcGuidOf('b'));
  });
});
