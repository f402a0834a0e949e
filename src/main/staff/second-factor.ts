// The second factor: codes of an authenticator app (TOTP, RFC 6238: SHA-1, six figures, thirty seconds) or recovery codes, besides the
// PIN. The seed is sealed by its enrolment, with the last code that was taken and what was tried; the journal says that there is one.
import { createHmac } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { z } from 'zod';
import { TillError } from '../../shared/errors.ts';
import { mayManage, OWNER } from '../../shared/rights.ts';
import type { CodeTrouble, SecondFactor } from '../../shared/staff.ts';
import type { RandomBytes } from '../secrets/sealing.ts';
import type { SecretName, Secrets } from '../secrets/secrets.ts';
import type { FactBody } from '../store/facts.ts';
import type { Append, Journal } from '../store/journal.ts';
import type { SecondFactorStore } from '../store/second-factor-store.ts';
import type { StaffMember, StaffStore } from '../store/staff-store.ts';
import type { Actor } from './actor.ts';
import { delayAfterMs, type Pins } from './pins.ts';

const STEP_MS = 30_000;
/** Codes of the step before and after count too: clocks differ a little, and fingers take their time. */
const WINDOW = 1;
/** A code that is right so many steps away says that a clock is off. */
const CLOCK_WINDOW = 120;
const SEED_BYTES = 20;
const RECOVERY_CODES = 10;
const RECOVERY_DIGITS = 12;
const ENROLLED_WITHIN_MS = 10 * 60_000;

const sealedSchema = z.object({
  seed: z.string(),
  /** The last time step whose code was taken: each counts once. */
  lastStep: z.number(),
  /** HMACs of those that were not used yet. */
  recovery: z.array(z.string()),
  wrongCount: z.number(),
  retryAtMs: z.number(),
});
type Sealed = z.infer<typeof sealedSchema>;

export type CodeUse = FactBody<'code_refused'>['at'];

export interface SecondFactors {
  of(staffId: string): SecondFactor;
  /** For the authenticator app; counts for nothing until it is confirmed. PIN_WRONG, PIN_LOCKED, SECRETS_CLOSED. */
  begin(pin: string, actor: Actor): Promise<{ uri: string; key: string }>;
  /** With the first code of the app. The recovery codes are said once. ENROLMENT_OVER, CODE_WRONG, SECRETS_CLOSED. */
  confirm(code: string, actor: Actor): { recoveryCodes: string[] };
  /** A code of the app, or a recovery code. CODE_WRONG, CODE_LOCKED, CODE_UNREADABLE; NOT_FOUND where there is none. */
  check(staffId: string, code: string, at: CodeUse): void;
  /** One's own; not while it is asked for. ALREADY_DONE, SECOND_FACTOR_MISSING. */
  remove(actor: Actor): void;
  /** Somebody else's, who has lost the phone and the recovery codes. NOT_ALLOWED for one's own; ROLE_TOO_HIGH, ALREADY_DONE. */
  reset(staffId: string, actor: Actor): void;
  /** Whether they may use the manager's screen without: by owners only. NOT_ALLOWED. */
  ask(staffId: string, asked: boolean, actor: Actor): void;
}

export interface SecondFactorsParts {
  journal: Journal;
  store: SecondFactorStore;
  staff: StaffStore;
  secrets: Secrets;
  pins: Pins;
  shopName: () => string;
  randomBytes: RandomBytes;
  newId: () => string;
  nowMs: () => number;
  /** Told after it is on the disk. */
  onChange: () => void;
}

/** What its seed is sealed under. */
export function secretNameOf(enrolmentId: string): SecretName {
  return `second_factor.${enrolmentId}`;
}

export function createSecondFactors(parts: SecondFactorsParts): SecondFactors {
  const { journal, store, staff, secrets, pins, shopName, randomBytes, newId, nowMs, onChange } = parts;
  const begun = new Map<string, { seed: string; atMs: number }>();
  /** What the disk had no room for: it counts all the same, as long as the till runs. */
  const unwritten = new Map<string, Sealed>();

  const personOf = (staffId: string): StaffMember => {
    const person = staff.all().find(({ id }) => id === staffId);
    if (!person) throw new TillError('NOT_FOUND');
    return person;
  };
  const totpOf = (seed: string, label = '') => new TOTP({ issuer: shopName(), label, secret: Secret.fromBase32(seed), period: STEP_MS / 1000 });
  const recoveryHash = (seed: string, code: string) => createHmac('sha256', Secret.fromBase32(seed).bytes).update(code).digest('hex');
  const seal = (enrolmentId: string, kept: Sealed) => secrets.put(secretNameOf(enrolmentId), Buffer.from(JSON.stringify(kept)));
  const read = (enrolmentId: string): Buffer | null => {
    try {
      return secrets.read(secretNameOf(enrolmentId));
    } catch (cause) {
      const closed = cause instanceof TillError && cause.code === 'SECRETS_CLOSED';
      throw closed ? new TillError('CODE_UNREADABLE', undefined, { cause }) : cause;
    }
  };
  const unseal = (enrolmentId: string): Sealed => {
    const kept = read(enrolmentId);
    // A copy of the books without what is sealed.
    if (!kept) throw new TillError('CODE_UNREADABLE');
    return unwritten.get(enrolmentId) ?? sealedSchema.parse(JSON.parse(kept.toString()));
  };

  /** How many steps away it is right; null where it is right at no time near. */
  const stepsOff = (seed: string, code: string, window: number) => totpOf(seed).validate({ token: code, timestamp: nowMs(), window });
  const troubleOf = (seed: string, code: string): { reason: CodeTrouble; minutes?: number } => {
    const off = /^\d{6}$/.test(code) ? stepsOff(seed, code, CLOCK_WINDOW) : null;
    return off === null ? { reason: 'wrong' } : { reason: 'clock', minutes: Math.max(1, Math.round((Math.abs(off) * STEP_MS) / 60_000)) };
  };
  /** What is kept after the right code; null for any other. `used`: it was right before. */
  const taken = (kept: Sealed, recoveryLeft: number, code: string): { next: Sealed; recovery: boolean } | 'used' | null => {
    const right = { ...kept, wrongCount: 0, retryAtMs: 0 };
    if (code.length === RECOVERY_DIGITS) {
      const hash = recoveryHash(kept.seed, code);
      // More are sealed than the journal knows of: they came back from an old copy, used ones among them.
      if (kept.recovery.length !== recoveryLeft || !kept.recovery.includes(hash)) return null;
      return { next: { ...right, recovery: kept.recovery.filter((other) => other !== hash) }, recovery: true };
    }
    const off = stepsOff(kept.seed, code, WINDOW);
    if (off === null) return null;
    const step = Math.floor(nowMs() / STEP_MS) + off;
    return step > kept.lastStep ? { next: { ...right, lastStep: step }, recovery: false } : 'used';
  };

  const takeOff = (append: Append, staffId: string, why: FactBody<'second_factor_removed'>['why'], by: string) => {
    const enrolmentId = store.of(staffId).enrolmentId;
    if (enrolmentId === null) throw new TillError('ALREADY_DONE');
    append('second_factor_removed', { staffId, name: personOf(staffId).name, enrolmentId, why }, by);
    secrets.remove(secretNameOf(enrolmentId));
    unwritten.delete(enrolmentId);
  };

  return {
    of(staffId) {
      const { asked, enrolmentId, recoveryLeft } = store.of(staffId);
      return { asked, set: enrolmentId !== null, recoveryLeft };
    },
    async begin(pin, { staffId, name }) {
      await pins.check(staffId, pin, 'second_factor');
      // Where it could not be kept, nobody scans it in vain.
      if (secrets.trouble !== null) throw new TillError('SECRETS_CLOSED', { reason: secrets.trouble });
      const seed = new Secret({ buffer: new Uint8Array(randomBytes(SEED_BYTES)).buffer }).base32;
      begun.set(staffId, { seed, atMs: nowMs() });
      return { uri: totpOf(seed, name).toString(), key: seed };
    },
    confirm(code, { staffId, name }) {
      const begin = begun.get(staffId);
      if (!begin || Math.abs(nowMs() - begin.atMs) > ENROLLED_WITHIN_MS) throw new TillError('ENROLMENT_OVER');
      const { seed } = begin;
      const off = stepsOff(seed, code, WINDOW);
      if (off === null) throw new TillError('CODE_WRONG', { retryAfterMs: 0, ...troubleOf(seed, code) });
      const recoveryCodes = Array.from({ length: RECOVERY_CODES }, () => {
        const random = Buffer.from(randomBytes(8)).readBigUInt64BE();
        return String(random % 10n ** BigInt(RECOVERY_DIGITS)).padStart(RECOVERY_DIGITS, '0');
      });
      const enrolmentId = newId();
      journal.transact((append) => {
        // Another phone in place of the one before.
        if (store.of(staffId).enrolmentId !== null) takeOff(append, staffId, 'replaced', staffId);
        append('second_factor_set', { staffId, name, enrolmentId, recoveryCodes: RECOVERY_CODES }, staffId);
        const lastStep = Math.floor(nowMs() / STEP_MS) + off;
        seal(enrolmentId, { seed, lastStep, recovery: recoveryCodes.map((one) => recoveryHash(seed, one)), wrongCount: 0, retryAtMs: 0 });
      });
      begun.delete(staffId);
      return { recoveryCodes };
    },
    check(staffId, typed, at) {
      const { enrolmentId, recoveryLeft } = store.of(staffId);
      if (enrolmentId === null) throw new TillError('NOT_FOUND');
      const code = typed.replace(/\s/g, '');
      const kept = unseal(enrolmentId);
      const waitMs = kept.retryAtMs - nowMs();
      // More than was ever set: the clock went back. Nobody is kept out until it comes round again.
      if (waitMs > 0 && waitMs <= delayAfterMs(kept.wrongCount)) throw new TillError('CODE_LOCKED', { retryAfterMs: waitMs });
      const right = taken(kept, recoveryLeft, code);
      const person = { staffId, name: personOf(staffId).name };
      if (right === null || right === 'used') {
        const trouble = right === 'used' ? { reason: 'used' as const } : troubleOf(kept.seed, code);
        const wrongCount = kept.wrongCount + 1;
        const delayMs = delayAfterMs(wrongCount);
        const next = { ...kept, wrongCount, retryAtMs: nowMs() + delayMs };
        unwritten.set(enrolmentId, next);
        journal.transact((append) => {
          append('code_refused', { ...person, at, reason: trouble.reason, wrongCount }, null);
          seal(enrolmentId, next);
        });
        unwritten.delete(enrolmentId);
        throw new TillError('CODE_WRONG', { retryAfterMs: delayMs, ...trouble });
      }
      journal.transact((append) => {
        if (right.recovery) append('recovery_code_used', { ...person, at, left: right.next.recovery.length }, staffId);
        seal(enrolmentId, right.next);
      });
      unwritten.delete(enrolmentId);
      if (right.recovery) onChange();
    },
    remove({ staffId }) {
      if (store.of(staffId).asked) throw new TillError('SECOND_FACTOR_MISSING');
      journal.transact((append) => takeOff(append, staffId, 'removed', staffId));
      onChange();
    },
    reset(staffId, actor) {
      // Signed in is not enough to take one's own off: that takes a code.
      if (staffId === actor.staffId) throw new TillError('NOT_ALLOWED');
      const role = staff.roles().find(({ id }) => id === personOf(staffId).role);
      if (role && !mayManage(actor, role)) throw new TillError('ROLE_TOO_HIGH');
      journal.transact((append) => takeOff(append, staffId, 'reset', actor.staffId));
      onChange();
    },
    ask(staffId, asked, actor) {
      if (actor.role !== OWNER) throw new TillError('NOT_ALLOWED');
      const { name } = personOf(staffId);
      if (store.of(staffId).asked === asked) return;
      journal.transact((append) => append('second_factor_asked', { staffId, name, asked }, actor.staffId));
      onChange();
    },
  };
}
