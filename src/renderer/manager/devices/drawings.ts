// The drawing of each kind of device.
import { type LucideIcon, MonitorSmartphone, Nfc, Printer, Scale, ScanBarcode, WalletCards } from 'lucide-react';
import type { Kind } from './connection-draft.ts';

export const DRAWINGS: Record<Kind, LucideIcon> = {
  printer: Printer,
  scanner: ScanBarcode,
  scale: Scale,
  card_reader: Nfc,
  pole_display: MonitorSmartphone,
  payment_terminal: WalletCards,
};
