/** Broken IFC files: each ends in a named fault or a finding, and the next file reads as before. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '#models/core/errors.ts';
import { nodeReaderAssets } from '../../../tests/support/nodeAssets.ts';
import { IssueLog } from '../issueLog.ts';
import type { ReadResult } from '../readDistrict.ts';
import { readModel } from '../readModel.ts';
import { readIfc } from './readIfc.ts';
import { readStep } from './step.ts';
import { geometryText, unusableRows } from './stepSubset.ts';
import { writeIfcHouse } from './testing/writeIfcHouse.ts';

const encoder = new TextEncoder();
const house = (firstId?: number) => writeIfcHouse({ roof: 'gable', quantities: true, layers: true, ...(firstId ? { firstId } : {}) });
const read = (text: string): Promise<ReadResult> => readModel({ name: 'a.ifc', bytes: encoder.encode(text) }, { assets: nodeReaderAssets });
const codes = ({ district }: ReadResult) => district.issues.map(({ code }) => code);

async function fault(text: string): Promise<string> {
  try {
    await readIfc('a.ifc', encoder.encode(text), { assets: nodeReaderAssets }, new IssueLog('a.ifc'));
    return 'none';
  } catch (error) {
    if (error instanceof InputError) return error.detail.code;
    throw error;
  }
}

describe('a broken IFC file', () => {
  it('that is none, or holds nothing, is refused by name', async () => {
    const whole = house();
    expect(await fault('not a building')).toBe('ifc.structure');
    expect(await fault('ISO-10303-21;\nHEADER;\nENDSEC;')).toBe('ifc.structure');
    expect(await fault(whole.replace("FILE_SCHEMA(('IFC4'))", "FILE_SCHEMA(('AUTOMOTIVE_DESIGN'))"))).toBe('ifc.schema');
    expect(await fault(whole.replace("FILE_SCHEMA(('IFC4'));", ''))).toBe('ifc.schema');
    expect(await fault(whole.slice(0, whole.indexOf('DATA;')))).toBe('ifc.structure');
    const empty = `${whole.slice(0, whole.indexOf('DATA;'))}DATA;\n#1=IFCPERSON($,'a',$,$,$,$,$,$);\nENDSEC;\nEND-ISO-10303-21;\n`;
    expect(await fault(empty)).toBe('ifc.empty');
  });

  it('that was cut off gives what came before, and says so', async () => {
    const whole = house();
    const result = await read(whole.slice(0, whole.indexOf('IFCWINDOW') - 10));
    expect(codes(result)).toContain('ifc.truncated');
    expect(result.counts.objectsByType.get('IFCWALL')).toBe(1);
  });

  it('with huge, double and circular numbers keeps its shape', async () => {
    const huge = await read(house(900_000_000_000));
    expect(huge.district.buildings[0]?.volume_m3.value).toBeCloseTo(332.376, 2);
    const whole = house();
    const doubled = await read(whole.replace('ENDSEC;\nEND-ISO', '#1=IFCDIRECTION((1.,0.,0.));\nENDSEC;\nEND-ISO'));
    expect(codes(doubled)).toContain('ifc.entries');
    expect(doubled.district.buildings[0]?.volumeIsExact).toBe(true);
    // The first placement is relative to itself.
    const circular = whole.replace(/#(\d+)=IFCLOCALPLACEMENT\(\$/, '#$1=IFCLOCALPLACEMENT(#$1');
    const step = readStep('a.ifc', encoder.encode(circular));
    expect(unusableRows(step).reduce((sum, bad) => sum + bad, 0)).toBeGreaterThan(0);
    await expect(read(circular)).resolves.toBeDefined();
  });

  it('gives the kernel no property and no line that is broken', () => {
    const text = new TextDecoder().decode(geometryText(readStep('a.ifc', encoder.encode(house().replace('IFCWALL(', 'IFCWALL(((')))).text);
    expect(text).not.toContain('IFCPROPERTYSINGLEVALUE');
    expect(text.match(/=IFCWALL\(/g)).toHaveLength(3);
    expect(text.endsWith('END-ISO-10303-21;\n')).toBe(true);
  });

  it('however it is changed, never ends in anything but a result or a named fault', async () => {
    const bytes = encoder.encode(house());
    const change = fc.record({
      at: fc.nat(bytes.length - 1),
      length: fc.nat(60),
      kind: fc.constantFrom('delete', 'overwrite', 'repeat', 'truncate', 'number'),
      byte: fc.nat(255),
      number: fc.constantFrom('-1', '1e300', '0', '99999999999', '#1', '$', '()', "'"),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 5 }), async (changes) => {
        let mutated = bytes;
        for (const { at, length, kind, byte, number } of changes) {
          const from = Math.min(at, mutated.length);
          const to = Math.min(mutated.length, from + length);
          const parts =
            kind === 'delete'
              ? [mutated.subarray(0, from), mutated.subarray(to)]
              : kind === 'truncate'
                ? [mutated.subarray(0, from)]
                : kind === 'repeat'
                  ? [mutated.subarray(0, to), mutated.subarray(from)]
                  : kind === 'number'
                    ? [mutated.subarray(0, from), encoder.encode(number), mutated.subarray(to)]
                    : [mutated.subarray(0, from), new Uint8Array(to - from).fill(byte), mutated.subarray(to)];
          mutated = Uint8Array.from(parts.flatMap((part) => [...part]));
        }
        try {
          const content = await readIfc('a.ifc', mutated, { assets: nodeReaderAssets }, new IssueLog('a.ifc'));
          expect(content.buildings.length).toBeGreaterThan(0);
        } catch (error) {
          if (!(error instanceof InputError)) throw error;
        }
      }),
      { numRuns: 60 },
    );
    // The kernel is whole after all that.
    expect((await read(house())).district.buildings[0]?.volume_m3.value).toBeCloseTo(332.376, 2);
  }, 60_000);
});
