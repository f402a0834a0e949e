// The forms in which an article is sold, each with its name, price and barcodes, in the order in which they are offered.
import { Plus, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import type { VariantDraft } from './article-draft.ts';
import { BarcodesField } from './barcodes-field.tsx';
import { NamesFields } from './names-fields.tsx';
import { PriceField } from './price-field.tsx';

export interface VariantsFieldsProps {
  variants: readonly VariantDraft[];
  onVariants: (variants: VariantDraft[]) => void;
  /** Which one scans go to. */
  chosenKey: number | null;
  onChoose: (key: number) => void;
}

export function VariantsFields({ variants, onVariants, chosenKey, onChoose }: VariantsFieldsProps) {
  const { t } = useTranslation('articles');
  const change = (key: number, to: Partial<VariantDraft>) => onVariants(variants.map((one) => (one.key === key ? { ...one, ...to } : one)));
  const add = () => {
    const key = Math.max(-1, ...variants.map((one) => one.key)) + 1;
    onVariants([...variants, { id: null, key, names: {}, price: '', barcodes: [] }]);
  };
  return (
    <>
      {variants.map((variant, index) => (
        <fieldset key={variant.key} className="articles-variant">
          <legend>{t('form.variant', { number: index + 1 })}</legend>
          <NamesFields label={t('form.name')} names={variant.names} onNames={(names) => change(variant.key, { names })} />
          <PriceField label={t('form.price')} price={variant.price} onPrice={(price) => change(variant.key, { price })} />
          <BarcodesField
            barcodes={variant.barcodes}
            onBarcodes={(barcodes) => change(variant.key, { barcodes })}
            chosen={chosenKey === variant.key}
            onChoose={() => onChoose(variant.key)}
          />
          <Button kind="plain" icon={Trash2} onClick={() => onVariants(variants.filter((one) => one.key !== variant.key))}>
            {t('form.removeVariant')}
          </Button>
        </fieldset>
      ))}
      <Button icon={Plus} onClick={add}>
        {t(variants.length === 0 ? 'form.addVariants' : 'form.addVariant')}
      </Button>
    </>
  );
}
