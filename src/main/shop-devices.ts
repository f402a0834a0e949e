// The shop's devices beside its printers: opened, tried out, looked for, and who they serve.
import { listPcscReaders } from '../hardware/card-reader/pcsc-reader.ts';
import { TillError } from '../shared/errors.ts';
import type { ShownCheckout } from './checkout/shown-checkout.ts';
import { createFinding } from './devices/finding.ts';
import { deviceOpeners } from './devices/openers.ts';
import { openDevices } from './devices/registry.ts';
import { createAtScale } from './devices/scales.ts';
import { createScans } from './devices/scans.ts';
import { noSimulatedDevices } from './devices/simulated.ts';
import { createTerminalPasswords } from './devices/terminal-passwords.ts';
import { createTryingOut } from './devices/trying-out.ts';
import type { Printing } from './printing.ts';
import type { ShopGround } from './shop-ground.ts';
import { heard } from './taps/heard.ts';
import type { Taps } from './taps/taps.ts';

export interface DevicesParts extends ShopGround {
  printing: Pick<Printing, 'frames'>;
  listenToCards: Taps['listen'];
  followSale: ShownCheckout['follow'];
  pcscWorkerUrl: URL;
}

export function openShopDevices({
  dir,
  settings,
  secrets,
  board,
  closing,
  printing,
  listenToCards,
  followSale,
  pcscWorkerUrl,
  newId,
  nowMs,
  log,
}: DevicesParts) {
  const shop = settings.current;
  const simulated = noSimulatedDevices();
  const lookers = new Set<() => void>();
  const passwords = createTerminalPasswords(secrets, log);
  const scans = closing.part(createScans({ newId, nowMs, log }));
  const openers = deviceOpeners({
    simulated,
    onScan: scans.arrive,
    poles: { followSale, shop },
    cardReaders: { workerUrl: pcscWorkerUrl },
    terminals: {
      dir,
      currency: () => shop().currency,
      passwordOf: passwords.of,
      // Its lines are printed among those of the receipt.
      place: () => ({ language: shop().languages.receipt, timeZone: shop().timeZone }),
    },
  });
  const devices = closing.part(
    openDevices({
      devices: shop().devices,
      openers: { ...openers, ...(openers.card_reader && { card_reader: heard(openers.card_reader, listenToCards) }) },
      publish(state) {
        board.publish({ devices: state });
        for (const look of lookers) look();
      },
      nowMs,
      log,
    }),
  );
  return {
    devices,
    /** Told whenever a device comes or goes, or its condition changes. Returns its disposer. */
    onDevices(look: () => void): () => void {
      lookers.add(look);
      return () => void lookers.delete(look);
    },
    scans,
    simulated,
    scale: createAtScale(devices),
    tryingOut: createTryingOut(devices, () => shop().name),
    /** NOT_FOUND where that is no card terminal, SECRETS_CLOSED. */
    setTerminalPassword(deviceId: string, password: string): void {
      if (!shop().devices.some(({ id, kind }) => id === deviceId && kind === 'payment_terminal')) throw new TillError('NOT_FOUND');
      passwords.set(deviceId, password);
    },
    finding: createFinding(() => listPcscReaders(pcscWorkerUrl), log),
    /** Of a device or a printer. NOT_FOUND. */
    deviceFrames: (id: string) => (shop().printers.some((printer) => printer.id === id) ? printing.frames(id) : devices.frames(id)),
  };
}
