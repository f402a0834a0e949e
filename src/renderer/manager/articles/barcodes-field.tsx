// The barcodes of an article or a variant, one a row: typed, or scanned while this field is the chosen one.
import { Plus, ScanBarcode, X } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { isGoodBarcode } from './article-draft.ts';

export interface BarcodesFieldProps {
  barcodes: readonly string[];
  onBarcodes: (barcodes: string[]) => void;
  /** Scans go here. */
  chosen: boolean;
  onChoose: () => void;
}

export function BarcodesField({ barcodes, onBarcodes, chosen, onChoose }: BarcodesFieldProps) {
  const { t } = useTranslation('articles');
  const id = useId();
  const [typed, setTyped] = useState('');
  const code = typed.replaceAll(/\s/g, '');
  const add = () => {
    if (!isGoodBarcode(code)) return;
    onBarcodes([...barcodes.filter((other) => other !== code), code]);
    setTyped('');
  };
  const wrong = code !== '' && !isGoodBarcode(code);
  return (
    <div className="settings-field">
      <label htmlFor={id}>{t('form.barcodes')}</label>
      {barcodes.length > 0 && (
        <ul className="articles-barcodes">
          {barcodes.map((barcode) => (
            <li key={barcode}>
              <span className="selectable">{barcode}</span>
              <IconButton
                icon={X}
                size={20}
                label={t('form.removeBarcode', { barcode })}
                onClick={() => onBarcodes(barcodes.filter((other) => other !== barcode))}
              />
            </li>
          ))}
        </ul>
      )}
      <div className="articles-add">
        <input
          id={id}
          className="field"
          maxLength={80}
          autoComplete="off"
          spellCheck={false}
          aria-invalid={wrong}
          aria-describedby={`${id}-hint`}
          value={typed}
          onFocus={onChoose}
          onChange={(event) => setTyped(event.target.value)}
          data-own-enter
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            add();
          }}
        />
        <Button icon={Plus} disabled={!isGoodBarcode(code)} onClick={add}>
          {t('form.addBarcode')}
        </Button>
      </div>
      <p id={`${id}-hint`} className="settings-hint" data-wrong={wrong || undefined}>
        {wrong ? (
          t('form.barcodeWrong')
        ) : chosen ? (
          <span className="articles-scan-here">
            <Icon of={ScanBarcode} size={18} /> {t('form.scanHere')}
          </span>
        ) : (
          t('form.barcodeHint')
        )}
      </p>
    </div>
  );
}
