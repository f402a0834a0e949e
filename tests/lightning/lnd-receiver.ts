// A till's own access to a node, for tests of receiving: with a macaroon baked for it, and gone after the last test.
import { createHash, randomBytes } from 'node:crypto';
import { afterAll, expect, onTestFinished } from 'vitest';
import type { InvoiceState, Settlement } from '../../src/main/lightning/lightning-node.ts';
import { bakeReceiving, revoke } from '../../src/main/lightning/lnd/credentials.ts';
import { openLnd } from '../../src/main/lightning/lnd/lnd.ts';
import type { NodeDescription } from '../../tools/lightning/lnd.ts';
import { accessTo, partsFor } from './lnd-access.ts';

export async function openReceiver(merchant: NodeDescription) {
  const { macaroonHex, rootKeyId } = await bakeReceiving(accessTo(merchant), randomBytes);
  const node = openLnd(partsFor(merchant, { macaroonHex }));
  afterAll(async () => {
    await node.close();
    await revoke(accessTo(merchant), rootKeyId);
  });

  /** All states that a watch tells; `until` resolves when it has told one of this status. */
  const watch = (paymentHash: string) => {
    const states: InvoiceState[] = [];
    const waiting = new Map<string, (state: InvoiceState) => void>();
    const stop = node.watchInvoice(
      paymentHash,
      (state) => {
        states.push(state);
        waiting.get(state.status)?.(state);
      },
      (error) => expect.unreachable(`the watch ended: ${error.message}`),
    );
    onTestFinished(stop);
    return {
      states,
      until: (status: InvoiceState['status']) =>
        new Promise<InvoiceState>((resolve) => {
          const told = states.find((state) => state.status === status);
          if (told) resolve(told);
          else waiting.set(status, resolve);
        }),
    };
  };

  /** Everything that settled above an index. */
  const readFrom = async (index: number): Promise<Settlement[]> => {
    const all: Settlement[] = [];
    for (;;) {
      const page = await node.settlementsAfter(all.at(-1)?.settleIndex ?? index, 100);
      all.push(...page);
      if (page.length < 100) return all;
    }
  };

  const newestIndex = async () => (await readFrom(0)).at(-1)?.settleIndex ?? 0;
  const ask = (amountSat: number, more = {}) => node.createInvoice({ amountSat, memo: 'Coffee and cake', expirySeconds: 600, ...more });

  return { node, ask, watch, readFrom, newestIndex };
}

export const preimagePair = () => {
  const preimage = randomBytes(32);
  return { preimage: preimage.toString('hex'), hash: createHash('sha256').update(preimage).digest('hex') };
};
