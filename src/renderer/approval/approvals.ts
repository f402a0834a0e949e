// What the till has refused and somebody else may let pass, or a code: asked for one after the other, by whatever call it was. The call waits
// for the answer, and is made again when it was approved. It dies with the screen.
import { createStore, type StoreApi } from 'zustand/vanilla';
import { RIGHTS, type Right, type RightDetail } from '../../shared/rights.ts';
import type { Failure } from '../failure.ts';

/** Somebody else's yes, or a code of one's own second factor. */
export type Request = { kind: 'approval'; refusalId: string; right: Right; detail: RightDetail } | { kind: 'code' };

/** `nobody`: there is no dialog on this screen that could ask. */
export type Answer = 'approved' | 'declined' | 'nobody';

export interface Asked {
  request: Request;
  answer(answer: Exclude<Answer, 'nobody'>): void;
}

export interface Approvals {
  /** The first one stands on the screen. */
  readonly asked: StoreApi<{ waiting: readonly Asked[] }>;
  ask(request: Request): Promise<Answer>;
  /** A dialog is there; gives its end, with which all that waits is declined. */
  attend(): () => void;
}

export function createApprovals(): Approvals {
  const asked = createStore<{ waiting: readonly Asked[] }>(() => ({ waiting: [] }));
  let attended = 0;
  return {
    asked,
    ask: (request) =>
      attended === 0
        ? Promise.resolve('nobody')
        : new Promise((resolve) => {
            const one: Asked = {
              request,
              answer(answer) {
                asked.setState(({ waiting }) => ({ waiting: waiting.filter((other) => other !== one) }));
                resolve(answer);
              },
            };
            asked.setState(({ waiting }) => ({ waiting: [...waiting, one] }));
          }),
    attend() {
      attended += 1;
      return () => {
        attended -= 1;
        if (attended === 0) for (const one of asked.getState().waiting) one.answer('declined');
      };
    },
  };
}

/** What a failed call asks for; null where nobody's approval would help. */
export function requestOf({ code, detail }: Failure): Request | null {
  if (code === 'CODE_AGAIN') return { kind: 'code' };
  if (code !== 'NOT_ALLOWED') return null;
  const { refusalId, right: needed, ...rest } = detail;
  const right = RIGHTS.find((one) => one === needed);
  return right && typeof refusalId === 'string' ? { kind: 'approval', refusalId, right, detail: rest } : null;
}

/** What somebody is asked to let pass: the right by its name, but for what is done by a right that is called after something else. */
export function deedOf({ right, detail }: Pick<Extract<Request, { kind: 'approval' }>, 'right' | 'detail'>): `right.${Right}` | 'approval.exempt' {
  return detail.doing === 'exempt' ? 'approval.exempt' : `right.${right}`;
}
