import { districtRunSchema, measureDistrict } from './districtRun.ts';

const input = districtRunSchema.parse(JSON.parse(process.argv[2] ?? 'null'));
process.stdout.write(JSON.stringify(await measureDistrict(input)));
