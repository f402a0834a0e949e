// What a driver of each kind of device is to the till.
import type { CardTapReader } from '../../hardware/card-reader/card-taps.ts';
import type { PaymentTerminal } from '../../hardware/payment-terminal/payment-terminal.ts';
import type { PoleDisplay } from '../../hardware/pole-display/pole-display.ts';
import type { Scale } from '../../hardware/scale/scale.ts';
import type { Scanner } from '../../hardware/scanner/scanner.ts';

export interface DeviceDrivers {
  scanner: Scanner;
  scale: Scale;
  card_reader: CardTapReader;
  pole_display: PoleDisplay;
  payment_terminal: PaymentTerminal;
}
