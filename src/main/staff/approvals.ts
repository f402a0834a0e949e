// What somebody was refused, and who let it pass. An approval is for one call as it was made: the same person at the same screen,
// the same input, the same right, once, and not for long. Both are in the journal; what waits between them is in memory.
import { createHash } from 'node:crypto';
import { serialize } from 'node:v8';
import { TillError } from '../../shared/errors.ts';
import type { Right, RightDetail } from '../../shared/rights.ts';
import type { Screen } from '../../shared/state.ts';
import { canonicalJson } from '../store/canonical-json.ts';
import type { Journal } from '../store/journal.ts';

const ASKED_FOR_MS = 10 * 60_000;
const APPROVED_FOR_MS = 2 * 60_000;

/** A call of the contract as it was made. */
export interface CallMade {
  /** `sale.cancel` */
  name: string;
  input: unknown;
  /** What its contract says that it may need. */
  mayNeed: readonly Right[];
  /** Also whoever approves it gives a code of their second factor, if they have one. */
  grave: boolean;
  screen: Screen;
  sessionKey: string;
}

export interface Person {
  id: string;
  name: string;
}

/** What a call needs that its maker may not do. */
export interface Wanted {
  call: CallMade;
  by: Person;
  right: Right;
  detail: RightDetail;
}

export interface Approval {
  sessionKey: string;
  key: string;
  by: Person;
  approvedAtMs: number;
}

interface Refusal extends Wanted {
  id: string;
  key: string;
  atMs: number;
}

export interface Approvals {
  /** Takes the approval that there is for it; NOT_ALLOWED with a `refusalId` where there is none. Not within a transaction. */
  take(wanted: Wanted): Approval;
  /** For a call that has done nothing, because it needs something else as well. */
  giveBack(approval: Approval): void;
  /** What was refused at this screen; APPROVAL_OVER. */
  refused(sessionKey: string, refusalId: string): Wanted;
  /** Lets it pass. APPROVAL_OVER. */
  approve(sessionKey: string, refusalId: string, by: Person & { badgeId?: string }): void;
  /** Whoever was at this screen has left it. */
  forget(sessionKey: string): void;
}

export function createApprovals({ journal, newId, nowMs }: { journal: Journal; newId: () => string; nowMs: () => number }): Approvals {
  const refusals = new Map<string, Refusal>();
  const approvals = new Map<string, Approval>();

  /** A clock that went back makes nothing last longer. */
  const within = (atMs: number, ms: number) => Math.abs(nowMs() - atMs) <= ms;
  const forgetOld = () => {
    for (const [id, { atMs }] of refusals) if (!within(atMs, ASKED_FOR_MS)) refusals.delete(id);
    for (const [key, { approvedAtMs }] of approvals) if (!within(approvedAtMs, APPROVED_FOR_MS)) approvals.delete(key);
  };
  const find = (sessionKey: string, refusalId: string): Refusal => {
    forgetOld();
    const refusal = refusals.get(refusalId);
    if (refusal?.call.sessionKey !== sessionKey) throw new TillError('APPROVAL_OVER');
    return refusal;
  };
  /** A second press is the same refusal, said again and not written again. */
  const refuse = (wanted: Wanted, key: string): Refusal => {
    const before = [...refusals.values()].find((other) => other.key === key);
    if (before) return before;
    const refusal = { ...wanted, id: newId(), key, atMs: nowMs() };
    const { call, by, right, detail } = wanted;
    journal.transact((append) =>
      append('refused', { refusalId: refusal.id, name: by.name, screen: call.screen, call: call.name, right, detail }, by.id),
    );
    refusals.set(refusal.id, refusal);
    return refusal;
  };

  return {
    take(wanted) {
      forgetOld();
      const key = keyOf(wanted);
      const approval = approvals.get(key);
      if (!approval) throw new TillError('NOT_ALLOWED', { ...wanted.detail, right: wanted.right, refusalId: refuse(wanted, key).id });
      approvals.delete(key);
      return approval;
    },
    giveBack: (approval) => void approvals.set(approval.key, approval),
    refused: find,
    approve(sessionKey, refusalId, { badgeId, ...by }) {
      const refusal = find(sessionKey, refusalId);
      const { call, right, detail, key } = refusal;
      journal.transact((append) =>
        append(
          'approved',
          {
            refusalId,
            name: by.name,
            forStaffId: refusal.by.id,
            forName: refusal.by.name,
            screen: call.screen,
            call: call.name,
            right,
            detail,
            ...(badgeId !== undefined && { badgeId }),
          },
          by.id,
        ),
      );
      refusals.delete(refusalId);
      approvals.set(key, { sessionKey, key, by, approvedAtMs: nowMs() });
    },
    forget(left) {
      for (const [id, { call }] of refusals) if (call.sessionKey === left) refusals.delete(id);
      for (const [key, { sessionKey }] of approvals) if (sessionKey === left) approvals.delete(key);
    },
  };
}

/** The same for the same call alone. What it was called with is kept as a hash: it may have a PIN in it. */
function keyOf({ call, by, right, detail }: Wanted): string {
  const input = createHash('sha256').update(serialize(call.input)).digest('hex');
  return canonicalJson([call.sessionKey, call.screen, call.name, input, by.id, right, detail]);
}
