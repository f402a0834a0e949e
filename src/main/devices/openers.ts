// How each kind of device of the settings is opened, and what becomes of what it says.
import { type PoleDisplaysParts, poleDisplayOpener } from '../pole/pole-displays.ts';
import { type CardReadersParts, cardReaderOpener } from './card-readers.ts';
import { type PaymentTerminalsParts, paymentTerminalOpener } from './payment-terminals.ts';
import type { DeviceOpeners } from './registry.ts';
import { scaleOpener } from './scales.ts';
import { scannerOpener } from './scanners.ts';
import type { SimulatedDevices } from './simulated.ts';

export interface OpenersParts {
  simulated: SimulatedDevices;
  onScan: (code: string) => void;
  poles: PoleDisplaysParts;
  terminals: Omit<PaymentTerminalsParts, 'onSimulator'>;
  cardReaders: Omit<CardReadersParts, 'simulators'>;
}

export function deviceOpeners({ simulated, onScan, poles, terminals, cardReaders }: OpenersParts): DeviceOpeners {
  return {
    scanner: scannerOpener({ onScan, simulators: simulated.scanners }),
    pole_display: poleDisplayOpener(poles),
    scale: scaleOpener((simulator) => {
      simulated.scale = simulator;
    }),
    card_reader: cardReaderOpener({ ...cardReaders, simulators: simulated.cardReaders }),
    payment_terminal: paymentTerminalOpener({
      ...terminals,
      onSimulator: (simulator) => {
        simulated.terminal = simulator;
      },
    }),
  };
}
