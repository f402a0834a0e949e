// A manager tries a device out: what it reads meanwhile is shown to them, and goes to no sale.
import type { CardTap } from '../../hardware/card-reader/card-taps.ts';
import type { Registration } from '../../hardware/payment-terminal/payment-terminal.ts';
import { isMeantAsBadge } from '../../shared/badge.ts';
import { TRIAL_WAITS_MS, type TriedCard, type TriedScan, type TriedTerminal } from '../../shared/device-trial.ts';
import type { DeviceKind } from '../../shared/devices.ts';
import { TillError } from '../../shared/errors.ts';
import { readPaymentText } from '../../shared/payment-text.ts';
import { isMeantAsVoucher } from '../../shared/voucher.ts';
import type { Weighing } from '../../shared/weighing.ts';
import type { DeviceDrivers } from './drivers.ts';
import type { Devices } from './registry.ts';

/** All end with NOT_FOUND where there is no such device, or none that could be opened. Aborting ends the waiting, with null. */
export interface TryingOut {
  scanner(id: string, signal: AbortSignal): Promise<TriedScan | null>;
  cardReader(id: string, signal: AbortSignal): Promise<TriedCard | null>;
  scale(id: string): Promise<Weighing>;
  poleDisplay(id: string): void;
  terminal(id: string): Promise<TriedTerminal>;
}

export function createTryingOut(devices: Devices, shopName: () => string): TryingOut {
  function driver<K extends DeviceKind>(kind: K, id: string): DeviceDrivers[K] {
    const found = devices.driver(kind, id);
    if (!found) throw new TillError('NOT_FOUND');
    return found;
  }

  /** The next thing that it says within the time. */
  async function next<T>(id: string, listen: (hear: (said: T) => void) => () => void, signal: AbortSignal): Promise<T | null> {
    const done = devices.tryOut(id);
    const over = AbortSignal.any([signal, AbortSignal.timeout(TRIAL_WAITS_MS)]);
    const { promise, resolve } = Promise.withResolvers<T | null>();
    const deafen = listen(resolve);
    const giveUp = () => resolve(null);
    over.addEventListener('abort', giveUp, { once: true });
    if (over.aborted) giveUp();
    try {
      return await promise;
    } finally {
      over.removeEventListener('abort', giveUp);
      deafen();
      done();
    }
  }

  return {
    async scanner(id, signal) {
      const code = await next(id, driver('scanner', id).onScan, signal);
      return code === null ? null : triedScanOf(code);
    },
    async cardReader(id, signal) {
      const tap = await next(id, driver('card_reader', id).onTap, signal);
      return tap && triedCardOf(tap);
    },
    scale: (id) => driver('scale', id).weigh(),
    poleDisplay: (id) =>
      driver('pole_display', id).show([
        { left: shopName(), right: '' },
        { left: 'Flash Till', right: 'OK' },
      ]),
    terminal: async (id) => triedTerminalOf(await driver('payment_terminal', id).register()),
  };
}

function triedTerminalOf(said: Registration): TriedTerminal {
  if (said.ok) return { registered: true };
  const { reason, code } = said;
  const why = reason === 'not_registered' ? 'password' : reason === 'currency' || reason === 'busy' || reason === 'away' ? reason : 'other';
  return { registered: false, why, code };
}

function triedScanOf(code: string): TriedScan {
  if (isMeantAsBadge(code)) return { kind: 'secret', of: 'badge' };
  if (isMeantAsVoucher(code)) return { kind: 'secret', of: 'voucher' };
  return readPaymentText(code) ? { kind: 'secret', of: 'payment' } : { kind: 'code', code };
}

function triedCardOf(tap: CardTap): TriedCard {
  if (tap.status !== 'read') return { status: tap.status };
  return {
    status: 'read',
    boltCard: tap.uris.some((uri) => /^(lnurlw:|lightning:lnurl)/i.test(uri)),
    badge: tap.texts.some(isMeantAsBadge),
    linkCount: tap.uris.length,
    textCount: tap.texts.length,
  };
}
