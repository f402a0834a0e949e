// Customers who may pay later: found and paid for at the register, kept by who has the right to.
import { type } from '@orpc/contract';
import { z } from 'zod';
import type { AccountStatement, Customer, CustomerCard, Whose } from '../account.ts';
import { MAX_AMOUNT_MINOR } from '../money.ts';
import { amountMinor, atRegister, atTill, id, nothing, text } from './access.ts';

const money = z.discriminatedUnion('way', [
  z.object({ way: z.literal('cash'), givenMinor: z.int().min(0).max(MAX_AMOUNT_MINOR) }),
  z.object({ way: z.literal('card'), reference: text(40) }),
]);
const scanned = z.string().trim().min(1).max(128);
const entry = z.object({
  name: z.string().trim().min(1).max(80),
  phone: text(40),
  email: z.union([z.literal(''), z.email().max(120)]),
  limitMinor: z.int().min(0).max(MAX_AMOUNT_MINOR),
  active: z.boolean(),
});

export const accountsContract = {
  /** Customers by a part of name, telephone or address; at most 100. */
  search: atRegister('sell')
    .input(z.object({ text: text(80) }))
    .output(type<Customer[]>()),
  /**
   * What they owe, or a part of it, is paid. `balanceMinor` is what was seen as owed: SALE_CHANGED when it is another by now.
   * AMOUNT_TOO_LARGE for more than is owed.
   */
  pay: atRegister('sell')
    .input(z.object({ customerId: id, balanceMinor: z.int().min(1).max(MAX_AMOUNT_MINOR), amountMinor, money }))
    .output(type<{ receiptNumber: string; changeMinor: number }>()),
  /** What a card is that was held to the reader, or whose number was typed by one. SECRETS_CLOSED. */
  whose: atRegister('sell').input(z.object({ scanned })).output(type<Whose>()),
  /** From now on the card is the customer's. CARD_TAKEN, CARD_OVER, NOT_FOUND, SECRETS_CLOSED. */
  linkCard: atTill('manage_customers')
    .input(z.object({ customerId: id, scanned }))
    .output(nothing),
  /** ALREADY_DONE, NOT_FOUND. */
  unlinkCard: atTill('manage_customers')
    .input(z.object({ cardId: id }))
    .output(nothing),
  cards: atTill('manage_customers')
    .input(z.object({ customerId: id }))
    .output(type<CustomerCard[]>()),
  /** All of them, those who are not customers any more too; and what all owe. */
  all: atTill('manage_customers')
    .input(z.object({ text: text(80) }))
    .output(type<{ customers: Customer[]; owedMinor: number }>()),
  statement: atTill('manage_customers')
    .input(z.object({ customerId: id, cursor: z.int().min(1).nullable().default(null) }))
    .output(type<AccountStatement>()),
  add: atTill('manage_customers').input(entry).output(type<{ customerId: string }>()),
  change: atTill('manage_customers')
    .input(entry.extend({ customerId: id }))
    .output(nothing),
};
