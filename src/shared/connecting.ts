// Connecting a node, as its wizard shows it: what a manager gives, the steps, and how each can end. The screen has words for each.
import { z } from 'zod';
import type { SecretsTrouble } from './lightning.ts';

const given = (max: number) => z.string().trim().max(max);

export const socksProxySchema = z.object({ host: given(255).min(1), port: z.int().min(1).max(65_535) });

/** How a node is reached, as somebody has it: one text with everything in it, or the parts. Main reads all the forms there are. */
export const nodeAccessSchema = z.object({
  how: z.discriminatedUnion('form', [
    z.object({ form: z.literal('uri'), uri: given(20_000) }),
    z.object({
      form: z.literal('parts'),
      /** `host`, `host:port`, `[IPv6]:port`, with or without a scheme before it. */
      address: given(300),
      /** PEM, or DER in base64, base64url or hex. Empty: what the node shows is taken, if a manager says that it is the one. */
      certificate: given(20_000),
      /** The file in hex, base64 or base64url. */
      macaroon: given(20_000),
    }),
  ]),
  /** Null for a direct connection. */
  socksProxy: socksProxySchema.nullable(),
});
export type NodeAccessGiven = z.infer<typeof nodeAccessSchema>;

/** In the order they are taken. The first six change nothing anywhere. */
export const CONNECT_STEPS = ['read', 'reach', 'certificate', 'macaroon', 'node', 'receive', 'own_macaroon', 'invoice', 'keep'] as const;
export type ConnectStep = (typeof CONNECT_STEPS)[number];

/** What is not right with what was given, found without asking anyone. */
export const READING_PROBLEMS = [
  'nothing', // empty
  'other_text', // an invoice, an address of Bitcoin's, a link: no way to a node
  'bad_uri', // begins like a lndconnect text and cannot be read as one
  'no_host',
  'bad_host',
  'bad_port',
  'onion_needs_proxy',
  'no_macaroon',
  'bad_macaroon',
  'bad_certificate',
  'private_key', // tls.key in the place of tls.cert: nobody should have it
] as const;
export type ReadingProblem = (typeof READING_PROBLEMS)[number];

export const REACHING_PROBLEMS = [
  'unknown_host', // no such name
  'refused', // the machine is there, and nothing listens at this port
  'no_answer', // silence
  'no_tls', // something answers that is no node
  'proxy', // the SOCKS proxy does not answer, or cannot get there
] as const;
export type ReachingProblem = (typeof REACHING_PROBLEMS)[number];

/** How a step stands. `well` and `warning` go on, `failed` is the end. */
export type StepReport =
  | { step: ConnectStep; status: 'running' }
  | { step: ConnectStep; status: 'well' | 'warning' | 'failed'; word: StepWord; detail?: Record<string, string | number> };

export type StepWord =
  | ReadingProblem
  | ReachingProblem
  | 'read'
  | 'reached'
  /** certificate */
  | 'pinned'
  | 'shown'
  | 'expired'
  | 'other_certificate'
  | 'unproven'
  /** macaroon */
  | 'receives'
  | 'owner'
  | 'shared_root_key'
  | 'restricted'
  | 'can_spend'
  | 'too_little'
  /** node */
  | 'first_node'
  | 'same_node'
  | 'another_node'
  | 'behind'
  | 'books_of_other_network'
  | 'denied'
  | 'locked'
  | 'no_wallet'
  | 'starting'
  | 'busy'
  | 'no_grpc'
  /** receive */
  | 'can_receive'
  | 'no_channels'
  | 'no_room'
  | 'not_said'
  /** own_macaroon */
  | 'baked'
  | 'not_baked'
  /** invoice */
  | 'invoice_made'
  | 'invoice_refused'
  /** keep */
  | 'kept'
  | 'sale_open'
  | 'secrets_closed'
  | 'not_kept'
  /** any: the till's own fault, in the log */
  | 'fault';

/** Who answered, for a manager to say yes to. */
export interface FoundNode {
  /** For `lightning.connect`; good until another node is looked at. */
  attemptId: string;
  nodeId: string;
  alias: string;
  prefix: string;
  address: string;
  /** SHA-256 of the certificate's DER, lower-case hex. */
  certificateSha256: string;
  /** Nobody gave the certificate: it is taken because a manager has compared it. */
  certificateUnproven: boolean;
  /** What was given can do everything: the till makes a macaroon of its own with it, and forgets it. */
  bakes: boolean;
  /** The node that was connected before, if it is another one. */
  instead: { alias: string; nodeId: string } | null;
}

export type ConnectEvent = StepReport | { found: FoundNode } | { connected: true };

/** The node that is connected, as the books have it. */
export interface ConnectedNode {
  nodeId: string;
  alias: string;
  prefix: string;
  address: string;
  certificateSha256: string | null;
  rootKeyId: string;
  connectedAtMs: number;
  /** Of the first time, by the node's own clock. */
  sinceMs: number;
}

/** The shop's connection, as a manager sees it. */
export interface Connection {
  node: ConnectedNode | null;
  /** Why the till cannot open how the node is reached; it has to be connected again then. */
  trouble: SecretsTrouble | null;
  /** Whether the manager who asks can pay out from it with their PIN. */
  canSpend: boolean;
}
