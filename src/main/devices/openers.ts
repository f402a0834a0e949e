// How each kind of device of the settings is opened, and what becomes of what it says.
import { type PaymentTerminalsParts, paymentTerminalOpener } from './payment-terminals.ts';
import type { DeviceOpeners } from './registry.ts';
import { scaleOpener } from './scales.ts';
import { scannerOpener } from './scanners.ts';
import type { SimulatedDevices } from './simulated.ts';

export interface OpenersParts {
  simulated: SimulatedDevices;
  onScan: (code: string) => void;
  terminals: Omit<PaymentTerminalsParts, 'onSimulator'>;
}

export function deviceOpeners({ simulated, onScan, terminals }: OpenersParts): DeviceOpeners {
  return {
    scanner: scannerOpener({ onScan, simulators: simulated.scanners }),
    scale: scaleOpener((simulator) => {
      simulated.scale = simulator;
    }),
    payment_terminal: paymentTerminalOpener({
      ...terminals,
      onSimulator: (simulator) => {
        simulated.terminal = simulator;
      },
    }),
  };
}
