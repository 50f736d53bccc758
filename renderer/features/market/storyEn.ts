/** What a preset shows of itself in a year that was run. Prices in cents. */
export const storyEn = {
  'market.story.title': 'What this system shows',
  'market.story.brooklyn.critical':
    'As an island: clinics, schools and other public sites get {served_pct, number} % of their {energy_kWh, number} kWh, at a fixed {rate_ct, number} ct/kWh. A set of {standby_kW, number} kW beside the panels is assumed.',
  'market.story.brooklyn.others':
    'Homes and businesses compete for the rest: {unserved_kWh, number} kWh of theirs ({unserved_pct, number} %) find nothing, and the price goes from {lowest_ct, number} to {highest_ct, number} ct/kWh, the lowest bid that is still served.',
  'market.story.enexa.saving':
    '{traded_kWh, number} kWh are traded. Each saves both sides together {saving_ct, number} ct against the supplier, charges paid; the dearer the supplier, the more.',
  'market.story.enexa.none': 'Nothing is traded: charges take the whole difference to the supplier’s prices.',
  'market.story.exergy.hedged':
    '{buyers, plural, one {# of {members, number} members has} other {# of {members, number} members have}} blocks at a fixed {price_ct, number} ct/kWh, together {energy_kWh, number} kWh. No energy flows differently for it.',
  'market.story.exergy.money':
    'Differences to the supplier’s price of the hour: {paid_EUR, number} € are paid by some members to others. All together it is {sum_EUR, number} €.',
  'market.story.exergy.variance': 'What those members pay per step swings {fall_pct, number} % less (variance).',
  'market.story.exergy.none': 'No member always draws power, or none feeds any in: nobody hedges.',
  'market.story.allgaeu.limit':
    'Feeding in brings {feedIn_ct, number} ct/kWh. Neighbours could pay up to {most_ct, number} ct/kWh after charges. With a guaranteed price above that nothing would be traded.',
  'market.story.allgaeu.traded': '{traded_kWh, number} kWh are traded between neighbours.',
  'market.story.solshare.waste':
    'Without a public grid each home for itself wastes {before_pct, number} % of its solar power; all on one small grid waste {after_pct, number} %. Nothing comes in or goes out.',
  'market.story.solshare.homes':
    '{homes, plural, one {# member without panels is} other {# members without panels are}} served {served_pct, number} % of what they need.',
  'market.story.solshare.lines':
    'The fullest of {lines, plural, one {# line} other {# lines}} carries {most_pct, number} % of what it may.',
  'market.story.medellin.sold':
    '{sellers, plural, one {# seller} other {# sellers}} in need sell {with_kWh, number} kWh for {income_EUR, number} €. If nobody had preferences it would be {without_kWh, number} kWh for {plain_EUR, number} €.',
  'market.story.medellin.total': 'Traded by all: {with_kWh, number} kWh with preferences, {without_kWh, number} kWh without.',
  'market.story.medellin.none': 'No member in need has solar power to sell: there is nobody to prefer.',
  'market.story.elecbay.orders':
    '{accepted, plural, one {# order is} other {# orders are}} accepted, {rejected, plural, one {# is} other {# are}} turned down ({rejected_kWh, number} kWh), because a line would carry too much. No money moves for those.',
  'market.story.elecbay.imbalance':
    'Forecasts are {error_pct, number} % off. Whoever delivers or uses other than ordered pays for it: {imbalance_EUR, number} € in all.',
  'market.story.lumenaza.exchange':
    'With the largest battery ({battery_kWh, number} kWh) under control, {after_kWh, number} kWh go in and out of the group; without it {before_kWh, number} kWh.',
  'market.story.lumenaza.charges':
    'Charges for what is drawn from the networks above: {after_EUR, number} € instead of {before_EUR, number} €.',
  'market.story.lumenaza.deviation':
    'Against what was announced with an error of {error_pct, number} %, the group is off by {after_kWh, number} kWh instead of {before_kWh, number} kWh.',
  'market.story.lumenaza.none': 'Nobody has a battery that could be controlled.',
  'market.story.piclo.matched':
    '{matched_kWh, number} kWh ({matched_pct, number} %) come from generators of the community in the same step; the supplier tops up {topUp_kWh, number} kWh. Both together are what members draw.',
  'market.story.piclo.seasons': 'Matched in June: {june_pct, number} %; in December: {december_pct, number} %.',
  'market.story.vandebron.contracts':
    '{producers, plural, one {# producer} other {# producers}}: {first, plural, one {# customer gets} other {# customers get}} the first choice, {later, number} a later one because the first is sold out, {none, number} stay with the supplier.',
  'market.story.vandebron.platform':
    'The platform earns {platform_EUR, number} € a year from subscriptions of {perMonth_EUR, number} € a month, however much energy flows.',
  'market.story.vandebron.prices':
    'Per kWh, without taxes and network: producers ask {producer_ct, number} ct on average, feeding in would bring them {feedIn_ct, number} ct, the supplier asks {supplier_ct, number} ct.',
  'market.story.peerenergycloud.imbalance':
    'Guesses are {error_pct, number} % off. Making good what came differently costs members {cost_EUR, number} € more; with perfect guesses nothing.',
  'market.story.smart-watts.plan':
    'For seven possible days the plan that counts with all of them costs {many_EUR, number} € on average, the plan for their mean {one_EUR, number} €: {saving_EUR, number} € a day.',
  'market.story.smart-watts.none': 'No plan can be compared: a battery, a week of data or the solver is missing.',
  'market.story.flexibility.sold':
    'Sold outside: {calls, plural, =0 {no call} one {# call} other {# calls}}, at most {largest_kW, number} kW held, {delivered_kWh, number} kWh delivered. Members get {members_EUR, number} €.',
  'market.story.flexibility.simulated':
    'This market is closed to communities. Simulated: {calls, plural, =0 {no call} one {# call} other {# calls}}, at most {largest_kW, number} kW held; members would get {members_EUR, number} €.',
  'market.story.flexibility.none': 'Nothing can be offered outside: the least power asked for cannot be held without a loss.',
  'market.story.cornwall.auction':
    'One window with two buyers who want {wanted_kW, number} kW: {awarded_kW, number} kW of {assets, plural, one {# member} other {# members}} win, cheapest first, within what lines carry; nobody is paid more than {highest_ct, number} ct/kWh, and no kilowatt is sold twice.',
  'market.story.trader.curtailed':
    'The cable takes {limit_kW, number} kW. Without calls {before_kWh, number} kWh would be turned down, with them {after_kWh, number} kWh: {fall_kWh, number} kWh less.',
  'market.story.trader.price':
    'Taking up wind is paid {price_ct, number} ct/kWh; a kilowatt-hour that is not turned down is worth {value_ct, number} ct to its owner.',
  'market.story.trader.noLimit': 'No cable is full, so no wind is turned down and nothing is called.',
  'market.story.empower.books':
    'The provider keeps {kept_EUR, number} €: its fee of {fee_ct, number} ct on each of {traded_kWh, number} traded kWh, and nothing else, whoever it is.',
  'market.story.empower.peak':
    'Highest power drawn together in the hours of the calls: {after_kW, number} kW; without shifting {before_kW, number} kW.',
  'market.story.p2p-smarttest.control':
    'On {feeders, plural, one {# line} other {# lines}} trade alone would break a limit in {before, number} steps; after the network’s control in {after, number}. For that {curtailed_kWh, number} kWh of generation and {shed_kWh, number} kWh of use are turned down.',
  'market.story.p2p-smarttest.none': 'No line of this community has a limit, so control has nothing to do.',
  'market.story.corby.exports': 'Power leaves the community in {exports, number} of {steps, number} steps.',
  'market.story.corby.price':
    'In {atRetail_pct, number} % of the steps with trade a buyer pays in all as much as at the supplier: sellers gain, buyers do not.',
  'market.story.iberia.border':
    '{crossed_kWh, number} kWh cross the border in {hours, number} hours, where the gap in prices is larger than the fees; {inside_kWh, number} kWh stay in their country. Nobody is paid for relieving a line.',
  'market.story.iberia.oneZone': 'All members are in one country here: nothing crosses a border.',
} as const;
