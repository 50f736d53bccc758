/**
 * Consumers pick a producer by name, in the order in which they sign. A producer takes customers until their yearly use is its
 * yearly generation; then the next choice counts. Energy is settled over the year at the producer's price; the platform takes
 * a subscription from both sides and nothing on energy.
 */

export interface ProducerOffer {
  readonly id: string;
  readonly generation_kWh: number;
  readonly price_EURPerKWh: number;
}

export interface ConsumerChoice {
  readonly id: string;
  readonly use_kWh: number;
  /** Ids of producers, the most wanted first. */
  readonly ranking: readonly string[];
  readonly years: 1 | 3;
}

export interface ProducerContract {
  readonly consumer: string;
  /** Null: all choices were sold out, the supplier serves. */
  readonly producer: string | null;
  /** 1 for the first choice. */
  readonly choice: number | null;
  readonly energy_kWh: number;
  readonly price_EURPerKWh: number;
  readonly years: 1 | 3;
}

export interface SubscriptionYear {
  readonly contracts: readonly ProducerContract[];
  /** Yearly cost per consumer and income per producer, subscriptions included [EUR/a]. */
  readonly consumerCost_EUR: ReadonlyMap<string, number>;
  readonly producerIncome_EUR: ReadonlyMap<string, number>;
  readonly platform_EUR: number;
}

export interface SubscriptionTerms {
  readonly consumer_EURPerMonth: number;
  readonly producer_EURPerMonth: number;
  /** Supplier's prices for those without a producer, and for what producers have over [EUR/kWh]. */
  readonly retail_EURPerKWh: number;
  readonly feedIn_EURPerKWh: number;
}

export function subscribe(
  producers: readonly ProducerOffer[],
  consumers: readonly ConsumerChoice[],
  terms: SubscriptionTerms,
): SubscriptionYear {
  const left = new Map(producers.map(({ id, generation_kWh }) => [id, generation_kWh]));
  const priceOf = new Map(producers.map(({ id, price_EURPerKWh }) => [id, price_EURPerKWh]));
  const contracts = consumers.map(({ id, use_kWh, ranking, years }): ProducerContract => {
    const producer = ranking.find((candidate) => (left.get(candidate) ?? 0) >= use_kWh) ?? null;
    if (producer === null)
      return { consumer: id, producer, choice: null, energy_kWh: use_kWh, price_EURPerKWh: terms.retail_EURPerKWh, years };
    left.set(producer, left.get(producer)! - use_kWh);
    return {
      consumer: id,
      producer,
      choice: ranking.indexOf(producer) + 1,
      energy_kWh: use_kWh,
      price_EURPerKWh: priceOf.get(producer)!,
      years,
    };
  });
  const consumerCost_EUR = new Map(
    contracts.map(({ consumer, energy_kWh, price_EURPerKWh }) => [
      consumer,
      energy_kWh * price_EURPerKWh + 12 * terms.consumer_EURPerMonth,
    ]),
  );
  const producerIncome_EUR = new Map(
    producers.map(({ id }) => {
      const sales = contracts.reduce(
        (sum, contract) => (contract.producer === id ? sum + contract.energy_kWh * contract.price_EURPerKWh : sum),
        0,
      );
      return [id, sales + left.get(id)! * terms.feedIn_EURPerKWh - 12 * terms.producer_EURPerMonth];
    }),
  );
  const platform_EUR = 12 * (consumers.length * terms.consumer_EURPerMonth + producers.length * terms.producer_EURPerMonth);
  return { contracts, consumerCost_EUR, producerIncome_EUR, platform_EUR };
}
