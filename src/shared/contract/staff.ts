// Calls about people: signing in at a screen, and letting somebody else's one action pass.
import { z } from 'zod';
import { atTill, id, nothing, pin, staffScreens } from './access.ts';

export const sessionContract = {
  /** PIN_WRONG and PIN_LOCKED say when to try again. */
  signIn: staffScreens.input(z.object({ staffId: id, pin })).output(nothing),
  signOut: staffScreens.output(nothing),
  /**
   * Somebody who has the right lets pass what NOT_ALLOWED has refused (its detail has the `refusalId`): the same call of the same
   * person, once, within two minutes. NOT_ALLOWED when they lack it too; APPROVAL_OVER when that was too long ago.
   */
  approve: atTill('signed_in')
    .input(z.object({ refusalId: id, staffId: id, pin }))
    .output(nothing),
};
