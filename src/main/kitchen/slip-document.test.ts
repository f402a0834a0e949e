import { expect, test } from 'vitest';
import type { SlipLine } from '../../shared/kitchen.ts';
import { paperWith } from '../../shared/papers.ts';
import { plainText } from '../../shared/receipt-text.ts';
import { LANGUAGES, type Language } from '../../shared/state.ts';
import { SAMPLES } from '../catalogue/samples.ts';
import type { KitchenSlip } from '../store/kitchen-store.ts';
import { slipDocument, slipTitle } from './slip-document.ts';

const line = (ko: string, quantity: number, more: Partial<SlipLine> = {}): SlipLine => ({
  lineId: ko,
  articleId: ko,
  names: { en: `${ko} (en)`, ko },
  unit: 'piece',
  modifiers: [],
  note: '',
  quantity,
  ...more,
});
const slip: KitchenSlip = {
  slipId: 'slip',
  slipSeq: 17,
  saleId: 'sale',
  label: '4번',
  receiptNumber: null,
  dining: 'takeaway',
  printer: { id: 'bar', name: 'Bar' },
  lines: [
    line('라떼', 2, { modifiers: [{ id: 'oat', names: { en: 'Oat milk', ko: '귀리 우유' } }], note: '얼음 적게' }),
    line('원두', 350, { unit: 'kg' }),
  ],
  atMs: Date.UTC(2026, 10, 22, 9, 30),
  staffId: 'jimin',
};
const paper = (language: Language, more: Partial<KitchenSlip> = {}, columns = 32, copyNumber = 0) => {
  const shop = { ...SAMPLES.kr.settings, terminalId: 'T1', practice: false, languages: { cashier: language, customer: language, receipt: language } };
  return plainText(slipDocument({ ...slip, ...more }, { shop, staffName: 'Jimin', copyNumber }), columns);
};

test.each(LANGUAGES)('a slip in %s says what, how much and how, for whom, when and from whom', (language) => {
  const text = paper(language);
  for (const said of ['2x 라떼', '350 g 원두', '* 얼음 적게', '18:30', 'Jimin', 'Bar', '4번']) expect(text).toContain(said);
  expect(text).toContain(language === 'ko' ? '+ 귀리 우유' : '+ Oat milk');
  expect(text).toContain(language === 'ko' ? '포장' : 'TAKEAWAY');
});

test('what is called off stands before what is ordered in its place', () => {
  const text = paper('en', { lines: [line('라떼', 1), line('모카', -2)] });
  expect(text.indexOf('-2x 모카')).toBeGreaterThan(text.indexOf('CANCEL'));
  expect(text.indexOf('1x 라떼')).toBeGreaterThan(text.indexOf('ORDER'));
  expect(text.indexOf('CANCEL')).toBeLessThan(text.indexOf('ORDER'));
  expect(paper('en')).not.toContain('CANCEL');
});

test('a sale is called by its name, by its receipt, or by the number of its slip', () => {
  expect(slipTitle(slip)).toBe('4번 · K17');
  expect(slipTitle({ ...slip, label: '', receiptNumber: 'T1-000123' })).toBe('T1-000123 · K17');
  expect(slipTitle({ ...slip, label: '' })).toBe('K17');
});

test('its title stands on it, however narrow the paper', () => {
  const label = 'The long table by the window, right-hand side';
  const named = { title: slipTitle({ ...slip, label }) };
  expect(paperWith(paper('en', { label }, 24), [{ title: 'K999999' }, named])).toBe(named);
});

test('a copy says that it is one', () => {
  expect(paper('en', {}, 32, 2)).toContain('COPY 2');
});
