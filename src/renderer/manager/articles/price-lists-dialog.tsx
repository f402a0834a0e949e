// Prices that hold for a time. In the order of the list: the first one in force that says something about an article counts.
import { ArrowUp, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PriceListInput } from '../../../shared/contract/catalogue.ts';
import { nameIn } from '../../i18n/name-in.ts';
import { useCall } from '../../screen.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useTill } from '../till.ts';
import { Unanswered } from '../unanswered.tsx';
import { useAnswer } from '../use-answer.ts';
import { PriceListDialog } from './price-list-dialog.tsx';
import { timeOf } from './typed-time.ts';

const NEW_LIST: PriceListInput = {
  id: null,
  names: {},
  active: true,
  validity: { fromDay: null, untilDay: null, weekdays: [], fromMinute: 0, untilMinute: 0 },
  rules: [],
};

export function PriceListsDialog({ onClose }: { onClose: () => void }) {
  const { t, i18n } = useTranslation('articles');
  const call = useCall();
  const journalSeq = useTill((till) => till.ledger.journalSeq);
  const answer = useAnswer('price lists', journalSeq, (till) => till.catalogue.priceLists());
  const [edited, edit] = useState<{ place: number; list: PriceListInput } | null>(null);
  const lists: readonly PriceListInput[] = answer.value ?? [];
  const put = async (next: readonly PriceListInput[]) => {
    const outcome = await call((till) => till.catalogue.putPriceLists({ lists: [...next] }));
    if (outcome.ok) {
      edit(null);
      answer.again();
    }
  };
  if (edited) {
    const others = lists.filter((_, place) => place !== edited.place);
    return (
      <PriceListDialog
        before={edited.list}
        onClose={() => edit(null)}
        onSave={(list) => put([...lists.slice(0, edited.place), list, ...lists.slice(edited.place + 1)])}
        onRemove={edited.list.id === null ? null : () => put(others)}
      />
    );
  }
  return (
    <Dialog
      title={t('page.prices')}
      onClose={onClose}
      actions={
        <Button kind="primary" size="large" icon={Plus} disabled={!answer.value} onClick={() => edit({ place: lists.length, list: NEW_LIST })}>
          {t('prices.add')}
        </Button>
      }
    >
      <p>{t('prices.explained')}</p>
      {!answer.value && answer.failure && <Unanswered failure={answer.failure} onAgain={answer.again} />}
      <ol className="articles-list">
        {lists.map((list, place) => (
          <li key={list.id ?? 'new'} className="articles-ordered">
            <button type="button" className="articles-row" onClick={() => edit({ place, list })}>
              <b>{nameIn(list.names, i18n.language)}</b>
              <span className="articles-about">{list.active ? validityWords(list) : t('prices.off')}</span>
            </button>
            <IconButton
              icon={ArrowUp}
              label={t('category.up', { name: nameIn(list.names, i18n.language) })}
              disabled={place === 0}
              onClick={() => void put([...lists.slice(0, place - 1), list, ...lists.slice(place - 1, place), ...lists.slice(place + 1)])}
            />
          </li>
        ))}
      </ol>
    </Dialog>
  );
}

function validityWords({ validity }: PriceListInput): string {
  const { fromDay, untilDay, fromMinute, untilMinute } = validity;
  const hours = fromMinute === untilMinute ? '' : `${timeOf(fromMinute)}–${timeOf(untilMinute)}`;
  const days = fromDay || untilDay ? `${fromDay ?? ''} – ${untilDay ?? ''}` : '';
  return [days, hours].filter((part) => part !== '').join(' · ');
}
