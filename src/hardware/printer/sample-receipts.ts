// Receipts for tests: what a Korean café, a German bakery and an American store hand over.
import type { ReceiptBlock, ReceiptDocument } from '../../shared/receipt.ts';

const text = (value: string, size: 'small' | 'normal' | 'large' = 'normal', bold = false): ReceiptBlock => ({
  kind: 'text',
  text: value,
  align: 'center',
  size,
  bold,
});
const pair = (left: string, right: string, size: 'small' | 'normal' | 'large' = 'normal', bold = false): ReceiptBlock => ({
  kind: 'pair',
  left,
  right,
  size,
  bold,
});
const rule: ReceiptBlock = { kind: 'rule' };
const space: ReceiptBlock = { kind: 'space' };

export const PAYMENT_HASH = '7d4a1f0c9b2e8356a1d4c7f0e3b6928574d1c0fa9e8b7c6d5a4f3e2d1c0b9a88';

export function koreanReceipt(receiptNumber = 'T1-000123'): ReceiptDocument {
  return {
    title: receiptNumber,
    language: 'ko',
    copyNumber: 0,
    blocks: [
      text('번개 커피', 'large', true),
      space,
      text('서울특별시 종로구 자하문로 12, 1층', 'small'),
      text('사업자등록번호 123-45-67890', 'small'),
      text('전화 02-1234-5678', 'small'),
      rule,
      pair('2026-03-14 15:09', receiptNumber),
      pair('담당 김지우', '단말기 T1'),
      rule,
      pair('아메리카노', '₩9,000'),
      pair('바닐라 라떼 (디카페인, 오트 밀크 변경, 시럽 추가)', '₩6,800'),
      pair('말차 티라미수', '₩7,500'),
      rule,
      pair('합계', '₩23,300', 'large', true),
      space,
      pair('과세 물품가액', '₩21,182'),
      pair('부가세 10%', '₩2,118'),
      rule,
      pair('라이트닝', '₩20,000', 'normal', true),
      pair('현금', '₩3,300', 'normal', true),
      pair('받은 금액', '₩10,000'),
      pair('거스름돈', '₩6,700'),
      rule,
      pair('20,619 sat', '1 BTC = ₩97,000,000', 'small'),
      { kind: 'text', text: PAYMENT_HASH, align: 'left', size: 'small', bold: false },
      space,
      { kind: 'qr', data: `https://receipts.example.com/r/${receiptNumber}?h=7d4a1f0c9b2e8356`, caption: '영수증을 휴대폰에 저장하세요' },
      space,
      text('감사합니다. 또 오세요!', 'normal', true),
      text('교환·환불은 영수증을 가지고 7일 안에', 'small'),
    ],
  };
}

export function germanReceipt(receiptNumber = 'B2-004711'): ReceiptDocument {
  return {
    title: receiptNumber,
    language: 'de',
    copyNumber: 1,
    blocks: [
      text('Bäckerei Blitz', 'large', true),
      text('Große Straße 5 · 10115 Berlin', 'small'),
      text('USt-IdNr. DE123456789', 'small'),
      space,
      text('KOPIE 1', 'normal', true),
      rule,
      pair('14.03.2026 15:09', receiptNumber),
      rule,
      pair('Kürbiskern-Vollkornbrot, geschnitten', '4,90\u00a0€'),
      pair('Café crème', '7,00\u00a0€'),
      pair('Franzbrötchen', '8,70\u00a0€'),
      rule,
      pair('Summe', '20,60\u00a0€', 'large', true),
      space,
      pair('enthält 7 % MwSt.', '0,89\u00a0€'),
      pair('enthält 19 % MwSt.', '1,12\u00a0€'),
      rule,
      pair('Lightning', '20,60\u00a0€', 'normal', true),
      pair('₿ 0,00022391', '22.391 sat', 'small'),
      space,
      { kind: 'qr', data: 'https://receipts.example.com/r/B2-004711', caption: 'Beleg als QR-Code' },
      space,
      text('Vielen Dank – bis bald!'),
      text('Es bediente Sie: Zoë', 'small'),
    ],
  };
}

export function americanReceipt(receiptNumber = 'US-000042'): ReceiptDocument {
  return {
    title: receiptNumber,
    language: 'en',
    copyNumber: 0,
    blocks: [
      text('Lightning Goods', 'large', true),
      text('221 Main St, Springfield', 'small'),
      rule,
      pair('Cold brew', '$4.50'),
      pair('Tote bag “Satoshi’s”', '$18.00'),
      rule,
      pair('Subtotal', '$22.50'),
      pair('Sales tax 8.875%', '$2.00'),
      pair('Total', '$24.50', 'large', true),
      rule,
      pair('Cash', '$30.00'),
      pair('Change', '$5.50', 'normal', true),
      space,
      text(receiptNumber, 'small'),
      text('Thank you!'),
    ],
  };
}
