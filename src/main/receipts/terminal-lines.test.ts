import fc from 'fast-check';
import { expect, test } from 'vitest';
import { centred, pair, small } from './receipt-parts.ts';
import { terminalBlock } from './terminal-lines.ts';

test.each([
  ['Betrag                          EUR 12,50', pair('Betrag', 'EUR 12,50', 'small')],
  ['Trace / receipt no.        000002 / 0001', pair('Trace / receipt no.', '000002 / 0001', 'small')],
  ['             K-U-N-D-E-N-B-E-L-E-G', centred('K-U-N-D-E-N-B-E-L-E-G', 'small')],
  ['                 카드 결제', centred('카드 결제', 'small')],
  // What is set in more ways than these stays as it is.
  ['A   B   C', small('A   B   C')],
  ['    A    B', small('    A    B')],
  [' indented by one', small(' indented by one')],
  ['Bitte Beleg aufbewahren   ', small('Bitte Beleg aufbewahren')],
  ['', { kind: 'space' } as const],
  ['     ', { kind: 'space' } as const],
])('%j', (line, block) => {
  expect(terminalBlock(line)).toEqual(block);
});

test('no word of a line is lost or moved, whatever it is', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(' ', '  ', '     ', 'Karte', '4,00', '카드'), { maxLength: 12 }), (pieces) => {
      const line = pieces.join('');
      const block = terminalBlock(line);
      const said = block.kind === 'pair' ? `${block.left} ${block.right}` : block.kind === 'text' ? block.text : '';
      expect(said.split(/\s+/).filter(Boolean)).toEqual(line.split(/\s+/).filter(Boolean));
    }),
  );
});
