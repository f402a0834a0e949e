// Readers of contactless cards of the settings, opened: of the PC/SC service, a PN532 on a serial line, or the practice shop's. Who
// listens to their taps is another file's.
import type { CardTapReader } from '../../hardware/card-reader/card-taps.ts';
import { openPcscReader } from '../../hardware/card-reader/pcsc-reader.ts';
import { openPn532Reader } from '../../hardware/card-reader/pn532-reader.ts';
import { pn532Wording } from '../../hardware/card-reader/wording.ts';
import { type CardReaderSimulator, startCardReaderSimulator } from '../../hardware/simulators/card-reader.ts';
import { told } from '../../hardware/transport/frame-log.ts';
import type { DeviceOf } from '../../shared/devices.ts';
import { lineTo } from './line-to.ts';
import type { OpenedDevice, OpeningParts } from './registry.ts';

export interface CardReadersParts {
  /** The script of a PC/SC reader's thread. */
  workerUrl: URL;
  /** Those that run, for whoever holds cards to them in practice; by the devices' ids. */
  simulators: Map<string, CardReaderSimulator>;
}

export function cardReaderOpener({ workerUrl, simulators }: CardReadersParts) {
  return async ({ id, connection }: DeviceOf<'card_reader'>, { tell, log }: OpeningParts): Promise<OpenedDevice<CardTapReader>> => {
    if (connection.kind === 'pcsc') {
      const driver = openPcscReader({ readerName: connection.reader, workerUrl, tell, log });
      return { driver, close: driver.close };
    }
    const { openTransport, simulator } = await lineTo(connection, startCardReaderSimulator);
    const driver = openPn532Reader({ openTransport: told(openTransport, pn532Wording, tell), log });
    if (simulator) simulators.set(id, simulator);
    return {
      driver,
      async close() {
        if (simulators.get(id) === simulator) simulators.delete(id);
        await driver.close();
        await simulator?.close();
      },
    };
  };
}
