// By which ways the money of a leg can reach the customer: back the way it came where that can be; where not, or where somebody
// says why, in cash or on a voucher.
import { TillError } from '../../shared/errors.ts';
import type { CurrencyCode } from '../../shared/money.ts';
import type { LegChoice, OfferedLeg, OfferedWay, RefundLeg, RefundWay } from '../../shared/refund.ts';
import { cashFor, foreignFor } from '../../shared/refund-money.ts';
import { refuseCardNumber } from '../checkout/tender-rules.ts';
import { type PlannedLeg, refused } from './planning.ts';
import type { RefundVouchers } from './refund-vouchers.ts';

type Lightning = Extract<OfferedWay, { kind: 'lightning' }>;
/** A leg's way but for what is only known when it goes: the customer's code, and a new voucher's number. */
export type DecidedWay = Exclude<RefundWay, { kind: 'lightning' | 'voucher' }> | { kind: 'lightning' } | { kind: 'voucher'; onto: string | null };

export interface WaysParts {
  currency: () => CurrencyCode;
  /** The smallest note of another currency that changes hands, in its minor units. */
  foreignStepMinor: (currency: CurrencyCode) => number;
  /** What would be sent for it, and what stands in the way of that at this person's hands. */
  lightning: (leg: PlannedLeg, staffId: string) => Lightning;
  /** Null where none are issued. */
  vouchers: Pick<RefundVouchers, 'numberOf'> | null;
}

export interface Ways {
  /** The first one is what happens when nobody says otherwise. */
  offered(leg: PlannedLeg, standing: readonly RefundLeg[], staffId: string): OfferedWay[];
  /** REFUND_REFUSED `way` for one that was not offered, `reason` for another one than it came by without a word why. */
  decided(leg: PlannedLeg, offered: OfferedLeg, choice: LegChoice | undefined, standing: readonly RefundLeg[]): { way: DecidedWay; reason: string };
}

export function createWays({ currency, foreignStepMinor, lightning, vouchers }: WaysParts): Ways {
  const handed = ({ from, amountMinor }: PlannedLeg, standing: readonly RefundLeg[]) => cashFor(from, amountMinor, standing, currency());

  /** Where it is whole notes: change of them is in the shop's own money. */
  const inNotes = (foreign: CurrencyCode, foreignMinor: number): OfferedWay[] =>
    foreignMinor > 0 && foreignMinor % foreignStepMinor(foreign) === 0 ? [{ kind: 'foreign_cash', currency: foreign, foreignMinor }] : [];

  const wayBack = (leg: PlannedLeg, standing: readonly RefundLeg[], staffId: string): OfferedWay[] => {
    const { from } = leg;
    switch (from?.kind) {
      case 'lightning':
        return [lightning(leg, staffId)];
      case 'card':
        return [{ kind: 'card', reference: from.reference }];
      case 'account':
        return [{ kind: 'account', customerName: from.customerName }];
      case 'foreign_cash':
        return inNotes(from.currency, foreignFor(from, leg.amountMinor, standing));
      case 'voucher':
        return vouchers ? [{ kind: 'voucher', voucherNumber: vouchers.numberOf(from.voucherId) }] : [];
      case 'cash':
      case 'exchange':
      case undefined:
        return [];
    }
  };

  return {
    offered(leg, standing, staffId) {
      if (leg.exchange) return [{ kind: 'exchange' }];
      const ways: OfferedWay[] = wayBack(leg, standing, staffId);
      ways.push({ kind: 'cash', handedMinor: handed(leg, standing) });
      if (vouchers && !ways.some(({ kind }) => kind === 'voucher')) ways.push({ kind: 'voucher', voucherNumber: null });
      // What cannot be sent from here is not what happens by itself.
      return ways.toSorted((a, b) => Number(isBlocked(a)) - Number(isBlocked(b)));
    },

    decided(leg, { from, ways }, choice, standing) {
      const way = choice ? ways.find(({ kind }) => kind === choice.kind) : ways[0];
      if (!way) throw refused('way');
      const reason = choice && 'reason' in choice ? choice.reason : '';
      const asItCame = way.kind === from || way.kind === 'exchange' || from === null;
      if (!asItCame && reason === '') throw refused('reason');
      return { way: decide(leg, way, choice, standing), reason: asItCame ? '' : reason };
    },
  };

  function decide(leg: PlannedLeg, way: OfferedWay, choice: LegChoice | undefined, standing: readonly RefundLeg[]): DecidedWay {
    const { from } = leg;
    switch (way.kind) {
      case 'cash': {
        const handedMinor = handed(leg, standing);
        // With the last of a cash tender no coin may be left to give; else it is nothing that could be handed over.
        if (handedMinor <= 0 && from?.kind !== 'cash') throw refused('too_small');
        return { kind: 'cash', roundingMinor: handedMinor - leg.amountMinor };
      }
      case 'foreign_cash':
        return { kind: 'foreign_cash', currency: way.currency, foreignMinor: way.foreignMinor };
      case 'card': {
        const reference = choice && 'reference' in choice ? choice.reference : '';
        refuseCardNumber(reference);
        return { kind: 'card', reference };
      }
      case 'account':
        if (from?.kind !== 'account') throw new TillError('SALE_CHANGED');
        return { kind: 'account', customerId: from.customerId, customerName: from.customerName };
      case 'voucher':
        return { kind: 'voucher', onto: from?.kind === 'voucher' && way.voucherNumber !== null ? from.voucherId : null };
      case 'exchange':
      case 'lightning':
        return { kind: way.kind };
    }
  }
}

const isBlocked = (way: OfferedWay) => way.kind === 'lightning' && way.obstacle !== null;
