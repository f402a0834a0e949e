// Whether what a pause ended is a whole code, or what a pulled cable left of one: learned from how this scanner ends its codes. Pure.
import { barcodeKind } from '../../shared/barcode.ts';
import type { ScanFrame } from './scan-framer.ts';

export interface CodeEnds {
  isWhole(end: ScanFrame['end'], code: string): boolean;
}

/** A scanner that is not known yet: the second code without an end means that it sends none. */
const UNENDED_OF_NEW = 2;
/** One that has sent ends until now was told to send none any more. */
const UNENDED_OF_KNOWN = 3;

/** `hasSuffix`: the settings say what it ends each code with. */
export function createCodeEnds(hasSuffix: boolean): CodeEnds {
  let sendsEnds = hasSuffix;
  let sendsNone = false;
  let unended = 0;
  return {
    isWhole(end, code) {
      if (end === 'line') {
        sendsEnds = true;
        sendsNone = false;
        unended = 0;
        return true;
      }
      unended += 1;
      // A trade item's number shows by its length and its check digit that nothing is missing.
      if (!sendsEnds && looksWhole(code)) sendsNone = true;
      if (unended >= (sendsEnds ? UNENDED_OF_KNOWN : UNENDED_OF_NEW)) sendsNone = true;
      return sendsNone;
    },
  };
}

function looksWhole(code: string): boolean {
  const { kind, checks } = barcodeKind(code);
  return kind !== 'other' && checks;
}
