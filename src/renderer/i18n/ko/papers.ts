// 인쇄물의 이름.
export const papers = {
  kind: {
    receipt: '영수증 {{title}}',
    refund: '환불 영수증 {{title}}',
    slip: '주문표 {{title}}',
    kitchen: '주방 주문서 {{title}}',
    shift_report: '정산표 {{title}}',
    x_report: '중간 정산표 {{title}}',
    period_report: '{{title}} 마감표',
    cash_movement: '현금 입출금증 {{title}}',
    voucher: '상품권 {{title}}',
    test: '{{title}} 시험 인쇄',
    card_slip: '카드 전표 {{title}}(서명용)',
    badge: '직원 배지 {{title}}',
    account_payment: '외상 입금증 {{title}}',
  },
  toKitchen_other: '주방으로 보내기 · {{count}}줄',
  kitchenSent: '주방으로 보냈습니다.',
  earlier: '이전 인쇄물',
  moveTo: '{{printer}}에서 인쇄',
  copyOf: '{{name}} 사본 {{number}}',
};
