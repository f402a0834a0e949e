// Making a node that the till runs itself: a seed that a person writes down and repeats, a wallet under a password that only
// the till knows, and the node connected as any other. The seed is in memory until then, and nowhere else.
import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { z } from 'zod';
import type { ConnectEvent } from '../../shared/connecting.ts';
import { TillError } from '../../shared/errors.ts';
import { type NewSeed, OWN_NODE_NETWORKS, type OwnNodeRequest, type OwnNodeState } from '../../shared/own-node.ts';
import type { Connecting } from '../connecting/connecting.ts';
import type { NodeAddress } from '../lightning/lnd/dial.ts';
import { createWallet, makeSeed } from '../lightning/lnd/new-wallet.ts';
import { asCallError } from '../lightning/node-errors.ts';
import type { Log } from '../log.ts';
import type { SecretName, Secrets } from '../secrets/secrets.ts';
import type { NodeStore } from '../store/node-store.ts';
import type { Keeper, KeptNode } from './keeper.ts';
import { OwnNodeFailure } from './own-node-failure.ts';
import { checkProgram, programOnPath } from './program.ts';

const NAME: SecretName = 'lightning.own_node';
const REPEATED_WORDS = 3;
/** Writing 24 words down takes a person some minutes. */
const ATTEMPT_MS = 60 * 60_000;
/** The usual port of lnd first; then others below those that systems give away. */
const PORTS = [10009, ...Array.from({ length: 90 }, (_, index) => 10_110 + index)];

const keptNodeSchema = z.object({
  peer: z.string(),
  program: z.string(),
  network: z.enum(OWN_NODE_NETWORKS),
  rpcPort: z.int(),
  password: z.string(),
  /** Who made it: the connection is this person's doing. */
  madeBy: z.string(),
}) satisfies z.ZodType<KeptNode>;

export interface MakingParts {
  keeper: Keeper;
  secrets: Secrets;
  connecting: Connecting;
  books: NodeStore;
  /** Where programs are looked for. */
  searchPath: string;
  randomBytes: (size: number) => Uint8Array;
  newId: () => string;
  publish: (state: OwnNodeState) => void;
  log: Log;
}

export interface NodeMaking {
  /** OWN_NODE_EXISTS, SECRETS_CLOSED, OWN_NODE_TROUBLE. */
  begin(request: OwnNodeRequest): Promise<NewSeed>;
  /** SEED_WRONG, NOT_FOUND, or what the node refused. */
  make(attemptId: string, words: readonly string[], staffId: string): Promise<void>;
  /** Tells the steps, once the node has read the chain. NODE_MISSING when none was made, OWN_NODE_TROUBLE. */
  connect(staffId: string, tell: (event: ConnectEvent) => void): Promise<void>;
  giveUp(): Promise<void>;
  close(): void;
}

interface Attempt {
  id: string;
  node: KeptNode;
  address: NodeAddress;
  seed: string[];
  repeat: number[];
  timer: NodeJS.Timeout;
}

export function openNodeMaking({ keeper, secrets, connecting, books, searchPath, randomBytes, newId, publish, log }: MakingParts): NodeMaking {
  let attempt: Attempt | null = null;
  /** The node has been told to; the keeper sees it a moment later. */
  let walletMade = false;
  const end = new AbortController();

  const forgetAttempt = () => {
    clearTimeout(attempt?.timer);
    attempt = null;
  };
  /** There is a wallet, or nobody can say that there is none: the till was killed between the password and the wallet. */
  const made = () => secrets.names('lightning').includes(NAME) && (walletMade || keeper.standing().status !== 'making');
  const giveUp = async () => {
    if (made()) return;
    forgetAttempt();
    secrets.remove(NAME);
    await keeper.stop();
  };
  const tellState = () => publish({ ...keeper.standing(), programFound: programOnPath(searchPath) });

  const begin = async ({ program, network, peer }: OwnNodeRequest): Promise<NewSeed> => {
    if (made()) throw new TillError('OWN_NODE_EXISTS');
    if (secrets.trouble) throw new TillError('SECRETS_CLOSED', { reason: secrets.trouble });
    await giveUp();
    const path = program === '' ? programOnPath(searchPath) : program;
    await checkProgram(path);
    const node: KeptNode = { program: path, network, peer, rpcPort: await freePort(), password: Buffer.from(randomBytes(32)).toString('base64url') };
    keeper.keep(node);
    const address = await keeper.reached('making');
    const seed = await makeSeed(address);
    const repeat = chosen(seed.length);
    attempt = { id: newId(), node, address, seed, repeat, timer: setTimeout(() => void giveUp(), ATTEMPT_MS).unref() };
    return { attemptId: attempt.id, words: seed, repeat };
  };

  const connectIt = async (staffId: string, tell: (event: ConnectEvent) => void) => {
    const address = await keeper.reached('running', end.signal);
    const macaroon = keeper.ownerMacaroon();
    if (macaroon === null) throw new OwnNodeFailure('ended', 'no macaroon');
    let attemptId: string | null = null;
    const how = { form: 'parts', address: `${address.host}:${address.port}`, certificate: address.certPem, macaroon } as const;
    await connecting.look({ how, socksProxy: null }, (event) => {
      if ('found' in event) attemptId = event.found.attemptId;
      else tell(event);
    });
    // The till has made this node: nobody needs to be asked whether it is the right one.
    if (attemptId !== null) await connecting.connect(attemptId, staffId, tell);
  };

  const asked = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (cause) {
      throw cause instanceof OwnNodeFailure ? new TillError('OWN_NODE_TROUBLE', { trouble: cause.trouble }, { cause }) : asCallError(cause);
    }
  };

  const connectLater = async (staffId: string) => {
    try {
      await connectIt(staffId, () => undefined);
    } catch (cause) {
      if (!end.signal.aborted) log.error('own_node.not_connected', cause);
    }
  };

  const stopTelling = keeper.onChange(tellState);
  const kept = secrets.trouble === null ? secrets.read(NAME) : null;
  if (kept) {
    const { madeBy, ...node } = keptNodeSchema.parse(JSON.parse(kept.toString()));
    keeper.keep(node);
    // The till was closed while the new node was still reading the chain.
    if (books.last() === null) void connectLater(madeBy);
  }
  tellState();

  return {
    giveUp,
    async begin(request) {
      try {
        return await asked(() => begin(request));
      } catch (cause) {
        await giveUp();
        throw cause;
      }
    },
    async make(attemptId, words, staffId) {
      if (attempt?.id !== attemptId) throw new TillError('NOT_FOUND');
      const { node, address, seed, repeat } = attempt;
      if (repeat.some((position, index) => seed[position - 1] !== words[index]?.trim().toLowerCase())) throw new TillError('SEED_WRONG');
      forgetAttempt();
      // On the disk before there is a wallet: no wallet is ever without its password, whatever becomes of the answer.
      secrets.put(NAME, Buffer.from(JSON.stringify({ ...node, madeBy: staffId } satisfies z.infer<typeof keptNodeSchema>)));
      // From here on nobody gives it up, also while the node is still at it.
      walletMade = true;
      try {
        await asked(() => createWallet(address, seed, node.password));
      } catch (cause) {
        walletMade = false;
        throw cause;
      }
    },
    async connect(staffId, tell) {
      if (!made()) throw new TillError('NODE_MISSING');
      await asked(() => connectIt(staffId, tell));
    },
    close() {
      end.abort();
      stopTelling();
      if (attempt) void giveUp();
    },
  };
}

/** Different positions from 1 to `count`, ascending. */
function chosen(count: number): number[] {
  const positions = new Set<number>();
  while (positions.size < Math.min(REPEATED_WORDS, count)) positions.add(randomInt(1, count + 1));
  return [...positions].sort((a, b) => a - b);
}

/** A port on loopback that nobody listens at now. Throws OwnNodeFailure `port_taken`. */
async function freePort(): Promise<number> {
  for (const port of PORTS) {
    const free = await new Promise<boolean>((resolve) => {
      const server = createServer()
        .once('error', () => resolve(false))
        .listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
    });
    if (free) return port;
  }
  throw new OwnNodeFailure('port_taken', 'every port is taken');
}
