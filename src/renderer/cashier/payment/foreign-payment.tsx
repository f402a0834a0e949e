// Notes of another currency at the shop's rate: what they are worth before they are taken, and the change in the shop's own coins.
import { useTranslation } from 'react-i18next';
import { foreignFor, foreignRateWords } from '../../../shared/foreign-cash.ts';
import { formatMinor, MAX_AMOUNT_MINOR } from '../../../shared/money.ts';
import { partOf } from '../../../shared/parking.ts';
import type { ForeignCashSettings } from '../../../shared/tender-settings.ts';
import { localeOf } from '../../i18n/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { FigureKeys } from '../../ui/key-button.tsx';
import { amountAfterKey, Keypad, type KeypadKey } from '../../ui/keypad.tsx';
import { Money } from '../../ui/money.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import type { Desk } from '../desk.ts';
import { usePayNowMinor } from '../open-sales/use-pay-now.ts';
import { useTill } from '../till.ts';
import { AmountDue } from './amount-due.tsx';
import { foreignOffer } from './foreign-offer.ts';
import { TakeButton } from './take-button.tsx';

/** The notes that are meant, and what would be handed over of them: with nothing entered, the least that pays. */
function useNotes(desk: Desk): { notes: ForeignCashSettings; foreignMinor: number } | null {
  const dueMinor = usePayNowMinor();
  const all = useTill((till) => till.shop.tenders.foreignCash);
  const notes = all.find(({ currency }) => currency === desk.foreign) ?? all[0];
  if (!notes) return null;
  const { currency, microMinorPerUnit, stepMinor } = notes;
  return { notes, foreignMinor: desk.enteredMinor || foreignFor(dueMinor, currency, microMinorPerUnit, stepMinor) };
}

export function ForeignPayment({ desk }: { desk: Desk }) {
  const { t, i18n } = useTranslation('tenders');
  const dueMinor = usePayNowMinor();
  const own = useTill((till) => till.shop.currency);
  const all = useTill((till) => till.shop.tenders.foreignCash);
  const chosen = useNotes(desk);
  if (!chosen) return null;
  const { notes, foreignMinor } = chosen;
  const locale = localeOf(i18n.language);
  const offer = foreignOffer(dueMinor, foreignMinor, notes, own);
  const press = (key: KeypadKey) => desk.enter(amountAfterKey(desk.enteredMinor, key, MAX_AMOUNT_MINOR));
  const least = foreignFor(dueMinor, notes.currency, notes.microMinorPerUnit, notes.stepMinor);
  return (
    <div className="cashier-cash-view">
      <FigureKeys onKey={press} />
      <div className="cashier-cash-words">
        <AmountDue />
        <p className="cashier-rounded">{foreignRateWords(notes.currency, notes.microMinorPerUnit, own, locale)}</p>
        {all.length > 1 && (
          <Segmented
            label={t('foreign.currency')}
            segments={all.map(({ currency }) => ({ value: currency, label: currency }))}
            value={notes.currency}
            onChange={desk.chooseForeign}
          />
        )}
        <dl className="cashier-preview" aria-live="polite">
          <div>
            <dt>{t('facts.foreign')}</dt>
            <dd>
              <Money minor={foreignMinor} currency={notes.currency} />
            </dd>
          </div>
          <div>
            <dt>{t('facts.worth')}</dt>
            <dd>{offer.kind === 'not_payable' ? '–' : <Money minor={offer.givenMinor} currency={own} />}</dd>
          </div>
          <div data-large>
            <dt>{t(offer.kind === 'part' ? 'entry.left' : 'foreign.change')}</dt>
            <dd>
              {offer.kind === 'not_payable' ? '–' : <Money minor={offer.kind === 'part' ? offer.leftMinor : offer.changeMinor} currency={own} />}
            </dd>
          </div>
        </dl>
        <p className="cashier-entry-trouble" role="alert">
          {offer.kind === 'not_payable' && t('foreign.notPayable', { step: formatMinor(notes.stepMinor, notes.currency, locale) })}
        </p>
      </div>
      <div className="cashier-cash-keys">
        <fieldset className="cashier-notes" aria-label={t('foreign.quick')}>
          <Button size="large" disabled={desk.busy} onClick={() => desk.enter(least)}>
            <Money minor={least} currency={notes.currency} />
          </Button>
        </fieldset>
        <Keypad kind="amount" onKey={press} />
      </div>
    </div>
  );
}

export function TakeForeign({ desk }: { desk: Desk }) {
  const { t } = useTranslation('tenders');
  const dueMinor = usePayNowMinor();
  const partMinor = useTill(({ checkout: { sale } }) => partOf(sale)?.amountMinor);
  const own = useTill((till) => till.shop.currency);
  const chosen = useNotes(desk);
  if (!chosen) return null;
  const { notes, foreignMinor } = chosen;
  const { currency } = notes;
  const part = partMinor === undefined ? {} : { partMinor };
  const take = () => desk.take((client, sale) => client.checkout.takeForeignCash({ ...sale, currency, foreignMinor, ...part }));
  const disabled = foreignOffer(dueMinor, foreignMinor, notes, own).kind === 'not_payable';
  return (
    <TakeButton
      words={(amount) => t('foreign.take', { amount })}
      minor={foreignMinor}
      currency={currency}
      busy={desk.busy}
      disabled={disabled}
      onTake={take}
    />
  );
}
