/** Small drawings of rules. What they show stands in words beside them, so readers of the screen skip them. */
import type { ReactNode } from 'react';

export type SchematicKind = 'design' | 'clearing' | 'priceRule' | 'sharing';
type Point = readonly [x: number, y: number];

const WIDTH = 160;
const HEIGHT = 104;
const SUPPLIER: Point = [80, 14];
const MANAGER: Point = [80, 52];
/** Four members along the lower edge. */
const MEMBERS: readonly Point[] = [
  [22, 84],
  [60, 84],
  [100, 84],
  [138, 84],
];

function House({ at: [x, y], sun }: { readonly at: Point; readonly sun?: boolean }) {
  return (
    <>
      <path className="schema-member" d={`M${x - 10} ${y}l10 -9l10 9v12h-20z`} />
      {sun && <path className="schema-sun" d={`M${x - 7} ${y - 1}l7 -6.5l3 2.7l-7 6.5z`} />}
    </>
  );
}

function Supplier({ at: [x, y] = SUPPLIER }: { readonly at?: Point }) {
  return <path className="schema-supplier" d={`M${x - 8} ${y + 9}l5 -18h6l5 18M${x - 10} ${y - 3}h20M${x - 6} ${y + 3}h12`} />;
}

function Manager({ at: [x, y] }: { readonly at: Point }) {
  return <circle className="schema-manager" cx={x} cy={y} r="9" />;
}

function Line({ from, to, quiet }: { readonly from: Point; readonly to: Point; readonly quiet?: boolean }) {
  return <path className={quiet ? 'schema-line schema-quiet' : 'schema-line'} d={`M${from[0]} ${from[1]}L${to[0]} ${to[1]}`} />;
}

function Houses() {
  return MEMBERS.map((at, place) => <House key={at.join()} at={at} sun={place % 2 === 0} />);
}

function above([x, y]: Point): Point {
  return [x, y - 10];
}

function Group({ x, y, width, height }: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }) {
  return <rect className="schema-group" x={x} y={y} width={width} height={height} rx="6" />;
}

const LEFT: readonly Point[] = [
  [20, 84],
  [54, 84],
];
const RIGHT: readonly Point[] = [
  [106, 84],
  [140, 84],
];

const DESIGN: Readonly<Record<string, () => ReactNode>> = {
  supplier: () => (
    <>
      {MEMBERS.map((at) => (
        <Line key={at.join()} from={[SUPPLIER[0], SUPPLIER[1] + 10]} to={above(at)} />
      ))}
      <Supplier />
      <Houses />
    </>
  ),
  p2p: () => (
    <>
      <path
        className="schema-line"
        d="M22 75Q41 48 60 75M60 75Q80 48 100 75M100 75Q119 48 138 75M22 75Q61 20 100 75M60 75Q99 20 138 75M22 75Q80 0 138 75"
      />
      <Houses />
    </>
  ),
  community: () => (
    <>
      <Line from={SUPPLIER} to={MANAGER} quiet />
      {MEMBERS.map((at) => (
        <Line key={at.join()} from={MANAGER} to={above(at)} />
      ))}
      <Supplier />
      <Manager at={MANAGER} />
      <Houses />
    </>
  ),
  hybrid: () => (
    <>
      <Group x={2} y={30} width={156} height={72} />
      <Group x={8} y={64} width={66} height={34} />
      <Group x={86} y={64} width={66} height={34} />
      <Line from={SUPPLIER} to={[80, 44]} quiet />
      <Line from={[80, 44]} to={[41, 64]} />
      <Line from={[80, 44]} to={[119, 64]} />
      <path className="schema-line" d="M30 84h14M116 84h14" />
      <Supplier />
      <Manager at={[80, 44]} />
      {[...LEFT, ...RIGHT].map((at, place) => (
        <House key={at.join()} at={at} sun={place % 2 === 0} />
      ))}
    </>
  ),
  districts: () => (
    <>
      <Group x={4} y={28} width={68} height={72} />
      <Group x={88} y={28} width={68} height={72} />
      <path className="schema-line schema-strong" d="M46 46h68" />
      {[...LEFT.map((at) => [[37, 46], at] as const), ...RIGHT.map((at) => [[123, 46], at] as const)].map(([manager, at]) => (
        <Line key={at.join()} from={manager as Point} to={above(at)} />
      ))}
      <Manager at={[37, 46]} />
      <Manager at={[123, 46]} />
      {[...LEFT, ...RIGHT].map((at, place) => (
        <House key={at.join()} at={at} sun={place % 2 === 0} />
      ))}
    </>
  ),
};

function Stairs({ cut }: { readonly cut?: boolean }) {
  return (
    <>
      <path className="schema-axis" d="M16 8v84h136" />
      <path className="schema-demand" d="M16 20h30v18h28v16h26v18h26v14h26" />
      <path className="schema-supply" d="M16 84h34v-16h26v-16h28v-18h28v-14h20" />
      {cut ? <path className="schema-mark" d="M74 30v62" /> : <circle className="schema-dot" cx="98" cy="53" r="4" />}
    </>
  );
}

const CLEARING: Readonly<Record<string, () => ReactNode>> = {
  pool: () => (
    <>
      <ellipse className="schema-manager" cx="80" cy="44" rx="40" ry="14" />
      <path className="schema-line" d="M22 75L52 52M60 75L68 58" />
      <path className="schema-line schema-strong" d="M92 58L100 75M108 52L138 75" />
      <Houses />
    </>
  ),
  optimum: () => (
    <>
      <path className="schema-axis" d="M16 8v84h136" />
      <path className="schema-demand" d="M24 22Q84 142 146 26" />
      <circle className="schema-dot" cx="85" cy="83" r="5" />
    </>
  ),
  call: () => <Stairs />,
  huang: () => <Stairs cut />,
  muda: () => (
    <>
      <Group x={4} y={14} width={70} height={78} />
      <Group x={86} y={14} width={70} height={78} />
      <path className="schema-line schema-strong" d="M60 34h40M100 28l8 6l-8 6M100 70h-40M60 64l-8 6l8 6" />
      <House at={[28, 58]} sun />
      <House at={[132, 58]} />
    </>
  ),
  cda: () => (
    <>
      {[16, 30, 44].map((y, place) => (
        <rect key={y} className="schema-supply-fill" x={20} y={y} width={90 - place * 22} height="10" rx="2" />
      ))}
      {[62, 76, 90].map((y, place) => (
        <rect key={y} className="schema-demand-fill" x={20} y={y} width={46 + place * 22} height="10" rx="2" />
      ))}
      <path className="schema-line schema-strong" d="M146 67h-70M84 61l-8 6l8 6" />
    </>
  ),
  bilateral: () => (
    <>
      <path className="schema-line schema-strong" d="M22 75Q41 46 60 75M100 75Q119 46 138 75" />
      <path className="schema-heart" d="M80 40c-8 -10 -20 0 0 14c20 -14 8 -24 0 -14z" />
      <Houses />
    </>
  ),
  coefficients: () => (
    <>
      {[
        [16, 50],
        [68, 34],
        [104, 24],
        [130, 14],
      ].map(([x, width], place) => (
        <rect key={x} className={`schema-part-${place}`} x={x} y="28" width={width} height="22" />
      ))}
      <path className="schema-line" d="M41 50L22 74M85 50L60 74M116 50L100 74M137 50L138 74" />
      <Houses />
    </>
  ),
  stackelberg: () => (
    <>
      <Manager at={[80, 24]} />
      {MEMBERS.map((at, place) => (
        <Line key={at.join()} from={[80 + (place - 1.5) * 8, 33]} to={above(at)} />
      ))}
      <path className="schema-line schema-quiet" d="M30 72L70 30M108 72L92 30" />
      <Houses />
    </>
  ),
};

/** Where the price lies between feed-in (left) and supplier (right), as one mark or a range. */
const PRICE_PLACE: Readonly<Record<string, readonly [from: number, to: number]>> = {
  dual: [0.96, 1],
  'mid-market': [0.5, 0.5],
  'supply-demand': [0, 1],
  'supply-demand-compensated': [0.2, 1],
  'bill-sharing': [0.35, 0.8],
  'k-price': [0.35, 0.65],
  'pay-as-bid': [0.9, 0.9],
  maker: [0.3, 0.7],
  'k-double': [0.45, 0.55],
  fixed: [0.6, 0.6],
  stackelberg: [0.75, 0.75],
  retail: [1, 1],
};

function PriceLadder({ id }: { readonly id: string }) {
  const [from, to] = PRICE_PLACE[id] ?? [0, 1];
  const x = (share: number): number => 20 + share * 120;
  return (
    <>
      <path className="schema-axis" d="M20 56h120" />
      <path className="schema-sun" d="M10 30l10 -9l10 9v12h-20z" />
      <Supplier at={[140, 32]} />
      <path className="schema-axis" d="M20 46v20M140 46v20" />
      {to > from && <rect className="schema-range" x={x(from)} y="51" width={x(to) - x(from)} height="10" rx="3" />}
      {id === 'dual' && <circle className="schema-dot" cx={x(0)} cy="56" r="5" />}
      {id !== 'supply-demand' && id !== 'supply-demand-compensated' && (
        <circle className="schema-dot" cx={x((from + to) / 2)} cy="56" r="5" />
      )}
      {id === 'k-price' && <path className="schema-line" d="M62 74v10h36v-10" />}
    </>
  );
}

/** Heights of four members' parts, 0..1. */
const PARTS: Readonly<Record<string, readonly number[]>> = {
  none: [0.9, 0, 0.3, 0.1],
  equal: [0.5, 0.5, 0.5, 0.5],
  contribution: [0.8, 0.5, 0.6, 0.1],
  social: [0.3, 0.9, 0.3, 0.5],
  renewable: [0.9, 0, 0.7, 0],
  shapley: [0.7, 0.4, 0.6, 0.3],
  'least-core': [0.6, 0.45, 0.6, 0.35],
  nucleolus: [0.6, 0.4, 0.6, 0.4],
  mix: [0.6, 0.5, 0.5, 0.3],
};

function Parts({ id }: { readonly id: string }) {
  const heights = PARTS[id] ?? [];
  return (
    <>
      {MEMBERS.map(([x], place) => {
        const height = 54 * (heights[place] ?? 0);
        return <rect key={x} className="schema-demand-fill" x={x - 9} y={70 - height} width="18" height={height} rx="2" />;
      })}
      <path className="schema-axis" d="M6 70h148" />
      <Houses />
    </>
  );
}

function drawing(kind: SchematicKind, id: string): ReactNode {
  if (kind === 'priceRule') return <PriceLadder id={id} />;
  if (kind === 'sharing') return <Parts id={id} />;
  return (kind === 'design' ? DESIGN : CLEARING)[id]?.() ?? null;
}

export function Schematic({ kind, id }: { readonly kind: SchematicKind; readonly id: string }) {
  return (
    <svg className="schema" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH} height={HEIGHT} aria-hidden="true" focusable="false">
      {drawing(kind, id)}
    </svg>
  );
}
