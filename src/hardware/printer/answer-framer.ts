// Cuts a printer's byte stream into its answers. They have no common frame, only bits that tell them apart (Epson,
// "Transmission status identification"), and they may be sent in the middle of one another:
//   0xx1xx00 and three of 0xx0xxxx: automatic status    0xx1xx10: answer to DLE EOT    37 22 id id id id 00: a job is on paper
//   37 25 00: its buffers are empty (DLE DC4 8)         a 0xx0xxxx of none of these: answer to GS r
import { isJobIdByte } from './escpos-commands.ts';

export type PrinterAnswer =
  | { kind: 'automatic_status'; bytes: Uint8Array }
  | { kind: 'status_answer'; byte: number }
  | { kind: 'sensor_answer'; byte: number }
  | { kind: 'job_printed'; jobId: string };

const ACKNOWLEDGEMENT_HEADER = 0x37;
const ACKNOWLEDGEMENT_IDENTIFIER = 0x22;
const CLEARED_IDENTIFIER = 0x25;

/** Returns a function that takes the stream in pieces of any size and returns the answers each piece completes. */
export function createAnswerFramer(): (piece: Uint8Array) => PrinterAnswer[] {
  /** The automatic status that is coming in; empty when none is. */
  let status: number[] = [];
  /** The acknowledgement that is coming in: waiting for its identifier, for its id, for its end. */
  let acknowledgement: 'none' | 'identifier' | 'id' | 'end' = 'none';
  let jobId = '';
  /** Which of the two began last. A byte that fits both (0xx0xxxx) belongs to that one. */
  let innermost: 'status' | 'acknowledgement' = 'status';

  /** A byte 0xx0xxxx for the acknowledgement; false when it is not its. */
  const continueAcknowledgement = (byte: number): boolean => {
    if (acknowledgement === 'identifier' && byte === CLEARED_IDENTIFIER) {
      acknowledgement = 'end';
      return true;
    }
    const expected = acknowledgement === 'identifier' ? ACKNOWLEDGEMENT_IDENTIFIER : acknowledgement === 'end' ? 0 : null;
    if (expected === null) return false;
    const fits = byte === expected;
    acknowledgement = fits && acknowledgement === 'identifier' ? 'id' : 'none';
    return fits;
  };

  const continueStatus = (byte: number): PrinterAnswer | null => {
    if (status.length === 0) return { kind: 'sensor_answer', byte };
    status.push(byte);
    if (status.length < 4) return null;
    const bytes = Uint8Array.from(status);
    status = [];
    return { kind: 'automatic_status', bytes };
  };

  const take = (byte: number): PrinterAnswer | null => {
    if ((byte & 0x80) !== 0) return null;
    if ((byte & 0x10) === 0) {
      const statusFirst = innermost === 'status' && status.length > 0;
      return !statusFirst && continueAcknowledgement(byte) ? null : continueStatus(byte);
    }
    if ((byte & 0x03) === 0x00) {
      status = [byte];
      innermost = 'status';
      return null;
    }
    if ((byte & 0x03) === 0x02) return { kind: 'status_answer', byte };
    if (byte === ACKNOWLEDGEMENT_HEADER) {
      acknowledgement = 'identifier';
      jobId = '';
      innermost = 'acknowledgement';
      return null;
    }
    // XON and XOFF (11, 13) end up here too, and are no one's.
    if (acknowledgement !== 'id' || !isJobIdByte(byte)) return null;
    jobId += String.fromCharCode(byte);
    if (jobId.length < 4) return null;
    acknowledgement = 'end';
    return { kind: 'job_printed', jobId };
  };

  return (piece) => Array.from(piece, take).filter((answer) => answer !== null);
}
