// One article, whole: what it is called and costs, how it is found, who may buy it, how much there is. Kept with one press; scans go to the
// barcodes that are being edited.
import { Archive, ArchiveRestore } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { UNITS } from '../../../shared/line-item.ts';
import { nameIn } from '../../i18n/name-in.ts';
import { useCall, useScans, useScreen } from '../../screen.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { TextField } from '../text-field.tsx';
import { useTill } from '../till.ts';
import { Unanswered } from '../unanswered.tsx';
import { useAnswer } from '../use-answer.ts';
import { type ArticleDraft, draftOf, inputOf, newDraft } from './article-draft.ts';
import { BarcodesField } from './barcodes-field.tsx';
import { Choice, ColourField } from './fields.tsx';
import { NamesFields } from './names-fields.tsx';
import { PictureField } from './picture-field.tsx';
import { PriceField } from './price-field.tsx';
import { StockSection } from './stock-section.tsx';
import { VariantsFields } from './variants-fields.tsx';

export type OpenArticle = { articleId: string } | { barcode: string | null; categoryId: string | null };

export function ArticleSheet({ open, onClose }: { open: OpenArticle; onClose: () => void }) {
  if ('articleId' in open) return <KnownArticle articleId={open.articleId} onClose={onClose} />;
  return <NewArticle barcode={open.barcode} categoryId={open.categoryId} onClose={onClose} />;
}

function NewArticle({ barcode, categoryId, onClose }: { barcode: string | null; categoryId: string | null; onClose: () => void }) {
  const { t } = useTranslation('articles');
  const first = useTill((till) => till.catalogue.categories[0]?.id ?? '');
  const taxClassId = useTill((till) => till.shop.taxClasses.find(({ retired }) => !retired)?.id ?? '');
  return <ArticleForm title={t('page.new')} before={newDraft(categoryId ?? first, taxClassId, barcode)} onClose={onClose} />;
}

function KnownArticle({ articleId, onClose }: { articleId: string; onClose: () => void }) {
  const { t, i18n } = useTranslation('articles');
  const call = useCall();
  const journalSeq = useTill((till) => till.ledger.journalSeq);
  const currency = useTill((till) => till.shop.currency);
  const answer = useAnswer(articleId, journalSeq, (till) => till.catalogue.article({ articleId }));
  if (!answer.value) {
    return (
      <Dialog title="" shape="sheet" onClose={onClose}>
        {answer.failure && <Unanswered failure={answer.failure} onAgain={answer.again} />}
      </Dialog>
    );
  }
  const { article, stock } = answer.value;
  const archive = async () => {
    const outcome = await call((till) => till.catalogue.archive({ articleId, archived: !article.archived }));
    if (outcome.ok) onClose();
  };
  return (
    <ArticleForm
      title={nameIn(article.names, i18n.language)}
      before={draftOf(article, currency)}
      onClose={onClose}
      other={
        <Button kind="plain" icon={article.archived ? ArchiveRestore : Archive} onClick={() => void archive()}>
          {t(article.archived ? 'form.sellAgain' : 'form.archive')}
        </Button>
      }
    >
      {stock.length > 0 && <StockSection stock={stock} />}
    </ArticleForm>
  );
}

interface ArticleFormProps {
  title: string;
  before: ArticleDraft;
  onClose: () => void;
  other?: ReactNode;
  children?: ReactNode;
}

function ArticleForm({ title, before, onClose, other, children }: ArticleFormProps) {
  const { t, i18n } = useTranslation('articles');
  const call = useCall();
  const { store } = useScreen();
  const formId = useId();
  const currency = useTill((till) => till.shop.currency);
  const categories = useTill((till) => till.catalogue.categories);
  const taxClasses = useTill((till) => till.shop.taxClasses);
  const groups = useTill((till) => till.offers.modifierGroups);
  const [typed, setTyped] = useState<Partial<ArticleDraft>>({});
  const [scansTo, setScansTo] = useState<number | null>(null);
  const [busy, setBusy] = useState(false);
  const draft = { ...before, ...typed };
  const input = inputOf(draft, currency);
  const change = (to: Partial<ArticleDraft>) => setTyped((earlier) => ({ ...earlier, ...to }));
  useScans(async (scanned) => {
    const with_ = (barcodes: readonly string[]) => [...barcodes.filter((one) => one !== scanned), scanned];
    if (scansTo === null) change({ barcodes: with_(draft.barcodes) });
    else change({ variants: draft.variants.map((one) => (one.key === scansTo ? { ...one, barcodes: with_(one.barcodes) } : one)) });
  });
  const save = async () => {
    if (!input || busy) return;
    setBusy(true);
    const outcome = await call((till) => till.catalogue.put(input));
    setBusy(false);
    if (!outcome.ok) return;
    store.getState().notify({ tone: 'done', title: t('form.saved', { name: nameIn(input.names, i18n.language) }), body: t('form.savedNext') });
    onClose();
  };
  return (
    <Dialog
      title={title}
      shape="sheet"
      onClose={onClose}
      actions={
        <>
          {other}
          <Button kind="primary" size="large" submit form={formId} busy={busy} disabled={!input}>
            {t('form.save')}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className="settings-form articles-form"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <NamesFields label={t('form.name')} names={draft.names} onNames={(names) => change({ names })} firstFocus={draft.id === null} />
        <Choice
          label={t('form.category')}
          value={draft.categoryId}
          options={categories.map(({ id, names }) => ({ id, name: nameIn(names, i18n.language) }))}
          onValue={(categoryId) => change({ categoryId })}
        />
        <Segmented
          label={t('form.unit')}
          segments={UNITS.map((value) => ({ value, label: t(`unit.${value}`) }))}
          value={draft.unit}
          onChange={(unit) => change({ unit })}
        />
        {draft.variants.length === 0 && (
          <PriceField label={t(draft.unit === 'kg' ? 'form.priceOfKg' : 'form.price')} price={draft.price} onPrice={(price) => change({ price })} />
        )}
        <VariantsFields variants={draft.variants} onVariants={(variants) => change({ variants })} chosenKey={scansTo} onChoose={setScansTo} />
        <BarcodesField
          barcodes={draft.barcodes}
          onBarcodes={(barcodes) => change({ barcodes })}
          chosen={scansTo === null}
          onChoose={() => setScansTo(null)}
        />
        <TextField label={t('form.code')} hint={t('form.codeHint')} value={draft.code} maxLength={20} onValue={(code) => change({ code })} />
        <Choice
          label={t('form.tax')}
          value={draft.taxClassId}
          options={taxClasses
            .filter(({ id, retired }) => !retired || id === draft.taxClassId)
            .map(({ id, name, ratePpm }) => ({ id, name: `${name} ${ratePpm / 10_000} %` }))}
          onValue={(taxClassId) => change({ taxClassId })}
        />
        <TextField
          label={t('form.minimumAge')}
          hint={t('form.minimumAgeHint')}
          value={draft.minimumAge}
          maxLength={2}
          numeric
          onValue={(minimumAge) => change({ minimumAge })}
        />
        {groups.length > 0 && (
          <fieldset className="articles-groups">
            <legend>{t('form.modifiers')}</legend>
            {groups.map((group) => (
              <label key={group.id} className="settings-check">
                <input
                  type="checkbox"
                  checked={draft.modifierGroupIds.includes(group.id)}
                  onChange={({ target }) =>
                    change({ modifierGroupIds: [...draft.modifierGroupIds.filter((id) => id !== group.id), ...(target.checked ? [group.id] : [])] })
                  }
                />
                {nameIn(group.names, i18n.language)}
              </label>
            ))}
          </fieldset>
        )}
        <ColourField colour={draft.colour} onColour={(colour) => change({ colour })} />
        <PictureField picture={draft.picture} onPicture={(picture) => change({ picture })} />
        <label className="settings-check">
          <input type="checkbox" checked={draft.stockCounted} onChange={({ target }) => change({ stockCounted: target.checked })} />
          {t('form.stockCounted')}
        </label>
        {draft.stockCounted && (
          <TextField
            label={t('form.lowStock')}
            hint={t(draft.unit === 'kg' ? 'form.lowStockGrams' : 'form.lowStockHint')}
            value={draft.lowStock}
            maxLength={9}
            numeric
            onValue={(lowStock) => change({ lowStock })}
          />
        )}
      </form>
      {children}
    </Dialog>
  );
}
