// Asks a printer who it is and how it says that a job is printed, before its first job. Clones print commands that they do not know
// as letters: what is asked stands between two ESC @, which empty the line before it reaches the paper. Pure.
import type { PrinterAnswer } from './answer-framer.ts';
import { ASK_IDENTITY, ASK_SENSOR, askForAcknowledgement, INITIALISE } from './escpos-commands.ts';
import { createIdentityReader, identityOf } from './identity-reader.ts';
import type { PrinterIdentity } from './profiles/profiles.ts';

/**
 * How a printer says that it has worked through a job. `job_id`: GS ( H function 48. `sensor`: its answer to GS r 1, which it gives
 * in its turn. `never`: neither; its jobs are sent, and nobody knows more.
 */
export type Confirmation = 'job_id' | 'sensor' | 'never';

/** Has no byte that begins another answer. */
const PROBE_ID = '1359';

/** The answer to GS ( H is asked for last, and settles the rest. */
export const PROBE = Buffer.concat([INITIALISE, ASK_IDENTITY, ASK_SENSOR, askForAcknowledgement(PROBE_ID), INITIALISE]);

export interface Probe {
  /** Takes the bytes that come in and returns those that are not about who the printer is. */
  take(bytes: Uint8Array): Uint8Array;
  /** True when there is nothing more to wait for. */
  heard(answer: PrinterAnswer): boolean;
  /** By what was heard so far. */
  readonly confirmation: Confirmation;
  readonly identity: PrinterIdentity | null;
}

export function createProbe(): Probe {
  const reader = createIdentityReader();
  let confirmation: Confirmation = 'never';
  return {
    take: reader.take,
    heard({ kind }) {
      // Also one for a job of the till's run before: whoever answers any job can answer ours.
      if (kind === 'job_printed') confirmation = 'job_id';
      else if (kind === 'sensor_answer' && confirmation === 'never') confirmation = 'sensor';
      return confirmation === 'job_id';
    },
    get confirmation() {
      return confirmation;
    },
    get identity() {
      return identityOf(reader.texts);
    },
  };
}
