// The receipt on a customer's phone: its code on the screens, and where this machine could serve it.
import { type } from '@orpc/contract';
import { z } from 'zod';
import type { MachineAddress, ReceiptCode } from '../digital-receipt.ts';
import { atRegister, atTill, id, nothing } from './access.ts';

export const digitalReceiptsContract = {
  /** The code of a completed sale's receipt; null where the shop shows none. NOT_FOUND. */
  code: atTill('sell')
    .input(z.object({ saleId: id }))
    .output(type<ReceiptCode | null>()),
  /** Shows it on the customer's screen as well, until it is hidden or the next sale begins. NOT_FOUND, also where the shop shows none. */
  show: atRegister('sell')
    .input(z.object({ saleId: id }))
    .output(type<ReceiptCode>()),
  hide: atRegister('sell').output(nothing),
  /** Where receipts could be served. */
  addresses: atTill('settings').output(type<MachineAddress[]>()),
};
