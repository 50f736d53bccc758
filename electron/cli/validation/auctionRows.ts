/** The auctions against published books and against linear programs. */
import { type ValidationRow, valueRow } from '#models/energy/cases/validationRow.ts';
import { auctionProof } from '#models/market/cases/auctionProof.ts';
import { type AuctionRules, runAuction } from '#models/market/mechanisms/clearing.ts';
import type { Order, OrderSide } from '#models/market/mechanisms/orders.ts';
import { createNodeLinearSolver } from '#solver/host/linearSolver.node.ts';

const WELFARE_TOLERANCE = 1e-9;
const CALL: AuctionRules = { mechanism: 'call', priceRule: 'k-price', k: 0.5 };
const HUANG: AuctionRules = { mechanism: 'huang', priceRule: 'k-price', k: 0.5 };
const MAKER: AuctionRules = { mechanism: 'cda', priceRule: 'maker', k: 0.5 };

/** `quantity@price` of one side; participants count from `first`. */
function side(of: OrderSide, book: string, first: number): Order[] {
  return book.split(' ').map((entry, index) => {
    const [energy_kWh = Number.NaN, price_EURPerKWh = Number.NaN] = entry.split('@').map(Number);
    return { side: of, participant: first + index, price_EURPerKWh, energy_kWh };
  });
}

const units = (from: number) => Array.from({ length: 7 }, (_, i) => `1@${from + i}`).join(' ');
const SMALL = [...side('bid', '1@3 2@4 5@1', 0), ...side('offer', '4@2 1@1 5@6', 3)];

function publishedRows(): ValidationRow[] {
  const low = runAuction([...side('offer', units(1), 0), ...side('bid', units(1), 7)], CALL);
  const high = runAuction([...side('offer', units(8), 0), ...side('bid', units(8), 7)], CALL);
  const call = runAuction(SMALL, CALL);
  const huang = runAuction(SMALL, HUANG);
  const twice = runAuction([...side('bid', '5@20', 0), ...side('bid', '7@20', 0), ...side('offer', '12@10', 1)], CALL);
  const onAsk = runAuction([...side('offer', '1@15', 0), ...side('bid', '1@17', 1)], MAKER);
  const onBid = runAuction([...side('bid', '1@17', 0), ...side('offer', '1@15', 1)], MAKER);
  const walk = runAuction([...side('offer', '0.5@15 0.5@16', 0), ...side('bid', '0.7@17', 2)], MAKER);
  const row = (name: string, quantity: string, unit: string, ours: number | null | undefined, reference: number) =>
    valueRow(name, quantity, unit, ours ?? Number.NaN, reference, 1e-7);
  return [
    row('Call, gsy-e units 1 to 7', 'price', 'EUR/kWh', low.price_EURPerKWh, 4),
    row('Call, gsy-e units 1 to 7', 'energy', 'kWh', low.energy_kWh, 4),
    row('Call, gsy-e units 8 to 14', 'price', 'EUR/kWh', high.price_EURPerKWh, 11),
    row('Call, pymarket small book', 'price', 'EUR/kWh', call.price_EURPerKWh, 2),
    row('Call, pymarket small book', 'energy', 'kWh', call.energy_kWh, 3),
    row('Call, pymarket small book', 'welfare', 'EUR', call.welfare_EUR, 6),
    row('Huang, pymarket small book', 'price of the buyer', 'EUR/kWh', huang.trades[0]?.buyerPrice_EURPerKWh, 3),
    row('Huang, pymarket small book', 'price of the seller', 'EUR/kWh', huang.trades[0]?.sellerPrice_EURPerKWh, 2),
    row('Huang, pymarket small book', 'surplus', 'EUR', huang.surplus_EUR, 1),
    row('Call, one member with two bids', 'energy', 'kWh', twice.energy_kWh, 12),
    row('Continuous, ask rests', 'price', 'EUR/kWh', onAsk.price_EURPerKWh, 15),
    row('Continuous, bid rests', 'price', 'EUR/kWh', onBid.price_EURPerKWh, 17),
    row('Continuous, two asks', 'energy at the second price', 'kWh', walk.trades[1]?.energy_kWh, 0.2),
  ];
}

/** @param books random books that HiGHS clears too; 10,000 take about fifteen seconds */
export async function auctionRows(books = 10_000): Promise<readonly ValidationRow[]> {
  const proof = auctionProof(await createNodeLinearSolver(), books);
  const name = `Call against HiGHS, ${books} random books (${proof.tied} with ties, ${proof.partial} partly filled, ${proof.repeated} with a member twice)`;
  const errors = [
    ['largest relative error of the welfare', '-', proof.worstWelfare],
    ['largest distance of the dual from the price bounds', 'EUR/kWh', Math.max(0, proof.worstPrice)],
  ] as const;
  return [
    ...publishedRows(),
    ...errors.map(([quantity, unit, ours]) => ({
      case: name,
      quantity,
      unit,
      ours,
      reference: [0, WELFARE_TOLERANCE] as const,
      deviation_pct: 0,
      tolerance_pct: 0,
      pass: ours <= WELFARE_TOLERANCE,
    })),
  ];
}
