// The shop's own lnd as a LightningNode, on a macaroon that can ask for money and look, and cannot spend.
import type { Log } from '../../log.ts';
import type { LightningNode } from '../lightning-node.ts';
import { createCapacity } from './capacity.ts';
import { createLndCare } from './care.ts';
import { createLndChain } from './chain.ts';
import { type NodeIdentity, openClient } from './client.ts';
import type { NodeAccess } from './dial.ts';
import { askInfo } from './info.ts';
import { createInvoices } from './invoices.ts';
import { askOutcome } from './payments.ts';
import { createSettlementReading } from './settlements.ts';

export interface LndParts {
  access: NodeAccess;
  /** The node that the shop was connected with: no other is talked to. */
  expected: NodeIdentity;
  nowMs: () => number;
  log: Log;
}

/** Asks nothing before it is asked. Throws NodeError `refused` when the certificate is none. */
export function openLnd({ access, expected, nowMs, log }: LndParts): LightningNode {
  const client = openClient({ access, expected, log });
  const settlements = createSettlementReading(client);
  return {
    nodeId: expected.nodeId,
    info: () => client.ask(askInfo),
    capacity: createCapacity(client),
    ...createInvoices({ client, prefix: expected.prefix, nowMs }),
    settlementsAfter: settlements.settlementsAfter,
    onSettlement: settlements.onSettlement,
    paymentOutcome: (paymentHash) => client.ask((lnd) => askOutcome(lnd, paymentHash, null)),
    chain: createLndChain(client, nowMs, log),
    care: createLndCare(client),
    async close() {
      settlements.close();
      await client.close();
    },
  };
}
