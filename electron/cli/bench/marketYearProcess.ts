/** Child of `benchMarketYear`: prints the figures. */
import { measureMarketYear } from './marketYear.ts';

process.stdout.write(JSON.stringify(await measureMarketYear(process.argv[2] === 'true')));
