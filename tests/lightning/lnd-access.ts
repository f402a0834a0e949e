// How the tests of one part of the till reach a node: as the shop would, with a certificate to pin and a macaroon.
import { readFileSync } from 'node:fs';
import type { NodeError } from '../../src/main/lightning/lightning-node.ts';
import type { NodeIdentity } from '../../src/main/lightning/lnd/client.ts';
import type { NodeAccess } from '../../src/main/lightning/lnd/dial.ts';
import type { LndParts } from '../../src/main/lightning/lnd/lnd.ts';
import { createLog } from '../../src/main/log.ts';
import type { NodeDescription } from '../../tools/lightning/lnd.ts';

/** With the owner's macaroon, where none is said. */
export function accessTo(node: NodeDescription, more: Partial<NodeAccess> = {}): NodeAccess {
  return {
    host: '127.0.0.1',
    port: node.rpcPort,
    socksProxy: null,
    certPem: readFileSync(node.certPath, 'utf8'),
    ...more,
    macaroonHex: more.macaroonHex ?? readFileSync(node.macaroonPath, 'hex'),
  };
}

function identityOf(node: NodeDescription): NodeIdentity {
  return { nodeId: node.nodeId, prefix: 'lnsb' };
}

/** What a node is opened with. `logged` collects every line. */
export function partsFor(node: NodeDescription, more: Partial<NodeAccess> = {}, logged: string[] = []): LndParts {
  return { access: accessTo(node, more), expected: identityOf(node), nowMs: Date.now, log: createLog((line) => logged.push(line), Date.now) };
}

/** What a person is told when `work` fails: kind, trouble and text; and all that goes to the log of it. */
export async function failureOf(work: Promise<unknown>): Promise<{ kind: string; trouble: string; message: string; logged: string }> {
  const error = await work.then(
    () => {
      throw new Error('it did not fail');
    },
    (cause: NodeError) => cause,
  );
  let logged = '';
  const log = createLog((line) => {
    logged += line;
  }, Date.now);
  log.error('failed', error);
  return { kind: error.kind, trouble: error.trouble, message: error.message, logged };
}
