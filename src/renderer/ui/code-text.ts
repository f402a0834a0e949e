// A code as its QR holds it and as a link opens it: Lightning alone, or BIP 21 with both ways to pay. Upper case where wallets
// read it all the same (BOLT 11, BIP 173): the QR code is smaller then.
import { bip21Link, bip21QrText } from '../../shared/bip21.ts';
import type { LightningTender } from '../../shared/tender.ts';

type Code = Pick<LightningTender, 'address' | 'amountSat' | 'paymentRequest'>;

export function qrTextOf({ address, amountSat, paymentRequest }: Code, shopName: string): string {
  if (address === null) return `LIGHTNING:${paymentRequest.toUpperCase()}`;
  return bip21QrText({ address, amountSat, paymentRequest, label: shopName });
}

export function linkOf({ address, amountSat, paymentRequest }: Code, shopName: string): string {
  if (address === null) return `lightning:${paymentRequest}`;
  return bip21Link({ address, amountSat, paymentRequest, label: shopName });
}
