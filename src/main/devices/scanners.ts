// Scanners of the settings, opened: each code goes where the shop's scans go, unless a manager tries the scanner out just now.
import { openLineScanner, type Unscanned } from '../../hardware/scanner/line-scanner.ts';
import type { Scanner } from '../../hardware/scanner/scanner.ts';
import { scannerWording } from '../../hardware/scanner/wording.ts';
import { type ScannerSimulator, startScannerSimulator } from '../../hardware/simulators/scanner.ts';
import { told } from '../../hardware/transport/frame-log.ts';
import type { DeviceOf } from '../../shared/devices.ts';
import { missingCase } from '../../shared/errors.ts';
import { lineTo } from './line-to.ts';
import type { OpenedDevice, OpeningParts } from './registry.ts';

export interface ScannersParts {
  onScan: (code: string) => void;
  /** Those that run, for whoever holds them in practice. */
  simulators: Map<string, ScannerSimulator>;
}

export function scannerOpener({ onScan, simulators }: ScannersParts) {
  return async ({ id, connection, prefix, suffix }: DeviceOf<'scanner'>, { tell, tried, log }: OpeningParts): Promise<OpenedDevice<Scanner>> => {
    const { openTransport, simulator } = await lineTo(connection, startScannerSimulator);
    const driver = openLineScanner({
      openTransport: told(openTransport, scannerWording, tell),
      prefix,
      suffix,
      onUnscanned: (why, byteCount) =>
        tell({ direction: 'note', hex: '', words: `dropped: ${wordsOf(why)}${byteCount > 0 ? `, ${byteCount} bytes` : ''}` }),
      log,
    });
    driver.onScan((code) => {
      if (!tried()) onScan(code);
    });
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

function wordsOf(why: Unscanned): string {
  switch (why) {
    case 'noise':
      return 'no text (wrong speed or frame?)';
    case 'add_on':
      return 'an add-on without its code';
    case 'unended':
      return 'no end was sent; may be half a code (set the scanner to send CR)';
    case 'too_long':
      return 'longer than any code';
    case 'cut':
      return 'the line ended within a code';
    default:
      return missingCase(why);
  }
}
