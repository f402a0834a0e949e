import { expect, test } from 'vitest';
import { renderEscPos } from '../../hardware/printer/render-escpos.ts';
import { CODES_ON_PAPER } from '../../shared/receipt.ts';
import { plainText } from '../../shared/receipt-text.ts';
import { LANGUAGES } from '../../shared/state.ts';
import { ownShopSettings } from '../catalogue/own-shop.ts';
import { usualPaper } from './usual-paper.ts';

test.each(LANGUAGES)('what every receipt in %s has is on it, and any printer’s paper can be laid out for it', async (language) => {
  const settings = ownShopSettings({ language, currency: 'KRW', pin: '123456', article: { name: 'Coffee', priceMinor: 4500 } }, 'Asia/Seoul');
  for (const codeOnPaper of CODES_ON_PAPER) {
    const paper = usualPaper({ ...settings, codeOnPaper, terminalId: 'T1', practice: false }, 0);
    const text = plainText(paper, 42);
    for (const said of [settings.name, ...settings.footerLines, 'T1-000000', '₩']) expect(text).toContain(said);
    for (const codePage of ['cp949', 'pc858'] as const) expect((await renderEscPos(paper, { widthMm: 58, codePage })).length).toBeGreaterThan(200);
  }
});
