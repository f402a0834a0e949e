// A shop's secrets at rest: a random root key, wrapped by a master key; from it one key for each purpose, which seals what is
// kept under its names. Opened once, so that sealing is one step of a transaction like any other.
import { TillError } from '../../shared/errors.ts';
import type { SecretsTrouble } from '../../shared/lightning.ts';
import type { Log } from '../log.ts';
import type { SecretStore } from '../store/secret-store.ts';
import { type MasterKey, MasterKeyError } from './master-key.ts';
import { deriveKey, KEY_BYTES, type RandomBytes, SealBroken, seal, unseal } from './sealing.ts';

/**
 * `lightning`: how the node is reached. `spending`: what pays out, by person. `hold`: preimages of held money, by payment hash. `voucher`,
 * `badge`: the key of their codes, and those not printed yet. `second_factor`: by enrolment. `signing`: what signs files of the journal. `card`: the key of the
 * cards that people hold to the reader. `terminal`: the passwords of card terminals.
 */
export type SecretPurpose =
  | 'lightning'
  | 'spending'
  | 'hold'
  | 'voucher'
  | 'badge'
  | 'second_factor'
  | 'receipt'
  | 'mail'
  | 'signing'
  | 'card'
  | 'terminal';
export type SecretName = `${SecretPurpose}.${string}`;

export interface Secrets {
  /** Why nothing can be sealed or read; null when all is well. */
  readonly trouble: SecretsTrouble | null;
  /** On the disk with the running transaction, or at once outside of one. SECRETS_CLOSED. */
  put(name: SecretName, secret: Uint8Array): void;
  /** Null where there is none. SECRETS_CLOSED, also for what was tampered with. */
  read(name: SecretName): Buffer | null;
  remove(name: SecretName): void;
  /** The names of a purpose, without opening anything. */
  names(purpose: SecretPurpose): SecretName[];
  /** A new root key under `master`, and everything sealed anew with it, in one transaction. SECRETS_CLOSED. */
  rotate(master: MasterKey): Promise<void>;
  /** Gives up what cannot be opened any more: a new root key, nothing under it. SECRETS_CLOSED where no new one can be kept. */
  startOver(): Promise<void>;
}

export interface SecretsParts {
  store: SecretStore;
  /**
   * The first that this machine has is the one in force; with the others, what was sealed before is still opened, and is
   * sealed anew under the one in force.
   */
  masters: readonly MasterKey[];
  /** Nothing in them is worth anything: what cannot be opened is given up at once. */
  expendable: boolean;
  randomBytes: RandomBytes;
  log: Log;
}

export async function openSecrets({ store, masters, expendable, randomBytes, log }: SecretsParts): Promise<Secrets> {
  const inForce = await firstAvailable(masters);
  let trouble: SecretsTrouble | null = null;
  let root: Buffer | null = null;
  let keys = new Map<string, Buffer>();

  const closed = (reason: SecretsTrouble, cause?: unknown) => new TillError('SECRETS_CLOSED', { reason }, { cause });
  const keyIn = (from: Buffer, cache: Map<string, Buffer>, name: string): Buffer => {
    const purpose = name.slice(0, name.indexOf('.'));
    const key = cache.get(purpose) ?? deriveKey(from, purpose);
    cache.set(purpose, key);
    return key;
  };
  const keyOf = (name: SecretName): Buffer => {
    if (!root) throw closed(trouble ?? 'key_unavailable');
    return keyIn(root, keys, name);
  };
  const take = (opened: Buffer) => {
    root = opened;
    keys = new Map();
    trouble = null;
  };
  const unsealed = (name: SecretName, sealed: Uint8Array): Buffer => {
    try {
      return unseal(keyOf(name), name, sealed);
    } catch (cause) {
      throw cause instanceof SealBroken ? closed('tampered', cause) : cause;
    }
  };
  const wrapWith = async (master: MasterKey, key: Buffer) => {
    try {
      return { master: master.kind, wrapped: await master.wrap(key) };
    } catch (cause) {
      throw cause instanceof MasterKeyError ? closed(cause.trouble, cause) : cause;
    }
  };
  const begin = async (master: MasterKey) => {
    const fresh = Buffer.from(randomBytes(KEY_BYTES));
    store.replace(await wrapWith(master, fresh), []);
    take(fresh);
  };
  const rotate = async (master: MasterKey) => {
    const fresh = Buffer.from(randomBytes(KEY_BYTES));
    const wrapped = await wrapWith(master, fresh);
    const freshKeys = new Map<string, Buffer>();
    // Read after the wait, and written in the same turn: nothing is put under the old key in between.
    const all = store.all().map(({ name, sealed }) => {
      const secret = unsealed(name as SecretName, sealed);
      return { name, sealed: seal(keyIn(fresh, freshKeys, name), name, secret, randomBytes) };
    });
    store.replace(wrapped, all);
    take(fresh);
  };
  const beginAnew = () => {
    if (!inForce) throw closed('key_unavailable');
    return begin(inForce);
  };
  const openRoot = async () => {
    const kept = store.root();
    if (!kept) return beginAnew();
    const master = masters.find(({ kind }) => kind === kept.master);
    if (!master) throw new MasterKeyError(`the secrets are under a master key of another kind: ${kept.master}`, { trouble: 'key_elsewhere' });
    take(await master.unwrap(kept.wrapped));
    if (inForce && master !== inForce) {
      await rotate(inForce);
      log.info('secrets.rotated', { from: master.kind, to: inForce.kind });
    }
  };

  /** A shop that cannot open its secrets still sells for cash, and says what is wrong. What did open stays open. */
  const attempt = async (work: () => Promise<void>) => {
    try {
      await work();
    } catch (cause) {
      const reason = troubleOf(cause);
      if (!reason) throw cause;
      if (!root) trouble = reason;
      log.error('secrets.closed', cause, { reason });
    }
  };

  await attempt(openRoot);
  if (expendable && !root) await attempt(beginAnew);

  return {
    get trouble() {
      return trouble;
    },
    put: (name, secret) => store.put(name, seal(keyOf(name), name, secret, randomBytes)),
    read(name) {
      const sealed = store.get(name);
      return sealed ? unsealed(name, sealed) : null;
    },
    remove: (name) => store.remove(name),
    names: (purpose) => store.names(`${purpose}.`) as SecretName[],
    rotate,
    async startOver() {
      await beginAnew();
      log.warn('secrets.started_over');
    },
  };
}

async function firstAvailable(masters: readonly MasterKey[]): Promise<MasterKey | null> {
  for (const master of masters) if (await master.available()) return master;
  return null;
}

function troubleOf(cause: unknown): SecretsTrouble | null {
  if (cause instanceof MasterKeyError) return cause.trouble;
  return cause instanceof TillError && cause.code === 'SECRETS_CLOSED' ? (cause.detail?.reason as SecretsTrouble) : null;
}
