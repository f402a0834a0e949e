// Calls about what scanners on lines of their own read: each page that waits for codes listens, and says what it has dealt with.
import { eventIterator, type } from '@orpc/contract';
import { z } from 'zod';
import type { ScanPush } from '../scans.ts';
import { id, nothing, staffScreens } from './access.ts';

export const scansContract = {
  /** Also where nobody is signed in: a badge may be scanned. */
  listen: staffScreens.output(eventIterator(type<ScanPush>())),
  /** Hands are at this page: scans come to it. */
  turnToMe: staffScreens.output(nothing),
  done: staffScreens.input(z.object({ scanId: id })).output(nothing),
};
