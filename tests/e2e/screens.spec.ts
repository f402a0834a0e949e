// Every screen in its main states, in both languages and both looks: axe finds nothing in them that keeps anyone out.
import type { Locator, Page } from '@playwright/test';
import { en } from '../../src/renderer/i18n/en.ts';
import { ko } from '../../src/renderer/i18n/ko.ts';
import type { Language } from '../../src/shared/state.ts';
import { look } from './look.ts';
import { expect, scan, test } from './till-fixture.ts';

const WORDS = { en, ko };
const LANGUAGE_NAMES = { en: 'English', ko: '한국어' };

const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true });

/** Whether the key of a button stands beside what the button says, not under it. */
function onOneLine(button: Locator): Promise<boolean> {
  return button.evaluate((element) => {
    const middle = (box: DOMRect) => box.top + box.height / 2;
    const key = element.querySelector('.shortcut')?.getBoundingClientRect();
    return key !== undefined && Math.abs(middle(key) - middle(element.getBoundingClientRect())) < 6;
  });
}

async function lookAtSelling(cashier: Page, customer: Page, language: Language): Promise<void> {
  const { cashier: words, customer: said, common, signIn } = WORDS[language];
  const button = (name: string) => cashier.getByRole('button', { name, exact: true });
  const { keyboard } = cashier;

  await look(cashier, heading(cashier, words.signIn.title));
  await cashier.getByRole('button', { name: 'Jimin' }).click();
  await look(cashier, heading(cashier, signIn.pinOf.replace('{{name}}', 'Jimin')));
  await keyboard.type('1111');
  await keyboard.press('Enter');
  await look(cashier, cashier.getByText(words.cart.empty));
  await look(customer, customer.getByText(said.idle.welcome));

  const tiles = cashier.getByRole('tabpanel').getByRole('button');
  for (const article of [0, 0, 4]) await tiles.nth(article).click();
  await expect(cashier.getByText('₩5,500').last()).toBeAttached();
  await look(cashier, button(words.pay.charge));
  await look(customer, heading(customer, `${said.ringing.title} ${language === 'en' ? '3 items' : '3개'}`));
  await keyboard.press('F3');
  await look(cashier, cashier.getByText(words.line.note));
  await keyboard.press('Escape');
  await keyboard.press('F4');
  await look(cashier, heading(cashier, words.openAmount.title));
  await keyboard.press('Escape');
  const search = cashier.getByRole('combobox');
  await search.fill('카페');
  await look(cashier, cashier.getByRole('option').first());
  await search.fill('xyz');
  await look(cashier, cashier.getByText(words.articles.nothingFound));
  await keyboard.press('Escape');
  await scan(cashier, '4006381333931');
  await look(cashier, heading(cashier, words.unknown.title));
  await keyboard.press('Escape');
  await keyboard.press('F8');
  await look(cashier, heading(cashier, words.cancelSale.title));
  await keyboard.press('Escape');

  await keyboard.press('F7');
  await look(cashier, button(words.cash.take.replace('{{amount}}', '₩14,500')));
  await keyboard.press('Control+k');
  const approved = button(WORDS[language].tenders.card.take.replace('{{amount}}', '₩14,500'));
  await look(cashier, approved);
  expect(await onOneLine(approved)).toBe(true);
  await cashier.getByRole('button', { name: words.pay.lightning }).click();
  await look(cashier, heading(cashier, words.code.state.waiting));
  await look(customer, heading(customer, said.pay.title));
  await customer.getByRole('button', { name: common.wallet.open }).click();
  const wallet = customer.getByRole('dialog');
  await look(customer, wallet.getByRole('button', { name: common.wallet.pay, exact: true }));
  await wallet.getByRole('button', { name: common.wallet.expire }).click();
  await look(cashier, heading(cashier, words.code.state.expired));
  await wallet.getByRole('button', { name: common.close }).click();
  await look(customer, heading(customer, said.expired.title));
  await customer.getByRole('button', { name: common.wallet.open }).click();
  await wallet.getByRole('button', { name: common.wallet.payLate }).click();
  await look(cashier, cashier.getByText(words.listed.canApply));
  await look(customer, heading(customer, said.late.title));

  await button(words.code.new).click();
  await expect(heading(cashier, words.code.state.waiting)).toBeVisible();
  await keyboard.press('F9');
  await cashier.getByRole('dialog').getByRole('button', { name: common.wallet.pay, exact: true }).click();
  await expect(cashier.getByText(words.print.printed, { exact: true })).toBeVisible();
  await look(cashier, cashier.getByRole('figure'));
  await look(customer, heading(customer, said.paid.title));
  await keyboard.press('F3');
  await look(cashier, cashier.getByRole('dialog').getByText('번개 커피'));
  await keyboard.press('Escape');
  await keyboard.press('Control+p');
  await look(cashier, heading(cashier, words.printing.title));
  await keyboard.press('Escape');
  await keyboard.press('F10');
  await look(cashier, heading(cashier, words.menu.title));
  await keyboard.press('Escape');
  await cashier
    .getByRole('button', { name: language === 'en' ? '1 needs a person' : /1/ })
    .and(cashier.locator('.status-item[data-tone=trouble]'))
    .click();
  await look(cashier, heading(cashier, words.attention.title));
}

async function lookAtManaging(manager: Page, language: Language): Promise<void> {
  const { lightning, manager: words, refunds, setup } = WORDS[language];
  const page = (name: string) => manager.getByRole('navigation').getByRole('link', { name: new RegExp(`^${name}`) });
  await look(manager, heading(manager, words.signIn.title));
  await manager.getByRole('button', { name: 'Seoyeon' }).click();
  await manager.keyboard.type('9999');
  await manager.keyboard.press('Enter');
  await look(
    manager,
    manager
      .getByRole('link', { name: new RegExp(words.takings.soFar) })
      .getByText('14,500')
      .first(),
  );
  await page(words.nav.sales).click();
  const sale = manager.getByRole('table').getByRole('link').first();
  await look(manager, sale);
  await sale.click();
  await look(manager, manager.getByRole('dialog').getByText('번개 커피'));
  await manager.getByRole('button', { name: refunds.refund }).click();
  const all = manager.getByRole('button', { name: refunds.goods.all });
  await look(manager, all);
  await all.click();
  await manager.getByRole('button', { name: new RegExp(refunds.goods.next.replace('{{amount}}', '.+')) }).click();
  await look(manager, manager.getByText(refunds.today));
  await manager.keyboard.press('Escape');
  await manager.keyboard.press('Escape');
  await page(words.nav.attention).click();
  await look(manager, heading(manager, words.attention.kind.late.what));
  await manager.getByRole('button', { name: words.attention.refund }).click();
  await look(manager, heading(manager, refunds.title));
  await manager.keyboard.press('Escape');
  await page(words.nav.lightning).click();
  await look(manager, manager.getByText(lightning.health.ready.what));
  const chainToo = manager.getByRole('group', { name: lightning.chain.enabled });
  await chainToo.getByText(lightning.on, { exact: true }).click();
  const unconfirmed = manager.getByRole('textbox', { name: lightning.chain.zeroConf.replace('{{currency}}', 'KRW') });
  await unconfirmed.fill('1.5');
  await look(manager, unconfirmed);
  await expect(manager.getByRole('button', { name: words.settings.save })).toBeDisabled();
  await unconfirmed.fill('5000');
  await manager.getByRole('button', { name: words.settings.save }).click();
  await look(manager, manager.getByText(lightning.savedNext));
  await expect(chainToo.getByRole('radio', { name: lightning.on })).toBeChecked();
  await page(words.nav.settings).click();
  await look(manager, heading(manager, words.settings.books));

  await manager.getByRole('button', { name: setup.banner.setUp }).first().click();
  const next = manager.getByRole('button', { name: setup.next });
  await look(manager, manager.getByText(setup.currency));
  await next.click();
  await look(manager, heading(manager, setup.article));
  await manager.getByRole('button', { name: setup.suggestion.coffee }).click();
  for (const key of ['5', '00']) await manager.getByRole('button', { name: key, exact: true }).click();
  await next.click();
  await look(manager, heading(manager, setup.pin));
}

/** Money of no sale changes nothing that the customer sees: the wallet says that it went, and the cashier hears of it. */
async function lookAtMoneyOfNoSale(cashier: Page, customer: Page, language: Language): Promise<void> {
  const { common } = WORDS[language];
  await customer.getByRole('button', { name: common.wallet.open }).click();
  const wallet = customer.getByRole('dialog');
  await wallet.getByRole('button', { name: common.wallet.elsewherePay.replace('{{amount}}', '9,667') }).click();
  await look(customer, wallet.getByRole('status').filter({ hasText: '9,667 sat' }));
  await look(cashier, cashier.getByText(/: 9,667 sat\./).first());
}

for (const { language, colorScheme } of [
  { language: 'en', colorScheme: 'light' },
  { language: 'ko', colorScheme: 'dark' },
] as const) {
  test(`nobody is kept out of any screen, ${colorScheme} in ${LANGUAGE_NAMES[language]}`, async ({ till }) => {
    test.setTimeout(180_000);
    // Without motion: a colour half-way is no colour of the design.
    const looks = { colorScheme, reducedMotion: 'reduce' } as const;
    const cashier = await till.open('cashier', looks);
    const customer = await till.open('customer', looks);
    await customer.getByText(LANGUAGE_NAMES[language], { exact: true }).click();
    await cashier.keyboard.press('F10');
    await cashier.getByRole('dialog').getByText(LANGUAGE_NAMES[language], { exact: true }).click();
    await expect(heading(cashier, WORDS[language].cashier.menu.title)).toBeVisible();
    await cashier.keyboard.press('Escape');

    await lookAtSelling(cashier, customer, language);
    await lookAtManaging(await till.open('manager', looks), language);
    await lookAtMoneyOfNoSale(cashier, customer, language);
  });
}
