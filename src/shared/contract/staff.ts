// Calls about people: signing in at a screen, letting somebody else's one action pass, and who works here with which rights and PIN.
import { type } from '@orpc/contract';
import { z } from 'zod';
import { RIGHTS } from '../rights.ts';
import type { BadgeView, NewPerson, PersonChange, PersonView, RoleInput } from '../staff.ts';
import { atTill, gravelyAtTill, id, nothing, pin, staffScreens } from './access.ts';

const name = z.string().trim().min(1).max(40);
const roleSchema = z.object({
  id: id.nullable(),
  names: z.object({ en: name, ko: name }),
  rights: z.array(z.enum(RIGHTS)).max(RIGHTS.length),
  limits: z.object({ discountPpm: z.int().min(0).max(1_000_000) }),
  badgeSuffices: z.boolean(),
}) satisfies z.ZodType<RoleInput>;
/** Of an authenticator app, or a recovery code; spaces count for nothing. */
const code = z
  .string()
  .trim()
  .max(20)
  .regex(/^(?:\d\s*){6}$|^(?:\d\s*){12}$/);
/** What a scanner, or a card's reader, typed. */
const scanned = z.string().trim().min(1).max(128);
/** What pays out was sealed under the old PIN, and has to be set up again. */
const spendingLost = type<{ spendingLost: boolean }>();

export const sessionContract = {
  /**
   * Also in the place of whoever is signed in. PIN_WRONG and PIN_LOCKED say when to try again. At the manager's screen who has a second
   * factor gives a code of it as well: CODE_NEEDED, CODE_WRONG, CODE_LOCKED.
   */
  signIn: staffScreens.input(z.object({ staffId: id, pin, code: code.optional() })).output(nothing),
  /** PIN_NEEDED (then `signIn` of that person) where the badge does not suffice. BADGE_REFUSED, BADGE_LOCKED. */
  signInWithBadge: staffScreens.input(z.object({ scanned })).output(nothing),
  signOut: staffScreens.output(nothing),
  /** Somebody's hands are at this screen: it does not lock itself yet. */
  touched: staffScreens.output(nothing),
  /** With the old PIN; what pays out with it is sealed anew. */
  changePin: atTill('signed_in')
    .input(z.object({ oldPin: pin, newPin: pin }))
    .output(spendingLost),
  /**
   * Somebody who has the right lets pass what NOT_ALLOWED has refused (its detail has the `refusalId`): the same call of the same
   * person, once, within two minutes. NOT_ALLOWED when they lack it too; APPROVAL_OVER when that was too long ago.
   */
  approve: atTill('signed_in')
    .input(z.object({ refusalId: id, staffId: id, pin, code: code.optional() }))
    .output(nothing),
  /** What ended in CODE_AGAIN is done within five minutes after it. CODE_WRONG, CODE_LOCKED. */
  giveCode: atTill('signed_in').input(z.object({ code })).output(nothing),
  /** One's own second factor, from the beginning: nothing counts until it is confirmed. PIN_WRONG, SECRETS_CLOSED. */
  beginSecondFactor: gravelyAtTill('signed_in').input(z.object({ pin })).output(type<{ uri: string; key: string }>()),
  /** With the first code of the app. The recovery codes are not said again. ENROLMENT_OVER, CODE_WRONG. */
  confirmSecondFactor: atTill('signed_in').input(z.object({ code })).output(type<{ recoveryCodes: string[] }>()),
  /** SECOND_FACTOR_MISSING while it is asked for; ALREADY_DONE. */
  removeSecondFactor: gravelyAtTill('signed_in').output(nothing),
  /** PIN_NEEDED (then `approve` by that person) where the badge does not suffice. */
  approveWithBadge: atTill('signed_in')
    .input(z.object({ refusalId: id, scanned }))
    .output(nothing),
};

/** Nobody gives more than they have, or changes those who have more: ROLE_TOO_HIGH. */
export const staffContract = {
  all: atTill('manage_staff').output(type<PersonView[]>()),
  /** NAME_TAKEN, PIN_TOO_SIMPLE, PIN_TOO_SHORT for the role. */
  add: gravelyAtTill('manage_staff')
    .input(z.object({ name, role: id, pin }) satisfies z.ZodType<NewPerson>)
    .output(nothing),
  /** Besides: LAST_OWNER. A role that needs a longer PIN than they have comes with a new one. */
  change: gravelyAtTill('manage_staff')
    .input(
      z.object({
        staffId: id,
        name: name.optional(),
        role: id.optional(),
        active: z.boolean().optional(),
        pin: pin.optional(),
      }) satisfies z.ZodType<PersonChange>,
    )
    .output(spendingLost),
  setPin: gravelyAtTill('manage_staff')
    .input(z.object({ staffId: id, pin }))
    .output(spendingLost),
  /** PIN_TOO_SHORT with the `names` of those who have the role and would need a longer one. */
  putRole: gravelyAtTill('manage_staff').input(roleSchema).output(nothing),
  /** Of somebody who has lost their phone and the recovery codes; not one's own. ALREADY_DONE. */
  resetSecondFactor: gravelyAtTill('manage_staff')
    .input(z.object({ staffId: id }))
    .output(nothing),
  /** By owners: whether this person does without one at the manager's screen. */
  askSecondFactor: gravelyAtTill('manage_staff')
    .input(z.object({ staffId: id, asked: z.boolean() }))
    .output(nothing),
  /** The badges of one person that hold. */
  badges: atTill('manage_staff')
    .input(z.object({ staffId: id }))
    .output(type<BadgeView[]>()),
  /** It comes out at the printer of receipts, once. PRINTER_MISSING, SECRETS_CLOSED. */
  printBadge: gravelyAtTill('manage_staff')
    .input(z.object({ staffId: id }))
    .output(nothing),
  /** BADGE_REFUSED (`no_badge`, `barcode`), BADGE_TAKEN, SECRETS_CLOSED. */
  enrolCard: gravelyAtTill('manage_staff')
    .input(z.object({ staffId: id, scanned }))
    .output(nothing),
  /** It opens nothing from then on. ALREADY_DONE. */
  revokeBadge: atTill('manage_staff')
    .input(z.object({ badgeId: id }))
    .output(nothing),
  /** ROLE_IN_USE. */
  removeRole: gravelyAtTill('manage_staff')
    .input(z.object({ roleId: id }))
    .output(nothing),
};
