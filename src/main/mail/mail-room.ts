// Sends queued mails one by one, in the background. What the server puts off, or an outage holds up, is tried again, later each time;
// what it refuses for good waits for a person, as does what could not be sent for days; and what it may have taken without saying so is
// never sent again by itself. That a mail is being sent is on the disk before the first byte of it leaves.
import type { MailSettings, MailTrouble } from '../../shared/mail.ts';
import type { Log } from '../log.ts';
import type { MailJob, MailJobStore } from '../store/mail-jobs.ts';
import { composed, type Message } from './message.ts';
import { MailFailure, type OpenSmtp, type SmtpSession } from './smtp.ts';

/** After the server could not be reached or wanted none; each time twice as long. */
const FIRST_WAIT_MS = 10_000;
const LONGEST_WAIT_MS = 10 * 60_000;
/** After it asked to come back later with this mail: most that do so wait for a minute or five. */
const FIRST_PUT_OFF_MS = 60_000;
const LONGEST_PUT_OFF_MS = 60 * 60_000;
/** As long as mail servers try among themselves. */
const GIVE_UP_AFTER_MS = 3 * 86_400_000;
/** Where no server says it. */
const USUAL_KEEP_DAYS = 30;
/** How long the mail under way may still take when the shop closes. */
const GRACE_MS = 2_000;
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

export interface MailRoomParts {
  store: MailJobStore;
  open: OpenSmtp;
  /** Null where none is set up: mails wait. */
  server: () => MailSettings | null;
  /** Null where none is kept for it. */
  password: (server: MailSettings) => string | null;
  /** The mail of the job; what it throws sets it aside. */
  message: (job: MailJob, server: MailSettings) => Message;
  /** The server took it: the fact and the end of the job, in one transaction. */
  sent: (job: MailJob, answer: string) => void;
  nowMs: () => number;
  log: Log;
  onChange: () => void;
}

export interface MailRoom {
  /** Why none goes out now; null while they do. */
  readonly trouble: { reason: MailTrouble; answer: string } | null;
  /** Something was queued or answered. */
  wake(): void;
  /** Another server, or it may be there again: tried at once. */
  retry(): void;
  /** Takes no other mail, and writes down how the one under way ended. */
  close(): Promise<void>;
}

export function createMailRoom({ store, open, server, password, message, sent, nowMs, log, onChange }: MailRoomParts): MailRoom {
  let trouble: MailRoom['trouble'] = null;
  let waitMs = 0;
  let notBeforeMs = 0;
  let timer: NodeJS.Timeout | undefined;
  let round: Promise<void> | null = null;
  let closing = false;
  const cutOff = new AbortController();
  /** Goes up when the server may be another one: the session with the one before ends. */
  let epoch = 0;

  function wake(): void {
    if (closing || round !== null) return;
    clearTimeout(timer);
    round = work()
      .catch((cause: unknown) => {
        // The disk refuses, most likely.
        log.error('mail.round_failed', cause);
        hold({ reason: 'fault', answer: '' });
      })
      .finally(() => {
        round = null;
        plan();
        onChange();
      })
      // A disk that refuses even to be read: the next mail that is asked for tries again.
      .catch((cause: unknown) => log.error('mail.round_failed', cause));
  }

  function plan(): void {
    const dueMs = server() === null ? undefined : (store.nextAtMs() ?? (trouble === null ? undefined : notBeforeMs));
    clearTimeout(timer);
    const inMs = dueMs === undefined ? HOUR_MS : Math.min(HOUR_MS, Math.max(0, Math.max(dueMs, notBeforeMs) - nowMs()));
    if (closing) return;
    timer = setTimeout(wake, inMs);
    timer.unref();
  }

  function hold(why: { reason: MailTrouble; answer: string }): void {
    if (trouble?.reason !== why.reason) log.warn('mail.held_up', { reason: why.reason });
    trouble = why;
    waitMs = Math.min(LONGEST_WAIT_MS, waitMs === 0 ? FIRST_WAIT_MS : waitMs * 2);
    notBeforeMs = nowMs() + waitMs;
  }

  function works(): void {
    if (trouble !== null) log.info('mail.goes_out_again');
    trouble = null;
    waitMs = 0;
    notBeforeMs = 0;
  }

  async function work(): Promise<void> {
    // None is under way yet: what still says so was broken off, by the end of the process or a disk that refused.
    store.markInterrupted(nowMs());
    const settings = server();
    store.removeAddresses(nowMs() - (settings?.keepDays ?? USUAL_KEEP_DAYS) * DAY_MS);
    if (!settings) return store.expire(nowMs() - GIVE_UP_AFTER_MS, nowMs());
    if (nowMs() < notBeforeMs) return;
    const began = epoch;
    let session: SmtpSession | null = null;
    try {
      for (let job = store.due(nowMs()); job && !closing && began === epoch; job = store.due(nowMs())) {
        const mail = await written(job, settings);
        if (!mail) continue;
        try {
          session ??= await open(settings, password(settings), cutOff.signal);
          // Taken back, or answered, while the server was being reached.
          if (closing || began !== epoch) return;
          await sendOne(session, job, mail);
          works();
        } catch (cause) {
          if (!(cause instanceof MailFailure)) throw cause;
          session?.close();
          session = null;
          failed(job, cause);
          if (!cause.ofMail) {
            store.expire(nowMs() - GIVE_UP_AFTER_MS, nowMs());
            return hold(cause);
          }
          works();
        }
        onChange();
      }
      // Nothing is held up any more, however that came.
      if (store.waitingCount() === 0) works();
    } finally {
      session?.close();
    }
  }

  /** One that cannot be laid out waits for a person; the others go. */
  async function written(job: MailJob, settings: MailSettings): Promise<{ to: string; from: string; bytes: Buffer } | null> {
    try {
      const composedFrom = message(job, settings);
      return { to: composedFrom.to, from: composedFrom.from.address, bytes: await composed(composedFrom) };
    } catch (cause) {
      log.error('mail.not_laid_out', cause, { mailId: job.id });
      store.end(job.id, { status: 'stuck', reason: 'fault', answer: '', atMs: nowMs() });
      onChange();
      return null;
    }
  }

  async function sendOne(session: SmtpSession, job: MailJob, { to, from, bytes }: { to: string; from: string; bytes: Buffer }): Promise<void> {
    const answer = await session.send({ from, to }, bytes, () => {
      if (!store.markSending(job.id)) throw new Error('the mail is not to be sent any more');
    });
    sent(job, answer);
    log.info('mail.sent', { mailId: job.id });
  }

  function failed(job: MailJob, { reason, answer, known, ofMail, permanent }: MailFailure): void {
    const atMs = nowMs();
    log.info('mail.not_sent', { mailId: job.id, reason });
    if (!known) store.end(job.id, { status: 'unknown', reason, answer, atMs });
    else if (permanent) store.end(job.id, { status: 'stuck', reason, answer, atMs });
    else if (ofMail && atMs - job.queuedAtMs > GIVE_UP_AFTER_MS) store.end(job.id, { status: 'stuck', reason: 'too_long', answer, atMs });
    else {
      const attempts = job.attempts + (ofMail ? 1 : 0);
      const putOffMs = ofMail ? Math.min(LONGEST_PUT_OFF_MS, FIRST_PUT_OFF_MS * 2 ** job.attempts) : 0;
      store.putOff(job.id, { reason, answer, attempts, nextAtMs: atMs + putOffMs, queuedAtMs: job.queuedAtMs });
    }
  }

  plan();
  return {
    get trouble() {
      return trouble;
    },
    wake,
    retry() {
      epoch += 1;
      works();
      if (round !== null) void round.then(wake);
      else wake();
    },
    async close() {
      closing = true;
      clearTimeout(timer);
      const grace = setTimeout(() => cutOff.abort(), GRACE_MS);
      await round;
      clearTimeout(grace);
    },
  };
}
