// The simulators that run because the settings name simulated devices: for whoever, in practice, is the person at the far end.
import type { CardReaderSimulator } from '../../hardware/simulators/card-reader.ts';
import type { PaymentTerminalSimulator } from '../../hardware/simulators/payment-terminal.ts';
import type { ScaleSimulator } from '../../hardware/simulators/scale.ts';
import type { ScannerSimulator } from '../../hardware/simulators/scanner.ts';

/** Null while there is none. */
export interface SimulatedDevices {
  scale: ScaleSimulator | null;
  terminal: PaymentTerminalSimulator | null;
  /** By the devices' ids. */
  scanners: Map<string, ScannerSimulator>;
  cardReaders: Map<string, CardReaderSimulator>;
}

export function noSimulatedDevices(): SimulatedDevices {
  return { scale: null, terminal: null, scanners: new Map(), cardReaders: new Map() };
}
