// The article of a barcode that nobody knew, made there and then: a name, a price, a category, and it is rung up. Whoever lacks the right
// lets somebody who has it approve.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PLAIN_ARTICLE } from '../../../shared/article.ts';
import { formatMinor, MAX_AMOUNT_MINOR } from '../../../shared/money.ts';
import { localeOf } from '../../i18n/i18n.ts';
import { nameIn } from '../../i18n/name-in.ts';
import { useCall } from '../../screen.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FigureKeys, KeyButton } from '../../ui/key-button.tsx';
import { amountAfterKey, Keypad, type KeypadKey } from '../../ui/keypad.tsx';
import { Money } from '../../ui/money.tsx';
import { useTill } from '../till.ts';

export interface ArticleCreateDialogProps {
  barcode: string;
  onClose: () => void;
  /** It is there: to be rung up. */
  onCreated: () => void;
}

export function ArticleCreateDialog({ barcode, onClose, onCreated }: ArticleCreateDialogProps) {
  const { t, i18n } = useTranslation(['articles', 'cashier']);
  const call = useCall();
  const currency = useTill((till) => till.shop.currency);
  const categories = useTill((till) => till.catalogue.categories);
  const taxClassId = useTill((till) => till.shop.taxClasses.find(({ retired }) => !retired)?.id ?? '');
  const [name, setName] = useState('');
  const [categoryId, setCategoryId] = useState(categories[0]?.id ?? '');
  const [priceMinor, setPrice] = useState(0);
  const [busy, setBusy] = useState(false);
  const press = (key: KeypadKey) => setPrice((before) => amountAfterKey(before, key, MAX_AMOUNT_MINOR));
  const ready = name.trim() !== '' && priceMinor > 0 && categoryId !== '';
  const create = async () => {
    if (!ready || busy) return;
    setBusy(true);
    const { archived: _archived, ...plain } = PLAIN_ARTICLE;
    const article = { ...plain, id: null, names: { [i18n.language]: name.trim() }, categoryId, priceMinor, taxClassId, barcodes: [barcode] };
    const outcome = await call((client) => client.catalogue.put(article));
    setBusy(false);
    if (outcome.ok) onCreated();
  };
  return (
    <Dialog
      title={t('unknown.title')}
      onClose={onClose}
      actions={
        <KeyButton kind="primary" size="large" shortcut="Enter" busy={busy} disabled={!ready} onClick={() => void create()}>
          {priceMinor === 0 ? t('unknown.create') : t('ask.add', { amount: formatMinor(priceMinor, currency, localeOf(i18n.language)) })}
        </KeyButton>
      }
    >
      <FigureKeys onKey={press} />
      <p className="cashier-barcode selectable">{barcode}</p>
      <label className="cashier-field">
        <span>{t('form.name')}</span>
        <input
          className="field"
          type="text"
          maxLength={120}
          autoComplete="off"
          data-first-focus
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </label>
      <label className="cashier-field">
        <span>{t('form.category')}</span>
        <select className="field" value={categoryId} onChange={(event) => setCategoryId(event.target.value)}>
          {categories.map(({ id, names }) => (
            <option key={id} value={id}>
              {nameIn(names, i18n.language)}
            </option>
          ))}
        </select>
      </label>
      <output className="cashier-entry" data-empty={priceMinor === 0 || undefined}>
        <Money minor={priceMinor} currency={currency} />
      </output>
      <Keypad kind="amount" onKey={press} />
    </Dialog>
  );
}
