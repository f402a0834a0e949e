// Receipts by e-mail: asked for at the register, set up and looked after by a manager.
import { type } from '@orpc/contract';
import { z } from 'zod';
import { mailAddress, mailSettingsSchema } from '../mail.ts';
import { atRegister, atTill, id, nothing } from './access.ts';

const password = z.string().min(1).max(200);

export const mailContract = {
  /** The address that is known of the sale's customer, or nothing. NOT_FOUND. */
  addressOf: atRegister('sell')
    .input(z.object({ saleId: id }))
    .output(type<{ address: string }>()),
  /** Queues the sale's receipt to go there; the same `mailId` twice is one mail. NOT_FOUND, MAIL_NOT_SET_UP. */
  send: atRegister('sell')
    .input(z.object({ mailId: z.uuid(), saleId: id, address: mailAddress }))
    .output(nothing),
  /** A person's answer for a mail that does not go out by itself: once more, elsewhere, or not at all. ALREADY_DONE. */
  answer: atTill('manage_money')
    .input(
      z.object({
        mailId: id,
        answer: z.discriminatedUnion('kind', [
          z.object({ kind: z.literal('again') }),
          z.object({ kind: z.literal('other'), address: mailAddress }),
          z.object({ kind: z.literal('give_up') }),
        ]),
      }),
    )
    .output(nothing),
  /**
   * Sets the server up, or takes it away. The password is sealed; left out, the one before stays, for the same server and user only
   * (else MAIL_PASSWORD_NEEDED). SECRETS_CLOSED.
   */
  setUp: atTill('settings')
    .input(z.object({ server: mailSettingsSchema.nullable(), password: password.optional() }))
    .output(nothing),
  /** Sends a mail with nothing in it at once. Answers with the server's own words. MAIL_FAILED, MAIL_NOT_SET_UP. */
  test: atTill('settings')
    .input(z.object({ to: mailAddress }))
    .output(type<{ answer: string }>()),
};
