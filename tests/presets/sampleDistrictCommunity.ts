/** The sample district with solar roofs as a community: simulated once, by the solver in WebAssembly. */
import { buildingCentres } from '#gis-data/footprints.ts';
import { sampleDistrict, sampleScenarios, sampleWeather } from '#gis-data/samples/index.ts';
import { HOURS_PER_YEAR } from '#models/core/units.ts';
import type { MarketCommunity } from '#models/market/community.ts';
import { communityFromDistrict } from '#models/market/participants/fromDistrict.ts';
import { prepareDistrict } from '#models/scenario/prepareDistrict.ts';
import { runScenario } from '#models/scenario/runScenario.ts';
import { createNodeSolver } from '#solver/host/nodeSolver.ts';

/**
 * Hourly year of so many buildings of the sample district under its first scenario.
 * @param count buildings that take part, evenly over the district
 */
export async function sampleDistrictCommunity(count: number): Promise<MarketCommunity> {
  const district = sampleDistrict();
  const [scenario] = sampleScenarios();
  const solver = await createNodeSolver(1);
  try {
    const { plan } = await runScenario({ prepared: prepareDistrict(district, sampleWeather()), scenario: scenario!, solver });
    const pv_W = await solver.hourBlock(plan, 'pv', 0, HOURS_PER_YEAR);
    const electricity_W = await solver.hourBlock(plan, 'electricity', 0, HOURS_PER_YEAR);
    const every = Math.ceil(district.buildings.length / count);
    const { community } = communityFromDistrict({
      district,
      plan,
      pv_W,
      electricity_W,
      centres_m: buildingCentres(district),
      firstWeekday: 0,
      buildingIds: district.buildings.flatMap(({ id }, row) => (row % every === 0 ? [id] : [])),
    });
    return community;
  } finally {
    await solver.dispose();
  }
}
