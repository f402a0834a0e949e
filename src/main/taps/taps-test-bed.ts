// For tests: a reader that says what a test holds to it, and cards as the till's own drivers would tell of them.
import type { CardTap, CardTapReader } from '../../hardware/card-reader/card-taps.ts';
import type { DeviceCondition } from '../../shared/devices.ts';

export interface ScriptedReader extends CardTapReader {
  tap(tap: CardTap): void;
  become(condition: DeviceCondition): void;
}

export function createScriptedReader(): ScriptedReader {
  const conditions = new Set<(condition: DeviceCondition) => void>();
  const taps = new Set<(tap: CardTap) => void>();
  let condition: DeviceCondition = 'connecting';
  return {
    get condition() {
      return condition;
    },
    onCondition(listener) {
      conditions.add(listener);
      return () => conditions.delete(listener);
    },
    onTap(listener) {
      taps.add(listener);
      return () => taps.delete(listener);
    },
    tap(tap) {
      for (const listener of taps) listener(tap);
    },
    become(next) {
      condition = next;
      for (const listener of conditions) listener(next);
    },
    close: () => Promise.resolve(),
  };
}

/** A card whose link is another one each time (LUD-17 with the SUN of an NTAG 424 DNA). */
export function boltCard(origin: string, uid = '04a1b2c3d4e5f6'): () => CardTap {
  let counter = 0;
  return () => {
    counter += 1;
    const authority = new URL(origin).host;
    const query = `p=${uid.padEnd(32, '0')}&c=${String(counter).padStart(16, '0')}`;
    return { status: 'read', uid: Buffer.from(uid, 'hex'), uris: [`lnurlw://${authority}/w?${query}`], texts: [] };
  };
}

export function plainCard(uid: string, texts: readonly string[] = []): CardTap {
  return { status: 'read', uid: Buffer.from(uid, 'hex'), uris: [], texts };
}
