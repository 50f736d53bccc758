/** What the rules of a market are called, in one sentence and in a paragraph each. English. */
export const rulesEn = {
  'market.design': 'Who trades with whom',
  'market.design.supplier': 'Supplier only',
  'market.design.supplier.short': 'Nobody trades. Everybody buys from the supplier and is paid for what it feeds in.',
  'market.design.supplier.help':
    'This is how most people are supplied today. All other columns are measured against it: what a member gains or loses is the difference to its bill here.',
  'market.design.p2p': 'Each with each',
  'market.design.p2p.short': 'Any member trades directly with any other member.',
  'market.design.p2p.help':
    'Known as peer-to-peer trading. Preferences can be followed to the full: a neighbour, a chosen roof, green energy only. Every member has to bid, or lets somebody bid for it, and what is left over still goes through the supplier.',
  'market.design.community': 'One community with a manager',
  'market.design.community.short': 'A manager pools what is over and hands it to members who need it.',
  'market.design.community.help':
    'Members give their surplus into one pool and draw from it. The manager trades with the outside for all of them. Little effort for members and the best access to outside markets; it needs trust in the manager and in the rule that hands out the money.',
  'market.design.hybrid': 'Groups within groups',
  'market.design.hybrid.short': 'Energy is shared in the house first, then in the street, then in the district.',
  'market.design.hybrid.help':
    'Collectives are nested like Russian dolls. Each balances itself first and trades only the rest with the next larger one, over a link that may have a fee and a limit.',
  'market.design.districts': 'Districts trade with each other',
  'market.design.districts.short': 'Members share inside their own district; districts trade what is left.',
  'market.design.districts.help':
    'Each district is one community with a manager. Only the managers trade with each other, so a member deals with its own manager alone.',

  'market.clearing': 'How energy is matched',
  'market.clearing.pool': 'Shared pool',
  'market.clearing.pool.short': 'What is over is shared among those who need it, in proportion to their need.',
  'market.clearing.pool.help':
    'Nobody bids. After each time step the surplus of all is added up and shared in proportion. When there is too much, each seller sells the same part of its surplus to members and the rest to the supplier.',
  'market.clearing.optimum': 'Least cost of all',
  'market.clearing.optimum.short': 'A computation finds who gives to whom so that all together pay least.',
  'market.clearing.optimum.help':
    'The manager solves one problem for all members and all nested groups. Its result is the measure for every other way of matching. The price follows from it: what one more kilowatt-hour would cost the community.',
  'market.clearing.call': 'Auction in each time step',
  'market.clearing.call.short': 'Bids and offers are collected; the cheapest offers serve the highest bids.',
  'market.clearing.call.help':
    'Known as a call auction. Bids are sorted from high to low, offers from low to high. They are matched as long as the bid is at least the offer. No other matching of the same bids brings more to all.',
  'market.clearing.huang': 'Truthful auction (Huang)',
  'market.clearing.huang.short': 'The last matched pair is left out, so that nobody gains by a false bid.',
  'market.clearing.huang.help':
    'Like the auction in each time step, but the last buyer and the last seller set the prices and do not trade themselves. Telling the truth is then the best bid for everybody. A little trade is lost, and the difference of the two prices stays with the auctioneer.',
  'market.clearing.muda': 'Truthful auction (two halves)',
  'market.clearing.muda.short': 'Members are split in two halves; each half trades at the price of the other.',
  'market.clearing.muda.help':
    'Known as MUDA. A lot decides who is in which half. As nobody can change the price of the other half, no false bid pays. Money in equals money out.',
  'market.clearing.cda': 'Open order book',
  'market.clearing.cda.short': 'Bids and offers stand in a list; a new one trades at once with the best that fits.',
  'market.clearing.cda.help':
    'Known as a continuous double auction, as on a stock exchange. Best price first, then who was there first. Fast and simple, but who comes when changes the result, and some good matches are missed.',
  'market.clearing.bilateral': 'Agreements in pairs',
  'market.clearing.bilateral.short': 'Buyers and sellers find each other by price and by what they prefer.',
  'market.clearing.bilateral.help':
    'Known as bilateral trading. A preference is worth some cents: for a neighbour, for green energy, for a household in need, for a chosen partner. Pairs are formed so that the sum of what all prefer and save is largest.',
  'market.clearing.coefficients': 'Fixed shares',
  'market.clearing.coefficients.short': 'Each member has a fixed share of the surplus, agreed in advance.',
  'market.clearing.coefficients.help':
    'Used in collective self-consumption in France, Spain and Portugal. Simple to settle. A share that its owner cannot use in a time step goes to the supplier, even when a neighbour could use it.',
  'market.clearing.stackelberg': 'Manager sets prices, members answer',
  'market.clearing.stackelberg.short': 'The manager names prices first; members then choose how much they trade.',
  'market.clearing.stackelberg.help':
    'Known as a leader-follower or Stackelberg game. The manager knows how members answer and names the prices that are best for itself within its limits. It shows how much depends on who sets the price.',

  'market.priceRule': 'Price of local energy',
  'market.priceRule.dual': 'What one more kilowatt-hour costs',
  'market.priceRule.dual.short': 'The price is what one more kilowatt-hour would cost the community.',
  'market.priceRule.dual.help':
    'Known as the marginal or dual price. While the community still buys from the supplier, local energy costs as much as the supplier; once it has some over, as much as feeding in pays. It gives the right signal but often leaves the whole gain to one side.',
  'market.priceRule.mid-market': 'Middle of both prices',
  'market.priceRule.mid-market.short': 'The price lies halfway between the supplier price and the feed-in price.',
  'market.priceRule.mid-market.help':
    'Known as the mid-market rate. What is missing is bought from the supplier and what is over is fed in; buyers or sellers carry that difference together.',
  'market.priceRule.supply-demand': 'By how scarce energy is',
  'market.priceRule.supply-demand.short': 'Little surplus makes local energy dear, much surplus makes it cheap.',
  'market.priceRule.supply-demand.help':
    'Known as the supply-demand ratio. The price moves between the supplier price, when there is hardly any surplus, and the feed-in price, when there is enough for all.',
  'market.priceRule.supply-demand-compensated': 'By how scarce energy is, with a floor',
  'market.priceRule.supply-demand-compensated.short': 'As before, but sellers always get a little more than the feed-in price.',
  'market.priceRule.supply-demand-compensated.help':
    'Without a floor sellers gain nothing once there is enough surplus. The floor, named compensation, keeps an interest to take part on sunny days.',
  'market.priceRule.bill-sharing': 'One bill for all, shared',
  'market.priceRule.bill-sharing.short': 'The bill of the whole community is shared by how much each drew and fed in.',
  'market.priceRule.bill-sharing.help':
    'Known as bill sharing. It looks at the whole billing period, not at the hour. A member can gain from what others use at night, and a seller can even get less than the feed-in price.',
  'market.priceRule.k-price': 'One price per auction',
  'market.priceRule.k-price.short': 'All who trade in a time step pay and get the same price.',
  'market.priceRule.k-price.help':
    'Any price between the last offer taken and the last bid taken clears the auction. The factor k says where in between it lies: 0 is best for buyers, 1 is best for sellers, 0.5 is the middle.',
  'market.priceRule.pay-as-bid': 'Each pays its bid',
  'market.priceRule.pay-as-bid.short': 'A buyer pays what it bid.',
  'market.priceRule.pay-as-bid.help':
    'The whole difference between bid and offer goes to the seller. Buyers soon learn to bid less than energy is worth to them.',
  'market.priceRule.maker': 'Price of who was there first',
  'market.priceRule.maker.short': 'The order that was waiting in the book sets the price.',
  'market.priceRule.maker.help': 'As on a stock exchange: who comes later takes the price that is offered, never a worse one.',
  'market.priceRule.k-double': 'Between bid and offer of each pair',
  'market.priceRule.k-double.short': 'Each pair shares the difference between its bid and its offer.',
  'market.priceRule.k-double.help': 'The factor k says where the price lies: 0 at the offer, 1 at the bid, 0.5 in the middle.',
  'market.priceRule.fixed': 'A price of the community',
  'market.priceRule.fixed.short': 'The community agrees one price for the whole year.',
  'market.priceRule.fixed.help':
    'Easy to understand and to plan with. Should lie between the feed-in price and the supplier price, or one side has no reason to trade.',
  'market.priceRule.stackelberg': 'Price of the manager',
  'market.priceRule.stackelberg.short': 'The manager names the price it finds best, knowing how members answer.',
  'market.priceRule.stackelberg.help':
    'The price lies between the feed-in price and the supplier price, so nobody is worse off than alone.',
  'market.priceRule.retail': 'Prices of the supplier',
  'market.priceRule.retail.short': 'Local energy costs the same as from the supplier.',
  'market.priceRule.retail.help': 'No gain is made in trading. It is the reference that all other columns are held against.',

  'market.sharing': 'How the gain is shared',
  'market.sharing.none': 'Everybody keeps its own',
  'market.sharing.none.short': 'What a trade brings stays with those who traded.',
  'market.sharing.none.help': 'The price of local energy alone decides who gains. Nothing is handed out afterwards.',
  'market.sharing.equal': 'Equal parts',
  'market.sharing.equal.short': 'Every member gets the same amount.',
  'market.sharing.equal.help': 'Simple and easy to agree on. Members who add nothing get as much as those who carry the community.',
  'market.sharing.contribution': 'By energy traded',
  'market.sharing.contribution.short': 'Who traded more locally gets more.',
  'market.sharing.contribution.help': 'The gain is shared by the kilowatt-hours that each member gave to others or took from them.',
  'market.sharing.social': 'By need',
  'market.sharing.social.short': 'Members in need get a larger part.',
  'market.sharing.social.help':
    'Each member has a social weight: 1 for most, more for members in need. The gain is shared in proportion to it.',
  'market.sharing.renewable': 'For green energy',
  'market.sharing.renewable.short': 'Who gave green energy to others gets the gain.',
  'market.sharing.renewable.help': 'A reward for building solar panels. Members who only use energy get no part.',
  'market.sharing.shapley': 'By what each adds (Shapley)',
  'market.sharing.shapley.short': 'Each gets what it adds on average to any group it may join.',
  'market.sharing.shapley.help':
    'Named after Lloyd Shapley (1953). For up to 12 members it is exact; above, it is estimated from many random orders of joining, and the range of the estimate is stated.',
  'market.sharing.least-core': 'So that no group would leave',
  'market.sharing.least-core.short': 'Shares are set so that no group would be much better off alone.',
  'market.sharing.least-core.help': 'Known as the least core. It makes the largest reason of any group to leave as small as possible.',
  'market.sharing.nucleolus': 'So that the worst-off group is content',
  'market.sharing.nucleolus.short': 'The group with the strongest reason to leave is served first, then the next.',
  'market.sharing.nucleolus.help': 'Known as the nucleolus (Schmeidler 1969). There is exactly one. For small communities only.',
  'market.sharing.mix': 'A mix',
  'market.sharing.mix.short': 'Several of these ways, each with a weight of your choice.',
  'market.sharing.mix.help': 'A typical mix: half in equal parts, a quarter by energy traded, a quarter by need.',

  'market.dispatch': 'What batteries and flexible devices work for',
  'market.dispatch.none': 'They stand still',
  'market.dispatch.none.short': 'Batteries are not used and nothing is moved in time.',
  'market.dispatch.self-consumption': 'Own use',
  'market.dispatch.self-consumption.short': 'Each battery keeps its owner’s surplus for its owner.',
  'market.dispatch.tariff': 'The owner’s lowest bill',
  'market.dispatch.tariff.short': 'Each owner charges when its tariff is low and uses when it is high.',
  'market.dispatch.market': 'The lowest cost of all',
  'market.dispatch.market.short': 'All batteries follow shared prices; how close that is to the best possible is stated.',
  'market.dispatch.peak-shaving': 'The owner’s lowest peak',
  'market.dispatch.peak-shaving.short': 'Each battery lowers the highest power its owner draws.',
  'market.dispatch.grid-support': 'The lowest peak of all',
  'market.dispatch.grid-support.short': 'All batteries together lower the highest power of the community.',

  'market.agents': 'How members bid',
  'market.agents.truthful': 'They say what energy is worth to them',
  'market.agents.truthful.short': 'Buyers bid the supplier price, sellers ask the feed-in price, each with its preferences.',
  'market.agents.zero-intelligence': 'At random within limits',
  'market.agents.zero-intelligence.short':
    'Random bids that never make a loss. Shows what the rules alone achieve, without clever bidders.',
  'market.agents.adaptive': 'They learn',
  'market.agents.adaptive.short': 'Bids follow what earned most on earlier days.',

  'market.priority': 'Where flexibility goes first',
  'market.priority.local-first': 'To the community',
  'market.priority.local-first.short': 'The outside market gets only what members do not need.',
  'market.priority.external-first': 'To the outside market',
  'market.priority.external-first.short': 'The network operator’s call is served first.',
  'market.priority.best-price': 'Wherever it is worth more',
  'market.priority.best-price.short': 'In each time step the better price decides.',
} as const;
