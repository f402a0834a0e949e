// What becomes of a refund's money: it goes back to the customer, or it pays for the sale in hand and nothing changes hands. Pure.
import type { GivenLeg } from './done-stage.tsx';

export interface Deed {
  deed: 'give' | 'put' | 'putAndGive';
  exchangeMinor: number;
  backMinor: number;
}

export function deedOf(given: readonly GivenLeg[]): Deed {
  let exchangeMinor = 0;
  let backMinor = 0;
  for (const { leg, way } of given) {
    if (way.kind === 'exchange') exchangeMinor += leg.amountMinor;
    else backMinor += leg.amountMinor;
  }
  const deed = exchangeMinor === 0 ? 'give' : backMinor === 0 ? 'put' : 'putAndGive';
  return { deed, exchangeMinor, backMinor };
}
