// Kraken: the newest of its recent spreads, since its ticker has no time of its own.
// docs.kraken.com/api/docs/rest-api/get-recent-spreads
import { z } from 'zod';
import { decimal, type Exchange, epochSeconds, middleMinor, readAs, SourceError } from '../reading.ts';

const answer = z.object({
  error: z.array(z.string()),
  /** By pair: time, bid, ask; and `last`, which is no pair. */
  result: z.record(z.string(), z.union([z.array(z.tuple([epochSeconds, decimal, decimal])), decimal])),
});

export const kraken: Exchange = {
  name: 'Kraken',
  currencies: ['USD', 'EUR', 'GBP', 'JPY', 'CAD', 'CHF', 'AUD'],
  path: (currency) => `/0/public/Spread?pair=XBT${currency}`,
  parse(json, currency) {
    const { error, result } = readAs(answer, json);
    if (error.length > 0) throw new SourceError('refused', error.join(', ').slice(0, 300));
    // Its older pairs have a letter for the kind of each side.
    const spreads = result[`XXBTZ${currency}`] ?? result[`XBT${currency}`];
    const newest = Array.isArray(spreads) ? spreads.at(-1) : undefined;
    if (!newest) throw new SourceError('unreadable', `no spread of ${currency}`);
    const [quotedAtMs, bid, ask] = newest;
    return { minorPerBtc: middleMinor(bid, ask, currency), quotedAtMs };
  },
};
