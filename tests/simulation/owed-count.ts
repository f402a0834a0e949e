// What the shop owes on vouchers and what customers owe the shop, from the journal's entries alone.
import { ok, strictEqual } from 'node:assert/strict';
import type { FactBody } from '../../src/main/store/facts.ts';
import type { AnyEntry } from './recount.ts';
import { Sums } from './sums.ts';

export function createOwedCount() {
  const accounts = new Sums();
  const vouchers = new Map<string, { balanceMinor: number; status: 'active' | 'blocked' | 'replaced' }>();

  const moveVoucher = (voucherId: string, amount: number) => {
    const voucher = vouchers.get(voucherId);
    ok(voucher, `a voucher ${voucherId}`);
    voucher.balanceMinor += amount;
    ok(voucher.balanceMinor >= 0, `something is on voucher ${voucherId}`);
  };
  const tender = (taken: FactBody<'tender_taken'>['tender'], sign: 1 | -1) => {
    if (taken.kind === 'voucher') moveVoucher(taken.voucherId, -sign * taken.amountMinor);
    if (taken.kind === 'account') accounts.add(taken.customerId, sign * taken.amountMinor);
  };
  const given = ({ way, amountMinor }: Pick<FactBody<'refund_leg_paid'>, 'way' | 'amountMinor'>) => {
    // What is on a new one is in its own fact.
    if (way.kind === 'voucher' && !way.issued) moveVoucher(way.voucherId, amountMinor);
    if (way.kind === 'account') accounts.add(way.customerId, -amountMinor);
  };

  return {
    take(entry: AnyEntry): void {
      switch (entry.kind) {
        case 'tender_taken':
          tender(entry.body.tender, 1);
          break;
        case 'tender_returned':
          tender(entry.body.tender, -1);
          break;
        case 'refund_leg_paid':
        case 'credit_given_back':
          given(entry.body);
          break;
        case 'voucher_issued':
          vouchers.set(entry.body.voucherId, { balanceMinor: entry.body.amountMinor, status: 'active' });
          break;
        case 'voucher_replaced':
          moveVoucher(entry.body.voucherId, -entry.body.balanceMinor);
          vouchers.set(entry.body.voucherId, { balanceMinor: 0, status: 'replaced' });
          break;
        case 'voucher_blocked':
        case 'voucher_unblocked': {
          const { voucherId, balanceMinor } = entry.body;
          strictEqual(vouchers.get(voucherId)?.balanceMinor, balanceMinor, 'what is on the voucher');
          vouchers.set(voucherId, { balanceMinor, status: entry.kind === 'voucher_blocked' ? 'blocked' : 'active' });
          break;
        }
        case 'sold_voucher_taken_back':
          moveVoucher(entry.body.voucherId, -entry.body.amountMinor);
          break;
        case 'sold_voucher_restored':
          moveVoucher(entry.body.voucherId, entry.body.amountMinor);
          break;
        case 'account_paid':
          accounts.add(entry.body.customerId, -entry.body.amountMinor);
          strictEqual(accounts.of(entry.body.customerId), entry.body.balanceMinor, 'what is owed after a payment');
          break;
        default:
          break;
      }
    },
    accounts,
    vouchers,
  };
}
