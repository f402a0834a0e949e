import { expect, it } from 'vitest';
import { inboundOutlook } from './inbound-days.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const pace = (days: number, receivedSat: number) => ({ sinceMs: 0, untilMs: days * DAY_MS, receivedMsat: receivedSat * 1000 });

it('divides what can come in by what comes in a day', () => {
  expect(inboundOutlook(pace(14, 1_400_000), 1_000_000)).toEqual({ kind: 'days', days: 10 });
  expect(inboundOutlook(pace(7, 700_000), 250_000)).toEqual({ kind: 'days', days: 2 });
});

it('rounds down, so that nobody is late', () => {
  expect(inboundOutlook(pace(10, 1_000_000), 199_999)).toEqual({ kind: 'days', days: 1 });
  expect(inboundOutlook(pace(10, 1_000_000), 99_999)).toEqual({ kind: 'days', days: 0 });
});

it('tells nothing from less than three days, and nothing from none', () => {
  expect(inboundOutlook(pace(2.9, 1_000_000), 1_000_000)).toEqual({ kind: 'too_short' });
  expect(inboundOutlook(pace(14, 0), 1_000_000)).toEqual({ kind: 'nothing_came' });
});
