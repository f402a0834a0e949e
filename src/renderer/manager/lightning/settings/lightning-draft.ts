// The Lightning settings while they are typed: fields as text, and back to what is kept; null while something is missing or
// out of range. Pure.
import { type LightningSettings, lightningSettingsSchema } from '../../../../shared/lightning.ts';
import { type CurrencyCode, minorDigits, minorToDecimal } from '../../../../shared/money.ts';
import { percentOfPpm, ppmOfPercent } from '../../settings/percent.ts';

type Kept = Partial<LightningSettings> | null;

/** Only what the till would take. */
function checked(settings: Partial<Record<keyof LightningSettings, unknown>>): Kept {
  const result = lightningSettingsSchema.partial().safeParse(settings);
  return result.success ? (result.data as Partial<LightningSettings>) : null;
}

function whole(text: string): number | null {
  return /^\d{1,16}$/.test(text.trim()) ? Number(text) : null;
}

export interface CodesDraft {
  minutes: string;
  memo: string;
  route: LightningSettings['route'];
  checkFirst: boolean;
}

export function codesDraft({ expirySeconds, memo, route, checkFirst }: LightningSettings): CodesDraft {
  return { minutes: String(Math.round(expirySeconds / 60)), memo, route, checkFirst };
}

export function readCodes({ minutes, memo, route, checkFirst }: CodesDraft): Kept {
  const count = whole(minutes);
  return count === null ? null : checked({ expirySeconds: count * 60, memo, route, checkFirst });
}

export interface ChainDraft {
  enabled: boolean;
  /** In the shop's currency. */
  zeroConfMax: string;
  confirmations: number;
}

export function chainDraft({ onChain }: LightningSettings, currency: CurrencyCode): ChainDraft {
  const { enabled, zeroConfMaxMinor, confirmations } = onChain;
  return { enabled, zeroConfMax: minorToDecimal(zeroConfMaxMinor, minorDigits(currency)), confirmations };
}

export function readChain({ enabled, zeroConfMax, confirmations }: ChainDraft, currency: CurrencyCode): Kept {
  const zeroConfMaxMinor = minorOf(zeroConfMax, currency);
  return zeroConfMaxMinor === null ? null : checked({ onChain: { enabled, zeroConfMaxMinor, confirmations } });
}

/** "12.50" or "12,5" as minor units, exactly; null for what is no amount. */
function minorOf(text: string, currency: CurrencyCode): number | null {
  const digits = minorDigits(currency);
  const match = /^(\d{1,12})(?:[.,](\d*))?$/.exec(text.trim());
  if (!match || (match[2] ?? '').length > digits) return null;
  return Number(`${match[1]}${(match[2] ?? '').padEnd(digits, '0')}`);
}

export interface RefundDraft {
  rate: LightningSettings['refund']['rate'];
  /** Percent of the refund. */
  maxFee: string;
}

export function refundDraft({ refund }: LightningSettings): RefundDraft {
  return { rate: refund.rate, maxFee: percentOfPpm(refund.maxFeePpm) };
}

export function readRefund({ rate, maxFee }: RefundDraft): Kept {
  const maxFeePpm = ppmOfPercent(maxFee);
  return maxFeePpm === null ? null : checked({ refund: { rate, maxFeePpm } });
}

export interface ColdDraft {
  address: string;
  threshold: string;
}

export function coldDraft({ coldStorage }: LightningSettings): ColdDraft {
  return { address: coldStorage?.address ?? '', threshold: coldStorage ? String(coldStorage.thresholdSat) : '' };
}

/** Without an address nothing is moved. */
export function readCold({ address, threshold }: ColdDraft): Kept {
  if (address.trim() === '') return { coldStorage: null };
  return checked({ coldStorage: { address, thresholdSat: whole(threshold) } });
}

export interface BackupDraft {
  dir: string;
}

export function backupDraft({ backupDir }: LightningSettings): BackupDraft {
  return { dir: backupDir ?? '' };
}

export function readBackup({ dir }: BackupDraft): Kept {
  return dir.trim() === '' ? { backupDir: null } : checked({ backupDir: dir });
}
