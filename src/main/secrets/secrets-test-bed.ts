// A real database file and a key file beside it, in a folder of their own, for tests of what is sealed in them.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog } from '../log.ts';
import { openTillDatabase, type TillDatabase } from '../store/database.ts';
import { createSecretStore, type SecretStore } from '../store/secret-store.ts';
import { createKeyFileMaster } from './key-file.ts';
import type { MasterKey } from './master-key.ts';
import { openSecrets, type Secrets } from './secrets.ts';

export interface SecretsTestBed {
  dir: string;
  keyPath: string;
  database: TillDatabase;
  store: SecretStore;
  keyFile: MasterKey;
  /** As a start of the till would. The key file alone without `masters`. */
  open(...masters: MasterKey[]): Promise<Secrets>;
  logged(): string;
  close(): void;
}

export function openSecretsTestBed(): SecretsTestBed {
  const dir = mkdtempSync(join(tmpdir(), 'flash-till-secrets-'));
  let lines = '';
  const log = createLog(
    (line) => {
      lines += line;
    },
    () => 1_000,
  );
  const database = openTillDatabase(join(dir, 'own', 'till.sqlite'), { nowMs: () => 1_000, log });
  const store = createSecretStore(database.facts);
  const keyPath = join(dir, 'secrets.key');
  const keyFile = createKeyFileMaster({ path: keyPath, randomBytes });
  return {
    dir,
    keyPath,
    database,
    store,
    keyFile,
    open: (...masters) => openSecrets({ store, masters: masters.length > 0 ? masters : [keyFile], expendable: false, randomBytes, log }),
    logged: () => lines,
    close() {
      database.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
