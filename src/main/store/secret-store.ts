// Sealed secrets, and the wrapped root key that they are sealed under. Not in the journal, which is exported; what they
// mean is the business of src/main/secrets.
import type { Database } from 'better-sqlite3';

export interface WrappedRoot {
  /** The kind of master key that wrapped it. */
  master: string;
  wrapped: Buffer;
}

export interface SealedSecret {
  name: string;
  sealed: Buffer;
}

export interface SecretStore {
  root(): WrappedRoot | undefined;
  get(name: string): Buffer | undefined;
  all(): SealedSecret[];
  names(prefix: string): string[];
  put(name: string, sealed: Uint8Array): void;
  remove(name: string): void;
  /** Another root key and all that is sealed under it in place of what there was, in one transaction. */
  replace(root: WrappedRoot, secrets: readonly SealedSecret[]): void;
}

export function createSecretStore(db: Database): SecretStore {
  const root = db.prepare<[], WrappedRoot>('SELECT master, wrapped FROM secret_root WHERE id = 1');
  const get = db.prepare<[string], Buffer>('SELECT sealed FROM secret WHERE name = ?').pluck();
  const all = db.prepare<[], SealedSecret>('SELECT name, sealed FROM secret ORDER BY name');
  const names = db.prepare<[string, string], string>('SELECT name FROM secret WHERE substr(name, 1, length(?)) = ? ORDER BY name').pluck();
  const put = db.prepare('INSERT INTO secret (name, sealed) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET sealed = excluded.sealed');
  const remove = db.prepare('DELETE FROM secret WHERE name = ?');
  const clear = db.prepare('DELETE FROM secret');
  const putRoot = db.prepare(
    'INSERT INTO secret_root (id, master, wrapped) VALUES (1, ?, ?) ON CONFLICT (id) DO UPDATE SET master = excluded.master, wrapped = excluded.wrapped',
  );
  return {
    root: () => root.get(),
    get: (name) => get.get(name),
    all: () => all.all(),
    names: (prefix) => names.all(prefix, prefix),
    put: (name, sealed) => void put.run(name, sealed),
    remove: (name) => void remove.run(name),
    replace: db.transaction((wrapped: WrappedRoot, secrets: readonly SealedSecret[]) => {
      putRoot.run(wrapped.master, wrapped.wrapped);
      clear.run();
      for (const { name, sealed } of secrets) put.run(name, sealed);
    }),
  };
}
