/**
 * Property tests draw the same cases in every run, so that a failure is a change of the code.
 * `COMMONWATT_SEED=random` searches anew; `COMMONWATT_SEED=<number>` repeats what such a run found.
 */
import fc from 'fast-check';

const asked = process.env.COMMONWATT_SEED;
if (asked !== 'random') fc.configureGlobal({ seed: Number(asked ?? 20261120) });
