// The printer that reports go to on whole pages: an office printer, or a queue of a print server, reached by IPP.
import { z } from 'zod';

/** Where it is: `ipp://192.168.0.40/ipp/print`. Neither a name nor a password stands in it. */
export const officePrinterAddressSchema = z
  .string()
  .trim()
  .max(255)
  .refine((address) => {
    if (!URL.canParse(address)) return false;
    const { protocol, hostname, username, password } = new URL(address);
    return ['ipp:', 'ipps:', 'http:', 'https:'].includes(protocol) && hostname !== '' && username === '' && password === '';
  });

export type OfficePrinterTrouble =
  | 'unreachable'
  /** The machine is there, and does not print. */
  | 'refused'
  | 'no_such_printer'
  | 'not_allowed'
  /** What answers is something else. */
  | 'not_a_printer'
  | 'no_answer'
  | 'refuses_pdf'
  /** It takes no jobs at present. */
  | 'not_accepting'
  /** It refuses the job, and does not say why. */
  | 'refuses'
  | 'aborted'
  | 'canceled';

export type OfficePrintOutcome =
  | { status: 'printed' }
  /** The printer has it and will go on with it: not to be sent again. */
  | { status: 'waiting'; reason: 'paper_out' | 'paper_jam' | 'cover_open' | 'stopped' | 'busy' }
  | { status: 'not_printed'; reason: OfficePrinterTrouble }
  /**
   * It may have come out, or come out yet: only a look at the printer tells. `line_broke`: while it was being sent. `forgotten`: the
   * printer took it, and does not know the job any more; some forget it as soon as it is done, and others when they are switched off.
   */
  | { status: 'unknown'; reason: 'line_broke' | 'forgotten' };
