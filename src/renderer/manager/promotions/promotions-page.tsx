// What the shop offers beside its articles: promotions, made and ended here, and the modifiers that go with articles.
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModifierGroup } from '../../../shared/offers.ts';
import type { Promotion } from '../../../shared/promotion.ts';
import { nameIn } from '../../i18n/name-in.ts';
import { Button } from '../../ui/button.tsx';
import { Money } from '../../ui/money.tsx';
import { SettingsSection } from '../settings/settings-section.tsx';
import { useTill } from '../till.ts';
import { EndPromotion } from './end-promotion.tsx';
import { ModifierGroupSheet } from './modifier-group-sheet.tsx';
import { PromotionSheet } from './promotion-sheet.tsx';
import { usePromotionWords } from './use-promotion-words.ts';
import '../settings/settings.css';
import '../staff/staff.css';
import './promotions.css';

type Opened = { what: 'new' } | { what: 'end'; promotion: Promotion } | { what: 'group'; group: ModifierGroup | null } | null;

export function PromotionsPage() {
  const { t } = useTranslation('selling');
  const { promotions, modifierGroups } = useTill((till) => till.offers);
  const [opened, open] = useState<Opened>(null);
  const close = () => open(null);
  return (
    <div className="settings">
      <h1 className="visually-hidden">{t('promotions.nav')}</h1>
      <SettingsSection title={t('promotions.title')} explained={t('promotions.explained')}>
        {promotions.length === 0 && <Nothing title={t('promotions.none')}>{t('promotions.noneNext')}</Nothing>}
        <ul className="staff-list">
          {promotions.map((promotion) => (
            <PromotionRow key={promotion.id} promotion={promotion} onEnd={() => open({ what: 'end', promotion })} />
          ))}
        </ul>
        <Button icon={Plus} onClick={() => open({ what: 'new' })}>
          {t('promotions.make')}
        </Button>
      </SettingsSection>
      <SettingsSection title={t('modifiers.title')} explained={t('modifiers.explained')}>
        {modifierGroups.length === 0 && <Nothing title={t('modifiers.none')}>{t('modifiers.noneNext')}</Nothing>}
        <ul className="staff-list">
          {modifierGroups.map((group) => (
            <GroupRow key={group.id} group={group} onOpen={() => open({ what: 'group', group })} />
          ))}
        </ul>
        <Button icon={Plus} onClick={() => open({ what: 'group', group: null })}>
          {t('modifiers.make')}
        </Button>
      </SettingsSection>
      {opened?.what === 'new' && <PromotionSheet onClose={close} />}
      {opened?.what === 'end' && <EndPromotion promotion={opened.promotion} onClose={close} />}
      {opened?.what === 'group' && <ModifierGroupSheet group={opened.group} onClose={close} />}
    </div>
  );
}

function Nothing({ title, children }: { title: string; children: string }) {
  return (
    <p className="settings-hint">
      <b>{title}.</b> {children}
    </p>
  );
}

function PromotionRow({ promotion, onEnd }: { promotion: Promotion; onEnd: () => void }) {
  const { t, i18n } = useTranslation('selling');
  const words = usePromotionWords(promotion);
  const ended = promotion.endedAtMs !== null;
  return (
    <li className="promotion-row" data-ended={ended || undefined}>
      <span>
        <b>{nameIn(promotion.names, i18n.language)}</b>
        <small>{words}</small>
      </span>
      {ended ? (
        <span className="promotion-status">{t('promotions.ended')}</span>
      ) : (
        <Button kind="plain" onClick={onEnd}>
          {t('promotions.end')}
        </Button>
      )}
    </li>
  );
}

function GroupRow({ group, onOpen }: { group: ModifierGroup; onOpen: () => void }) {
  const { i18n } = useTranslation('selling');
  const currency = useTill((till) => till.shop.currency);
  return (
    <li>
      <button type="button" className="staff-row" aria-haspopup="dialog" onClick={onOpen}>
        <span className="staff-name">{nameIn(group.names, i18n.language)}</span>
        <span>
          {group.modifiers.map(({ id, names, priceMinor }, at) => (
            <span key={id}>
              {at > 0 && ' · '}
              {nameIn(names, i18n.language)}
              {priceMinor > 0 && (
                <>
                  {' +'}
                  <Money minor={priceMinor} currency={currency} />
                </>
              )}
            </span>
          ))}
        </span>
      </button>
    </li>
  );
}
