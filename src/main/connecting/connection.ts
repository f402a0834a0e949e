// How the connected node is reached: one sealed secret. The books say which node that is; without both there is none.
import { z } from 'zod';
import { socksProxySchema } from '../../shared/connecting.ts';
import { TillError } from '../../shared/errors.ts';
import type { SecretsTrouble } from '../../shared/lightning.ts';
import type { SecretName, Secrets } from '../secrets/secrets.ts';
import type { NodeStore } from '../store/node-store.ts';

export const CONNECTION: SecretName = 'lightning.connection';

const connectionSchema = z.object({
  host: z.string(),
  port: z.int(),
  socksProxy: socksProxySchema.nullable(),
  certPem: z.string(),
  macaroonHex: z.string(),
  nodeId: z.string(),
  prefix: z.string(),
  rootKeyId: z.string(),
  /** The till made this macaroon itself, and may have it revoked when it makes another. */
  baked: z.boolean(),
});
export type Connection = z.infer<typeof connectionSchema>;

/** `sealed`: a node is connected, and how it is reached cannot be opened here: it has to be connected again. */
export type KnownConnection = { state: 'none' } | { state: 'sealed'; trouble: SecretsTrouble } | { state: 'open'; connection: Connection };

export function putConnection(secrets: Secrets, connection: Connection): void {
  secrets.put(CONNECTION, Buffer.from(JSON.stringify(connection)));
}

export function readConnection(secrets: Secrets, books: NodeStore): KnownConnection {
  const node = books.connected();
  if (!node) return { state: 'none' };
  try {
    const secret = secrets.read(CONNECTION);
    const connection = secret && connectionSchema.parse(JSON.parse(secret.toString()));
    // After a restore the books can be older or newer than what is sealed.
    if (connection?.nodeId === node.nodeId) return { state: 'open', connection };
    return { state: 'sealed', trouble: 'tampered' };
  } catch (cause) {
    if (cause instanceof TillError && cause.code === 'SECRETS_CLOSED') return { state: 'sealed', trouble: cause.detail?.reason as SecretsTrouble };
    throw cause;
  }
}
