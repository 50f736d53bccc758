/** Words of flexibility that was sold outside the community. */
export const outsideEn = {
  'market.outside.title': 'Flexibility sold outside',
  'market.outside.simulated': 'This market is closed to communities. The payments are what it would have paid; no bill holds them.',
  'market.outside.none':
    'Nothing was offered: moving energy would have cost more than it brings, or less than the smallest offer could be moved.',
  'market.outside.called':
    '{served, number} of {events, number} calls were served, with up to {power}. Delivered: {energy}. Members receive {members}; moving it costs them {cost}. The aggregator, who sells for them, keeps {aggregator}.',
  'market.outside.shortfall': 'Offered and not delivered: {energy}; taken off for it: {penalty}.',
  'market.outside.ready': 'On {days, number} days the power stood ready and nobody called, paid as availability.',
  'market.outside.events': 'Call by call',
  'market.outside.day': 'Day',
  'market.outside.baseline': 'Planned',
  'market.outside.offered': 'Offered',
  'market.outside.delivered': 'Delivered',
  'market.outside.payment': 'Paid',
} as const;
