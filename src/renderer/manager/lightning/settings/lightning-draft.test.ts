import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIGHTNING_SETTINGS, type LightningSettings } from '../../../../shared/lightning.ts';
import {
  backupDraft,
  chainDraft,
  codesDraft,
  coldDraft,
  readBackup,
  readChain,
  readCodes,
  readCold,
  readRefund,
  refundDraft,
} from './lightning-draft.ts';

const settings: fc.Arbitrary<LightningSettings> = fc.record({
  expirySeconds: fc.integer({ min: 1, max: 60 }).map((minutes) => minutes * 60),
  memo: fc.stringMatching(/^[a-z{}]{0,20}$/),
  route: fc.constantFrom('hints' as const, 'blinded' as const),
  checkFirst: fc.boolean(),
  onChain: fc.record({
    enabled: fc.boolean(),
    zeroConfMaxMinor: fc.integer({ min: 0, max: 1_000_000_000 }),
    confirmations: fc.integer({ min: 1, max: 6 }),
  }),
  refund: fc.record({ rate: fc.constantFrom('original' as const, 'today' as const), maxFeePpm: fc.integer({ min: 0, max: 100_000 }) }),
  backupDir: fc.constantFrom(null, '/media/stick', 'D:\\Backups', '\\\\server\\share'),
  coldStorage: fc.option(
    fc.record({ address: fc.stringMatching(/^bc1[a-z0-9]{20,60}$/), thresholdSat: fc.integer({ min: 10_000, max: 2_100_000_000_000_000 }) }),
    { nil: null },
  ),
});

describe('the Lightning settings while they are typed', () => {
  it('are what is kept until something is changed, in currencies with and without cents', () => {
    fc.assert(
      fc.property(settings, fc.constantFrom('KRW', 'EUR', 'KWD'), (kept, currency) => {
        const read = {
          ...readCodes(codesDraft(kept)),
          ...readChain(chainDraft(kept, currency), currency),
          ...readRefund(refundDraft(kept)),
          ...readBackup(backupDraft(kept)),
          ...readCold(coldDraft(kept)),
        };
        expect(read).toEqual(kept);
      }),
    );
  });

  it('take an amount as people type it', () => {
    const chain = chainDraft(DEFAULT_LIGHTNING_SETTINGS, 'EUR');
    for (const [typed, minor] of [
      ['12', 1200],
      ['12.5', 1250],
      ['12,50', 1250],
      [' 0 ', 0],
    ] as const) {
      expect(readChain({ ...chain, zeroConfMax: typed }, 'EUR')?.onChain?.zeroConfMaxMinor).toBe(minor);
    }
  });

  it.each([
    ['no minutes', () => readCodes({ ...codesDraft(DEFAULT_LIGHTNING_SETTINGS), minutes: '' })],
    ['no whole minutes', () => readCodes({ ...codesDraft(DEFAULT_LIGHTNING_SETTINGS), minutes: '1.5' })],
    ['more than an hour', () => readCodes({ ...codesDraft(DEFAULT_LIGHTNING_SETTINGS), minutes: '61' })],
    ['cents of a won', () => readChain({ ...chainDraft(DEFAULT_LIGHTNING_SETTINGS, 'KRW'), zeroConfMax: '1.5' }, 'KRW')],
    ['no amount', () => readChain({ ...chainDraft(DEFAULT_LIGHTNING_SETTINGS, 'KRW'), zeroConfMax: '' }, 'KRW')],
    ['a fee above a tenth', () => readRefund({ rate: 'today', maxFee: '10.1' })],
    ['a folder that depends on where the till was started', () => readBackup({ dir: 'backups' })],
    ['an address without a threshold', () => readCold({ address: 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4', threshold: '' })],
    ['a threshold below a fee', () => readCold({ address: 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4', threshold: '9999' })],
  ])('cannot be kept with %s', (_what, read) => {
    expect(read()).toBeNull();
  });

  it('switch off what has no address, and no folder', () => {
    expect(readCold({ address: ' ', threshold: '5' })).toEqual({ coldStorage: null });
    expect(readBackup({ dir: '' })).toEqual({ backupDir: null });
  });
});
