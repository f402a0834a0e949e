// Whoever makes a call, as the domains see them: who it is, and whether they may do what the call comes to.
import { type Right, type RightDetail, type RoleLimits, reaches } from '../../shared/rights.ts';
import type { SignedIn } from '../../shared/state.ts';
import type { Approval, Approvals, CallMade } from './approvals.ts';

export interface Actor {
  readonly staffId: string;
  readonly name: string;
  /** The role's id. */
  readonly role: string;
  readonly rights: readonly Right[];
  readonly limits: RoleLimits;
  /** Whether they may by themselves: for what is shown, or done in another way without the right. */
  has(right: Right, detail?: RightDetail): boolean;
  /**
   * NOT_ALLOWED unless they may, or somebody who may has approved this very call; gives the approver's id then, else null.
   * `detail` says what for, to the approver and the journal (`ppm` of a discount is held against the role's limit). To be called
   * before anything is done, and not within a transaction: the refusal is a fact of its own.
   */
  require(right: Right, detail?: RightDetail): string | null;
}

export interface ActingCall {
  actor: Actor;
  /** The call has ended in NOT_ALLOWED: approvals that it took are there for the next try. */
  refused(): void;
}

export function actIn(person: SignedIn, call: CallMade, approvals: Approvals): ActingCall {
  const taken: Approval[] = [];
  return {
    actor: {
      staffId: person.id,
      name: person.name,
      role: person.role,
      rights: person.rights,
      limits: person.limits,
      has: (right, detail) => reaches(person, right, detail),
      require(right, detail = {}) {
        if (!call.mayNeed.includes(right)) throw new Error(`${call.name} asks for ${right}, and its contract does not say that it may`);
        if (reaches(person, right, detail)) return null;
        const approval = approvals.take({ call, by: { id: person.id, name: person.name }, right, detail });
        taken.push(approval);
        return approval.by.id;
      },
    },
    refused() {
      for (const approval of taken.splice(0)) approvals.giveBack(approval);
    },
  };
}
