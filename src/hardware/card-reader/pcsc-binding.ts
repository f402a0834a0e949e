// The library that speaks to the system's PC/SC service, loaded when a shop has such a reader and not before: a machine without
// PC/SC sells as well. What it answers, in our words.
import { createRequire } from 'node:module';
import type * as Pcsc from 'pcsc-mini';
import { TransportError, type TransportFault } from '../transport/transport.ts';

export type PcscBinding = typeof Pcsc;

const require = createRequire(import.meta.url);

/** Asked again each time: it may be installed meanwhile. TransportError `no_service`. */
export function loadPcsc(): PcscBinding {
  try {
    return require('pcsc-mini') as PcscBinding;
  } catch (cause) {
    // biome-ignore lint/style/useErrorCause: it is given, behind the fault
    throw new TransportError('no_service', 'PC/SC support is not installed on this machine (Debian, Ubuntu: pcscd and libpcsclite1)', { cause });
  }
}

export function pcscCodeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : '';
}

/** What went wrong is the card's: it left, or another program began anew with it. */
export function isCardGone(cause: unknown): boolean {
  const codes = ['RemovedCard', 'NoSmartCard', 'ResetCard', 'UnpoweredCard', 'NotTransacted', 'CommDataLost', 'ProtoMismatch', 'UnresponsiveCard'];
  return codes.includes(pcscCodeOf(cause));
}

/** What went wrong is the reader's: it was unplugged. */
export function isReaderGone(cause: unknown): boolean {
  return ['ReaderUnavailable', 'UnknownReader', 'NoReadersAvailable'].includes(pcscCodeOf(cause));
}

/** Of whatever ends the connection to the service. */
export function faultOfPcsc(cause: unknown, platform: NodeJS.Platform = process.platform): TransportFault {
  if (cause instanceof TransportError) return cause.fault;
  const code = pcscCodeOf(cause);
  if (['NoService', 'ServiceStopped', 'Shutdown', 'CommError', 'InvalidHandle', 'SystemCancelled'].includes(code)) {
    // Windows starts it with the first reader that is plugged in, and stops it with the last.
    return platform === 'win32' ? 'missing' : 'no_service';
  }
  if (['SecurityViolation', 'NoAccess'].includes(code)) return 'forbidden';
  if (code === 'SharingViolation') return 'in_use';
  return 'lost';
}
