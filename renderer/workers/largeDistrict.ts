/** Buildings up to which the year is simulated without being asked for: more take minutes and gigabytes. */
export const SIMULATED_UNASKED = 20_000;
