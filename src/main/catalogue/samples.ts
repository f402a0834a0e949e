// The practice shops: three countries, two tax modes, currencies with and without cents. They are data like any shop's own.
import { sampleEu } from './samples/eu.ts';
import { sampleKr } from './samples/kr.ts';
import type { SampleShop } from './samples/sample-shop.ts';
import { sampleUs } from './samples/us.ts';

export type SampleId = 'kr' | 'eu' | 'us';

export const SAMPLES: Record<SampleId, SampleShop> = { kr: sampleKr, eu: sampleEu, us: sampleUs };
