// One full day, from the counted float to the Z, as two people work it: by touch alone and by keyboard alone, in English and in
// Korean. What the day came to is known beforehand, to the won, and stands so in the Z.
import type { Locator, Page } from '@playwright/test';
import { sampleKr } from '../../src/main/catalogue/samples/kr.ts';
import type { Language } from '../../src/shared/state.ts';
import { type Hands, keys, touch, WORDS, words } from './hands.ts';
import { codeOf, expect, inWallet, type Till, test } from './till-fixture.ts';

const won = (amountMinor: number) => `₩${new Intl.NumberFormat('en').format(amountMinor)}`;

const OF_THE_DAY = [
  ['판매 건수', '4'],
  ['합계', won(34_000)],
  ['할인 (1)', won(500)],
  ['환불 건수', '1'],
  ['현금 (2)', won(21_000)],
  ['라이트닝 (2)', won(9000)],
  ['카드 (1)', won(4000)],
  ['출금 (1)', won(10_000)],
  ['취소된 판매 (1)', won(18_000)],
  ['실사한 준비금', won(50_000)],
  ['예상 금액', won(56_500)],
  ['실사 금액', won(56_500)],
  ['차액', won(0)],
  ['매출 - 환불', won(29_500)],
] as const;

/** Everything that the screens say, and the two people who work them. */
function day(till: Till, hands: Hands, language: Language) {
  const t = WORDS[language];
  const nameOf = (articleId: string) => sampleKr.articles.find(({ id }) => id === articleId)?.names[language] ?? articleId;
  const button = (place: Page | Locator, name: string | RegExp) => place.getByRole('button', { name, exact: true });
  const finished = (cashier: Page) => cashier.getByRole('region', { name: t.cashier.paid.label });

  const signIn = async (page: Page, { signIn, common }: Pick<typeof t, 'signIn' | 'common'>, name: string, pin: string) => {
    await hands.press(page.getByRole('button', { name }));
    await expect(page.getByRole('heading', { name: words(signIn.pinOf, { name }) })).toBeVisible();
    await hands.figures(page, pin);
    await hands.press(button(page, signIn.enter), 'Enter');
    await expect(page.getByRole('button', { name: words(common.status.signOut, { name }) })).toBeVisible();
  };

  return {
    t,
    nameOf,
    button,
    finished,
    /** The owner opens up, in the language of the shop; then come a cashier and the customers. */
    async open() {
      const manager = await till.open('manager', hands.look);
      await signIn(manager, WORDS.en, 'Seoyeon', '9999');
      if (language !== 'en') {
        await hands.press(manager.getByRole('link', { name: WORDS.en.manager.nav.settings }));
        const cashiers = manager.getByRole('group', { name: WORDS.en.manager.settings.audience.cashier });
        await hands.choose(cashiers.locator('label').filter({ hasText: '한국어' }));
        await expect(manager.getByRole('link', { name: t.manager.nav.settings })).toBeVisible();
      }
      const cashier = await till.open('cashier', hands.look);
      await signIn(cashier, t, 'Jimin', '1111');
      const customer = await till.open('customer', hands.look);
      return { manager, cashier, customer };
    },
    async ring(cashier: Page, articleId: string, totalMinor: number) {
      if (hands === touch) {
        const category = sampleKr.categories.find(({ id }) => id === sampleKr.articles.find((article) => article.id === articleId)?.categoryId);
        await cashier.getByRole('tab', { name: category?.names[language] ?? '', exact: true }).tap();
        await cashier
          .getByRole('tabpanel')
          .getByRole('button', { name: new RegExp(`^${nameOf(articleId)}`) })
          .tap();
      } else {
        await cashier.keyboard.press('F2');
        await hands.write(cashier.getByRole('combobox', { name: t.cashier.articles.search }), nameOf(articleId));
        await expect(cashier.getByRole('option', { name: new RegExp(`^${nameOf(articleId)}`) }).first()).toBeVisible();
        await cashier.keyboard.press('Enter');
      }
      await expect(
        cashier
          .getByRole('main')
          .getByRole('status')
          .filter({ hasText: won(totalMinor) }),
      ).toBeAttached();
    },
    async next(cashier: Page) {
      await hands.press(button(cashier, t.cashier.paid.next), 'Enter');
      await expect(cashier.getByText(t.cashier.cart.empty, { exact: true })).toBeVisible();
    },
    /** Somebody who may says yes at the cashier's screen. */
    async approve(cashier: Page) {
      const approval = cashier.getByRole('dialog', { name: t.staff.approval.title });
      await expect(approval).toBeVisible();
      await hands.figures(approval, '9999');
      await cashier.keyboard.press('Enter');
      await expect(approval).toBeHidden();
    },
  };
}

for (const [how, hands] of [
  ['by touch', touch],
  ['by keyboard', keys],
] as const) {
  for (const language of ['en', 'ko'] as const) {
    test(`a full day ${how}, in ${language === 'en' ? 'English' : 'Korean'}`, async ({ till }) => {
      test.setTimeout(180_000);
      const at = day(till, hands, language);
      const { t, button } = at;
      const { press, choose, write, figures } = hands;
      const { manager, cashier, customer } = await at.open();
      const cash = () => press(button(cashier, t.cashier.pay.cash), 'F7');

      await test.step('the float is counted', async () => {
        await press(button(cashier, t.cashier.strip.menu), 'F10');
        await press(button(cashier, t.shifts.float));
        const float = cashier.getByRole('dialog', { name: t.shifts.floatTitle });
        await write(float.getByRole('textbox', { name: words(t.shifts.pad.piece, { value: won(10_000) }) }), '5');
        await press(button(float, words(t.shifts.floatSave, { amount: won(50_000) })), 'Enter');
        await expect(float).toBeHidden();
      });

      await test.step('cash, with change', async () => {
        await at.ring(cashier, 'americano', 4500);
        await at.ring(cashier, 'americano', 9000);
        await at.ring(cashier, 'tiramisu', 16_500);
        await cash();
        await figures(cashier, '20000');
        await press(button(cashier, words(t.cashier.cash.take, { amount: won(20_000) })), 'Enter');
        await expect(at.finished(cashier)).toContainText(won(3500));
        await at.next(cashier);
      });

      await test.step('ten percent off for a regular, over Lightning', async () => {
        await at.ring(cashier, 'caffe-latte', 5000);
        await press(button(cashier, t.selling.more.title), 'F1');
        const discount = cashier.getByRole('dialog', { name: t.selling.discount.sale });
        await figures(discount, '10');
        await press(button(discount, '단골'));
        await press(button(discount, t.selling.apply));
        await expect(discount).toBeHidden();
        await press(button(cashier, t.cashier.pay.charge), 'Enter');
        await codeOf(customer);
        await inWallet(customer, '결제하기');
        await expect(at.finished(cashier)).toContainText(won(4500));
        await at.next(cashier);
      });

      await test.step('parked for the next customer, who pays by card', async () => {
        await at.ring(cashier, 'espresso', 4000);
        await at.ring(cashier, 'cold-brew', 9000);
        await press(button(cashier, t.parking.park), 'Control+s');
        const park = cashier.getByRole('dialog', { name: t.parking.parkTitle });
        await write(park.getByRole('textbox', { name: t.parking.name }), 'Window');
        await press(button(park, t.parking.parkIt), 'Enter');
        await expect(cashier.getByText(words(t.parking.parked, { label: 'Window' }))).toBeVisible();
        await at.ring(cashier, 'espresso', 4000);
        await cash();
        await press(button(cashier, t.tenders.kind.card), 'Control+k');
        await press(button(cashier, words(t.tenders.card.take, { amount: won(4000) })), 'Enter');
        await at.next(cashier);
      });

      await test.step('taken up again and paid in two parts: cash and Lightning', async () => {
        await press(button(cashier, words(language === 'en' ? WORDS.en.parking.open_one : WORDS.ko.parking.open_other, { count: 1 })), 'Control+u');
        await press(button(cashier, words(t.parking.recall, { label: 'Window' })));
        await expect(cashier.getByRole('heading', { name: /Window/ })).toBeVisible();
        await press(button(cashier, t.parking.split), 'Control+e');
        const split = cashier.getByRole('dialog', { name: t.parking.splitTitle });
        await choose(split.locator('label').filter({ hasText: t.parking.evenly }));
        await press(button(split, words(t.parking.firstPart, { amount: won(4500) })));
        await cash();
        await press(button(cashier, words(t.cashier.cash.take, { amount: won(4500) })), 'Enter');
        await expect(cashier.getByRole('status').filter({ hasText: words(t.parking.part, { part: 2, parts: 2 }) })).toBeVisible();
        await press(cashier.getByRole('group', { name: t.cashier.pay.tenders }).getByRole('button', { name: t.cashier.pay.lightning }), 'F6');
        await codeOf(customer);
        await inWallet(customer, '결제하기');
        await expect(at.finished(cashier)).toContainText(won(9000));
        await at.next(cashier);
      });

      await test.step('one that nobody wants after all is cancelled', async () => {
        await at.ring(cashier, 'mug', 18_000);
        await press(button(cashier, t.cashier.cart.cancel), 'F8');
        await press(button(cashier.getByRole('dialog'), t.cashier.cancelSale.confirm), 'Enter');
        await expect(cashier.getByText(t.cashier.cart.empty, { exact: true })).toBeVisible();
      });

      await test.step('a coffee of the first sale goes back in cash', async () => {
        if (hands === touch) {
          await press(button(cashier, t.cashier.strip.menu));
          await press(button(cashier, t.refunds.refund));
        } else await cashier.keyboard.press('Control+b');
        const find = cashier.getByRole('dialog', { name: t.refunds.find.title, exact: true });
        await press(find.getByRole('button', { name: /^T1-000001/ }));
        const refund = cashier.getByRole('dialog', { name: words(t.refunds.ofSale, { receiptNumber: 'T1-000001' }) });
        await press(button(refund, words(t.refunds.goods.more, { name: at.nameOf('americano') })));
        await press(button(refund, words(t.refunds.goods.next, { amount: won(4500) })));
        await press(button(refund, words(t.refunds.give, { amount: won(4500) })));
        await at.approve(cashier);
        await press(button(cashier.getByRole('dialog', { name: t.refunds.done }), t.refunds.finish));
      });

      await test.step('milk is paid out of the drawer', async () => {
        if (hands === touch) {
          await press(button(cashier, t.cashier.strip.menu));
          await press(button(cashier, t.shifts.drawer));
        } else await cashier.keyboard.press('Control+d');
        const drawer = cashier.getByRole('dialog', { name: t.shifts.drawerTitle });
        await figures(drawer, '10000');
        await press(button(drawer, t.shifts.usual.paid_out.first));
        await press(button(drawer, words(t.shifts.do.paid_out, { amount: won(10_000) })));
        await at.approve(cashier);
        await expect(cashier.getByText(t.shifts.moved)).toBeVisible();
      });

      await test.step('the drawer is counted before anybody is told, and it is exactly right', async () => {
        await press(manager.getByRole('link', { name: t.manager.nav.closing }));
        await press(button(manager, t.shifts.page.close));
        const count = manager.getByRole('dialog', { name: t.shifts.closing.countFirst });
        await write(count.getByRole('textbox', { name: words(t.shifts.pad.piece, { value: won(50_000) }) }), '1');
        await write(count.getByRole('textbox', { name: words(t.shifts.pad.piece, { value: won(1000) }) }), '6');
        await write(count.getByRole('textbox', { name: new RegExp(t.shifts.pad.loose) }), '500');
        await expect(count).toContainText(won(56_500));
        await press(button(count, t.shifts.closing.counted));
        const settle = manager.getByRole('dialog', { name: words(t.shifts.closing.title, { number: 1 }) });
        await expect(settle).toContainText(t.shifts.closing.right);
        await press(button(settle, t.shifts.closing.finish));
      });

      await test.step('the Z says what the day came to', async () => {
        const z = manager.getByRole('dialog', { name: 'Z 1' });
        // Papers speak the receipt's language, whoever reads them.
        await expect(z).toContainText('누적 합계');
        const said = (await z.innerText()).split('\n');
        for (const [label, value] of OF_THE_DAY) expect(said[said.indexOf(label) + 1], label).toBe(value);
      });
    });
  }
}
